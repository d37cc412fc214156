"""Being signed in and ending it elsewhere; accounts of those who register; passwords."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q

from tongban.capabilities.accounts.factors import (
    WRONG,
    first_paper_codes,
    is_of_app,
    keep_proof,
    new_paper_codes,
    own_authenticator,
    prove_by_app,
    prove_by_paper,
    tidy_code,
)
from tongban.capabilities.accounts.models import (
    AccountSession,
    IdentityCheck,
    SecondFactor,
)
from tongban.capabilities.accounts.permissions import (
    KEEP_OWN_SIGN_INS,
    REGISTER_ONLINE,
)
from tongban.capabilities.accounts.totp import new_secret
from tongban.capabilities.accounts.types import Enrolled
from tongban.capabilities.people.commands import load_accounts, register_person
from tongban.capabilities.people.queries import find_account
from tongban.capabilities.people.types import AccountLine
from tongban.capabilities.privacy.queries import note_shown
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import phone_login
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import record

# 2: name, number and phone agree with the authority's register.
CHECKED_AGAINST_REGISTER: Final = 2
# 3: a face, or a trusted identity, as well.
CHECKED_BY_FACE: Final = 3
_ACCOUNT_OF: Final = "select citizen_account_of(%s)"
_BIND: Final = "select bind_proof(%s, %s)"
_CAP: Final = "select session_cap()"
_SET_CAP: Final = "select cap_session(%s, %s::smallint)"


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
    keep_check(actor, person_id, reference, at)
    # The page of registering has shown the notice in force.
    note_shown(actor, person_id, channel="web", at=at)

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
    if not IdentityCheck.objects.filter(person_id=person_id).exists():
        keep_check(actor, person_id, reference, at)

    record(
        actor,
        "accounts.account.joined",
        subject="account",
        subject_id=held,
        person=person_id,
    )
    account_id: UUID = held
    return account_id


def keep_check(actor: Actor, person_id: UUID, reference: str, at: datetime) -> None:
    """Keep that name, number and phone agreed with the register; inside a command."""
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


@command
def begin_authenticator(*, actor: Actor, name: str, at: datetime) -> str:
    """The secret for an authenticator app, shown until the app has proved itself.

    One that never did is put away. Refuses with NotAllowed, or MoveRefused where an app
    counts already.
    """
    require(actor, KEEP_OWN_SIGN_INS)
    _require_own_sign_in()
    if own_authenticator(actor, is_confirmed=True):
        raise MoveRefused("已经有一个验证器了。要换手机，先移除原来的，再添加新的。")

    begun = SecondFactor.objects.filter(account_id=actor.own_account, kind="totp")
    begun.filter(removed_at=None).update(removed_at=at)
    factor = SecondFactor(
        city=actor.city,
        account_id=actor.own_account,
        person_id=actor.natural_person,
        kind="totp",
        name=name,
        secret=(secret := new_secret()),
        made_at=at,
    )
    factor.save(force_insert=True)

    _leave_trace(actor, "second_factor.begun", factor=factor.id)
    return secret


@command
def confirm_authenticator(*, actor: Actor, code: str, at: datetime) -> Enrolled:
    """Let the app count, once it shows a right code; with codes for paper where none are.

    Refuses with NotAllowed, with Invalid, or with `a_step_is_used_once`.
    """
    require(actor, KEEP_OWN_SIGN_INS)
    factor = own_authenticator(actor, is_confirmed=False)
    if factor is None:
        raise Invalid({"code": WRONG})

    factor.confirmed_at = at
    factor.save(update_fields=["confirmed_at"])
    proof_id = prove_by_app(actor, factor, tidy_code(code), at)
    codes = first_paper_codes(actor, at)

    _leave_trace(actor, "second_factor.confirmed", factor=factor.id)
    return Enrolled(proof_id, codes)


@command
def add_passkey(
    *,
    actor: Actor,
    name: str,
    secret: str,
    credential_digest: str,
    counter: int,
    at: datetime,
) -> Enrolled:
    """Keep a passkey that has just proved itself; with codes for paper where none are.

    Refuses with NotAllowed, or MoveRefused in a session that a weaker word opened.
    """
    require(actor, KEEP_OWN_SIGN_INS)
    _require_own_sign_in()

    factor = SecondFactor(
        city=actor.city,
        account_id=actor.own_account,
        person_id=actor.natural_person,
        kind="passkey",
        name=name,
        secret=secret,
        credential_digest=credential_digest,
        counter=counter,
        made_at=at,
        confirmed_at=at,
    )
    factor.save(force_insert=True)
    proof_id = keep_proof(actor, "passkey", at, factor=factor)
    codes = first_paper_codes(actor, at)

    _leave_trace(actor, "second_factor.confirmed", factor=factor.id)
    return Enrolled(proof_id, codes)


@command
def prove_by_passkey(
    *, actor: Actor, factor_id: UUID, counter: int, at: datetime
) -> UUID:
    """Write down that a passkey signed what it was asked; how often is kept with it.

    Refuses with NotAllowed, or MoveRefused where the count has not gone on: then there
    are two of it.
    """
    require(actor, KEEP_OWN_SIGN_INS)
    own = SecondFactor.objects.filter(
        account_id=actor.own_account, pk=factor_id, kind="passkey", removed_at=None
    )
    # Many passkeys count nothing: theirs stays at 0.
    before = Q(counter__lt=counter) if counter else Q(counter=0)
    if not own.filter(before).update(counter=counter):
        raise MoveRefused(
            "这个通行密钥可能被人复制过，不能再用。请移除它，再添加新的。"
        )

    proof_id = keep_proof(actor, "passkey", at, factor=own.get())

    _leave_trace(actor, "proof.given", proof=proof_id)
    return proof_id


@command
def remove_factor(*, actor: Actor, factor_id: UUID, at: datetime) -> None:
    """Take one of one's own second factors away. Refuses with NotFound or NotAllowed."""
    require(actor, KEEP_OWN_SIGN_INS)

    own = SecondFactor.objects.filter(
        account_id=actor.own_account, pk=factor_id, removed_at=None
    )
    if not own.update(removed_at=at):
        raise NotFound("没有找到这个验证器或通行密钥，可能已经移除了。")

    _leave_trace(actor, "second_factor.removed", factor=factor_id)


@command
def make_recovery_codes(*, actor: Actor, at: datetime) -> tuple[str, ...]:
    """Ten new codes for paper in place of the old ones. Refuses with NotAllowed."""
    require(actor, KEEP_OWN_SIGN_INS)

    codes = new_paper_codes(actor, at)

    _leave_trace(actor, "recovery_codes.made", count=len(codes))
    return codes


@command
def prove_by_code(*, actor: Actor, code: str, at: datetime) -> UUID:
    """Take a code of the app or one from paper, once; the proof lifts no session yet.

    Refuses with NotAllowed, with Invalid, or with `a_step_is_used_once`.
    """
    require(actor, KEEP_OWN_SIGN_INS)

    tidy = tidy_code(code)
    if is_of_app(tidy):
        factor = own_authenticator(actor, is_confirmed=True)
        proof_id = prove_by_app(actor, factor, tidy, at)
    else:
        proof_id = prove_by_paper(actor, tidy, at)

    _leave_trace(actor, "proof.given", proof=proof_id)
    return proof_id


@command
def note_check(
    *, actor: Actor, person_id: UUID, method: str, reference: str, at: datetime
) -> None:
    """Keep that a provider found somebody to be who they say. Refuses with NotAllowed."""
    require(actor, REGISTER_ONLINE)

    IdentityCheck.objects.create(
        city=actor.city,
        person_id=person_id,
        level=CHECKED_BY_FACE,
        method=method,
        reference=reference,
        checked_at=at,
    )

    record(
        actor,
        "accounts.identity.checked",
        subject="person",
        subject_id=person_id,
        method=method,
    )


@command
def prove_by_check(*, actor: Actor, method: str, reference: str, at: datetime) -> UUID:
    """Write down, for one's own session, that a check passed just now.

    Refuses with NotAllowed.
    """
    require(actor, KEEP_OWN_SIGN_INS)

    proof_id = keep_proof(actor, method, at, reference=reference)

    _leave_trace(actor, "proof.given", proof=proof_id)
    return proof_id


@command
def lift_session(*, actor: Actor, proof_id: UUID, key_digest: str) -> None:
    """Let a proof count for the session of this key. Refuses with NotAllowed or MoveRefused."""
    require(actor, KEEP_OWN_SIGN_INS)

    if not fetch_all(_BIND, [proof_id, key_digest])[0][0]:
        raise MoveRefused("核验和登录隔得太久了，请重新登录，再核验一次。")

    _leave_trace(actor, "session.lifted", proof=proof_id)


@command
def cap_session(*, actor: Actor, key_digest: str, level: int) -> None:
    """Let the session of this key reach no more by itself than the word that opened it.

    Refuses with NotAllowed, or MoveRefused where there is no such session.
    """
    require(actor, KEEP_OWN_SIGN_INS)

    if not fetch_all(_SET_CAP, [key_digest, level])[0][0]:
        raise MoveRefused("这次登录已经结束，请重新登录。")

    _leave_trace(actor, "session.capped", level=level)


def _require_own_sign_in() -> None:
    """Whoever holds a linked account alone shall not make this one their own."""
    if fetch_all(_CAP)[0][0] < CHECKED_AGAINST_REGISTER:
        raise MoveRefused(
            "这次是用关联账号登录的，它只证明您有那个账号。"
            "要开两步验证或者添加通行密钥，请先退出，用手机号和密码登录。"
        )


def _leave_trace(actor: Actor, what: str, **facts: Any) -> None:
    record(
        actor,
        f"accounts.{what}",
        subject="account",
        subject_id=actor.own_account,
        **facts,
    )
