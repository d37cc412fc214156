"""Seeing the notice, agreeing to what no statute orders, and taking that back."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.privacy.models import Consent, Withdrawal
from tongban.capabilities.privacy.permissions import FILE_REQUEST
from tongban.capabilities.privacy.queries import find_text, note_shown
from tongban.capabilities.privacy.types import CONSENT
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def acknowledge_notice(*, actor: Actor, channel: str, at: datetime) -> None:
    """Note that one has seen the notice in force. Refuses with NotAllowed."""
    require(actor, FILE_REQUEST)

    note_shown(actor, actor.natural_person, channel=channel, at=at)

    record(
        actor,
        "privacy.notice.acknowledged",
        subject="person",
        subject_id=actor.natural_person,
        channel=channel,
    )


@command
def give_consent(*, actor: Actor, text_id: UUID, at: datetime) -> UUID:
    """Agree to one thing, in the words that are in force.

    Refuses with NotAllowed, NotFound, `only_the_text_in_force_is_agreed_to`,
    `a_consent_stands_once`.
    """
    require(actor, FILE_REQUEST)
    text = find_text(actor=actor, text_id=text_id)
    if text is None or text.kind != CONSENT:
        raise NotFound("没有找到这一项同意，请从“个人信息”页上选。")

    consent = Consent(
        city=actor.city,
        person_id=actor.natural_person,
        text_id=text_id,
        code=text.code,
        given_at=at,
    )
    consent.save(force_insert=True)

    record(
        actor,
        "privacy.consent.given",
        subject="privacy_consent",
        subject_id=consent.id,
        code=text.code,
        number=text.number,
    )
    return consent.id


@command
def withdraw_consent(*, actor: Actor, consent_id: UUID, at: datetime) -> None:
    """Take a consent back, at any moment. Refuses with NotAllowed, NotFound, MoveRefused."""
    require(actor, FILE_REQUEST)
    own = Consent.objects.filter(pk=consent_id, person_id=actor.natural_person).first()
    if own is None:
        raise NotFound("没有找到这一项同意。")
    if Withdrawal.objects.filter(consent_id=consent_id).exists():
        raise MoveRefused("这一项同意已经撤回了，不用再撤。")

    Withdrawal(
        city=actor.city,
        consent_id=consent_id,
        withdrawn_by_id=actor.natural_person,
        withdrawn_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "privacy.consent.withdrawn",
        subject="privacy_consent",
        subject_id=consent_id,
        code=own.code,
    )
