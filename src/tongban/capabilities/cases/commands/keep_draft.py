"""Unsent applications: kept, resumed, discarded."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tongban.capabilities.cases.models import ApplicationDraft, PreReview
from tongban.capabilities.cases.permissions import FILE_APPLICATION
from tongban.capabilities.cases.types import DraftView
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
KEPT_FOR = timedelta(days=30)


@command
def keep_draft(
    *, actor: Actor, version_id: UUID, answers: dict[str, Any], at: datetime
) -> DraftView:
    """Keep what was typed so far, whole or not; a version has one draft a person.

    `answers` are merged by their first level (situations, values, parties, materials),
    and where both hold names with values, name by name: two files that are uploaded at
    once both stay. A name with None is taken out. Refuses with NotAllowed.
    """
    require(actor, FILE_APPLICATION)

    day = at.astimezone(OFFICE_ZONE).date()
    draft = _hold(actor, version_id, at)
    kept = draft.answers if draft.expires_on >= day else {}
    draft.answers = _merged(kept, answers)
    draft.revised_at, draft.expires_on = at, day + KEPT_FOR
    draft.save(update_fields=["answers", "revised_at", "expires_on"])

    record(actor, "cases.draft.kept", subject="application_draft", subject_id=draft.id)
    return DraftView(draft.id, version_id, draft.answers, at, draft.expires_on)


def _hold(actor: Actor, version_id: UUID, at: datetime) -> ApplicationDraft:
    """The own draft, locked; made first where there is none, even if two do so at once."""
    own = ApplicationDraft.objects.filter(
        person_id=actor.natural_person, version_id=version_id
    ).select_for_update()
    if (draft := own.first()) is not None:
        return draft
    fresh = ApplicationDraft(
        city=actor.city,
        person_id=actor.natural_person,
        version_id=version_id,
        created_at=at,
        revised_at=at,
        expires_on=at.astimezone(OFFICE_ZONE).date(),
    )
    ApplicationDraft.objects.bulk_create([fresh], ignore_conflicts=True)
    return own.get()


def _merged(kept: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    whole = dict(kept)
    for name, value in new.items():
        held = whole.get(name)
        if isinstance(value, dict):
            both = {**(held if isinstance(held, dict) else {}), **value}
            whole[name] = {key: one for key, one in both.items() if one is not None}
        else:
            whole[name] = value
    return {name: value for name, value in whole.items() if value is not None}


@command
def discard_draft(*, actor: Actor, version_id: UUID) -> None:
    """Throw an own draft away. Refuses with NotAllowed; nothing to discard is fine."""
    require(actor, FILE_APPLICATION)

    for kept in (ApplicationDraft, PreReview):
        kept.objects.filter(
            person_id=actor.natural_person, version_id=version_id
        ).delete()

    record(
        actor, "cases.draft.discarded", subject="item_version", subject_id=version_id
    )
