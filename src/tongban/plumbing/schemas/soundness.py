"""Is a schema sound? Asked before it is published; answered in words an editor can act on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tongban.ground.codes.identity import IdKind
from tongban.plumbing.schemas.messages import NO_WORD, YES_WORD
from tongban.plumbing.schemas.naming import (
    FIELD_KINDS,
    PREFILL_LABELS,
    bound_label,
)
from tongban.plumbing.schemas.prefill import PREFILL_PATHS
from tongban.plumbing.schemas.schema import MOST_CHARACTERS, NO, YES, FieldType
from tongban.plumbing.schemas.values import TODAY

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_FIELD_KEYS: Final = frozenset(
    {"name", "label", "type", "required", "help", "example", "max_length"}
    | {"min", "max", "choices", "prefill", "when", "type_field"}
)
_CHOOSING: Final = frozenset({FieldType.CHOICE, FieldType.CHOICES})
_BOUNDED: Final = frozenset(
    {FieldType.INTEGER, FieldType.MONEY, FieldType.CHOICES}
    | {FieldType.TEXT, FieldType.TEXTAREA}
)
_ID_KINDS: Final = {kind.value: kind.label for kind in IdKind}

_NO_PAGES: Final = _("表里还没有页，请至少加一页，例如 经营场所")
_PAGE_KEY: Final = _("第 {at} 页要有自己的代号，小写字母开头，例如 shop")
_PAGE_TWICE: Final = _("页的代号“{key}”用了两次，请改掉一个，例如 {key}_2")
_PAGE_TITLE: Final = _("第 {at} 页要有标题，例如 经营场所")
_PAGE_EMPTY: Final = _("第 {at} 页还没有字段，请至少加一个，例如 店名")
_NOT_A_FIELD: Final = _("第 {at} 页有一个字段读不出来，请删去重新加，例如 店名")
_PLACE: Final = _("第 {number} 个字段")
_FIELD_NAME: Final = _(
    "{this}的字段名“{name}”要用小写字母开头，只含小写字母、数字和下划线，最多 63 个字符，"
    "例如 shop_name"
)
_FIELD_TWICE: Final = _(
    "{this}的字段名“{name}”用了两次，全表不能重名，例如改成 {name}_2"
)
_FIELD_KEY: Final = _("{this}里的“{key}”平台不认识，请删去，例如只留“最多几个字”")
_LABEL: Final = _("{this}要有名称，例如 店名")
_ASTERISK: Final = _(
    "{this}的名称里有星号；必填不用标，选填由系统写“（选填）”，例如 店名"
)
_TEXTS: Final = _("{this}的{key}要是文字，例如 与营业执照上的名称一致")
_REQUIRED: Final = _("{this}没有选“必填”是还是否，例如 是")
_TYPE: Final = _("{this}的“填什么”不认识“{type}”，请从这些里选：{known}，例如 一行字")
_LENGTH: Final = _("{this}的“最多几个字”要是大于 0 的整数，例如 60")
_NO_LENGTH: Final = _("{this}填的不是文字，不用写“最多几个字”，请删去，例如空着")
_BOUND: Final = _("{this}的{key}要是整数，例如 1")
_DAY_BOUND: Final = _("{this}的{key}要是日期，或者写“今天”，例如 2026-11-22")
_NO_BOUND: Final = _("{this}填的东西没有大小，不用写{key}，请删去，例如空着")
_SPAN: Final = _("{this}的“{least}”和“{most}”填反了，请对调，例如 1 和 100")
_CHOICES: Final = _("{this}要写选项，一行一个，例如 {example}")
_CHOICE_BARE: Final = _("{this}的选项 {place} 没有文字，请写上或者删去，例如 {example}")
_CHOICE_TWICE: Final = _(
    "{this}的选项 {places} 一样，都是“{value}”，请改掉一个，例如 {value}（其他）"
)
_NO_CHOICES: Final = _(
    "{this}不是选择，不用写选项，请删去，或者把“填什么”改成“选一个”，例如空着"
)
_PREFILL: Final = _(
    "{this}的“自动带出”不认识“{path}”，请从这些里选：{known}，例如 申请人姓名"
)
_WHEN: Final = _("{this}的“只在这时问”要写明看哪一栏、等什么回答，例如 {example}")
_WHEN_FIELD: Final = _(
    "{this}的“只在这时问”看的是“{field}”，它前面没有这一栏；条件只能看前面的栏，"
    "请把“{field}”移到前面，或者另选一栏，例如一道选“是”或“否”的栏"
)
_WHEN_VALUE: Final = _(
    "{this}的“只在这时问”等的是“{value}”，“{field}”没有这个回答，请重新选，例如 {example}"
)
_TYPE_FIELD: Final = _(
    "{this}的“证件类型看哪一栏”选的是“{field}”，它前面没有这个“选一个”的栏，请重新选，"
    "例如 证件类型"
)
_TYPE_KIND: Final = _(
    "{this}看的那一栏里，证件类型“{value}”不认识，请从这些里选：{known}，"
    "例如 居民身份证"
)
_TYPE_FIELD_WHERE: Final = _(
    "{this}不是证件号码，不用写“证件类型看哪一栏”，请删去，例如空着"
)
_KEY_WORDS: Final = {
    "help": _("“怎么填”"),
    "example": _("“举例”"),
}
_CHOICE_EXAMPLE: Final = _("“食品销售”“餐饮服务”两行")
_WHEN_EXAMPLE: Final = _("“店里现做现卖吗”选“是”")

# A property of a field, or of a page, and what is wrong with it.
Said = tuple[str, str]


@dataclass(frozen=True)
class Flaw:
    """Something wrong with a schema: where (`pages[1].fields[2].choices`), and in words."""

    where: str
    message: str


@dataclass(frozen=True)
class _Seen:
    """The fields before the one that is looked at, by name, and what all fields are called."""

    fields: dict[str, Mapping[str, Any]]
    labels: Mapping[str, str]

    def called(self, name: object) -> object:
        """The field as who types it knows it."""
        return self.labels.get(str(name)) or name


def check_schema(schema: object) -> list[str]:
    """Everything that is wrong with the schema, in Chinese; empty for a sound one."""
    return [flaw.message for flaw in find_flaws(schema)]


def find_flaws(schema: object) -> list[Flaw]:
    """The same, each with the place at which it is mended."""
    pages = schema.get("pages") if isinstance(schema, Mapping) else None
    if not isinstance(pages, list) or not pages:
        return [Flaw("", str(_NO_PAGES))]
    flaws: list[Flaw] = []
    keys: set[str] = set()
    seen = _Seen({}, _labels(pages))
    number = 0
    for at, page in enumerate(pages, start=1):
        held = page if isinstance(page, Mapping) else {}
        flaws += [
            Flaw(f"pages[{at}].{key}", said) for key, said in _page(held, at, keys)
        ]
        fields = held.get("fields")
        for place, field in enumerate(fields if isinstance(fields, list) else (), 1):
            number += 1
            where = f"pages[{at}].fields[{place}]"
            flaws += [
                Flaw(f"{where}.{key}", said)
                for key, said in _field(field, at, number, seen)
            ]
    return flaws


def _labels(pages: list[Any]) -> dict[str, str]:
    return {
        str(field.get("name")): field["label"]
        for page in pages
        if isinstance(page, Mapping) and isinstance(page.get("fields"), list)
        for field in page["fields"]
        if isinstance(field, Mapping) and _is_text(field.get("label"))
    }


def _say(text: object, **parts: object) -> str:
    return str(text).format(**parts)


def _page(page: Mapping[str, Any], at: int, keys: set[str]) -> Iterator[Said]:
    key = page.get("key")
    if not isinstance(key, str) or not _NAME.fullmatch(key):
        yield "key", _say(_PAGE_KEY, at=at)
    elif key in keys:
        yield "key", _say(_PAGE_TWICE, key=key)
    else:
        keys.add(key)
    if not _is_text(page.get("title")):
        yield "title", _say(_PAGE_TITLE, at=at)
    if not isinstance(page.get("fields"), list) or not page["fields"]:
        yield "fields", _say(_PAGE_EMPTY, at=at)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _field(field: object, at: int, number: int, seen: _Seen) -> Iterator[Said]:
    if not isinstance(field, Mapping):
        yield "name", _say(_NOT_A_FIELD, at=at)
        return
    name = field.get("name")
    this = _named(field, number)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield "name", _say(_FIELD_NAME, this=this, name=name)
    elif name in seen.fields:
        yield "name", _say(_FIELD_TWICE, this=this, name=name)
    yield from _plain(this, field)
    try:
        kind = FieldType(field.get("type", ""))
    except ValueError:
        known = _named_with_codes(FIELD_KINDS)
        yield "type", _say(_TYPE, this=this, type=field.get("type"), known=known)
    else:
        yield from _bounds(this, field, kind)
        yield from (("choices", said) for said in _choices(this, field, kind))
        yield from (
            ("type_field", said) for said in _type_field(this, field, kind, seen)
        )
    yield from (("when", said) for said in _when(this, field, seen))
    seen.fields.setdefault(str(name), field)


def _named(field: Mapping[str, Any], number: int) -> str:
    """The field as who types it knows it: its place, and its label; never its name.

    Names such as field_6 are made by the editor: nobody has ever seen them.
    """
    place = str(_PLACE).format(number=number)
    label = field.get("label")
    return f"{place}（“{label}”）" if _is_text(label) else place


def _named_with_codes(known: Mapping[Any, str]) -> str:
    """What may stand there as a designer reads it, with the code that a document holds."""
    return "、".join(f"{label}（{value}）" for value, label in known.items())


def _plain(this: str, field: Mapping[str, Any]) -> Iterator[Said]:
    for key in field:
        if key not in _FIELD_KEYS:
            yield "name", _say(_FIELD_KEY, this=this, key=key)
    if not _is_text(field.get("label")):
        yield "label", _say(_LABEL, this=this)
    elif set("*＊") & set(field["label"]):
        yield "label", _say(_ASTERISK, this=this)
    for key in ("help", "example"):
        if not isinstance(field.get(key, ""), str):
            yield key, _say(_TEXTS, this=this, key=_KEY_WORDS[key])
    if not isinstance(field.get("required", False), bool):
        yield "required", _say(_REQUIRED, this=this)
    path = field.get("prefill")
    if path and path not in PREFILL_PATHS:
        known = _named_with_codes(PREFILL_LABELS)
        yield "prefill", _say(_PREFILL, this=this, path=path, known=known)


def _bounds(this: str, field: Mapping[str, Any], kind: FieldType) -> Iterator[Said]:
    length = field.get("max_length")
    is_text = kind in MOST_CHARACTERS
    if length is not None and not is_text:
        yield "max_length", _say(_NO_LENGTH, this=this)
    elif length is not None and not (_is_integer(length) and length > 0):
        yield "max_length", _say(_LENGTH, this=this)
    given = {key: field[key] for key in ("min", "max") if field.get(key) is not None}
    wrong: dict[str, object] = {}
    if kind is FieldType.DATE:
        wrong = {key: _DAY_BOUND for key, value in given.items() if not _is_day(value)}
        given = {key: day for key, day in given.items() if day != TODAY}
    elif kind in _BOUNDED:
        wrong = {key: _BOUND for key, value in given.items() if not _is_integer(value)}
        # How long a text may be is its max_length; its min is how short.
        wrong |= {key: _NO_BOUND for key in given if key == "max" and is_text}
    else:
        wrong = dict.fromkeys(given, _NO_BOUND)
    for key, said in wrong.items():
        yield key, _say(said, this=this, key=f"“{bound_label(key, kind)}”")
    if not wrong and given.keys() == {"min", "max"} and given["min"] > given["max"]:
        least, most = bound_label("min", kind), bound_label("max", kind)
        yield "max", _say(_SPAN, this=this, least=least, most=most)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return value == TODAY or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _choices(this: str, field: Mapping[str, Any], kind: FieldType) -> Iterator[str]:
    choices = field.get("choices")
    if kind not in _CHOOSING:
        if choices:
            yield _say(_NO_CHOICES, this=this)
        return
    if not isinstance(choices, list) or not choices:
        yield _say(_CHOICES, this=this, example=_CHOICE_EXAMPLE)
        return
    values = [choice["value"] if _is_choice(choice) else None for choice in choices]
    for place, value in enumerate(values, start=1):
        if value is None:
            yield _say(_CHOICE_BARE, this=this, place=place, example=_CHOICE_EXAMPLE)
    for value in sorted({v for v in values if v is not None and values.count(v) > 1}):
        places = [at for at, one in enumerate(values, start=1) if one == value]
        label = choices[places[-1] - 1]["label"]
        yield _say(
            _CHOICE_TWICE, this=this, places="、".join(map(str, places)), value=label
        )


def _is_choice(choice: object) -> bool:
    return (
        isinstance(choice, Mapping)
        and _is_text(choice.get("value"))
        and _is_text(choice.get("label"))
    )


def _when(this: str, field: Mapping[str, Any], seen: _Seen) -> Iterator[str]:
    when = field.get("when")
    if when is None:
        return
    if not isinstance(when, Mapping) or set(when) != {"field", "equals"}:
        yield _say(_WHEN, this=this, example=_WHEN_EXAMPLE)
        return
    asked = seen.fields.get(str(when["field"]))
    if asked is None:
        yield _say(_WHEN_FIELD, this=this, field=seen.called(when["field"]))
        return
    possible = _possible(asked)
    if possible is not None and when["equals"] not in possible:
        yield _say(
            _WHEN_VALUE,
            this=this,
            value=when["equals"],
            field=seen.called(when["field"]),
            example="、".join(_answers(asked)),
        )


def _possible(asked: Mapping[str, Any]) -> list[str | bool] | None:
    """What the field can answer; None where that is no short list."""
    if asked.get("type") == FieldType.YES_NO:
        return [YES, NO, True, False]
    if asked.get("type") in _CHOOSING:
        return _values_of(asked)
    return None


def _answers(asked: Mapping[str, Any]) -> list[str]:
    """The same as people read it."""
    if asked.get("type") == FieldType.YES_NO:
        return [str(YES_WORD), str(NO_WORD)]
    choices = asked.get("choices") or ()
    return [str(choice["label"]) for choice in choices if _is_choice(choice)]


def _values_of(asked: Mapping[str, Any]) -> list[str | bool]:
    return [
        choice["value"] for choice in asked.get("choices") or () if _is_choice(choice)
    ]


def _type_field(
    this: str, field: Mapping[str, Any], kind: FieldType, seen: _Seen
) -> Iterator[str]:
    pointed = field.get("type_field")
    if not pointed:
        return
    if kind is not FieldType.IDENTITY_DOCUMENT:
        yield _say(_TYPE_FIELD_WHERE, this=this)
        return
    asked = seen.fields.get(str(pointed))
    if asked is None or asked.get("type") != FieldType.CHOICE:
        yield _say(_TYPE_FIELD, this=this, field=seen.called(pointed))
        return
    known = _named_with_codes(_ID_KINDS)
    for value in _values_of(asked):
        if value not in _ID_KINDS:
            yield _say(_TYPE_KIND, this=this, value=value, known=known)
