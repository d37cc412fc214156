"""Taking a whole material catalogue in: a province's, or that of a sample city."""

from collections.abc import Iterable
from datetime import datetime

from tongban.capabilities.catalogue.models import MaterialType
from tongban.capabilities.catalogue.permissions import TAKE_IN_MATERIALS
from tongban.capabilities.catalogue.states import TAKEN_IN
from tongban.capabilities.catalogue.types.catalogue_materials import NewMaterial
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def take_in_materials(
    *, actor: Actor, entries: Iterable[NewMaterial], at: datetime
) -> int:
    """Take in every entry whose code is new; gives how many were. Refuses with NotAllowed.

    Of two entries with one code the later counts. Only a named system actor may: what people propose one by one is answered one by one.
    """
    require(actor, TAKE_IN_MATERIALS)
    wanted = {entry.code: entry for entry in entries if entry.code and entry.name}
    held = MaterialType.objects.filter(city=actor.city, code__in=wanted)
    known = set(held.values_list("code", flat=True))
    new = [
        MaterialType(
            city=actor.city,
            code=entry.code,
            name=entry.name,
            kind=entry.kind,
            issuer=entry.issuer,
            aliases=list(entry.aliases),
            standing=TAKEN_IN,
            answered_at=at,
        )
        for code, entry in sorted(wanted.items())
        if code not in known
    ]
    MaterialType.objects.bulk_create(new)

    if new:
        record(
            actor,
            "catalogue.materials.taken_in",
            subject="material_catalogue",
            subject_id=actor.city,
            count=len(new),
        )
    return len(new)


def entries_of(documents: Iterable[dict[str, object]]) -> list[NewMaterial]:
    """The entries that item documents name, the first document's words for each code."""
    found: dict[str, NewMaterial] = {}
    for document in documents:
        listed = document.get("materials")
        for row in listed if isinstance(listed, list) else []:
            if not isinstance(row, dict):
                continue
            code, name = (
                str(row.get("catalogue_code") or ""),
                str(row.get("name") or ""),
            )
            kind, issuer = row.get("material_kind"), row.get("issuer")
            entry = NewMaterial(code, name, str(kind or ""), str(issuer or ""))
            if code and name:
                found.setdefault(code, entry)
    return list(found.values())
