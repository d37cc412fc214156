"""A paper as a picture and as a file: only what one may see."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.capabilities.cases.paper_files import (
    get_or_make_paper,
    get_own_receipt_document,
)
from tongban.capabilities.cases.queries import find_paper_case, get_case, get_receipt
from tongban.capabilities.cases.types import PaperLine
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.evidence.documents import encode_document
from tongban.plumbing.files.sending import send_file
from tongban.plumbing.files.storing import open_file
from tongban.plumbing.papers import light_page_image, page_image

PDF = "application/pdf"


@require_safe
def show_paper(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """The paper as pictures made here, so that no browser needs a PDF reader."""
    case_id, paper = _find(request.actor, paper_id)
    # Made now if it has to be: a refusal stands on this page, not in a broken picture.
    _pdf(request, paper_id)
    context = {
        "paper": paper,
        # Every paper is one page: rendering refuses more.
        "pages": [reverse("cases:paper_page", args=[paper_id, 1])],
        "file_href": reverse("cases:paper_file", args=[paper_id]),
        "back_href": reverse("cases:case", args=[case_id]),
    }
    return _private(render(request, "cases/portal/paper.html", context))


@require_safe
def show_paper_page(request: ActorRequest, paper_id: UUID, number: int) -> HttpResponse:
    """One page as a picture: light at first, larger for who wants to look closely."""
    _find(request.actor, paper_id)
    pdf = _pdf(request, paper_id)
    if request.GET.get("size") == "full":
        picture = page_image(pdf, number, is_own_paper=True)
    else:
        picture = light_page_image(pdf, number)
    if picture is None:
        raise NotFound(_("这份文书没有这一页，请从第 1 页看起。"))
    return _private(HttpResponse(picture, content_type="image/png"))


@require_safe
def download_paper(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """The paper as it was issued; inside an app, which keeps no files, as a picture."""
    if request.inside:
        return _private(redirect("cases:paper", paper_id=paper_id))
    _case_id, paper = _find(request.actor, paper_id)
    name = f"{paper.title}-{paper.number}.pdf"
    return _private(send_file(_pdf(request, paper_id), PDF, name))


@require_safe
def download_receipt(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """The signed receipt as a file, byte for byte what `tongban receipt verify` checks."""
    actor = _signed_in(request.actor)
    document = get_own_receipt_document(actor=actor, case_id=case_id, at=request.now)
    with reading(actor):
        number = get_receipt(actor=actor, case_id=case_id).number
    kind = "application/json; charset=utf-8"
    file = send_file(encode_document(document), kind, receipt_file_name(number))
    return _private(file)


def receipt_file_name(number: str) -> str:
    """Plain letters: the name is typed on a command line."""
    return f"receipt-{number}.json"


def _find(actor: Actor, paper_id: UUID) -> tuple[UUID, PaperLine]:
    _signed_in(actor)
    with reading(actor):
        case_id = find_paper_case(actor=actor, paper_id=paper_id)
        if case_id is None:
            raise NotFound(_("没有找到这份文书，或者您没有查看它的权限。"))
        case = get_case(actor=actor, case_id=case_id)
    return case_id, next(row for row in case.papers if row.paper_id == paper_id)


def _pdf(request: ActorRequest, paper_id: UUID) -> bytes:
    actor = _signed_in(request.actor)
    file_id = get_or_make_paper(actor=actor, paper_id=paper_id, at=request.now)
    with reading(actor), open_file(file_id) as file:
        return file.read()


def _signed_in(actor: Actor) -> Actor:
    if actor.kind == "anonymous":
        raise NotAllowed(_("请先登录，再看您的材料和文书。"))
    return actor


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
