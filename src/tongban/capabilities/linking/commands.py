"""Linking an account elsewhere to one's own, taking it away, and signing in by it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.accounts.permissions import KEEP_OWN_SIGN_INS
from tongban.capabilities.linking.kinds import get_kind
from tongban.capabilities.linking.models import AccountLink
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import linked_key
from tongban.plumbing.evidence.recording import record

_HAS_ONE: Final = "已经关联了一个{name}。要换，请先取消原来的。"


@command
def link_account(*, actor: Actor, kind: str, subject: str, at: datetime) -> UUID:
    """Let an account elsewhere open one's own from now on; `subject` is kept as a hash.

    Refuses with NotAllowed, NotFound, with MoveRefused where one of this kind is linked,
    and the database with `one_account_a_foreign_account`, `a_link_is_made_by_its_person`.
    """
    require(actor, KEEP_OWN_SIGN_INS)
    known = get_kind(kind)
    if actor.kind != "citizen":
        raise MoveRefused("工作人员的账号不能关联别的账号，请用办事人的账号登录。")
    own = AccountLink.objects.filter(
        account_id=actor.own_account, kind=kind, unlinked_at=None
    )
    if own.exists():
        raise MoveRefused(_HAS_ONE.format(name=known.name))

    made = AccountLink.objects.create(
        city=actor.city,
        account_id=actor.own_account,
        kind=kind,
        subject_key=linked_key(actor.city, kind, subject),
        level=known.level,
        linked_at=at,
    )

    record(
        actor,
        "linking.account.linked",
        subject="account_link",
        subject_id=made.id,
        kind=kind,
        level=known.level,
    )
    return made.id


@command
def unlink_account(*, actor: Actor, link_id: UUID, at: datetime) -> None:
    """Let it open one's own no more. Refuses with NotAllowed and NotFound."""
    require(actor, KEEP_OWN_SIGN_INS)

    own = AccountLink.objects.filter(
        pk=link_id, account_id=actor.own_account, unlinked_at=None
    )
    if not own.update(unlinked_at=at):
        raise NotFound("没有找到这个关联，可能已经取消了。")

    record(
        actor,
        "linking.account.unlinked",
        subject="account_link",
        subject_id=link_id,
    )


@command
def note_linked_sign_in(*, actor: Actor, link_id: UUID, kind: str) -> None:
    """Leave a record by which link somebody signed in. Refuses with NotAllowed."""
    require(actor, KEEP_OWN_SIGN_INS)

    record(
        actor,
        "linking.sign_in",
        subject="account_link",
        subject_id=link_id,
        kind=kind,
    )
