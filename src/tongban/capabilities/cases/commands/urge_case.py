"""The window urges a case that it took in for another body; overdue, its chief is told."""

from datetime import datetime
from typing import NoReturn
from uuid import UUID

from tongban.capabilities.cases.commands.checking import is_remark
from tongban.capabilities.cases.commands.moving import hold_case
from tongban.capabilities.cases.events import CaseUrged
from tongban.capabilities.cases.models import Case, CaseUrge
from tongban.capabilities.cases.models.urging import ESCALATED, LONGEST_WORDS, URGED
from tongban.capabilities.cases.permissions import URGE_CASE
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.rights.queries import find_chief
from tongban.ground.refusals import Invalid, MoveRefused
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.rules import rules
from tongban.plumbing.database.writing import insert
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish

RULE = "a_window_urges_what_it_took_in"


@command
def urge_case(*, actor: Actor, case_id: UUID, words: str, at: datetime) -> int:
    """Urge; past the promised day the chief representative is told. Returns the level.

    1: urged; 2: the chief representative of the handling body was told as well. Refuses
    with NotFound, NotAllowed, Invalid, MoveRefused, or the rule of the register.
    """
    case = hold_case(actor, case_id)
    require(actor, URGE_CASE, org_id=case.received_body_id)
    said = words.strip()
    if said and not is_remark(said, most=LONGEST_WORDS):
        raise Invalid({"words": f"说明最多 {LONGEST_WORDS} 个字，请写短一些。"})
    day = at.astimezone(OFFICE_ZONE).date()
    is_late = case.promised_due_on is not None and case.promised_due_on < day
    told_id = (
        find_chief(actor=actor, body_id=case.body_id, day=day) if is_late else None
    )
    level = ESCALATED if told_id else URGED
    body_id = _check(case, level, at)

    urge = insert(
        CaseUrge(
            id=new_key(),
            city=case.city,
            case=case,
            level=level,
            words=said,
            urged_by_id=actor.natural_person,
            at_body_id=body_id,
            told_id=told_id,
            urged_at=at,
            urged_on=day,
        )
    )

    record(actor, "cases.case.urged", subject="case", subject_id=case.id, level=level)
    _tell(actor, case, urge)
    return level


def _check(case: Case, level: int, at: datetime) -> UUID:
    """The body that took the case in; what the database refuses, each in its own words."""
    if case.received_body_id is None or case.received_body_id == case.body_id:
        _refuse("这件不是窗口替别的单位收的，不用催办；请直接在办件页办理。")
    if case.submitted_at is None:
        _refuse("这件还没有提交，不能催办。")
    if case.decided_at is not None or case.closed_at is not None:
        _refuse("这件已经有决定或者已经办结，不用再催办。")
    day = at.astimezone(OFFICE_ZONE).date()
    if CaseUrge.objects.filter(case=case, level=level, urged_on=day).exists():
        _refuse("这件今天已经催办过了，每天一次；明天还没有办好再催。")
    return case.received_body_id


def _refuse(words: str) -> NoReturn:
    raise MoveRefused(words, rule=RULE, source=rules()[RULE].article)


def _tell(actor: Actor, case: Case, urge: CaseUrge) -> None:
    (body,) = list_bodies(actor=actor, only={urge.at_body_id}, day=urge.urged_on)
    publish(
        CaseUrged(
            case_id=case.id,
            urge_id=urge.id,
            level=urge.level,
            number=case.number,
            item_name=get_guide(actor=actor, version_id=case.version_id).name,
            at_body=body.name,
            urged_at=urge.urged_at,
            promised_due_on=case.promised_due_on,
            told_id=urge.told_id,
        )
    )
