"""The schema of uniform elements: which parts of a text are held against the directory, and how.

A city keeps its own in `uniform_elements.json` of its data folder; what comes with the platform
is 32 slots, the twelve core elements first. An entry's version carries the slots that it was
published with, so a later schema changes nothing that stands.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tongban.ground.refusals import Invalid

Document = dict[str, Any]

MOST: Final = 32
UNIFORM: Final = "uniform"
MODES: Final = {
    "equal": "完全一致",
    "one_of": "在规定的层级之内",
    "covers": "不得少于目录",
    "within": "不得多于目录",
    "at_most": "不得超过目录",
}
SCOPES: Final = {UNIFORM: "必须统一", "watched": "提倡统一"}
# The code is the entry's own, and the levels are said beside the elements.
OF_THE_ENTRY: Final = frozenset({"basic_code", "exercise_level"})


@dataclass(frozen=True)
class Slot:
    """One element: where it stands in a text, which of its fields count, what must hold."""

    key: str
    label: str
    path: tuple[str, ...]
    mode: str
    scope: str
    fields: tuple[str, ...] = ()
    ordered: bool = False
    core: bool = False
    value: Any = None

    @property
    def is_uniform(self) -> bool:
        """Whether a departure is refused; else it is counted and shown."""
        return self.scope == UNIFORM

    def row(self) -> Document:
        """As an entry's version keeps it."""
        kept = asdict(self) | {"path": list(self.path), "fields": list(self.fields)}
        if not self.fields:
            del kept["fields"]
        return kept

    def of(self, document: Mapping[str, Any]) -> Any:
        """What a document says here, or None."""
        found: Any = document
        for name in self.path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found


def slot_from(row: Mapping[str, Any]) -> Slot:
    """A slot as a file or an entry's version says it."""
    return Slot(
        key=str(row["key"]),
        label=str(row["label"]),
        path=tuple(row["path"]),
        mode=str(row["mode"]),
        scope=str(row["scope"]),
        fields=tuple(row.get("fields", ())),
        ordered=row.get("ordered") is True,
        core=row.get("core") is True,
        value=row.get("value"),
    )


def read_schema(text: str) -> tuple[Slot, ...]:
    """The slots of a settings file. Refuses with Invalid where it does not hold together."""
    try:
        slots = tuple(slot_from(row) for row in json.loads(text)["slots"])
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid(
            {"slots": "每个要素要有 key、label、path、mode、scope，照随附的文件写。"},
            "统一要素的设置文件读不懂。",
        ) from error
    keys = {slot.key for slot in slots}
    unknown = [
        slot.label
        for slot in slots
        if slot.mode not in MODES or slot.scope not in SCOPES or not slot.path
    ]
    if unknown or len(keys) != len(slots) or not 0 < len(slots) <= MOST:
        raise Invalid(
            {"slots": f"要素要有 1 到 {MOST} 个，key 不能重复：{'、'.join(unknown)}"},
            "统一要素的设置文件有错。",
        )
    if not {"name", "item_type"} <= keys:
        raise Invalid(
            {"slots": "至少要有 name（事项名称）和 item_type（事项类型）两个要素。"},
            "统一要素的设置文件有错。",
        )
    return slots


def schema_at(path: Path) -> tuple[Slot, ...]:
    """The city's own schema where its settings file is there, else the usual one."""
    return read_schema(path.read_text("utf-8")) if path.is_file() else usual_schema()


@cache
def usual_schema() -> tuple[Slot, ...]:
    """The 32 slots that come with the platform."""
    data = files("tongban.capabilities.catalogue.directory").joinpath("elements.json")
    return read_schema(data.read_text(encoding="utf-8"))


def elements_of(document: Mapping[str, Any], schema: Iterable[Slot]) -> Document:
    """What a whole item document would have an entry say: how a directory begins."""
    said = {slot.key: slot.of(document) for slot in schema}
    return {
        key: value
        for key, value in said.items()
        if key not in OF_THE_ENTRY and value not in (None, "")
    }


def stated(
    schema: Iterable[Slot],
    elements: Mapping[str, Any],
    *,
    basic_code: str,
    levels: list[str],
) -> list[Slot]:
    """The slots of a new version, each with its value. Refuses what no slot is for."""
    said = dict(elements) | {"basic_code": basic_code, "exercise_level": levels}
    slots = [slot for slot in schema if said.get(slot.key) not in (None, "")]
    unknown = set(said) - {slot.key for slot in slots} - OF_THE_ENTRY
    if unknown:
        named = "、".join(sorted(unknown))
        raise Invalid(
            {
                "elements": f"{named} 不在统一要素里或者没有取值；"
                "要素用设置文件里的 key，例如 statutory_limit。"
            }
        )
    return [replace(slot, value=said[slot.key]) for slot in slots]
