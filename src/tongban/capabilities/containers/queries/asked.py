"""How something stands that one's own page asked of the app around it."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.containers.models import ContainerAnswer, ContainerRequest
from tongban.capabilities.containers.types import Answered
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def find_answer(*, actor: Actor, request_id: UUID, at: datetime) -> Answered:
    """Waiting, answered by the app's server, or over. Refuses with NotFound."""
    asked = ContainerRequest.objects.filter(
        pk=request_id, account_id=actor.own_account
    ).first()
    if asked is None:
        raise NotFound("没有找到这次请求，请回到页面上再点一次。")
    answer = ContainerAnswer.objects.filter(request=asked).first()
    if answer is None:
        state = "over" if at > asked.ends_at else "waiting"
        return Answered(asked.id, asked.act, state, "", "")  # type: ignore[arg-type]
    return Answered(
        asked.id,
        asked.act,
        answer.outcome,  # type: ignore[arg-type]  # a check of the table
        answer.reference,
        answer.text,
    )
