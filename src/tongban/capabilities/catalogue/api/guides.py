"""Items and guides through the API: the same rows that every other channel shows."""

from datetime import date, datetime

from django.http import HttpResponse
from ninja import Router

from tongban.capabilities.catalogue import queries
from tongban.capabilities.catalogue.form_papers import make_form_paper
from tongban.capabilities.catalogue.telling import make_notice_paper, read_situations
from tongban.capabilities.catalogue.types import Guide, ItemSummary
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.problems import Problem
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.files.sending import document_file

router = Router(tags=["items"])


@router.get(
    "", response={200: list[ItemSummary], 422: Problem}, summary="Find items in force"
)
def find_items(
    request: ActorRequest, q: str = "", limit: int = 20
) -> list[ItemSummary]:
    """Search by people's words, pinyin initials, name or code; empty lists all."""
    limit = max(1, min(limit, 100))
    if q:
        return queries.search_items(
            actor=request.actor, text=q, day=request.today, limit=limit
        )
    return queries.list_items(actor=request.actor, day=request.today, limit=limit)


@router.get(
    "/{handling_code}", response={200: Guide, 404: Problem}, summary="Read a guide"
)
def read_guide(
    request: ActorRequest,
    handling_code: str,
    on: date | None = None,
    known_at: datetime | None = None,
) -> Guide:
    """The guide in force today, or on a day, as it was known at a moment; whole."""
    version_id = queries.find_version_in_force(
        actor=request.actor,
        handling_code=handling_code,
        day=on or request.today,
        known_at=known_at,
    )
    if version_id is None:
        raise NotFound("没有这个事项，或者它现在不在有效期内。")
    return queries.get_guide(actor=request.actor, version_id=version_id)


PDF_ANSWER = document_file("application/pdf")


@router.get(
    "/{handling_code}/notice.pdf",
    response={404: Problem, 422: Problem},
    summary="Be told at once what one's own situation asks for",
    openapi_extra=PDF_ANSWER,
)
def read_notice(request: ActorRequest, handling_code: str) -> HttpResponse:
    """One page of PDF; each question of the guide is answered by `situation_<key>=<option>`."""
    guide = read_guide(request, handling_code)
    told = read_situations(guide, request.GET)
    if not told.is_whole:
        raise Invalid(
            told.errors, "先回答全部问题，例如 situation_s1=unsure（不知道）。"
        )
    paper = make_notice_paper(guide, told.answers, day=request.today)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Cache-Control"] = "no-store"
    return response


@router.get(
    "/{handling_code}/form.pdf",
    response={404: Problem},
    summary="Take the blank form, or a filled example",
    openapi_extra=PDF_ANSWER,
)
def read_form(
    request: ActorRequest, handling_code: str, *, sample: bool = False
) -> HttpResponse:
    """The form of the guide in force as a PDF to print and fill in."""
    guide = read_guide(request, handling_code)
    paper = make_form_paper(guide, is_sample=sample)
    if paper is None:
        raise NotFound("这个事项没有要填的表格，请看指南里的材料。")
    return HttpResponse(paper, content_type="application/pdf")
