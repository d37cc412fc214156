"""Granting, ending and reviewing posts, and asking for a role to be changed."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.people.queries import (
    known_roles,
    list_staff_names,
    role_titles,
)
from tongban.capabilities.rights.commands.asking import (
    CHANGE_ROLE,
    END,
    GRANT,
    ask_for,
    need_text,
)
from tongban.capabilities.rights.models import GrantReview, PostingEnd, PostingGrant
from tongban.capabilities.rights.permissions import (
    CHANGE_ROLES,
    GRANT_POSTINGS,
    REVIEW_POSTINGS,
)
from tongban.capabilities.rights.queries import (
    find_posting,
    list_permissions_given,
    list_roles,
)
from tongban.capabilities.rights.types import Granted, GrantLine, PostingRow
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

ADMINISTRATORS: Final = frozenset(
    {"system_administrator", "security_administrator", "audit_administrator"}
)
_OWN_ROLE: Final = re.compile(r"own_[a-z][a-z_]{1,30}")
_LONGEST: Final = 60
_LONGEST_WORDS: Final = 300


@command
def grant_posting(*, actor: Actor, line: GrantLine, at: datetime) -> Granted:
    """Put somebody in a post; an administrator's post waits for another person.

    Refuses with NotAllowed for a body that the actor's own post does not reach, and with
    Invalid; days, roles that span a region and self-grants are the database's to refuse.
    """
    require(actor, GRANT_POSTINGS, org_id=line.body_id)
    title = _title_of(actor, line.role)
    need_text("document_number", line.document_number)
    if line.role in ADMINISTRATORS:
        asked = _ask_for_administrator(actor, line, title, at)
        _leave_trace(actor, GRANT, asked)
        return Granted(None, asked)

    grant = PostingGrant(
        city=actor.city,
        person_id=line.person_id,
        body_id=line.body_id,
        region_id=line.region_id,
        window_id=line.window_id,
        role=line.role,
        valid_from=line.valid_from,
        valid_to=_day_after(line),
        is_established=line.is_established,
        document_number=line.document_number.strip(),
        granted_by_id=actor.natural_person,
        granted_at=at,
    )
    grant.save(force_insert=True)

    record(
        actor,
        "rights.posting.granted",
        subject="posting",
        subject_id=grant.id,
        body_id=line.body_id,
        role=line.role,
        person_id=line.person_id,
    )
    return Granted(grant.id, None)


@command
def end_posting(
    *, actor: Actor, posting_id: UUID, last_day: date, reason: str, at: datetime
) -> UUID | None:
    """End a post after its last day; an administrator's waits for another person.

    Gives the request that waits. Refuses with NotFound, NotAllowed and Invalid.
    """
    posting = _posting(actor, posting_id)
    require(actor, GRANT_POSTINGS, org_id=posting.body_id)
    reason, ends_on = need_text("reason", reason), last_day + timedelta(days=1)
    if posting.role in ADMINISTRATORS:
        asked = ask_for(
            actor,
            END,
            {"posting": str(posting_id), "ends_on": ends_on.isoformat()},
            words=f"免去{posting.person}的{posting.title}，{last_day} 为最后一天",
            document_number=posting.document_number or posting.title,
            reason=reason,
            at=at,
        )
        _leave_trace(actor, END, asked)
        return asked

    PostingEnd(
        city=actor.city,
        posting_id=posting_id,
        ends_on=ends_on,
        reason=reason,
        ended_by_id=actor.natural_person,
        ended_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "rights.posting.ended",
        subject="posting",
        subject_id=posting_id,
        body_id=posting.body_id,
        ends_on=ends_on,
    )
    return None


@command
def review_posting(
    *, actor: Actor, posting_id: UUID, outcome: str, reason: str, at: datetime
) -> None:
    """Confirm that a post is still needed, or end it today.

    Refuses with NotFound, NotAllowed and Invalid; own posts and own grants are refused
    by the database, and an administrator's post is ended by two people only.
    """
    posting = _posting(actor, posting_id)
    require(actor, REVIEW_POSTINGS, org_id=posting.body_id)
    if outcome not in {"keep", "end"}:
        raise Invalid({"outcome": "请选保留或者结束。"})

    GrantReview(
        city=actor.city,
        posting_id=posting_id,
        outcome=outcome,
        reason=need_text("reason", reason),
        reviewed_by_id=actor.natural_person,
        reviewed_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "rights.posting.reviewed",
        subject="posting",
        subject_id=posting_id,
        body_id=posting.body_id,
        outcome=outcome,
    )


@command
def change_role(
    *,
    actor: Actor,
    role: str,
    title: str,
    permissions: Sequence[str],
    document_number: str,
    reason: str,
    at: datetime,
) -> UUID:
    """Ask for a role to hold these permissions from now on; another person confirms.

    A role that is not delivered is named `own_…`. Gives the request. Refuses with
    NotAllowed and Invalid; what an administrator holds alone is the database's to refuse.
    """
    require(actor, CHANGE_ROLES, org_id=actor.office_for(CHANGE_ROLES))
    wanted = sorted(set(permissions))
    title = title.strip() or role_titles().get(role, "")
    _check_role(role, title, wanted)

    asked = ask_for(
        actor,
        CHANGE_ROLE,
        {"role": role, "title": title, "permissions": wanted},
        words=_difference(actor, role, title, wanted),
        document_number=document_number,
        reason=reason,
        at=at,
    )

    _leave_trace(actor, CHANGE_ROLE, asked)
    return asked


def _check_role(role: str, title: str, wanted: list[str]) -> None:
    errors = {}
    if role not in known_roles() and not _OWN_ROLE.fullmatch(role):
        errors["role"] = "新角色的代码以 own_ 开头，只用小写字母，例如：own_archivist。"
    if not 1 < len(title) <= _LONGEST:
        errors["title"] = "请写角色叫什么，2 到 60 个字，例如：档案员。"
    if not wanted or not set(wanted) <= set(list_permissions_given()):
        errors["permissions"] = "请从清单里选，至少选一项权限。"
    if errors:
        raise Invalid(errors)


def _difference(actor: Actor, role: str, title: str, wanted: list[str]) -> str:
    labels = list_permissions_given()
    cards = {card.role: set(card.permissions) for card in list_roles(actor=actor)}
    held = cards.get(role, set())
    more = "、".join(labels[name] for name in wanted if name not in held)
    less = "、".join(labels.get(name, name) for name in sorted(held - set(wanted)))
    return f"{title}：增加 {more or '无'}；去掉 {less or '无'}"[:_LONGEST_WORDS]


def _ask_for_administrator(
    actor: Actor, line: GrantLine, title: str, at: datetime
) -> UUID:
    valid_to = _day_after(line)
    facts = {
        "person": str(line.person_id),
        "body": str(line.body_id),
        "region": str(line.region_id) if line.region_id else None,
        "role": line.role,
        "valid_from": line.valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
    }
    return ask_for(
        actor,
        GRANT,
        facts,
        words=_words(actor, line, title),
        document_number=line.document_number,
        reason=line.reason,
        at=at,
    )


def _leave_trace(actor: Actor, act: str, request_id: UUID) -> None:
    record(
        actor,
        "rights.request.asked",
        subject="act_request",
        subject_id=request_id,
        act=act,
    )


def _day_after(line: GrantLine) -> date | None:
    return line.valid_until + timedelta(days=1) if line.valid_until else None


def _posting(actor: Actor, posting_id: UUID) -> PostingRow:
    posting = find_posting(actor=actor, posting_id=posting_id)
    if posting is None:
        raise NotFound("没有这个岗位，请从岗位清单里打开。")
    return posting


def _title_of(actor: Actor, role: str) -> str:
    titles = {card.role: card.title for card in list_roles(actor=actor)}
    if role not in titles:
        raise Invalid({"role": "没有这个角色，请从清单里选，例如：经办。"})
    return titles[role]


def _words(actor: Actor, line: GrantLine, title: str) -> str:
    names = list_staff_names(actor=actor, person_ids=[line.person_id])
    body = get_body(actor=actor, body_id=line.body_id)
    until = f"到 {line.valid_until}" if line.valid_until else "起，不定期限"
    who = names.get(line.person_id, "新任职人员")
    return f"任命{who}为{body.name}的{title}，{line.valid_from}{until}"
