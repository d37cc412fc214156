"""Own uploads: as the file that was handed in, and inside an app as pictures."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.capabilities.cases.queries.files import OpenedFile
from tongban.capabilities.materials.queries import get_uploads
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.pdfium import count_pages
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.files.storing import read_file
from tongban.plumbing.papers import page_image

PDF: Final = "application/pdf"
PNG: Final = "image/png"
PICTURES: Final = frozenset({"image/jpeg", PNG})


@require_safe
def download_upload(request: ActorRequest, upload_id: UUID) -> HttpResponse:
    """The file as it was handed in; inside an app, which keeps no files, as pictures."""
    if request.inside:
        return _private(redirect("cases:upload_view", upload_id=upload_id))
    file = _own(request, upload_id)
    return _private(send_file(file.content, file.media_type, file.name))


@require_safe
def show_upload(request: ActorRequest, upload_id: UUID) -> HttpResponse:
    """The pages of an own upload; what is neither PDF nor picture says how to open it."""
    file = _own(request, upload_id)
    count = count_pages(file.content) if file.media_type == PDF else 0
    count = 1 if file.media_type in PICTURES else count
    numbers = range(1, count + 1)
    pages = [reverse("cases:upload_page", args=[upload_id, one]) for one in numbers]
    context = {"name": file.name, "pages": pages}
    return _private(render(request, "cases/portal/upload.html", context))


@require_safe
def show_upload_page(
    request: ActorRequest, upload_id: UUID, number: int
) -> HttpResponse:
    """One page of it as a picture."""
    file = _own(request, upload_id)
    if file.media_type in PICTURES and number == 1:
        answer = send_file(file.content, file.media_type, file.name, in_place=True)
        return _private(answer)
    picture = page_image(file.content, number) if file.media_type == PDF else None
    if picture is None:
        raise NotFound(_("这份材料没有这一页，请从第 1 页看起。"))
    return _private(send_file(picture, PNG, f"{number}.png", in_place=True))


def _own(request: ActorRequest, upload_id: UUID) -> OpenedFile:
    """Another person's is not found."""
    actor = request.actor
    if actor.kind == "anonymous":
        raise NotAllowed(_("请先登录，再看您的材料和文书。"))
    with reading(actor):
        upload = get_uploads(actor=actor, upload_ids=[upload_id])[upload_id]
        _facts, content = read_file(upload.file_id)
    return OpenedFile(upload.name, upload.media_type, content)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
