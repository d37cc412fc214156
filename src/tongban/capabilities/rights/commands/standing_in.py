"""Away and back: stand-ins, recalls, hand-overs of posts; chief representatives."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from tongban.capabilities.rights.commands.asking import need_text
from tongban.capabilities.rights.models import (
    ChiefRepresentative,
    PostHandOver,
    StandIn,
    StandInRecall,
)
from tongban.capabilities.rights.permissions import (
    ARRANGE_STAND_INS,
    GRANT_POSTINGS,
    REGISTER_CHIEFS,
)
from tongban.capabilities.rights.queries import find_stand_in
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

KINDS: Final = {
    "leave": "请假",
    "travel": "出差",
    "training": "培训",
    "other": "其他",
}
RANKS: Final = {
    "deputy_county": "副县级",
    "county": "正县级",
    "deputy_city": "副厅级",
}
_BACKWARDS: Final = "最后一天不能早于第一天，例如：2026-12-01 到 2026-12-05。"


@command
def arrange_stand_in(
    *,
    actor: Actor,
    kind: str,
    body_id: UUID,
    person_id: UUID,
    deputy_id: UUID,
    first: date,
    last: date,
    reason: str,
    at: datetime,
) -> UUID:
    """Let a colleague hold all posts of somebody away at a body, from a day to a day.

    Everybody for themselves; for others who may arrange it there. Refuses with NotAllowed
    and Invalid; that it is a colleague, there all the time, is the database's to refuse.
    """
    if person_id != actor.natural_person:
        require(actor, ARRANGE_STAND_INS, org_id=body_id)
    if kind not in KINDS:
        raise Invalid({"kind": "请选离岗的原因，例如：请假。"})
    if last < first:
        raise Invalid({"last": _BACKWARDS})

    stand_in = StandIn(
        city=actor.city,
        kind=kind,
        body_id=body_id,
        person_id=person_id,
        deputy_id=deputy_id,
        valid=DateRange(first, last + timedelta(days=1)),
        reason=need_text("reason", reason),
        arranged_by_id=actor.natural_person,
        arranged_at=at,
    )
    stand_in.save(force_insert=True)

    record(
        actor,
        "rights.stand_in.arranged",
        subject="stand_in",
        subject_id=stand_in.id,
        body_id=body_id,
        person_id=person_id,
        deputy_id=deputy_id,
        first=first,
        last=last,
    )
    return stand_in.id


@command
def recall_stand_in(
    *, actor: Actor, stand_in_id: UUID, back_on: date, reason: str, at: datetime
) -> None:
    """Give the posts back from a day on, before the day that was said.

    Refuses with NotFound, NotAllowed and Invalid.
    """
    card = find_stand_in(actor=actor, stand_in_id=stand_in_id)
    if card is None:
        raise NotFound("没有这个顶岗安排，请从清单里打开。")
    if card.person_id != actor.natural_person:
        require(actor, ARRANGE_STAND_INS, org_id=card.body_id)

    StandInRecall(
        city=actor.city,
        stand_in_id=stand_in_id,
        back_on=back_on,
        reason=need_text("reason", reason),
        recalled_by_id=actor.natural_person,
        recalled_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "rights.stand_in.recalled",
        subject="stand_in",
        subject_id=stand_in_id,
        body_id=card.body_id,
        back_on=back_on,
    )


@command
def hand_over_posts(
    *,
    actor: Actor,
    body_id: UUID,
    person_id: UUID,
    successor_id: UUID,
    from_day: date,
    document_number: str,
    reason: str,
    at: datetime,
) -> UUID:
    """Give all posts of somebody at a body to a successor from a day on, for good.

    Refuses with NotAllowed and Invalid.
    """
    require(actor, GRANT_POSTINGS, org_id=body_id)
    if person_id == successor_id:
        raise Invalid({"successor": "接手的人要是另一位同事。"})

    hand_over = PostHandOver(
        city=actor.city,
        body_id=body_id,
        person_id=person_id,
        successor_id=successor_id,
        from_day=from_day,
        document_number=need_text("document_number", document_number),
        reason=need_text("reason", reason),
        arranged_by_id=actor.natural_person,
        arranged_at=at,
    )
    hand_over.save(force_insert=True)

    record(
        actor,
        "rights.posts.handed_over",
        subject="post_hand_over",
        subject_id=hand_over.id,
        body_id=body_id,
        person_id=person_id,
        successor_id=successor_id,
        from_day=from_day,
    )
    return hand_over.id


@command
def register_chief(
    *,
    actor: Actor,
    body_id: UUID,
    person_id: UUID,
    rank: str,
    duty: str,
    first: date,
    document_number: str,
    at: datetime,
    last: date | None = None,
) -> UUID:
    """Register who acts for a department with full scope; the post comes with it.

    Refuses with NotAllowed and Invalid; the rank and that there is one are the database's.
    """
    require(actor, REGISTER_CHIEFS, org_id=body_id)
    if last is not None and last < first:
        raise Invalid({"last": _BACKWARDS})

    chief = ChiefRepresentative(
        city=actor.city,
        body_id=body_id,
        person_id=person_id,
        rank=rank,
        duty=need_text("duty", duty),
        valid=DateRange(first, last + timedelta(days=1) if last else None),
        document_number=need_text("document_number", document_number),
        registered_by_id=actor.natural_person,
        registered_at=at,
    )
    chief.save(force_insert=True)

    record(
        actor,
        "rights.chief.registered",
        subject="chief_representative",
        subject_id=chief.id,
        body_id=body_id,
        person_id=person_id,
        rank=rank,
    )
    return chief.id
