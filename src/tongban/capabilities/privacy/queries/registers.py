"""Registers of the desk: impact assessments, retention, and reads that stand out."""

from collections import Counter
from datetime import date, timedelta
from typing import Final

from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import list_staff_names
from tongban.capabilities.privacy.models import (
    Assessment,
    MisuseFinding,
    RetentionKind,
    RetentionRun,
)
from tongban.capabilities.privacy.permissions import (
    KEEP_ASSESSMENTS,
    LOOK_AT_MISUSE,
)
from tongban.capabilities.privacy.queries.texts import find_text_in_force
from tongban.capabilities.privacy.types import (
    RETENTION,
    AssessmentCard,
    AssessmentDraft,
    FindingCard,
    MisuseReport,
    RetentionLine,
    RunLine,
    SharingAssessment,
)
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

MOST_SHOWN: Final = 200
LATELY: Final = timedelta(days=30)


@query
def list_assessments(*, actor: Actor) -> list[AssessmentCard]:
    """The register, the newest first. Refuses with NotAllowed."""
    require(actor, KEEP_ASSESSMENTS, org_id=actor.office_for(KEEP_ASSESSMENTS))
    rows = list(
        Assessment.objects.filter(city=actor.city)
        .prefetch_related("approvals")
        .order_by("-assessed_at", "-id")[:MOST_SHOWN]
    )
    approvals = {row.id: next(iter(row.approvals.all()), None) for row in rows}
    people = {row.assessed_by_id for row in rows}
    people |= {one.approved_by_id for one in approvals.values() if one}
    names = list_staff_names(actor=actor, person_ids=sorted(people))
    cards = []
    for row in rows:
        one = approvals[row.id]
        cards.append(
            AssessmentCard(
                row.id,
                _said(row),
                names.get(row.assessed_by_id, ""),
                row.assessed_by_id,
                row.assessed_at,
                names.get(one.approved_by_id, "") if one else "",
                one.approved_at if one else None,
            )
        )
    return cards


def _said(row: Assessment) -> AssessmentDraft:
    return AssessmentDraft(
        row.processing,
        row.necessity,
        row.risk,
        row.risks,
        row.measures,
        row.conclusion,
        row.valid_from,
        row.valid_until,
        row.receiver_id,
        tuple(row.claims or ()),
    )


@query
def list_sharing_assessments(*, actor: Actor) -> list[SharingAssessment]:
    """Approved assessments of sharing, for staff; the longest first."""
    rows = fetch_all("select * from sharing_assessments()")
    return [
        SharingAssessment(key, processing, receiver, tuple(claims), first, last)
        for key, processing, receiver, claims, first, last in rows
    ]


@query
def list_retention(*, actor: Actor, day: date) -> list[RetentionLine]:
    """Every kind of short-lived record, and what the schedule in force says of it."""
    kind, code = RETENTION
    schedule = find_text_in_force(actor=actor, kind=kind, code=code, day=day)
    said = {one["line"]: one for one in schedule.content["lines"]} if schedule else {}
    return [
        RetentionLine(
            row.code,
            row.title,
            row.shortest_days,
            row.longest_days,
            row.why,
            int(said[row.code]["days"]) if row.code in said else None,
            said.get(row.code, {}).get("basis", ""),
        )
        for row in RetentionKind.objects.order_by("code")
    ]


@query
def list_retention_runs(*, actor: Actor) -> list[RunLine]:
    """What was removed, when, by which line of which schedule; the newest first."""
    rows = RetentionRun.objects.select_related("line", "schedule").filter(
        city=actor.city
    )
    return [
        RunLine(
            row.line_id,
            row.line.title,
            row.days,
            row.removed,
            row.ran_at,
            row.schedule.number,
        )
        for row in rows.order_by("-ran_at", "line_id")[:MOST_SHOWN]
    ]


@query
def get_misuse_report(*, actor: Actor, today: date) -> MisuseReport:
    """Reads that stood out, those that wait first, and figures. Refuses with NotAllowed."""
    if actor.kind != "system":
        require(actor, LOOK_AT_MISUSE, org_id=actor.office_for(LOOK_AT_MISUSE))
    rows = list(
        MisuseFinding.objects.filter(city=actor.city)
        .prefetch_related("looks")
        .order_by("-day", "rule", "id")[:MOST_SHOWN]
    )
    looks = {row.id: next(iter(row.looks.all()), None) for row in rows}
    people = {row.reader_id for row in rows}
    people |= {one.looked_by_id for one in looks.values() if one}
    names = list_staff_names(actor=actor, person_ids=sorted(people))
    bodies = {row.body_id: row.name for row in list_bodies(actor=actor)}
    cards = []
    for row in rows:
        one = looks[row.id]
        cards.append(
            FindingCard(
                row.id,
                row.rule,
                names.get(row.reader_id, ""),
                row.reader_id,
                bodies.get(row.body_id, "") if row.body_id else "",
                row.day,
                row.number,
                row.bound,
                one.verdict if one else "",
                one.words if one else "",
                names.get(one.looked_by_id, "") if one else "",
                one.looked_at if one else None,
            )
        )
    lately = Counter(card.rule for card in cards if card.day > today - LATELY)
    waiting = [card for card in cards if not card.verdict]
    return MisuseReport(
        waiting + [card for card in cards if card.verdict], len(waiting), dict(lately)
    )
