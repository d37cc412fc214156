"""Answering what people asked: by the office, or with the copy that the platform made."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.privacy.commands.writing import need_words
from tongban.capabilities.privacy.events import PrivacyRequestAnswered
from tongban.capabilities.privacy.models import (
    Export,
    ExportContent,
    PrivacyAnswer,
    PrivacyRequest,
)
from tongban.capabilities.privacy.permissions import ANSWER_REQUEST, MAKE_EXPORT
from tongban.capabilities.privacy.types import COPY_LASTS, OUTCOME_WORDS
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.files.storing import digest_of
from tongban.plumbing.outbox.publishing import publish

DONE: Final = "done"
REFUSED: Final = "refused"


@command
def answer_privacy_request(
    *,
    actor: Actor,
    request_id: UUID,
    outcome: str,
    reason: str,
    at: datetime,
    article: str = "",
    remedy: str = "",
) -> None:
    """Say that it was done, or refuse with the article and the way of remedy.

    A deletion that is done takes away what no law orders to be kept, at once. Refuses
    with NotAllowed, NotFound, Invalid, MoveRefused, and
    `nothing_is_deleted_while_it_must_be_kept`.
    """
    require(actor, ANSWER_REQUEST, org_id=actor.office_for(ANSWER_REQUEST))
    if outcome not in OUTCOME_WORDS:
        raise Invalid({"outcome": "请选已经办好或者不能办。"})
    said = {"reason": (reason, 500, "请写明办了什么，或者为什么不能办")}
    if outcome == REFUSED:
        said["article"] = (article, 200, "请写依据哪一条，例如：《档案法》第十四条")
        said["remedy"] = (remedy, 200, "请写不服可以找谁，例如：向市网信办投诉")
    words = need_words(said)
    request = _waiting(request_id)

    _write(actor, request, outcome, words, answered_by=actor.natural_person, at=at)

    record(
        actor,
        "privacy.request.answered",
        subject="privacy_request",
        subject_id=request_id,
        kind=request.kind,
        outcome=outcome,
    )
    publish(PrivacyRequestAnswered(request_id, outcome, at))


@command
def keep_copy(*, actor: Actor, request_id: UUID, text: str, at: datetime) -> None:
    """Keep the copy that was asked for, sealed and for a week, and answer the request.

    By the named system actor that makes copies. Refuses with NotAllowed, NotFound,
    MoveRefused.
    """
    require(actor, MAKE_EXPORT)
    request = _waiting(request_id)
    content = text.encode()
    ends_at = at + COPY_LASTS
    digest = digest_of(content)

    whose: dict[str, Any] = {
        "city": actor.city,
        "person_id": request.person_id,
        "ends_at": ends_at,
    }
    export = Export(
        request=request, digest=digest, size=len(content), made_at=at, **whose
    )
    export.save(force_insert=True)
    kept = ExportContent(export=export, text=text, **whose)
    ExportContent.objects.bulk_create([kept])
    words = {"reason": "副本已经生成，七天内可以下载；过期可以再提出。"}
    _write(actor, request, DONE, words, answered_by=None, at=at)

    record(
        actor,
        "privacy.copy.made",
        subject="privacy_request",
        subject_id=request_id,
        digest=digest,
    )
    publish(PrivacyRequestAnswered(request_id, DONE, at))


def _waiting(request_id: UUID) -> PrivacyRequest:
    request = PrivacyRequest.objects.filter(pk=request_id).first()
    if request is None:
        raise NotFound("没有找到这份请求。")
    if PrivacyAnswer.objects.filter(request_id=request_id).exists():
        raise MoveRefused("这份请求已经答复过了，请刷新页面再看。")
    return request


def _write(
    actor: Actor,
    request: PrivacyRequest,
    outcome: str,
    words: dict[str, str],
    *,
    answered_by: UUID | None,
    at: datetime,
) -> None:
    PrivacyAnswer(
        city=actor.city,
        request=request,
        outcome=outcome,
        reason=words["reason"],
        article=words.get("article", ""),
        remedy=words.get("remedy", ""),
        answered_by_id=answered_by,
        answered_at=at,
    ).save(force_insert=True)
