"""What is said of one field of a form: each property with its words, and for which kinds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tongban.capabilities.catalogue.elements.values import (
    Document,
    clean,
    read_number,
    read_yuan,
    show_yuan,
)
from tongban.plumbing.schemas import (
    FIELD_KINDS,
    PREFILL_LABELS,
    FieldType,
    bound_label,
)
from tongban.plumbing.schemas.schema import MOST_CHARACTERS, NO, YES

TODAY: Final = "today"
TODAY_WORD: Final = "今天"
_TEXTS: Final = frozenset({FieldType.TEXT, FieldType.TEXTAREA})
_CHOOSING: Final = frozenset({FieldType.CHOICE, FieldType.CHOICES})
_COUNTED: Final = frozenset(
    {FieldType.INTEGER, FieldType.MONEY, FieldType.CHOICES, FieldType.DATE}
)
_ALL: Final = frozenset(FieldType)


@dataclass(frozen=True)
class Property:
    """A property: its key in the schema, its words, and the kinds of field that have it."""

    key: str
    label: str
    control: str = "text"
    help: str = ""
    example: str = ""
    kinds: frozenset[FieldType] = _ALL
    optional: bool = True
    choices: Mapping[str, str] | None = None

    def fits(self, held: Mapping[str, Any]) -> bool:
        """Whether the field has it by its kind, or holds it though its kind has not."""
        return held.get("type") in self.kinds or held.get(self.key) not in (None, [])


PROPERTIES: Final = (
    Property(
        *("type", "填什么", "select"),
        optional=False,
        choices={str(kind): words for kind, words in FIELD_KINDS.items()},
    ),
    Property("label", "栏名", example="店名", optional=False),
    Property("required", "必填", "yes_no", optional=False),
    Property("help", "怎么填", example="与营业执照一致。"),
    Property("example", "举例", example="河畔餐饮有限公司"),
    Property(
        *("choices", "选项", "textarea", "一行一个，从上到下就是排的次序。"),
        kinds=_CHOOSING,
        optional=False,
    ),
    Property(
        *("max_length", "最多几个字", "integer", "", "60"),
        kinds=frozenset(MOST_CHARACTERS),
    ),
    Property("min", "最小", kinds=_COUNTED | _TEXTS),
    Property("max", "最大", kinds=_COUNTED),
    Property(
        *("prefill", "自动带出", "select", "能查到的不用再填。"),
        choices=PREFILL_LABELS,
    ),
    Property(
        *("when", "只在这时问", "select"),
        help="不选就是人人都问。只能看前面“选一个”“是或否”的栏。",
    ),
    Property(
        *("type_field", "证件类型看哪一栏", "select", "不选就按居民身份证核对。"),
        kinds=frozenset({FieldType.IDENTITY_DOCUMENT}),
    ),
)
# Examples of the bounds, by kind of field.
_BOUND_EXAMPLES: Final[Mapping[str, tuple[str, str]]] = {
    FieldType.DATE: ("2026-11-22", TODAY_WORD),
    FieldType.MONEY: ("1", "5000"),
    FieldType.CHOICES: ("1", "3"),
    FieldType.TEXT: ("2", ""),
    FieldType.TEXTAREA: ("10", ""),
}
_NUMBERS: Final = ("1", "100")


def words_of(asked: Property, held: Mapping[str, Any]) -> tuple[str, str]:
    """Label and example of a property, as they are said of this field."""
    if asked.key not in {"min", "max"}:
        return asked.label, asked.example
    kind = str(held.get("type"))
    first, last = _BOUND_EXAMPLES.get(kind, _NUMBERS)
    return bound_label(asked.key, kind), first if asked.key == "min" else last


def show_property(asked: Property, held: Mapping[str, Any]) -> Any:
    """The value as it stands in its control."""
    value = held.get(asked.key)
    show = _SHOWN.get(asked.key)
    if show is not None:
        return show(value, held)
    return "" if value is None else value


def read_property(asked: Property, posted: Sequence[str], held: Document) -> Any:
    """The value that was typed; what cannot be read stays the text it is."""
    said = clean(posted[0]).replace("\r\n", "\n").strip() if posted else ""
    reader = _READ.get(asked.key)
    return reader(said, held) if reader else said


def waits(held: Mapping[str, Any]) -> str:
    """The condition of a field as its control posts it."""
    when = held.get("when")
    if not isinstance(when, Mapping):
        return "" if when is None else str(when)
    equals = when.get("equals")
    if isinstance(equals, bool):
        equals = YES if equals else NO
    return f"{when.get('field')}={equals}"


def _awaited(said: str, held: Document) -> Any:
    if said == waits(held):
        return held.get("when")
    name, _, equals = said.partition("=")
    return {"field": name, "equals": equals} if equals else None


def _bound(said: str, held: Document) -> Any:
    kind = held.get("type")
    if kind == FieldType.DATE:
        return TODAY if said == TODAY_WORD else said
    return read_yuan(said) if kind == FieldType.MONEY else read_number(said)


def _shown_bound(value: Any, held: Mapping[str, Any]) -> Any:
    if value == TODAY:
        return TODAY_WORD
    if held.get("type") == FieldType.MONEY:
        return show_yuan(value)
    return "" if value is None else value


def _options(value: Any) -> list[Document]:
    return [one for one in value or [] if isinstance(one, dict)]


def _choices(said: str, held: Document) -> list[Document]:
    """A line each; a choice keeps its value, so that conditions and answers keep theirs.

    By its words, and where as many lines stand as before, by its place.
    """
    before = _options(held.get("choices"))
    lines = list(dict.fromkeys(line.strip() for line in said.splitlines()))
    lines = [line for line in lines if line]
    by_words = {str(one.get("label")): one for one in before}
    kept = [by_words.get(line) for line in lines]
    if len(lines) == len(before):
        kept = [
            one or (there if str(there.get("label")) not in lines else None)
            for one, there in zip(kept, before, strict=True)
        ]
    taken = {str(one.get("value")) for one in before}
    listed = []
    for line, one in zip(lines, kept, strict=True):
        row = dict(one or {}) | {"label": line}
        if not row.get("value"):
            row["value"] = _free(taken)
        taken.add(str(row["value"]))
        listed.append(row)
    return listed


def _free(taken: set[str]) -> str:
    number = 1
    while f"o{number}" in taken:
        number += 1
    return f"o{number}"


_READ: Final[Mapping[str, Callable[[str, Document], Any]]] = {
    "required": lambda said, _held: said == YES,
    "choices": _choices,
    "max_length": lambda said, _held: read_number(said),
    "min": _bound,
    "max": _bound,
    "when": _awaited,
}
_SHOWN: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], Any]]] = {
    "required": lambda value, _held: value if isinstance(value, bool) else "",
    "choices": lambda value, _held: "\n".join(
        str(one.get("label") or "") for one in _options(value)
    ),
    "min": _shown_bound,
    "max": _shown_bound,
    "when": lambda _value, held: waits(held),
}
