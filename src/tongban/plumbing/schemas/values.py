"""What each type of field takes: one check, used by pages and by the API alike.

Values are those of JSON: text, integers (money in fen), true and false, lists. The
checked value is JSON again, and passes its own check unchanged.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tongban.ground.codes.credit_code import check_credit_code
from tongban.ground.codes.identity import IdKind, check_identity
from tongban.ground.codes.names import compose
from tongban.ground.codes.phone import check_landline, check_mobile, check_postcode
from tongban.ground.refusals import Refusal
from tongban.plumbing.schemas import messages as say_words
from tongban.plumbing.schemas.messages import say
from tongban.plumbing.schemas.schema import FieldSpec, FieldType

Value = str | int | bool | list[str]

TODAY: Final = "today"
# Every JSON reader keeps integers of this size exactly.
_MOST: Final = 10**15 - 1
_SHOWN: Final = 20
_OFFERED: Final = 8
_YEAR_DIGITS: Final = 4
_FEBRUARY_LEAP: Final = (2, 29)
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Turning text round in a reader's eyes is no part of any lawful answer.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ID_KINDS: Final = frozenset(kind.value for kind in IdKind)
_DATE: Final = re.compile(r"([0-9]{0,6})-([0-9]{0,4})-([0-9]{0,4})")


class ValueRefused(Refusal):
    """A value that the field cannot take."""


@dataclass(frozen=True)
class Surroundings:
    """What a check may look at besides the value: earlier answers, and the day."""

    answers: Mapping[str, object]
    on: date


def is_empty(value: object) -> bool:
    """Whether nothing was answered. False and 0 are answers."""
    return (
        value is None or value == [] or (isinstance(value, str) and not value.strip())
    )


def check_value(spec: FieldSpec, value: object, around: Surroundings) -> Value:
    """The value to keep; Refusal with the words to show otherwise."""
    return _CHECKS[spec.type](spec, value, around)


def _check_text(spec: FieldSpec, value: object, _around: Surroundings) -> str:
    text = compose(_text(spec, value)).replace("\r\n", "\n").replace("\r", "\n").strip()
    lawful = "\n\t" if spec.type is FieldType.TEXTAREA else ""
    if any(_is_control(sign) and sign not in lawful for sign in text):
        raise ValueRefused(say(say_words.CONTROL, spec))
    most = spec.most_characters
    if most is not None and len(text) > most:
        raise ValueRefused(say(say_words.TOO_LONG, spec, most=most, count=len(text)))
    if isinstance(spec.min, int) and len(text) < spec.min:
        raise ValueRefused(
            say(say_words.TOO_SHORT, spec, least=spec.min, count=len(text))
        )
    return text


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"} or sign in _TURNING


def _text(spec: FieldSpec, value: object) -> str:
    if not isinstance(value, str):
        raise ValueRefused(say(say_words.NOT_TEXT, spec))
    return value


def _check_email(spec: FieldSpec, value: object, around: Surroundings) -> str:
    text = _check_text(spec, value, around)
    try:
        validate_email(text)
    except ValidationError:
        raise ValueRefused(say(say_words.NOT_EMAIL, spec)) from None
    return text


def _check_integer(spec: FieldSpec, value: object, _around: Surroundings) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST:
        raise ValueRefused(say(say_words.NOT_INTEGER, spec))
    if isinstance(spec.min, int) and value < spec.min:
        raise ValueRefused(say(say_words.TOO_SMALL, spec, least=spec.min, given=value))
    if isinstance(spec.max, int) and value > spec.max:
        raise ValueRefused(say(say_words.TOO_LARGE, spec, most=spec.max, given=value))
    return value


def _check_money(spec: FieldSpec, value: object, _around: Surroundings) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST:
        raise ValueRefused(say(say_words.NOT_MONEY, spec))
    least = spec.min if isinstance(spec.min, int) else 0
    if value < least:
        words = {"least": say_yuan(least), "given": say_yuan(value)}
        raise ValueRefused(say(say_words.TOO_SMALL, spec, **words))
    if isinstance(spec.max, int) and value > spec.max:
        words = {"most": say_yuan(spec.max), "given": say_yuan(value)}
        raise ValueRefused(say(say_words.TOO_LARGE, spec, **words))
    return value


def say_yuan(fen: int) -> str:
    """An amount in words: 860000 fen are 8,600.00 元."""
    return str(say_words.YUAN).format(amount=f"{write_yuan(fen, grouped=True)}")


def write_yuan(fen: int, *, grouped: bool = False) -> str:
    """An amount in yuan as it stands in a box: without grouping, always two places."""
    sign, whole, part = "-" if fen < 0 else "", abs(fen) // 100, abs(fen) % 100
    return f"{sign}{whole:,}.{part:02d}" if grouped else f"{sign}{whole}.{part:02d}"


def _check_choice(spec: FieldSpec, value: object, _around: Surroundings) -> str:
    if not isinstance(value, str) or not spec.label_of(value):
        raise _not_offered(spec, value)
    return value


def _not_offered(spec: FieldSpec, value: object) -> ValueRefused:
    given = str(value)
    short = given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
    return ValueRefused(
        say(say_words.NOT_OFFERED, spec, given=short, offered=_offered(spec))
    )


def _offered(spec: FieldSpec) -> str:
    labels = [choice.label for choice in spec.choices]
    return "、".join(labels[:_OFFERED]) + ("…" if len(labels) > _OFFERED else "")


def _check_choices(spec: FieldSpec, value: object, around: Surroundings) -> list[str]:
    if not isinstance(value, list):
        raise ValueRefused(say(say_words.NOT_A_LIST, spec, offered=_offered(spec)))
    chosen: list[str] = []
    for part in value:
        one = _check_choice(spec, part, around)
        if one in chosen:
            raise ValueRefused(say(say_words.TWICE, spec, given=spec.label_of(one)))
        chosen.append(one)
    count = len(chosen)
    if isinstance(spec.min, int) and count < spec.min:
        raise ValueRefused(say(say_words.TOO_FEW, spec, least=spec.min, count=count))
    if isinstance(spec.max, int) and count > spec.max:
        raise ValueRefused(say(say_words.TOO_MANY, spec, most=spec.max, count=count))
    # Kept in the order of the form, so that the same answers are the same bytes.
    return [choice.value for choice in spec.choices if choice.value in chosen]


def _check_yes_no(spec: FieldSpec, value: object, _around: Surroundings) -> bool:
    if not isinstance(value, bool):
        raise ValueRefused(say(say_words.NOT_YES_NO, spec))
    return value


def _check_date(spec: FieldSpec, value: object, around: Surroundings) -> str:
    parts = isinstance(value, str) and _DATE.fullmatch(value.strip())
    if not parts:
        raise ValueRefused(say(say_words.NOT_A_DATE, spec))
    year, month, day = parts.groups()
    names = (say_words.YEAR, say_words.MONTH, say_words.DAY)
    pairs = zip(names, (year, month, day), strict=True)
    missing = [str(name) for name, part in pairs if not part]
    if missing:
        words = str(say_words.AND).join(missing)
        raise ValueRefused(say(say_words.DATE_PARTS, spec, missing=words))
    if len(year) != _YEAR_DIGITS:
        raise ValueRefused(say(say_words.DATE_YEAR, spec, count=len(year)))
    found = _real_day(spec, int(year), int(month), int(day))
    _check_span(spec, found, around.on)
    return found.isoformat()


def _real_day(spec: FieldSpec, year: int, month: int, day: int) -> date:
    with suppress(ValueError):
        return date(year, month, day)
    if not 1 <= month <= len(_LONGEST_MONTHS):
        raise ValueRefused(say(say_words.NO_SUCH_MONTH, spec, month=month))
    words = {"year": year, "month": month, "day": day}
    in_some_years = 1 <= day <= _LONGEST_MONTHS[month - 1]
    text = say_words.NO_SUCH_DAY_THAT_YEAR if in_some_years else say_words.NO_SUCH_DAY
    raise ValueRefused(say(text, spec, **words))


def _check_span(spec: FieldSpec, found: date, today: date) -> None:
    least, most = read_bound(spec.min, today), read_bound(spec.max, today)
    if least is not None and found < least:
        raise ValueRefused(say(say_words.TOO_EARLY, spec, least=least, given=found))
    if most is not None and found > most:
        raise ValueRefused(say(say_words.TOO_LATE, spec, most=most, given=found))


def read_bound(bound: object, today: date) -> date | None:
    """A date's bound: a day, or the word for the day of asking."""
    if not isinstance(bound, str):
        return None
    return today if bound == TODAY else date.fromisoformat(bound)


def _check_identity(spec: FieldSpec, value: object, around: Surroundings) -> str:
    text = _text(spec, value)
    kind = around.answers.get(spec.type_field) if spec.type_field else IdKind.CITIZEN
    if not isinstance(kind, str) or kind not in _ID_KINDS:
        # The kind itself is missing or wrong, and is told there; one thing at a time.
        return _check_text(spec, value, around)
    return check_identity(kind, text, on=around.on).number


_CHECKS: Final[dict[FieldType, Callable[[FieldSpec, object, Surroundings], Value]]] = {
    FieldType.TEXT: _check_text,
    FieldType.TEXTAREA: _check_text,
    FieldType.ADDRESS: _check_text,
    FieldType.EMAIL: _check_email,
    FieldType.INTEGER: _check_integer,
    FieldType.MONEY: _check_money,
    FieldType.CHOICE: _check_choice,
    FieldType.CHOICES: _check_choices,
    FieldType.YES_NO: _check_yes_no,
    FieldType.DATE: _check_date,
    FieldType.PHONE: lambda spec, value, _around: check_mobile(_text(spec, value)),
    FieldType.LANDLINE: lambda spec, value, _around: check_landline(_text(spec, value)),
    FieldType.POSTCODE: lambda spec, value, _around: check_postcode(_text(spec, value)),
    FieldType.USCC: lambda spec, value, _around: (
        check_credit_code(_text(spec, value)).code
    ),
    FieldType.IDENTITY_DOCUMENT: _check_identity,
}
