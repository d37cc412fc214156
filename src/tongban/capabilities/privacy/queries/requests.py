"""Requests with their clocks and answers, and the copy of everything under a person."""

import json
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from tongban.capabilities.privacy.models import (
    ExportContent,
    PrivacyAnswer,
    PrivacyRequest,
)
from tongban.capabilities.privacy.permissions import ANSWER_REQUEST, MAKE_EXPORT
from tongban.capabilities.privacy.types import (
    COPY_FORMAT,
    HELD,
    CopyFacts,
    ForCopy,
    PrivacyRequestCard,
)
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import plain
from tongban.plumbing.sealing.subjects import hold_keys

MOST_SHOWN: Final = 200
_MUST_STAY: Final = "select privacy_is_kept_by_law(%s)"


@query
def list_own_requests(*, actor: Actor) -> list[PrivacyRequestCard]:
    """What the signed-in person asked, the newest first."""
    rows = _whole(PrivacyRequest.objects.filter(person_id=actor.natural_person))
    return _cards(rows.order_by("-filed_at", "-id"))


@query
def list_privacy_requests(
    *, actor: Actor, is_open: bool = True
) -> list[PrivacyRequestCard]:
    """Those that wait, the most urgent first; or the answered, the newest first.

    For whom looks after them. Refuses with NotAllowed.
    """
    require(actor, ANSWER_REQUEST, org_id=actor.office_for(ANSWER_REQUEST))
    rows = _waiting(actor) if is_open else _answered(actor)
    order = ("due_on", "id") if is_open else ("-filed_at", "-id")
    return _cards(_whole(rows).order_by(*order))


@query
def get_request(*, actor: Actor, request_id: UUID) -> PrivacyRequestCard:
    """One request, as the wall shows it. Refuses with NotFound."""
    found = _cards(_whole(PrivacyRequest.objects.filter(pk=request_id)))
    if not found:
        raise NotFound("没有找到这份请求。")
    return found[0]


@query
def is_kept_by_law(*, actor: Actor, request_id: UUID) -> bool:
    """Whether other laws order that something of the person be kept, for who answers."""
    return bool(fetch_all(_MUST_STAY, [request_id])[0][0])


@query
def count_late_requests(*, actor: Actor, today: date) -> int:
    """How many wait beyond their day."""
    return _waiting(actor).filter(due_on__lt=today).count()


@query
def find_for_copy(*, actor: Actor, request_id: UUID) -> ForCopy:
    """Whose copy is wanted, for its maker. Refuses with NotAllowed and NotFound."""
    require(actor, MAKE_EXPORT)
    row = PrivacyRequest.objects.filter(pk=request_id, kind="export").first()
    if row is None:
        raise NotFound("没有找到这份请求。")
    answered = PrivacyAnswer.objects.filter(request_id=request_id).exists()
    return ForCopy(row.id, row.number, row.person_id, row.account_id, answered)


@query
def collect_copy(*, actor: Actor, number: str, at: datetime) -> str:
    """Everything that is kept of the person who asks, readable by a machine.

    Each capability tells its part as the person: what the wall hides from them is in no copy.
    """
    parts = [
        {"code": code, "title": title, "records": plain(tell(actor))}
        for code, (title, tell) in sorted(HELD.items())
    ]
    whole: dict[str, Any] = {
        "format": COPY_FORMAT,
        "request": number,
        "made_at": plain(at),
        "parts": parts,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


@query
def read_copy(*, actor: Actor, request_id: UUID, now: datetime) -> bytes:
    """The copy of the person who signed in, while it is there. Refuses with NotFound."""
    row = ExportContent.objects.filter(
        pk=request_id, person_id=actor.natural_person, ends_at__gt=now
    ).first()
    if row is None:
        raise NotFound(
            "没有找到这份副本，或者下载期已过。需要的话，请重新提出“复制”请求。"
        )
    content: bytes = row.text.encode()
    return content


def _whole(rows: QuerySet[PrivacyRequest]) -> QuerySet[PrivacyRequest]:
    return rows.select_related("export").prefetch_related("answers")


def _waiting(actor: Actor) -> QuerySet[PrivacyRequest]:
    return PrivacyRequest.objects.filter(~Exists(_answers()), city=actor.city)


def _answered(actor: Actor) -> QuerySet[PrivacyRequest]:
    return PrivacyRequest.objects.filter(Exists(_answers()), city=actor.city)


def _answers() -> QuerySet[PrivacyAnswer]:
    return PrivacyAnswer.objects.filter(request_id=OuterRef("pk"))


def _cards(rows: QuerySet[PrivacyRequest]) -> list[PrivacyRequestCard]:
    found = list(rows[:MOST_SHOWN])
    hold_keys(row.person_id for row in found if row.person_id)
    return [_card(row) for row in found]


def _card(row: PrivacyRequest) -> PrivacyRequestCard:
    answer = next(iter(row.answers.all()), None)
    copy = getattr(row, "export", None)
    return PrivacyRequestCard(
        request_id=row.id,
        number=row.number,
        kind=row.kind,
        words=row.words,
        channel=row.channel,
        person_id=row.person_id,
        filed_at=row.filed_at,
        filed_on=row.filed_on,
        working_days=row.working_days,
        due_on=row.due_on,
        outcome=answer.outcome if answer else "",
        reason=answer.reason if answer else "",
        article=answer.article if answer else "",
        remedy=answer.remedy if answer else "",
        answered_at=answer.answered_at if answer else None,
        copy=CopyFacts(copy.digest, copy.size, copy.ends_at) if copy else None,
    )
