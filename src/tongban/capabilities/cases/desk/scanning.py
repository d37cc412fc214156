"""Scans at the window: files that came with the page are kept at once, right or wrong.

A browser forgets chosen files with every answer, so a kept file's key goes back into the
page and nothing is scanned twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.materials.commands import hand_in
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.requests import ActorRequest


@dataclass(frozen=True)
class Scanned:
    """The files that were kept, by material, and what was wrong with the others."""

    kept: Mapping[str, UUID]
    errors: Mapping[str, str]


def keep_scans(request: ActorRequest, guide: Guide, at_body: UUID) -> Scanned:
    """Keep every file of this post that belongs to a material of the guide.

    What is wrong is told by the key of the material.
    """
    kept: dict[str, UUID] = {}
    errors: dict[str, str] = {}
    for card in guide.materials:
        file = request.FILES.get(f"scan-{card.key}")
        if file is None or isinstance(file, list):
            continue
        try:
            upload = hand_in(
                actor=request.actor,
                material_type_id=card.material_type_id,
                content=file.read(),
                name=file.name or "",
                declared_type=file.content_type or "",
                at=request.now,
                at_body=at_body,
            )
        except Refusal as refusal:
            errors[card.key] = refusal.message
        else:
            kept[card.key] = upload.upload_id
    return Scanned(kept, errors)
