"""What an open question becomes: a question of a guide, a word of the search, or nothing."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.commands.save_draft import save_draft
from tongban.capabilities.catalogue.commands.teach_synonym import teach_synonym
from tongban.capabilities.catalogue.models import OpenQuestion, QuestionAnswer
from tongban.capabilities.catalogue.models.searching import FAQ, SET_ASIDE, SYNONYM
from tongban.capabilities.catalogue.permissions import TEACH_SEARCH
from tongban.capabilities.catalogue.queries.drafts import find_text
from tongban.capabilities.catalogue.queries.guides import (
    find_version_in_force,
    get_guide,
)
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST_QUESTION: Final = 100
LONGEST_ANSWER: Final = 600
_SHORTEST_QUESTION: Final = 2
_LONGEST_REASON: Final = 200
_NO_NAMES: Final = "请写它在事项名称里叫什么，例如：转移登记。"


@command
def answer_in_guide(  # an answer says all of this
    *,
    actor: Actor,
    question_id: UUID,
    handling_code: str,
    asked: str,
    answer: str,
    at: datetime,
) -> UUID:
    """Write a question and its answer into a new draft of an item; gives the draft.

    It is public when that draft is: reviewed and published as every change of a guide.
    Refuses with NotFound, NotAllowed, Invalid, MoveRefused where it was answered.
    """
    require(actor, TEACH_SEARCH, org_id=actor.office_for(TEACH_SEARCH))
    question = _open(actor, question_id)
    asked, answer = asked.strip(), answer.strip()
    _check_texts(asked, answer)
    document, body_id = _text_in_force(actor, handling_code, at)
    rows = list(document.get("faq") or [])
    if any(row.get("q") == asked for row in rows):
        raise Invalid({"asked": "这份指南里已经有这个问题，请直接改那一条。"})

    document["faq"] = [*rows, {"q": asked, "a": answer}]
    draft = save_draft(actor=actor, body_id=body_id, document=document, at=at)
    _keep(actor, question, at, kind=FAQ, draft_id=draft.draft_id, asked=asked)

    _leave_trace(actor, question, FAQ)
    return draft.draft_id


@command
def answer_with_word(
    *, actor: Actor, question_id: UUID, word: str, means: list[str], at: datetime
) -> UUID:
    """Teach the search a word of the question; gives the synonym.

    Refuses with NotFound, NotAllowed, Invalid, MoveRefused where it was answered.
    """
    require(actor, TEACH_SEARCH, org_id=actor.office_for(TEACH_SEARCH))
    question = _open(actor, question_id)

    synonym_id = teach_synonym(actor=actor, word=word, means=means, at=at)
    # Without names a word is let go, and nothing was taught.
    if synonym_id is None or not [name for name in means if name.strip()]:
        raise Invalid({"means": _NO_NAMES})
    _keep(actor, question, at, kind=SYNONYM, synonym_id=synonym_id)

    _leave_trace(actor, question, SYNONYM)
    return synonym_id


@command
def set_question_aside(
    *, actor: Actor, question_id: UUID, reason: str, at: datetime
) -> None:
    """Say why nothing is made of a question.

    Refuses with NotFound, NotAllowed, Invalid, MoveRefused where it was answered.
    """
    require(actor, TEACH_SEARCH, org_id=actor.office_for(TEACH_SEARCH))
    question = _open(actor, question_id)
    reason = reason.strip()
    if not 1 <= len(reason) <= _LONGEST_REASON:
        raise Invalid(
            {"reason": "请写为什么不处理，200 个字以内，例如：不是政务服务事项。"}
        )

    _keep(actor, question, at, kind=SET_ASIDE, reason=reason)

    _leave_trace(actor, question, SET_ASIDE)


def _open(actor: Actor, question_id: UUID) -> OpenQuestion:
    question = OpenQuestion.objects.filter(city=actor.city, pk=question_id).first()
    if question is None:
        raise NotFound("没有找到这个问题，它可能已经过期清掉了。")
    if QuestionAnswer.objects.filter(question=question).exists():
        raise MoveRefused("这个问题已经有人处理过了，请刷新页面看处理结果。")
    return question


def _check_texts(asked: str, answer: str) -> None:
    errors = {}
    if not _SHORTEST_QUESTION <= len(asked) <= LONGEST_QUESTION:
        errors["asked"] = (
            f"请写老百姓会问的一句话，{LONGEST_QUESTION} 个字以内，例如：孩子转学要带什么？"
        )
    if not 1 <= len(answer) <= LONGEST_ANSWER:
        errors["answer"] = (
            f"请写答复，{LONGEST_ANSWER} 个字以内，例如：带户口簿，到学校领转学表。"
        )
    if errors:
        raise Invalid(errors)


def _text_in_force(
    actor: Actor, handling_code: str, at: datetime
) -> tuple[dict[str, Any], UUID]:
    version = find_version_in_force(
        actor=actor, handling_code=handling_code, day=at.date()
    )
    if version is None:
        raise Invalid({"code": "请从列表里选一个已经公布的事项，例如：食品经营许可。"})
    text = find_text(actor=actor, version_id=version)
    if text is None:
        raise Invalid(
            {"code": "这个事项不归您的单位编制，请换一个，或者请那个单位写。"}
        )
    return dict(text), get_guide(actor=actor, version_id=version).body_id


def _keep(actor: Actor, question: OpenQuestion, at: datetime, **said: Any) -> None:
    answer = QuestionAnswer(
        city=actor.city,
        question=question,
        answered_by_id=actor.natural_person,
        answered_at=at,
        **said,
    )
    answer.save(force_insert=True)


def _leave_trace(actor: Actor, question: OpenQuestion, kind: str) -> None:
    record(
        actor,
        "catalogue.question.answered",
        subject="open_question",
        subject_id=question.id,
        kind=kind,
    )
