"""Files and papers for staff: what row-level security shows, never run by the browser.

Pictures and page pictures are shown in place; what somebody handed in is otherwise only
handed out as a download, with the browser's guessing switched off.
"""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.capabilities.cases.paper_files import get_or_make_paper
from tongban.capabilities.cases.previewing import preview_decision
from tongban.capabilities.cases.queries import (
    OpenedFile,
    read_case_file,
    read_paper_file,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.papers import page_image

PDF = "application/pdf"
PNG = "image/png"
SHOWN_IN_PLACE = frozenset({"image/jpeg", PNG})


@require_GET
def show_case_file(request: ActorRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    """A material's file: pictures in place, everything else as a download."""
    file = read_case_file(actor=request.actor, case_id=case_id, file_id=file_id)
    return _answer(file, in_place=file.media_type in SHOWN_IN_PLACE)


@require_GET
def show_case_page(
    request: ActorRequest, case_id: UUID, file_id: UUID, number: int
) -> HttpResponse:
    """One page of a material's PDF as a picture."""
    file = read_case_file(actor=request.actor, case_id=case_id, file_id=file_id)
    picture = page_image(file.content, number) if file.media_type == PDF else None
    if picture is None:
        raise NotFound(_("这份材料没有这一页，请从第 1 页看起。"))
    return _answer(OpenedFile(f"{number}.png", PNG, picture), in_place=True)


@require_GET
def show_paper(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """A paper of ours, ready for the printer: our own bytes may open in the browser."""
    file_id = get_or_make_paper(actor=request.actor, paper_id=paper_id, at=request.now)
    file = read_paper_file(actor=request.actor, file_id=file_id)
    return _answer(file, in_place=True)


@require_GET
def show_preview(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The decision paper before it is signed, as a picture."""
    picture = preview_decision(actor=request.actor, case_id=case_id, at=request.now)
    return _answer(OpenedFile("preview.png", PNG, picture), in_place=True)


def _answer(file: OpenedFile, *, in_place: bool) -> HttpResponse:
    response = send_file(file.content, file.media_type, file.name, in_place=in_place)
    # Personal data of a case must not stay on a shared computer.
    response["Cache-Control"] = "no-store"
    return response
