"""Unsent applications: kept, resumed, discarded."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tongban.capabilities.cases.drafts import columns_for, own_draft, principal_of
from tongban.capabilities.cases.models import ApplicationDraft, PreReview
from tongban.capabilities.cases.permissions import FILE_APPLICATION
from tongban.capabilities.cases.types import DraftView
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

KEPT_FOR = timedelta(days=30)


@command
def keep_draft(
    *,
    actor: Actor,
    version_id: UUID,
    answers: dict[str, Any],
    at: datetime,
    principal_id: UUID | None = None,
) -> DraftView:
    """Keep what was typed so far, whole or not; one draft a person, version and principal.

    Without `principal_id` it is for whom one has chosen to act on the pages, or oneself.
    `answers` are merged by their first level (situations, values, parties, materials),
    and where both hold names with values, name by name: two files that are uploaded at
    once both stay. A name with None is taken out. Refuses with NotAllowed, and with
    `acts_for_another_only_by_mandate`.
    """
    require(actor, FILE_APPLICATION)

    day = at.astimezone(OFFICE_ZONE).date()
    draft = _hold(actor, version_id, principal_id, at)
    kept = draft.answers if draft.expires_on >= day else {}
    draft.answers = _merged(kept, answers)
    draft.revised_at, draft.expires_on = at, day + KEPT_FOR
    draft.save(update_fields=["answers", "revised_at", "expires_on"])

    record(actor, "cases.draft.kept", subject="application_draft", subject_id=draft.id)
    return DraftView(
        draft.id, version_id, draft.answers, at, draft.expires_on, principal_of(draft)
    )


def _hold(
    actor: Actor, version_id: UUID, principal_id: UUID | None, at: datetime
) -> ApplicationDraft:
    """The own draft, locked; made first where there is none, even if two do so at once."""
    columns = columns_for(actor, principal_id, at.astimezone(OFFICE_ZONE).date())
    own = ApplicationDraft.objects.filter(
        own_draft(actor, version_id, principal_id)
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
        **columns,
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
def discard_draft(
    *, actor: Actor, version_id: UUID, principal_id: UUID | None = None
) -> None:
    """Throw the own draft for this principal away. Refuses with NotAllowed; nothing to discard is fine."""
    require(actor, FILE_APPLICATION)

    for kept in (ApplicationDraft, PreReview):
        kept.objects.filter(own_draft(actor, version_id, principal_id)).delete()

    record(
        actor, "cases.draft.discarded", subject="item_version", subject_id=version_id
    )
