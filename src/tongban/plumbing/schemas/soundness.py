"""Is a schema sound? Asked before it is published; answered in words an editor can act on."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from tongban.ground.codes.identity import IdKind
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

_NO_PAGES: Final = _("表里还没有页，请至少加一页，例如 {example}")
_PAGE_KEY: Final = _("第 {at} 页要有自己的 key，小写字母开头，例如 shop")
_PAGE_TWICE: Final = _("页的 key“{key}”用了两次，请改掉一个，例如 {key}_2")
_PAGE_TITLE: Final = _("第 {at} 页要有标题，例如 经营场所")
_PAGE_EMPTY: Final = _("第 {at} 页还没有字段，请至少加一个，例如 店名")
_NOT_A_FIELD: Final = _("第 {at} 页有一个字段不是一组键和值，例如 {example}")
_FIELD_NAME: Final = _(
    "字段名“{name}”要用小写字母开头，只含小写字母、数字和下划线，最多 63 个字符，"
    "例如 shop_name"
)
_FIELD_TWICE: Final = _("字段名“{name}”用了两次，全表不能重名，例如改成 {name}_2")
_FIELD_KEY: Final = _("字段“{name}”里不认识“{key}”，请删去或改名，例如 max_length")
_LABEL: Final = _("字段“{name}”要有标签，例如 店名")
_ASTERISK: Final = _(
    "字段“{name}”的标签里有星号；必填不用标，选填由系统写“（选填）”，例如 店名"
)
_TEXTS: Final = _("字段“{name}”的 {key} 要是文字，例如 与营业执照上的名称一致")
_REQUIRED: Final = _("字段“{name}”的 required 要写 true 或 false，例如 true")
_TYPE: Final = _("字段“{name}”的类型“{type}”不认识，请从这些里选：{known}，例如 text")
_LENGTH: Final = _("字段“{name}”的 max_length 要是大于 0 的整数，例如 60")
_NO_LENGTH: Final = _(
    "字段“{name}”不是文字，不用 max_length，请删去，例如只留 min 和 max"
)
_BOUND: Final = _("字段“{name}”的 {key} 要是整数，例如 1")
_DAY_BOUND: Final = _("字段“{name}”的 {key} 要是日期或 today，例如 2026-11-22")
_NO_BOUND: Final = _("字段“{name}”的类型没有大小，不用 {key}，请删去，例如只留 example")
_SPAN: Final = _("字段“{name}”的 min 比 max 大，请对调，例如 1 和 100")
_CHOICES: Final = _("字段“{name}”要有选项，每项有 value 和 label，例如 {example}")
_CHOICE_TWICE: Final = _(
    "字段“{name}”的选项“{value}”出现两次，请改掉一个，例如 {value}_2"
)
_NO_CHOICES: Final = _(
    "字段“{name}”的类型不用选项，请删去，或把类型改成选择，例如 choice"
)
_PREFILL: Final = _(
    "字段“{name}”的预填来源“{path}”不认识，请从这些里选：{known}，例如 person.name"
)
_WHEN: Final = _("字段“{name}”的 when 要写 field 和 equals，例如 {example}")
_WHEN_FIELD: Final = _(
    "字段“{name}”的 when 指向“{field}”，它前面没有这个字段；条件只能看前面的字段，例如 {example}"
)
_WHEN_VALUE: Final = _(
    "字段“{name}”的 when 等的是“{value}”，“{field}”不会有这个值，例如 {example}"
)
_TYPE_FIELD: Final = _(
    "字段“{name}”的 type_field 指向“{field}”，它前面没有这个单选字段，例如 id_type"
)
_TYPE_KIND: Final = _(
    "字段“{name}”的证件类型“{value}”不认识，请从这些里选：{known}，例如 citizen_id"
)
_TYPE_FIELD_WHERE: Final = _(
    "字段“{name}”不是证件号码，不用 type_field，请删去，例如只留在 identity_document 里"
)
_PAGE_EXAMPLE: Final = '{"key": "shop", "title": "经营场所", "fields": []}'
_CHOICE_EXAMPLE: Final = '{"value": "retail", "label": "食品销售"}'
_WHEN_EXAMPLE: Final = '{"field": "card_form", "equals": "card"}'

Seen = dict[str, Mapping[str, Any]]


def check_schema(schema: object) -> list[str]:
    """Everything that is wrong with the schema, in Chinese; empty for a sound one."""
    pages = schema.get("pages") if isinstance(schema, Mapping) else None
    if not isinstance(pages, list) or not pages:
        return [_say(_NO_PAGES, example=_PAGE_EXAMPLE)]
    findings: list[str] = []
    keys: set[str] = set()
    seen: Seen = {}
    for at, page in enumerate(pages, start=1):
        findings += _page(page if isinstance(page, Mapping) else {}, at, keys)
        fields = page.get("fields") if isinstance(page, Mapping) else None
        for field in fields if isinstance(fields, list) else ():
            findings += _field(field, at, seen)
    return findings


def _say(text: object, **parts: object) -> str:
    return str(text).format(**parts)


def _page(page: Mapping[str, Any], at: int, keys: set[str]) -> Iterator[str]:
    key = page.get("key")
    if not isinstance(key, str) or not _NAME.fullmatch(key):
        yield _say(_PAGE_KEY, at=at)
    elif key in keys:
        yield _say(_PAGE_TWICE, key=key)
    else:
        keys.add(key)
    if not _is_text(page.get("title")):
        yield _say(_PAGE_TITLE, at=at)
    if not isinstance(page.get("fields"), list) or not page["fields"]:
        yield _say(_PAGE_EMPTY, at=at)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _field(field: object, at: int, seen: Seen) -> Iterator[str]:
    if not isinstance(field, Mapping):
        yield _say(_NOT_A_FIELD, at=at, example='{"name": "shop_name"}')
        return
    name = field.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield _say(_FIELD_NAME, name=name)
    elif name in seen:
        yield _say(_FIELD_TWICE, name=name)
    yield from _plain(str(name), field)
    try:
        kind = FieldType(field.get("type", ""))
    except ValueError:
        known = "、".join(FieldType)
        yield _say(_TYPE, name=name, type=field.get("type"), known=known)
    else:
        yield from _bounds(str(name), field, kind)
        yield from _choices(str(name), field, kind)
        yield from _type_field(str(name), field, kind, seen)
    yield from _when(str(name), field, seen)
    seen.setdefault(str(name), field)


def _plain(name: str, field: Mapping[str, Any]) -> Iterator[str]:
    for key in field:
        if key not in _FIELD_KEYS:
            yield _say(_FIELD_KEY, name=name, key=key)
    if not _is_text(field.get("label")):
        yield _say(_LABEL, name=name)
    elif set("*＊") & set(field["label"]):
        yield _say(_ASTERISK, name=name)
    for key in ("help", "example"):
        if not isinstance(field.get(key, ""), str):
            yield _say(_TEXTS, name=name, key=key)
    if not isinstance(field.get("required", False), bool):
        yield _say(_REQUIRED, name=name)
    path = field.get("prefill")
    if path and path not in PREFILL_PATHS:
        known = "、".join(PREFILL_PATHS)
        yield _say(_PREFILL, name=name, path=path, known=known)


def _bounds(name: str, field: Mapping[str, Any], kind: FieldType) -> Iterator[str]:
    length = field.get("max_length")
    is_text = kind in MOST_CHARACTERS
    if length is not None and not is_text:
        yield _say(_NO_LENGTH, name=name)
    elif length is not None and not (_is_integer(length) and length > 0):
        yield _say(_LENGTH, name=name)
    given = {key: field[key] for key in ("min", "max") if field.get(key) is not None}
    if kind is FieldType.DATE:
        wrong = [key for key, value in given.items() if not _is_day(value)]
        yield from (_say(_DAY_BOUND, name=name, key=key) for key in wrong)
        given = {key: day for key, day in given.items() if day != TODAY}
    elif kind in _BOUNDED:
        # How long a text may be is its max_length; its min is how short.
        if "max" in given and is_text:
            yield _say(_NO_BOUND, name=name, key="max")
        wrong = [key for key, value in given.items() if not _is_integer(value)]
        yield from (_say(_BOUND, name=name, key=key) for key in wrong)
    else:
        wrong = list(given)
        yield from (_say(_NO_BOUND, name=name, key=key) for key in wrong)
    if not wrong and given.keys() == {"min", "max"} and given["min"] > given["max"]:
        yield _say(_SPAN, name=name)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return value == TODAY or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _choices(name: str, field: Mapping[str, Any], kind: FieldType) -> Iterator[str]:
    choices = field.get("choices")
    if kind not in _CHOOSING:
        if choices:
            yield _say(_NO_CHOICES, name=name)
        return
    if (
        not isinstance(choices, list)
        or not choices
        or not all(map(_is_choice, choices))
    ):
        yield _say(_CHOICES, name=name, example=_CHOICE_EXAMPLE)
        return
    values = [choice["value"] for choice in choices]
    for value in sorted({value for value in values if values.count(value) > 1}):
        yield _say(_CHOICE_TWICE, name=name, value=value)


def _is_choice(choice: object) -> bool:
    return (
        isinstance(choice, Mapping)
        and _is_text(choice.get("value"))
        and _is_text(choice.get("label"))
    )


def _when(name: str, field: Mapping[str, Any], seen: Seen) -> Iterator[str]:
    when = field.get("when")
    if when is None:
        return
    if not isinstance(when, Mapping) or set(when) != {"field", "equals"}:
        yield _say(_WHEN, name=name, example=_WHEN_EXAMPLE)
        return
    asked = seen.get(str(when["field"]))
    if asked is None:
        yield _say(_WHEN_FIELD, name=name, field=when["field"], example=_WHEN_EXAMPLE)
        return
    possible = _possible(asked)
    if possible is not None and when["equals"] not in possible:
        shown = "、".join(str(value) for value in possible)
        yield _say(
            _WHEN_VALUE,
            name=name,
            value=when["equals"],
            field=when["field"],
            example=shown,
        )


def _possible(asked: Mapping[str, Any]) -> list[str | bool] | None:
    """What the field can answer; None where that is no short list."""
    if asked.get("type") == FieldType.YES_NO:
        return [YES, NO, True, False]
    if asked.get("type") in _CHOOSING:
        return _values_of(asked)
    return None


def _values_of(asked: Mapping[str, Any]) -> list[str | bool]:
    return [
        choice["value"] for choice in asked.get("choices") or () if _is_choice(choice)
    ]


def _type_field(
    name: str, field: Mapping[str, Any], kind: FieldType, seen: Seen
) -> Iterator[str]:
    pointed = field.get("type_field")
    if not pointed:
        return
    if kind is not FieldType.IDENTITY_DOCUMENT:
        yield _say(_TYPE_FIELD_WHERE, name=name)
        return
    asked = seen.get(str(pointed))
    if asked is None or asked.get("type") != FieldType.CHOICE:
        yield _say(_TYPE_FIELD, name=name, field=pointed)
        return
    known = "、".join(f"{value}（{label}）" for value, label in _ID_KINDS.items())
    for value in _values_of(asked):
        if value not in _ID_KINDS:
            yield _say(_TYPE_KIND, name=name, value=value, known=known)
