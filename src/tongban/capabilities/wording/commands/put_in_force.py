"""Putting a version in force from a day, by somebody who did not write it; ending it."""

from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from tongban.capabilities.wording.commands.choosing import held_to_put
from tongban.capabilities.wording.models import PaperWording, WordingInForce
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_NOBODY = "没有找到这一版文书模板，或者您没有查看它的权限。"


@command
def put_in_force(
    *, actor: Actor, version_id: UUID, effective_on: date, at: datetime
) -> None:
    """Put the version in force from a day; the one before it ends on that day.

    Refuses with NotFound, NotAllowed, MoveRefused where it was in force already. The
    database refuses who wrote it, a day that is past, and two versions on one day.
    """
    version = PaperWording.objects.filter(city=actor.city, pk=version_id).first()
    if version is None:
        raise NotFound(_NOBODY)
    permission, held_for = held_to_put(actor, version.body_id)
    require(actor, permission, org_id=held_for)
    if WordingInForce.objects.filter(wording=version).exists():
        raise MoveRefused(
            "这一版已经启用过。要再用它，请以它为底稿另存一版，再启用新的一版。"
        )

    _end_the_one_before(actor, version, effective_on, at)
    WordingInForce(
        wording=version,
        city=version.city,
        kind=version.kind,
        body_id=version.body_id,
        effective_on=effective_on,
        valid=DateRange(effective_on, None),
        drafted_by_id=version.drafted_by_id,
        put_by_id=actor.natural_person,
        put_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "wording.version.put_in_force",
        subject="paper_wording",
        subject_id=version.id,
        kind=version.kind,
        body=version.body_id,
        effective_on=effective_on,
    )


@command
def end_version(*, actor: Actor, version_id: UUID, until: date, at: datetime) -> None:
    """End a version: from that day on, papers bear the city's words, or the platform's.

    What has not begun may be called off. Refuses with NotFound, NotAllowed, MoveRefused
    where it is not in force; the database refuses a day that is past.
    """
    act = WordingInForce.objects.filter(city=actor.city, pk=version_id).first()
    if act is None:
        raise NotFound("这一版没有启用，或者您没有查看它的权限。")
    permission, held_for = held_to_put(actor, act.body_id)
    require(actor, permission, org_id=held_for)
    if act.ended_at is not None:
        raise MoveRefused("这一版已经写明了停用日期，不能再改。")

    _end(actor, act, until, at)

    record(
        actor,
        "wording.version.ended",
        subject="paper_wording",
        subject_id=act.wording_id,
        until=until,
    )


def _end_the_one_before(
    actor: Actor, version: PaperWording, day: date, at: datetime
) -> None:
    open_ended = WordingInForce.objects.filter(
        city=version.city,
        kind=version.kind,
        body=version.body_id,
        ended_at=None,
        effective_on__lt=day,
    ).first()
    if open_ended is not None:
        _end(actor, open_ended, day, at)


def _end(actor: Actor, act: WordingInForce, until: date, at: datetime) -> None:
    act.valid = DateRange(act.effective_on, max(until, act.effective_on))
    act.ended_by_id = actor.natural_person
    act.ended_at = at
    act.save(update_fields=["valid", "ended_by_id", "ended_at"])
