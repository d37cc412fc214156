"""Asking something of one's data: by oneself, or at a window with one's document."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.orgs.queries import get_calendar
from tongban.capabilities.people.queries import find_person_by_document
from tongban.capabilities.privacy.commands.writing import need_words
from tongban.capabilities.privacy.events import PrivacyRequestFiled
from tongban.capabilities.privacy.models import PrivacyRequest
from tongban.capabilities.privacy.permissions import FILE_REQUEST, TAKE_IN_REQUEST
from tongban.capabilities.privacy.queries import find_text_in_force
from tongban.capabilities.privacy.types import (
    CLOCK,
    MAKE_COPY,
    REQUEST_WORDS,
    USUAL_DAYS,
)
from tongban.ground.clock import Limit, due
from tongban.ground.codes.names import tidy_name
from tongban.ground.refusals import Invalid, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import plain, record
from tongban.plumbing.jobs.scheduling import queue
from tongban.plumbing.outbox.publishing import publish

LONGEST_WORDS: Final = 500
_DIGITS: Final = 8
# What says enough by itself.
_NEEDS_NO_WORDS: Final = frozenset({"access", "export", "delete"})


@dataclass(frozen=True)
class _From:
    """Whose request it is, and where it arrives."""

    person_id: UUID
    channel: str
    body_id: UUID | None = None


@command
def file_privacy_request(
    *, actor: Actor, kind: str, words: str, channel: str, at: datetime
) -> PrivacyRequest:
    """Ask something of one's own data; gives the request with its number and due day.

    Refuses with NotAllowed, and with Invalid by field.
    """
    require(actor, FILE_REQUEST)

    source = _From(actor.natural_person, channel)
    request = _write(actor, kind, words, source, at)

    return _leave_trace(actor, request)


@command
def take_in_privacy_request(
    *,
    actor: Actor,
    body_id: UUID,
    name: str,
    id_kind: str,
    id_number: str,
    kind: str,
    words: str,
    at: datetime,
) -> PrivacyRequest:
    """Register what somebody asks at a window, whose document was looked at.

    Refuses with NotAllowed, and with Invalid by field.
    """
    require(actor, TAKE_IN_REQUEST, org_id=body_id)
    day = at.astimezone(OFFICE_ZONE).date()
    person = _registered(actor, name, id_kind, id_number, day)

    source = _From(person, "window", body_id)
    request = _write(actor, kind, words, source, at)

    return _leave_trace(actor, request)


def _write(
    actor: Actor, kind: str, words: str, source: _From, at: datetime
) -> PrivacyRequest:
    said = _check(kind, words)
    day = at.astimezone(OFFICE_ZONE).date()
    name, code = CLOCK
    clock = find_text_in_force(actor=actor, kind=name, code=code, day=day)
    days = int(clock.content["working_days"][kind]) if clock else USUAL_DAYS
    calendar = get_calendar(actor=actor)
    due_on = due(day, Limit(days, "working_day"), calendar).due_on
    if due_on is None:
        raise LookupError("a clock that nothing pauses has a due day")
    request = PrivacyRequest(
        id=new_key(),
        city=actor.city,
        number=f"GR{day:%Y%m%d}{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}",
        person_id=source.person_id,
        kind=kind,
        words=said,
        channel=source.channel,
        account_id=actor.account_id if source.body_id is None else None,
        at_body_id=source.body_id,
        filed_by_id=actor.natural_person,
        filed_at=at,
        filed_on=day,
        working_days=days,
        clock_id=clock.text_id if clock else None,
        calendar=calendar.version,
        due_on=due_on,
    )
    request.save(force_insert=True)
    return request


def _leave_trace(actor: Actor, request: PrivacyRequest) -> PrivacyRequest:
    record(
        actor,
        "privacy.request.filed",
        subject="privacy_request",
        subject_id=request.id,
        kind=request.kind,
        channel=request.channel,
        due_on=request.due_on,
    )
    publish(PrivacyRequestFiled(request_id=request.id, filed_at=request.filed_at))
    if request.kind == "export":
        queue(
            MAKE_COPY,
            city=actor.city,
            request_id=str(request.id),
            at=plain(request.filed_at),
        )
    return request


def _check(kind: str, words: str) -> str:
    if kind not in REQUEST_WORDS:
        raise Invalid({"kind": "请选要办哪一种，例如：查阅。"})
    if kind in _NEEDS_NO_WORDS and not words.strip():
        return ""
    example = "请写明是哪一条信息、要怎么办，例如：联系电话换成新的手机号"
    return need_words({"words": (words, LONGEST_WORDS, example)})["words"]


def _registered(
    actor: Actor, name: str, id_kind: str, id_number: str, day: date
) -> UUID:
    try:
        found = find_person_by_document(
            actor=actor, id_kind=id_kind, id_number=id_number, today=day
        )
    except ValueError:
        raise Invalid({"id_kind": "请选证件类型，例如：居民身份证。"}) from None
    except Refusal as refusal:
        raise Invalid({"id_number": refusal.message}) from refusal
    if found is None or found.name != tidy_name(name):
        raise Invalid(
            {
                "name": "姓名和证件号码对不上，或者本平台没有这个人的信息。"
                "请对照证件再看一遍。"
            }
        )
    return found.person_id
