"""Giving, taking and ending mandates: each names both sides, what, and until when."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from tongban.capabilities.catalogue.queries import list_item_names
from tongban.capabilities.mandates.events import MandateEnded, MandateGiven
from tongban.capabilities.mandates.models import (
    KINDS,
    SCOPES,
    Mandate,
    MandateEnd,
    MandateOffer,
)
from tongban.capabilities.mandates.permissions import (
    KEEP_MANDATES,
    REGISTER_MANDATE,
)
from tongban.capabilities.mandates.queries import leads_firm
from tongban.capabilities.mandates.types import USCC, GivenCode, Scope
from tongban.capabilities.people.queries import (
    find_firm,
    find_person_by_document,
    get_own_card,
)
from tongban.ground.codes.credit_code import check_credit_code
from tongban.ground.codes.names import tidy_name
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Invalid, NotFound, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import code_key
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.files.storing import get_file, keep
from tongban.plumbing.outbox.publishing import publish

DIGITS: Final = 8
CODE_LASTS: Final = timedelta(minutes=30)
LONGEST_PAPERS: Final = 200
_PERSONS_KINDS: Final = ("family", "agent", "village_agent")


@command
def offer_mandate(
    *, actor: Actor, kind: str, scope: Scope, until: date, at: datetime, today: date
) -> GivenCode:
    """Make a code for somebody who shall act for oneself; it lasts half an hour.

    Whoever types it, with the principal's name, gets the mandate. Refuses with Invalid.
    """
    require(actor, KEEP_MANDATES)
    _check(actor, kind, _PERSONS_KINDS, scope=scope, until=until, today=today)

    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    own = get_own_card(actor=actor)
    offer = MandateOffer(
        id=new_key(),
        city=actor.city,
        principal_id=own.person_id,
        kind=kind,
        scope_kind=scope.kind,
        scope=list(scope.keys),
        valid_to=until + timedelta(days=1),
        code_key=_key(actor, own.name, code),
        made_at=at,
        ends_at=at + CODE_LASTS,
    )
    MandateOffer.objects.bulk_create([offer])

    record(
        actor, "mandates.mandate.offered", subject="mandate_offer", subject_id=offer.id
    )
    return GivenCode(code, offer.ends_at)


@command
def take_mandate(*, actor: Actor, name: str, code: str, at: datetime) -> UUID:
    """Become somebody's agent by the code that they gave, and their name.

    Refuses with Invalid where code and name do not belong together, or are over.
    """
    require(actor, KEEP_MANDATES)
    given = "".join(code.split())
    rows = fetch_all(
        "select * from take_mandate_offer(%s, %s)",
        [_key(actor, tidy_name(name), given), at],
    )
    if not rows:
        raise Invalid(
            {
                "code": "代办码和姓名对不上，或者过了半小时、已经用过。"
                "请对照一遍，例如姓名 张秀兰、代办码 8 位数字；不行就请他重新生成一个。"
            }
        )
    offer_id, principal_id, kind, scope_kind, scope, valid_to = rows[0]

    mandate = Mandate(
        city=actor.city,
        principal_person_id=principal_id,
        agent_id=actor.natural_person,
        kind=kind,
        scope_kind=scope_kind,
        scope=scope,
        valid_from=_day(at),
        valid_to=valid_to,
        made_how="code",
        made_by_id=actor.natural_person,
        made_at=at,
        offer_id=offer_id,
    )
    Mandate.objects.bulk_create([mandate])

    return _leave_trace(actor, mandate)


@command
def appoint_firm_agent(
    *,
    actor: Actor,
    firm_id: UUID,
    name: str,
    id_kind: str,
    id_number: str,
    scope: Scope,
    until: date,
    at: datetime,
) -> UUID:
    """Let a person act for one's firm; by its legal representative.

    The person has registered before. Refuses with Invalid, NotFound.
    """
    require(actor, KEEP_MANDATES)
    if not leads_firm(actor=actor, firm_id=firm_id):
        raise NotFound("没有找到这家单位，或者您不是它的法定代表人。")
    today = _day(at)
    _check(actor, "firm_agent", ("firm_agent",), scope=scope, until=until, today=today)
    agent = _registered(actor, (name, id_kind, id_number), today)

    mandate = Mandate(
        city=actor.city,
        principal_firm_id=firm_id,
        agent_id=agent,
        kind="firm_agent",
        **_terms(scope, until, today),
        made_how="representative",
        made_by_id=actor.natural_person,
        made_at=at,
    )
    Mandate.objects.bulk_create([mandate])

    return _leave_trace(actor, mandate)


@command
def name_agent(
    *,
    actor: Actor,
    agent_id: UUID,
    kind: str,
    scope: Scope,
    until: date,
    at: datetime,
    firm_id: UUID | None = None,
) -> UUID:
    """Give a mandate to somebody whose key another room knows: an agent on its roster.

    By the principal, signed in; of a firm by who leads it. Refuses with Invalid, NotFound.
    """
    require(actor, KEEP_MANDATES)
    today = _day(at)
    kinds = _PERSONS_KINDS if firm_id is None else ("firm_agent",)
    _check(actor, kind, kinds, scope=scope, until=until, today=today)
    if firm_id is not None and not leads_firm(actor=actor, firm_id=firm_id):
        raise NotFound("没有找到这家单位，或者您不是它的法定代表人。")

    mandate = Mandate(
        city=actor.city,
        principal_person_id=None if firm_id else actor.natural_person,
        principal_firm_id=firm_id,
        agent_id=agent_id,
        kind=kind,
        **_terms(scope, until, today),
        made_how="representative" if firm_id else "named",
        made_by_id=actor.natural_person,
        made_at=at,
    )
    Mandate.objects.bulk_create([mandate])

    return _leave_trace(actor, mandate)


@command
def register_mandate(
    *,
    actor: Actor,
    body_id: UUID,
    principal: tuple[str, str, str],
    agent: tuple[str, str, str],
    kind: str,
    scope: Scope,
    until: date,
    papers: str,
    at: datetime,
    scan_id: UUID | None = None,
) -> UUID:
    """Register at a window a mandate that was shown in writing.

    `principal` and `agent`: name, kind and number of their documents; a firm's is `uscc`,
    its agent a `firm_agent`. Refuses with NotAllowed, NotFound, and Invalid by field.
    """
    require(actor, REGISTER_MANDATE, org_id=body_id)
    today = _day(at)
    of_firm = principal[1] == USCC
    kinds = ("firm_agent",) if of_firm else _PERSONS_KINDS
    errors = _found_wrong(actor, kind, kinds, scope=scope, until=until, today=today)
    shown = _shown(papers, errors)
    person, firm = _principal(actor, principal, today, errors)
    agent_id = _listed(actor, agent, today, "agent_", errors)
    if agent_id is None or errors:
        raise Invalid(errors)
    if scan_id is not None:
        get_file(scan_id)  # Only what this clerk kept is found.

    mandate = Mandate(
        city=actor.city,
        principal_person_id=person,
        principal_firm_id=firm,
        agent_id=agent_id,
        kind=kind,
        **_terms(scope, until, today),
        made_how="window",
        made_by_id=actor.natural_person,
        made_at=at,
        made_at_body_id=body_id,
        papers=shown,
        scan_id=scan_id,
    )
    Mandate.objects.bulk_create([mandate])

    return _leave_trace(actor, mandate)


@command
def keep_mandate_scan(
    *,
    actor: Actor,
    body_id: UUID,
    content: bytes,
    name: str,
    declared_type: str,
    at: datetime,
) -> UUID:
    """Keep the scan of a written mandate before it is registered; gives its key.

    Refuses with NotAllowed, and with what a file may be refused for.
    """
    require(actor, REGISTER_MANDATE, org_id=body_id)

    file_id = keep(
        content,
        city=actor.city,
        name=name,
        declared_type=declared_type,
        received_by=actor.natural_person,
        at=at,
    )

    record(
        actor,
        "mandates.scan.kept",
        subject="stored_file",
        subject_id=file_id,
        org=body_id,
    )
    return file_id


@command
def end_mandate(*, actor: Actor, mandate_id: UUID, at: datetime) -> None:
    """Take back a mandate that one gave, or give up one that one holds; at once.

    Refuses with NotFound. Ended before: nothing happens.
    """
    require(actor, KEEP_MANDATES)
    mandate = Mandate.objects.filter(pk=mandate_id).first()
    if mandate is None:
        raise NotFound("没有找到这个代办授权。")

    if MandateEnd.objects.filter(pk=mandate_id).exists():
        return
    is_agent = mandate.agent_id == actor.person_id
    MandateEnd.objects.bulk_create(
        [
            MandateEnd(
                mandate=mandate,
                city=mandate.city,
                why="renounced" if is_agent else "revoked",
                ended_by_id=actor.natural_person,
                ended_at=at,
            )
        ]
    )

    record(actor, "mandates.mandate.ended", subject="mandate", subject_id=mandate_id)
    publish(MandateEnded(mandate_id=mandate_id, ended_at=at))


def _leave_trace(actor: Actor, mandate: Mandate) -> UUID:
    record(
        actor,
        "mandates.mandate.given",
        subject="mandate",
        subject_id=mandate.id,
        how=mandate.made_how,
        kind=mandate.kind,
        until=str(mandate.valid_to),
    )
    publish(MandateGiven(mandate_id=mandate.id, given_at=mandate.made_at))
    return mandate.id


def _check(
    actor: Actor,
    kind: str,
    kinds: tuple[str, ...],
    *,
    scope: Scope,
    until: date,
    today: date,
) -> None:
    errors = _found_wrong(actor, kind, kinds, scope=scope, until=until, today=today)
    if errors:
        raise Invalid(errors)


def _found_wrong(
    actor: Actor,
    kind: str,
    kinds: tuple[str, ...],
    *,
    scope: Scope,
    until: date,
    today: date,
) -> dict[str, str]:
    errors: dict[str, str] = {}
    if kinds == ("firm_agent",) and kind not in kinds:
        errors["kind"] = "替单位办事的是企业经办人，请选“企业经办人”。"
    elif kind not in kinds or kind not in KINDS:
        errors["kind"] = "请选代办人是委托人的什么人，例如：家属。"
    if scope.kind not in SCOPES or (scope.kind == "all") == bool(scope.keys):
        errors["scope"] = "请选能替您办哪些事，例如：只办老年人优待证。"
    elif scope.kind == "items" and not _are_items(actor, scope.keys):
        errors["scope"] = "有的事项现在没有了，请重新选，例如：老年人优待证。"
    last = today + timedelta(days=settings.SIGN_IN_LIMITS.mandate_days)
    if not today <= until <= last:
        errors["until"] = (
            f"截止日期要在今天到 {last.year} 年 {last.month} 月 {last.day} 日之间，"
            f"例如 {last.year} {last.month} {last.day}。"
        )
    return errors


def _are_items(actor: Actor, keys: tuple[str, ...]) -> bool:
    try:
        wanted = {UUID(key) for key in keys}
    except ValueError:
        return False
    return set(list_item_names(actor=actor, item_ids=wanted)) == wanted


def _shown(papers: str, errors: dict[str, str]) -> str:
    """What was shown, in words; what is wrong is added to the errors."""
    shown = papers.strip()
    if not 0 < len(shown) <= LONGEST_PAPERS:
        errors["papers"] = (
            "请写明看了什么，例如：授权委托书原件，2026 年 11 月 20 日签。"
        )
    return shown


def _principal(
    actor: Actor,
    principal: tuple[str, str, str],
    today: date,
    errors: dict[str, str],
) -> tuple[UUID | None, UUID | None]:
    """The person or the firm that entrusts; what is wrong is added to the errors."""
    name, id_kind, number = principal
    if id_kind != USCC:
        return _listed(actor, principal, today, "principal_", errors), None
    try:
        check_credit_code(number)
    except Refusal as refusal:
        errors["principal_id_number"] = refusal.message
        return None, None
    firm = find_firm(actor=actor, uscc=tidy_number(number))
    if firm is None or firm.name != tidy_name(name):
        errors["principal_name"] = (
            "单位名称和统一社会信用代码对不上，或者市场主体登记里没有这家单位。"
            "请对照营业执照再看一遍，例如：河畔餐饮有限公司。"
        )
        return None, None
    return None, firm.firm_id


def _listed(
    actor: Actor,
    document: tuple[str, str, str],
    today: date,
    field: str,
    errors: dict[str, str],
) -> UUID | None:
    try:
        return _registered(actor, document, today, field)
    except Invalid as refused:
        errors.update(refused.errors)
        return None


def _registered(
    actor: Actor, document: tuple[str, str, str], today: date, field: str = ""
) -> UUID:
    """The key of a registered person, whose name and document agree."""
    name, id_kind, id_number = document
    try:
        found = find_person_by_document(
            actor=actor, id_kind=id_kind, id_number=id_number, today=today
        )
    except ValueError:
        raise Invalid({f"{field}id_kind": "请选证件类型，例如：居民身份证。"}) from None
    except Refusal as refusal:
        raise Invalid({f"{field}id_number": refusal.message}) from refusal
    if found is None or found.name != tidy_name(name):
        raise Invalid(
            {
                f"{field}name": "姓名和证件号码对不上，或者这个人还没有注册。"
                "请对照证件再看一遍，没注册的请他先在本网站注册。"
            }
        )
    return found.person_id


def _key(actor: Actor, name: str, code: str) -> str:
    return code_key(actor.city, f"mandate|{name}", code)


def _day(at: datetime) -> date:
    return at.astimezone(OFFICE_ZONE).date()


def _terms(scope: Scope, until: date, today: date) -> dict[str, Any]:
    """For what, and from when until when."""
    return {
        "scope_kind": scope.kind,
        "scope": list(scope.keys),
        "valid_from": today,
        "valid_to": until + timedelta(days=1),
    }
