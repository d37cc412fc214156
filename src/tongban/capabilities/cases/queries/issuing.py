"""Results that wait at a hall, or at a department's own counter, to reach somebody."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hmac import compare_digest
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tongban.capabilities.cases.models import Case, DeliveryWish, Party
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.permissions import DELIVER_RESULT
from tongban.capabilities.cases.queries.lines import list_lines, read_rows
from tongban.capabilities.cases.queries.searching import keys_of_number
from tongban.capabilities.cases.queries.worklist import office_day
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.catalogue.queries import list_items_of_hall
from tongban.ground.codes.writing import tidy_number
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

MOST_SHOWN: Final = 60
_CODE: Final = 6
_DECIDED: Final = (CaseState.GRANTED, CaseState.REFUSED)


@dataclass(frozen=True)
class WaitingResult:
    """A result that waits: what, whose, since when, and how it is wanted."""

    line: CaseLine
    decided_on: date | None
    wished_way: str


@query
def count_results(*, actor: Actor, body_id: UUID) -> Counter[str]:
    """How many results wait, by how they are to go: `pickup`, `post`, `sent`."""
    require(actor, DELIVER_RESULT, org_id=body_id)
    rows = (
        _waiting(actor, body_id)
        .values_list("state", "application__delivery_wish__way")
        .annotate(number=Count("id"))
        .order_by()
    )
    found: Counter[str] = Counter()
    for state, way, number in rows:
        found[_tab(CaseState(state), way or "")] += number
    return found


@query
def list_results(*, actor: Actor, body_id: UUID, tab: str = "") -> list[WaitingResult]:
    """What waits at this body, the longest waiting first. Refuses with NotAllowed."""
    require(actor, DELIVER_RESULT, org_id=body_id)
    rows = _waiting(actor, body_id)
    if tab == "sent":
        rows = rows.filter(state=CaseState.DISPATCHED)
    elif tab == "post":
        rows = rows.filter(state__in=_DECIDED, application__delivery_wish__way="post")
    elif tab == "pickup":
        rows = rows.filter(state__in=_DECIDED).exclude(
            application__delivery_wish__way="post"
        )
    cases = read_rows(rows.order_by("decided_at", "id"), MOST_SHOWN, "decided_at")
    wishes = dict(
        DeliveryWish.objects.filter(
            application_id__in=[case.application_id for case in cases]
        ).values_list("application_id", "way")
    )
    lines = list_lines(actor, cases)
    return [
        WaitingResult(
            line, office_day(case.decided_at), wishes.get(case.application_id, "")
        )
        for case, line in zip(cases, lines, strict=True)
    ]


@query
def find_results(*, actor: Actor, body_id: UUID, shown: str) -> list[UUID]:
    """What waits here for the bearer of a pick-up code or of a document.

    Nothing is said about results elsewhere. Refuses with NotAllowed.
    """
    require(actor, DELIVER_RESULT, org_id=body_id)
    number = tidy_number(shown)
    rows = _waiting(actor, body_id).filter(state__in=_DECIDED)
    if len(number) == _CODE and number.isascii() and number.isdecimal():
        return [
            key
            for key, name in rows.order_by("id").values_list("id", "number")
            if compare_digest(number, pickup_code(city=actor.city, number=name))
        ]
    if not number or not number.isascii():
        return []
    keys = keys_of_number(actor.city, number)
    parties = Party.objects.filter(city=actor.city, id_key__in=keys)
    found = rows.filter(application_id__in=parties.values("application_id"))
    return list(found.order_by("decided_at", "id").values_list("id", flat=True))


@query
def list_results_of(
    *, actor: Actor, body_id: UUID, case_ids: Collection[UUID]
) -> list[CaseLine]:
    """These of the waiting results, as rows to choose from."""
    require(actor, DELIVER_RESULT, org_id=body_id)
    rows = _waiting(actor, body_id).filter(pk__in=case_ids)
    return list_lines(actor, read_rows(rows.order_by("decided_at", "id"), MOST_SHOWN))


def _tab(state: CaseState, way: str) -> str:
    if state == CaseState.DISPATCHED:
        return "sent"
    return "post" if way == "post" else "pickup"


def _waiting(actor: Actor, body_id: UUID) -> "QuerySet[Any]":
    """Taken in here, or filed on the web and handled here, or of an item of this hall."""
    items = list_items_of_hall(actor=actor, body_id=body_id)
    here = Q(received_body_id=body_id) | Q(received_body_id=None, body_id=body_id)
    here |= Q(received_body_id=None, item_id__in=items)
    return Case.objects.filter(
        here, closed_at=None, state__in=[*_DECIDED, CaseState.DISPATCHED]
    )
