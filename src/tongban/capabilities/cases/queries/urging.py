"""What the window urged in a case, and whether it may urge now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.permissions import URGE_CASE
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView
from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.rights.queries import find_chief
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

_WAITING: Final = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.CORRECTING,
        CaseState.ACCEPTED,
        CaseState.REVIEWED,
    }
)
_URGES: Final = """
select urged_at, urged_on, level, words, body_name(at_body_id, urged_on), urged_by_id, told_id
from case_urge where case_id = %s order by urged_at desc, id limit 50
"""


@dataclass(frozen=True)
class UrgeLine:
    """Who urged, when, from which body, with what words; whom it was told to."""

    urged_at: datetime
    urged_on: date
    who: str
    body: str
    words: str
    told: str


@dataclass(frozen=True)
class Urging:
    """The urges of a case, newest first; what pressing the button would do now."""

    lines: tuple[UrgeLine, ...] = ()
    may_urge: bool = False
    is_urged_today: bool = False
    tells_chief: bool = False


@query
def get_urging(*, actor: Actor, case: CaseView, today: date) -> Urging:
    """Asks nothing of a case that no window took in for another body."""
    if case.received_body_id in {None, case.body_id}:
        return Urging()
    lines = _lines(actor, case.case_id)
    if case.state not in _WAITING or not actor.may(
        URGE_CASE, org_id=case.received_body_id
    ):
        return Urging(lines)
    due = case.promised_due_on
    is_late = due is not None and due < today
    chief = (
        find_chief(actor=actor, body_id=case.body_id, day=today) if is_late else None
    )
    is_told = chief is not None
    return Urging(
        lines,
        may_urge=True,
        is_urged_today=any(
            row.urged_on == today and bool(row.told) == is_told for row in lines
        ),
        tells_chief=is_told,
    )


def _lines(actor: Actor, case_id: UUID) -> tuple[UrgeLine, ...]:
    found = fetch_all(_URGES, [case_id])
    people = [key for row in found for key in (row[5], row[6]) if key]
    names = list_staff_names(actor=actor, person_ids=people) if people else {}
    return tuple(
        UrgeLine(
            urged_at=row[0],
            urged_on=row[1],
            who=names.get(row[5], "工作人员"),
            body=row[4],
            words=row[3],
            told=names.get(row[6], "首席事务代表") if row[6] else "",
        )
        for row in found
    )
