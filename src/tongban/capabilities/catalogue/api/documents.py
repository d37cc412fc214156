"""The one list of everything that can be found, through the API."""

from ninja import Query, Router, Schema

from tongban.capabilities.catalogue import queries
from tongban.capabilities.catalogue.searches import Cut, Found, Leading
from tongban.plumbing.access.problems import Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["search"])
LONGEST = 60
MOST = 100


class Asked(Schema):
    """Words, and the seven facets that cut what they find."""

    q: str
    who: str = ""
    theme: str = ""
    org: str = ""
    level: str = ""
    online: str = ""
    kind: str = ""
    venue: str = ""
    skip: int = 0
    limit: int = 20


class Answers(Schema):
    """Answers so far, by facet; `unsure` skips a question."""

    who: str = ""
    theme: str = ""
    want: str = ""
    kind: str = ""
    online: str = ""
    level: str = ""
    org: str = ""


@router.get(
    "/next-question",
    response={200: Leading, 422: Problem},
    summary="Be led to the right item by questions",
)
def lead_to_items(request: ActorRequest, answers: Query[Answers]) -> Leading:
    """The question that leaves the least to choose from, or the few items that are left."""
    said = {name: value for name, value in answers.dict().items() if value}
    return queries.lead_to_items(actor=request.actor, day=request.today, answers=said)


@router.get(
    "", response={200: Found, 422: Problem}, summary="Find items, questions and more"
)
def find_documents(request: ActorRequest, asked: Query[Asked]) -> Found:
    """Best first, each with what it is and why it matched; with what each facet leaves."""
    chosen = asked.dict()
    words, skip, limit = chosen.pop("q"), chosen.pop("skip"), chosen.pop("limit")
    return queries.find_documents(
        actor=request.actor,
        text=words[:LONGEST],
        day=request.today,
        cut=Cut(**chosen),
        limit=max(1, min(limit, MOST)),
        skip=max(0, skip),
    )
