"""The card of a material: what it asks, the file that lies in it, and taking a file in."""

from collections.abc import Sequence
from typing import Any, BinaryIO, Final, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.types import Guide, MaterialCard
from tongban.capabilities.materials.commands import hand_in
from tongban.capabilities.materials.types import UploadCard
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.text.days import moment_words

ACCEPT: Final = ".pdf,.jpg,.jpeg,.png,.ofd,application/pdf,image/jpeg,image/png"
OFFERED: Final = 2
KILOBYTE: Final = 1024


def take_file(request: ActorRequest, card: MaterialCard) -> UUID:
    """Take in the file that came with a post for this material.

    Refuses with Invalid, its message under the key of the card.
    """
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Invalid(
            {
                card.key: _("还没有选文件。请先选“%(name)s”的照片或 PDF，再点上传。")
                % {"name": card.name}
            }
        )
    try:
        upload = hand_in(
            actor=request.actor,
            material_type_id=card.material_type_id,
            content=cast("BinaryIO", file.file),
            name=file.name or card.name,
            declared_type=file.content_type or "",
            at=request.now,
        )
    except Refusal as refusal:
        if refusal.rule is not None:
            raise
        raise Invalid({card.key: refusal.message}) from refusal
    return upload.upload_id


def describe_card(
    card: MaterialCard,
    upload: UploadCard | None,
    *,
    error: str = "",
    is_refused: bool = False,
    why: str = "",
) -> dict[str, Any]:
    """The card as the component shows it; `why` stands first, in a correction."""
    details = card.details
    notes = [why, card.note]
    if details.get("acceptance_standard"):
        notes.append(_("合格的样子：%(how)s") % {"how": details["acceptance_standard"]})
    if details.get("sample_note"):
        notes.append(_("样本：%(sample)s") % {"sample": details["sample_note"]})
    if card.form == "paper":
        notes.append(_("先上传照片，到现场办的时候带上原件。"))
    found: dict[str, Any] = {
        "key": card.key,
        "name": card.name,
        "need": card.necessity,
        "note": " ".join(note for note in notes if note),
        "accept": ACCEPT,
        "accept_words": _(
            "可以交 PDF、JPG、PNG 或 OFD，一份材料一个文件，最大 10 MB。手机可以直接拍照。"
        ),
        "state": "refused" if error and is_refused else "missing",
        "error": error,
    }
    if upload is not None:
        found |= {
            "state": "uploaded",
            "file_name": upload.name,
            "file_size": _size(upload.size),
            "preview_href": reverse("cases:upload", args=[upload.upload_id]),
        }
    return found


def form_links(guide: Guide, card: MaterialCard) -> dict[str, str]:
    """Its blank form and filled example, of the version applied under, if it has them."""
    if card != guide.form_material:
        return {}
    return {
        name: reverse("catalogue:form_paper", args=[guide.handling_code, kind])
        + f"?version={guide.version_id}"
        for name, kind in (("blank_href", "blank"), ("sample_href", "sample"))
    }


def offer_again(
    card: MaterialCard, earlier: Sequence[UploadCard]
) -> list[dict[str, str]]:
    """Earlier files of this kind, the newest first."""
    same = [row for row in earlier if row.material_type_id == card.material_type_id]
    return [
        {
            "id": str(row.upload_id),
            "label": row.name,
            "when": moment_words(timezone.localtime(row.handed_in_at)),
        }
        for row in same[:OFFERED]
    ]


def _size(count: int) -> str:
    if count < KILOBYTE * KILOBYTE:
        return f"{max(1, round(count / KILOBYTE))} KB"
    return f"{count / KILOBYTE / KILOBYTE:.1f} MB"
