"""Answers in words: for the page on which people check what they wrote, and for papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.plumbing.schemas import messages
from tongban.plumbing.schemas.schema import FieldSpec, FieldType, Schema, read_schema
from tongban.plumbing.schemas.validation import is_shown
from tongban.plumbing.schemas.values import say_yuan

_DAY = _("{year} 年 {month} 月 {day} 日")
_LEFT_OUT = _("没有填")


@dataclass(frozen=True)
class Answer:
    """One question with its answer in words."""

    name: str
    label: str
    words: str


@dataclass(frozen=True)
class AnsweredPage:
    """A page's answers, as they were asked."""

    key: str
    title: str
    answers: tuple[Answer, ...]


def read_answers(
    schema: Mapping[str, Any] | Schema, answers: Mapping[str, object]
) -> tuple[AnsweredPage, ...]:
    """All shown questions with their answers in words, page by page."""
    form = read_schema(schema)
    return tuple(
        AnsweredPage(
            page.key,
            page.title,
            tuple(
                Answer(spec.name, spec.label, say_answer(spec, answers.get(spec.name)))
                for spec in page.fields
                if is_shown(form, spec, answers)
            ),
        )
        for page in form.pages
    )


def describe_values(
    schema: Mapping[str, Any] | Schema, answers: Mapping[str, object]
) -> list[tuple[str, str]]:
    """(label, words) of everything that was answered, in the order of asking."""
    return [
        (answer.label, answer.words)
        for page in read_answers(schema, answers)
        for answer in page.answers
        if answer.name in answers
    ]


def say_answer(spec: FieldSpec, value: object) -> str:
    """One answer in words."""
    match value:
        case None:
            return str(_LEFT_OUT)
        case bool():
            return str(messages.YES_WORD if value else messages.NO_WORD)
        case list():
            return "、".join(spec.label_of(part) or part for part in value)
        case int() if spec.type is FieldType.MONEY:
            return say_yuan(value)
        case str() if spec.type is FieldType.DATE:
            day = date.fromisoformat(value)
            return str(_DAY).format(year=day.year, month=day.month, day=day.day)
        case _:
            return spec.label_of(value) or str(value)
