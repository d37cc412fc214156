"""What people asked and no question answered (CNS-04): noting it, and the queue of it."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection

from tongban.capabilities.catalogue.finding.masking import masked_sentence
from tongban.capabilities.catalogue.models import OpenQuestion, QuestionAnswer
from tongban.capabilities.catalogue.queries.leading import lead_to_items
from tongban.capabilities.catalogue.searches import OpenQuestionCard
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

_MOST: Final = 200
_UNSURE: Final = "不知道"


@query
def note_question(
    *, actor: Actor, text: str, answers: Mapping[str, str], day: date
) -> None:
    """Keep what somebody wanted, with the answers that led nowhere; never who asked.

    Numbers and what looks like a name are made unknowable. Refuses with Invalid where
    nothing is left.
    """
    words = masked_sentence(text)
    if not words:
        raise Invalid(
            {"words": "请写一句您想办的事，不用写姓名和号码，例如：给孩子转学。"}
        )
    found = lead_to_items(actor=actor, day=day, answers=answers)
    path = "、".join(label or _UNSURE for _name, _said, label in found.answered)
    with connection.cursor() as cursor:
        cursor.execute("select note_open_question(%s, %s, %s)", [words, path, day])


@query
def list_open_questions(
    *, actor: Actor, answered: bool = False
) -> list[OpenQuestionCard]:
    """What waits, the most asked first; or what was answered, the newest first."""
    if answered:
        done = QuestionAnswer.objects.filter(city=actor.city)
        newest = done.select_related("question", "synonym").order_by("-answered_at")
        return [_card(one.question, one) for one in newest[:_MOST]]
    rows = OpenQuestion.objects.filter(city=actor.city, answers=None)
    waiting = rows.order_by("-times", "-last_on", "words")
    return [_card(one) for one in waiting[:_MOST]]


@query
def get_open_question(*, actor: Actor, question_id: UUID) -> OpenQuestionCard:
    """One question with what became of it. Refuses with NotFound."""
    row = OpenQuestion.objects.filter(city=actor.city, pk=question_id).first()
    if row is None:
        raise NotFound("没有找到这个问题，它可能已经过期清掉了。")
    answers = QuestionAnswer.objects.filter(question=row).select_related("synonym")
    return _card(row, answers.first())


def _card(row: OpenQuestion, answer: QuestionAnswer | None = None) -> OpenQuestionCard:
    told = ""
    if answer is not None:
        word = answer.synonym.word if answer.synonym else ""
        told = answer.asked or word or answer.reason
    return OpenQuestionCard(
        question_id=row.id,
        words=row.words,
        path=row.path,
        times=row.times,
        first_on=row.first_on,
        last_on=row.last_on,
        answer=answer.kind if answer else "",
        draft_id=answer.draft_id if answer else None,
        told=told,
        answered_at=answer.answered_at if answer else None,
    )
