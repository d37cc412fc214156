"""Being signed in, and ending it elsewhere."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.accounts.models import AccountSession
from tongban.capabilities.accounts.permissions import KEEP_OWN_SIGN_INS
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def note_sign_in(*, actor: Actor, face: str) -> None:
    """Leave a record that somebody signed in, and by which face. Refuses with NotAllowed."""
    require(actor, KEEP_OWN_SIGN_INS)

    record(
        actor,
        "accounts.session.began",
        subject="account",
        subject_id=actor.own_account,
        face=face,
    )


@command
def end_sign_in(*, actor: Actor, session_id: UUID, at: datetime) -> None:
    """End one of one's own sessions. Refuses with NotFound or NotAllowed."""
    require(actor, KEEP_OWN_SIGN_INS)

    if not _end(actor, at, {"id": session_id}):
        raise NotFound("没有找到这个登录，可能已经退出了。")

    record(
        actor,
        "accounts.session.ended",
        subject="account",
        subject_id=actor.own_account,
        session=session_id,
    )


@command
def end_other_sign_ins(*, actor: Actor, but: UUID | None, at: datetime) -> int:
    """End all one's own sessions but one; says how many. Refuses with NotAllowed."""
    require(actor, KEEP_OWN_SIGN_INS)

    ended = _end(actor, at, {}, but=but)

    record(
        actor,
        "accounts.session.others_ended",
        subject="account",
        subject_id=actor.own_account,
        count=ended,
    )
    return ended


def _end(
    actor: Actor, at: datetime, which: dict[str, UUID], but: UUID | None = None
) -> int:
    own = AccountSession.objects.filter(
        account_id=actor.own_account, ended_at=None, **which
    )
    if but is not None:
        own = own.exclude(pk=but)
    return own.update(ended_at=at, ended_because="ended", data="")
