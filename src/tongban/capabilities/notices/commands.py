"""Telling people about their matters, and ticking off what was read."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.notices.models import Notice
from tongban.capabilities.notices.permissions import READ_NOTICES, TELL_PERSON
from tongban.capabilities.notices.types import MessageWords
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def tell_person(
    *,
    actor: Actor,
    person_id: UUID,
    title: str,
    text: str,
    link: str,
    fact_key: str,
    at: datetime,
    words: MessageWords | None = None,
) -> bool:
    """Tell a person once about a fact; says whether it was the first time.

    `fact_key` names the fact, so that telling twice is harmless. `words` says with which
    version of whose words the text was made; the database refuses another than that of
    the day. Only a named system actor tells. Refuses with NotAllowed.
    """
    require(actor, TELL_PERSON)

    # Two tellers at once meet the unique key; the second does nothing.
    _, is_new = Notice.objects.get_or_create(
        person_id=person_id,
        fact_key=fact_key,
        defaults={
            "city": actor.city,
            "title": title,
            "text": text,
            "link": link,
            "told_at": at,
            "kind": words.kind if words else "",
            "body_id": words.body_id if words else None,
            "wording_id": words.version_id if words else None,
        },
    )

    if is_new:
        record(
            actor,
            "notices.notice.told",
            subject="person",
            subject_id=person_id,
            fact=fact_key,
            wording=words.version_id if words else None,
        )
    return is_new


@command
def mark_read(*, actor: Actor, notice_id: UUID, at: datetime) -> None:
    """Tick off an own notice. Refuses with NotFound or NotAllowed."""
    require(actor, READ_NOTICES)
    notice = Notice.objects.filter(pk=notice_id).first()
    if notice is not None and notice.person_id != actor.person_id:
        notice = None
    if notice is None:
        raise NotFound("没有找到这条提醒。")

    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])

    record(actor, "notices.notice.read", subject="notice", subject_id=notice_id)
