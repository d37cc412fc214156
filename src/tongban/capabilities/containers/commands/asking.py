"""The bridge: a page asks the app around it; the app's server answers here, signed."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from tongban.capabilities.accounts.permissions import KEEP_OWN_SIGN_INS
from tongban.capabilities.containers.models import ContainerAnswer, ContainerRequest
from tongban.capabilities.containers.permissions import CARRY
from tongban.capabilities.containers.types import (
    ACTS,
    REQUEST_MINUTES,
    AnswerLine,
    Container,
)
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.evidence.recording import record

_SESSION: Final = "select session_of_digest(%s)"
_OUTCOMES: Final = ("done", "cancelled", "failed")
LONGEST_REFERENCE: Final = 80
LONGEST_TEXT: Final = 500


@command
def ask_app(
    *, actor: Actor, container_id: UUID, act: str, browser: str, at: datetime
) -> UUID:
    """Begin something that the app around the page is to do; its number.

    `browser` is the digest of the session's key. Refuses with NotAllowed and Invalid.
    """
    require(actor, KEEP_OWN_SIGN_INS)
    if act not in ACTS:
        raise Invalid({"act": "只能请应用刷脸、扫码或者缴费，例如：scan。"})
    session_id = fetch_all(_SESSION, [browser])[0][0]
    if session_id is None:
        raise NotAllowed("请先登录，再办理这件事。", turn_to="登录")

    made = ContainerRequest.objects.create(
        city=actor.city,
        container_id=container_id,
        account_id=actor.own_account,
        person_id=actor.natural_person,
        session_id=session_id,
        act=act,
        made_at=at,
        ends_at=at + timedelta(minutes=REQUEST_MINUTES),
    )

    record(
        actor,
        "containers.app.asked",
        subject="container_request",
        subject_id=made.id,
        act=act,
    )
    return made.id


@command
def answer_request(
    *, actor: Actor, container: Container, line: AnswerLine, at: datetime
) -> None:
    """Keep what the app's server says of something that it was asked.

    Refuses with NotAllowed, NotFound, Invalid, and MoveRefused where it was answered.
    """
    require(actor, CARRY)
    asked = ContainerRequest.objects.filter(
        city=actor.city, pk=line.request_id, container_id=container.container_id
    ).first()
    if asked is None or at > asked.ends_at:
        raise NotFound("没有这样问过这个应用，或者已经过了 10 分钟。请让用户再点一次。")
    if ContainerAnswer.objects.filter(request=asked).exists():
        raise MoveRefused("这次请求已经有结果了，不能再改。")
    if line.outcome not in _OUTCOMES:
        raise Invalid({"outcome": "结果只能是 done、cancelled 或 failed。"})
    if len(line.reference) > LONGEST_REFERENCE or len(line.text) > LONGEST_TEXT:
        raise Invalid({"text": "太长了：参考号最多 80 个字，扫到的字最多 500 个。"})

    answer = ContainerAnswer(
        city=actor.city,
        request=asked,
        container_id=container.container_id,
        person_id=asked.person_id,
        outcome=line.outcome,
        reference=line.reference if asked.act != "scan" else "",
        text=line.text if asked.act == "scan" else "",
        answered_at=at,
    )
    answer.save(force_insert=True)

    record(
        actor,
        "containers.app.answered",
        subject="container_request",
        subject_id=asked.id,
        act=asked.act,
        outcome=line.outcome,
    )
