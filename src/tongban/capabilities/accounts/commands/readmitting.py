"""Letting somebody back in who lost the phone and every code: seen in person, or by two."""

import secrets
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from tongban.capabilities.accounts.commands.signing_in import (
    AlreadyRegistered,
    keep_check,
)
from tongban.capabilities.accounts.events import AccountReadmitted
from tongban.capabilities.accounts.models import Readmission
from tongban.capabilities.accounts.permissions import (
    READMIT_CITIZEN,
    READMIT_STAFF,
    REGISTER_ONLINE,
)
from tongban.capabilities.accounts.types import ReturnCode
from tongban.capabilities.people.commands import register_person
from tongban.capabilities.people.queries import find_account, find_person_by_document
from tongban.capabilities.rights.commands.asking import ask_for, done_by
from tongban.capabilities.rights.queries import find_staff
from tongban.capabilities.rights.types import ConfirmedAct
from tongban.ground.codes.names import tidy_name
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import code_key, phone_login
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish

# The dangerous act, as the law files of `rights` know it.
ACT: Final = "readmit_staff"
DIGITS: Final = 8
# The database counts by its own clock.
CODE_LASTS: Final = timedelta(hours=24)
LONGEST_PAPERS: Final = 200
LONGEST_REASON: Final = 300
_ACCOUNT: Final = "select account_to_readmit(%s, %s)"
_PERSON: Final = "select person_to_readmit(%s)"
_TAKE: Final = "select take_readmission(%s, %s, %s)"
_WHY: Final = "请写明为什么，例如：手机丢了，恢复码也找不到。"


@command
def readmit_citizen(
    *,
    actor: Actor,
    body_id: UUID,
    document: tuple[str, str, str],
    papers: str,
    reason: str,
    at: datetime,
) -> ReturnCode:
    """Take phone, second factors and sign-ins from the account of a citizen who was seen.

    `document` is name, kind and number. Gives a code, told once, by which the person
    registers another phone within a day. Refuses with NotAllowed, with Invalid by field,
    and with `nobody_lets_himself_back_in`.
    """
    require(actor, READMIT_CITIZEN, org_id=body_id)
    shown, why = papers.strip(), reason.strip()
    person_id, account_id = _who(actor, document, shown, why, at.date())

    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    row = Readmission(
        id=new_key(),
        city=actor.city,
        account_id=account_id,
        person_id=person_id,
        body_id=body_id,
        papers=shown,
        reason=why,
        made_by_id=actor.natural_person,
        made_at=at,
        code_key=_key(actor.city, person_id, code),
        code_ends_at=at + CODE_LASTS,
    )
    Readmission.objects.bulk_create([row])

    record(
        actor,
        "accounts.account.readmitted",
        subject="account",
        subject_id=account_id,
        body_id=body_id,
    )
    publish(
        AccountReadmitted(readmission_id=row.id, person_id=person_id, readmitted_at=at)
    )
    return ReturnCode(code, at + CODE_LASTS)


@command
def ask_to_readmit_staff(
    *, actor: Actor, login: str, document_number: str, reason: str, at: datetime
) -> UUID:
    """Ask for a member of staff to be let in without second factor; another confirms.

    Gives the request. Refuses with NotAllowed and Invalid.
    """
    require(actor, READMIT_STAFF, org_id=actor.office_for(READMIT_STAFF))
    found = find_staff(actor=actor, login=login)
    account_id = fetch_all(_ACCOUNT, [found[0], "staff"])[0][0] if found else None
    if found is None or account_id is None:
        raise Invalid({"login": "没有这个工作人员账号，请核对登录名，例如 liufang。"})
    if found[0] == actor.person_id:
        raise Invalid({"login": "不能给自己提出，请另一名安全管理员办。"})

    asked = ask_for(
        actor,
        ACT,
        {"account": str(account_id)},
        words=f"给{found[1]}找回账号：去掉两步验证，退出全部登录",
        document_number=document_number,
        reason=reason,
        at=at,
    )

    record(actor, "accounts.staff.asked_for", subject="act_request", subject_id=asked)
    return asked


@command
def come_back(
    *,
    actor: Actor,
    phone: str,
    name: str,
    id_kind: str,
    id_number: str,
    code: str,
    reference: str,
    at: datetime,
    on: date,
) -> UUID:
    """Give the account of somebody who was seen at a window another phone, by their code.

    Gives the account, which has no password yet. Refuses with NotAllowed; with
    AlreadyRegistered where the phone has an account; with Invalid where code and person do
    not belong together, or the code is over.
    """
    require(actor, REGISTER_ONLINE)
    login = phone_login(phone)
    if find_account(actor=actor, login=login) is not None:
        raise AlreadyRegistered("这个手机号已经注册过，请换一个本人的手机号。")
    person_id = register_person(
        actor=actor, name=name, id_kind=id_kind, id_number=id_number, on=on
    )
    key = _key(actor.city, person_id, "".join(code.split()))
    account_id: UUID | None = fetch_all(_TAKE, [person_id, key, login])[0][0]
    if account_id is None:
        raise Invalid(
            {
                "window_code": "登记码和姓名、证件号码对不上，或者过了 24 小时、已经用过。"
                "请对照窗口给的 8 位数字再填；不行就请到窗口再办一次。"
            }
        )
    keep_check(actor, person_id, reference, at)

    record(
        actor,
        "accounts.account.came_back",
        subject="account",
        subject_id=account_id,
        person=person_id,
    )
    return account_id


@done_by(ACT)
def _readmit_staff(act: ConfirmedAct, at: datetime) -> None:
    account_id = UUID(act.facts["account"])
    person_id = fetch_all(_PERSON, [account_id])[0][0]
    row = Readmission(
        id=new_key(),
        city=act.city,
        account_id=account_id,
        person_id=person_id,
        papers=act.document_number,
        reason=act.reason,
        made_by_id=act.asked_by,
        made_at=at,
        request_id=act.request_id,
    )
    Readmission.objects.bulk_create([row])
    publish(
        AccountReadmitted(readmission_id=row.id, person_id=person_id, readmitted_at=at)
    )


def _who(
    actor: Actor, document: tuple[str, str, str], shown: str, why: str, today: date
) -> tuple[UUID, UUID]:
    """The person and their account. Refuses with Invalid, with all that is wrong."""
    errors = {}
    if not 0 < len(shown) <= LONGEST_PAPERS:
        errors["papers"] = "请写明当面看了什么，例如：居民身份证原件，和本人相符。"
    if not 0 < len(why) <= LONGEST_REASON:
        errors["reason"] = _WHY
    person_id = _person(actor, document, today, errors)
    account_id = (
        fetch_all(_ACCOUNT, [person_id, "citizen"])[0][0] if person_id else None
    )
    if person_id is not None and account_id is None:
        errors["id_number"] = "这个人没有网上账号，请他直接注册，不用找回。"
    if person_id is None or account_id is None or errors:
        raise Invalid(errors)
    return person_id, account_id


def _person(
    actor: Actor,
    document: tuple[str, str, str],
    today: date,
    errors: dict[str, str],
) -> UUID | None:
    name, id_kind, id_number = document
    try:
        found = find_person_by_document(
            actor=actor, id_kind=id_kind, id_number=id_number, today=today
        )
    except ValueError:
        errors["id_kind"] = "请选证件类型，例如：居民身份证。"
        return None
    except Refusal as refusal:
        errors["id_number"] = refusal.message
        return None
    if found is None or found.name != tidy_name(name):
        errors["name"] = "姓名和证件号码对不上，或者没有登记过，请对照证件再看一遍。"
        return None
    return found.person_id


def _key(city: str, person_id: UUID, code: str) -> str:
    return code_key(city, f"readmission|{person_id}", code)
