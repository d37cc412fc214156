"""Being signed in and ending it elsewhere; accounts of those who register; passwords."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import get_user_model

from tongban.capabilities.accounts.models import AccountSession, IdentityCheck
from tongban.capabilities.accounts.permissions import (
    KEEP_OWN_SIGN_INS,
    REGISTER_ONLINE,
)
from tongban.capabilities.people.commands import load_accounts, register_person
from tongban.capabilities.people.queries import find_account
from tongban.capabilities.people.types import AccountLine
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import phone_login
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import record

# 2: name, number and phone agree with the authority's register.
CHECKED_AGAINST_REGISTER: Final = 2
_ACCOUNT_OF: Final = "select citizen_account_of(%s)"


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


class AlreadyRegistered(MoveRefused):
    """There is an account already: it is to be found again, never a second one made."""


@command
def register_citizen(
    *,
    actor: Actor,
    phone: str,
    name: str,
    id_kind: str,
    id_number: str,
    password: str,
    reference: str,
    at: datetime,
    on: date,
) -> UUID:
    """Make the account of somebody whose name, number and phone were found to agree.

    One person a document: who was registered at a window before is found again. Refuses
    with NotAllowed; with AlreadyRegistered where the phone or the person has an account;
    with Invalid where the document is registered under another name.
    """
    require(actor, REGISTER_ONLINE)
    login = phone_login(phone)
    if find_account(actor=actor, login=login) is not None:
        raise AlreadyRegistered("这个手机号已经注册过。请直接登录；忘了密码可以重设。")
    person_id = register_person(
        actor=actor,
        name=name,
        id_kind=id_kind,
        id_number=id_number,
        phone=phone,
        on=on,
    )
    if fetch_all(_ACCOUNT_OF, [person_id])[0][0] is not None:
        raise AlreadyRegistered(
            "这个证件已经有账号了，不用再注册。请用原来的手机号登录或重设密码；"
            "手机号换了的，请带身份证到任何一个政务服务大厅办理。"
        )

    line = AccountLine(login, "citizen", person_id, password)
    account_id = load_accounts(actor=actor, accounts=[line])[login]
    _keep_check(actor, person_id, reference, at)

    record(
        actor,
        "accounts.account.registered",
        subject="account",
        subject_id=account_id,
        person=person_id,
    )
    return account_id


@command
def join_citizen(
    *,
    actor: Actor,
    login: str,
    name: str,
    id_kind: str,
    id_number: str,
    phone: str,
    reference: str,
    at: datetime,
    on: date,
) -> UUID:
    """The account of somebody whom the province's provider knows; made where there is none.

    One person a document: whoever has an account here signs in to that one. A new one has
    no password. Refuses with NotAllowed, and with Invalid where the document is no
    document, or is registered under another name.
    """
    require(actor, REGISTER_ONLINE)
    person_id = register_person(
        actor=actor,
        name=name,
        id_kind=id_kind,
        id_number=id_number,
        phone=phone,
        on=on,
    )
    held = fetch_all(_ACCOUNT_OF, [person_id])[0][0]
    if held is None:
        line = AccountLine(login, "citizen", person_id)
        held = load_accounts(actor=actor, accounts=[line])[login]
        _keep_check(actor, person_id, reference, at)

    record(
        actor,
        "accounts.account.joined",
        subject="account",
        subject_id=held,
        person=person_id,
    )
    account_id: UUID = held
    return account_id


def _keep_check(actor: Actor, person_id: UUID, reference: str, at: datetime) -> None:
    IdentityCheck.objects.create(
        city=actor.city,
        person_id=person_id,
        level=CHECKED_AGAINST_REGISTER,
        method="register",
        reference=reference,
        checked_at=at,
    )


@command
def set_password(*, actor: Actor, password: str, at: datetime) -> None:
    """Give one's own account another password; all its other sessions end.

    Which password will do is looked at before. Refuses with NotAllowed.
    """
    require(actor, KEEP_OWN_SIGN_INS)

    account: Any = get_user_model().objects.get(pk=actor.own_account)
    account.set_password(password)
    account.save(update_fields=["password"])
    _end(actor, at, {})

    record(
        actor,
        "accounts.password.set",
        subject="account",
        subject_id=actor.own_account,
    )
