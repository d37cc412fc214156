"""Questions that nothing answered, through the API: asking, the queue, and what they become."""

from typing import Literal
from uuid import UUID

from ninja import Router, Schema, Status

from tongban.capabilities.catalogue import commands, queries
from tongban.capabilities.catalogue.permissions import TEACH_SEARCH
from tongban.capabilities.catalogue.searches import OpenQuestionCard
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.bearing import bearer
from tongban.plumbing.access.problems import REFUSED, UNSEEN, Problem
from tongban.plumbing.access.requests import ActorRequest

router = Router(tags=["open questions"])
_LONGEST = 60


class Wanted(Schema):
    """What somebody wanted, and the answers that led nowhere; never who."""

    words: str
    answers: dict[str, str] = {}


class QuestionAnswerBody(Schema):
    """What a question becomes, and what each kind says.

    `faq`: code, asked, answer; `synonym`: word, means; `set_aside`: reason.
    """

    kind: Literal["faq", "synonym", "set_aside"]
    code: str = ""
    asked: str = ""
    answer: str = ""
    word: str = ""
    means: list[str] = []
    reason: str = ""


@router.post(
    "", response={204: None, 422: Problem}, summary="Say what no question led to"
)
def note_question(request: ActorRequest, body: Wanted) -> Status[None]:
    """Kept as masked words and a count, for the office to answer."""
    if len(body.words) > _LONGEST:
        raise Invalid(
            {"words": f"最多 {_LONGEST} 个字，请写一句话，例如：给孩子转学。"}
        )
    queries.note_question(
        actor=request.actor, text=body.words, answers=body.answers, day=request.today
    )
    return Status(204, None)


@router.get(
    "",
    response={200: list[OpenQuestionCard], **REFUSED},
    auth=bearer,
    summary="List open questions",
)
def list_open_questions(
    request: ActorRequest, answered: bool = False
) -> list[OpenQuestionCard]:
    """What waits, the most asked first; or what was answered, the newest first."""
    _require_office(request)
    return queries.list_open_questions(actor=request.actor, answered=answered)


@router.post(
    "/{question_id}/answer",
    response={200: OpenQuestionCard, **REFUSED, **UNSEEN},
    auth=bearer,
    summary="Say what a question becomes",
)
def answer_question(
    request: ActorRequest, question_id: UUID, body: QuestionAnswerBody
) -> OpenQuestionCard:
    """Into a new draft of a guide, a word of the search, or set aside with a reason."""
    actor, at = request.actor, request.now
    match body.kind:
        case "faq":
            commands.answer_in_guide(
                actor=actor,
                question_id=question_id,
                handling_code=body.code,
                asked=body.asked,
                answer=body.answer,
                at=at,
            )
        case "synonym":
            commands.answer_with_word(
                actor=actor,
                question_id=question_id,
                word=body.word,
                means=body.means,
                at=at,
            )
        case "set_aside":
            commands.set_question_aside(
                actor=actor, question_id=question_id, reason=body.reason, at=at
            )
    return queries.get_open_question(actor=actor, question_id=question_id)


def _require_office(request: ActorRequest) -> None:
    if not request.actor.may_anywhere(TEACH_SEARCH):
        raise NotAllowed("没答上的问题由编制或发布事项的人处理，请用那样的账号登录。")
