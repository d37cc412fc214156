"""What runs every night by published rules, and settling what it found."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.privacy.commands.writing import need_words
from tongban.capabilities.privacy.models import MisuseFinding, MisuseLook
from tongban.capabilities.privacy.permissions import (
    FIND_MISUSE,
    LOOK_AT_MISUSE,
    RUN_RETENTION,
)
from tongban.capabilities.privacy.types import VERDICT_WORDS
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import record

_RETAIN: Final = "select line, removed from carry_out_retention(%s)"
_FIND: Final = "select find_misuse(%s, %s, %s)"


@command
def run_retention(*, actor: Actor, at: datetime) -> dict[str, int]:
    """Do what the schedule in force says; says how many rows went by each line.

    By the named system actor `system:retention`. Refuses with NotAllowed.
    """
    require(actor, RUN_RETENTION)

    removed: dict[str, int] = dict(fetch_all(_RETAIN, [at]))

    if removed:
        record(
            actor,
            "privacy.retention.done",
            subject="city",
            subject_id=actor.city,
            removed=removed,
        )
    return removed


@command
def find_odd_reads(*, actor: Actor, day: date, is_worked: bool, at: datetime) -> int:
    """Keep what stood out on a day by the rules in force; says how many are new.

    By the named system actor `system:misuse`. Refuses with NotAllowed.
    """
    require(actor, FIND_MISUSE)

    found: int = fetch_all(_FIND, [day, is_worked, at])[0][0]

    if found:
        record(
            actor,
            "privacy.misuse.found",
            subject="city",
            subject_id=actor.city,
            day=day,
            count=found,
        )
    return found


@command
def settle_odd_reads(
    *, actor: Actor, finding_id: UUID, verdict: str, words: str, at: datetime
) -> None:
    """Say what reads were that stood out, by the audit administrator.

    Refuses with NotAllowed, NotFound, Invalid, MoveRefused, `odd_reads_are_settled_by_audit`.
    """
    require(actor, LOOK_AT_MISUSE, org_id=actor.office_for(LOOK_AT_MISUSE))
    if verdict not in VERDICT_WORDS:
        raise Invalid({"verdict": "请选是工作需要还是不当查看。"})
    said = {"words": (words, 300, "请写明问了谁、是什么情况，例如：电话回访，已核对")}
    tidy = need_words(said)
    if not MisuseFinding.objects.filter(pk=finding_id).exists():
        raise NotFound("没有找到这一条。")
    if MisuseLook.objects.filter(finding_id=finding_id).exists():
        raise MoveRefused("这一条刚才已经有人处理过了，请刷新页面再看。")

    MisuseLook(
        city=actor.city,
        finding_id=finding_id,
        verdict=verdict,
        words=tidy["words"],
        looked_by_id=actor.natural_person,
        looked_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "privacy.misuse.settled",
        subject="misuse_finding",
        subject_id=finding_id,
        verdict=verdict,
    )
