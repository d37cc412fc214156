"""One change said once for many items: what can be said, and how it is laid over a document.

Pure. A change either touches a document or leaves it alone (`None`): an item in which the
old phone does not stand is not part of the batch.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import part, rows, text
from tongban.capabilities.catalogue.elements.values import Document
from tongban.capabilities.catalogue.wording import (
    HANDLING_MODE_LABELS,
    UNIT_LABELS,
    limit_words,
)
from tongban.ground.refusals import Invalid

_LONGEST: Final = 2000
# Said by no form: the items of a body that goes over into another (commands/succeeding.py).
SUCCESSOR: Final = "successor"


@dataclass(frozen=True)
class Asked:
    """One thing that a kind of change has to say."""

    name: str
    label: str
    example: str
    choices: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True)
class Change:
    """A change of a known kind, with what it says."""

    kind: str
    said: Mapping[str, str]


def _from_to(label: str, before: str, after: str) -> tuple[Asked, ...]:
    return (
        Asked("before", f"原来的{label}", before),
        Asked("after", "改成", after),
    )


_ADD_OR_NOT: Final = {"add": "加上", "remove": "去掉"}
KINDS: Final[Mapping[str, tuple[str, tuple[Asked, ...]]]] = {
    "place_phone": ("办理地点的电话", _from_to("电话", "0699-6012345", "0699-6055555")),
    "place_address": (
        "办理地点的地址",
        _from_to("地址", "临江街道澜心大道1号", "临江街道澜心大道8号"),
    ),
    "place_hours": (
        "办公时间",
        _from_to("时间", "周一至周五 9:00—17:00", "周一至周六 9:00—17:00"),
    ),
    "consult_phone": ("咨询电话", _from_to("电话", "0699-6012345", "0699-6055555")),
    "complaint_phone": ("监督投诉电话", _from_to("电话", "0699-6010000", "12345")),
    "promised_limit": (
        "承诺时限",
        (
            Asked("value", "承诺几天", "3"),
            Asked("unit", "单位", "工作日", UNIT_LABELS),
        ),
    ),
    "material_name": (
        "材料名称",
        (
            Asked("code", "材料目录编码", "AL-M-0002"),
            Asked("after", "改成", "营业执照（副本）"),
        ),
    ),
    "material_standard": (
        "材料的受理标准",
        (
            Asked("code", "材料目录编码", "AL-M-0002"),
            Asked("after", "改成", "在有效期内，看得清编号。"),
        ),
    ),
    "legal_basis": (
        "设定依据换成新的",
        (
            Asked("before", "原来的依据名称", "食品经营许可管理办法"),
            Asked("title", "新的依据名称", "食品经营许可和备案管理办法"),
            Asked("document_number", "文号", "国家市场监督管理总局令第78号", {}, True),
            Asked("article", "条款", "第四条"),
            Asked("text", "条文", "从事食品经营应当取得食品经营许可。", {}, True),
            Asked("authority", "颁布机关", "国家市场监督管理总局"),
            Asked("in_force_on", "施行日期", "2023-12-01"),
        ),
    ),
    "handling_mode": (
        "办理形式",
        (
            Asked("do", "怎么改", "加上", _ADD_OR_NOT),
            Asked("mode", "办理形式", "网上办", HANDLING_MODE_LABELS),
        ),
    ),
}


def change_of(kind: str, said: Mapping[str, str]) -> Change:
    """The change that was said. Refuses with Invalid what is missing or cannot be."""
    if kind not in KINDS:
        raise Invalid({"kind": "请选要改什么，例如：咨询电话。"})
    errors = {}
    kept = {}
    for asked in KINDS[kind][1]:
        value = str(said.get(asked.name) or "").strip()
        kept[asked.name] = value
        if not value and not asked.optional:
            errors[asked.name] = f"请写“{asked.label}”，例如：{asked.example}。"
        elif asked.choices and value not in asked.choices:
            known = "、".join(asked.choices.values())
            errors[asked.name] = (
                f"“{asked.label}”请从这些里选：{known}，例如：{asked.example}。"
            )
        elif len(value) > _LONGEST:
            errors[asked.name] = (
                f"“{asked.label}”最多 {_LONGEST} 个字，例如：{asked.example}。"
            )
    if (
        kind == "promised_limit"
        and "value" not in errors
        and not _is_days(kept["value"])
    ):
        errors["value"] = "“承诺几天”要是不超过三位的整数，例如：3。"
    if errors:
        raise Invalid(errors)
    return Change(kind, kept)


def _is_days(said: str) -> bool:
    return said.isdecimal() and len(said) <= len("999")


def apply(change: Change, document: Document) -> Document | None:
    """The document after the change; nothing where it touches none of it."""
    changed = deepcopy(document)
    _APPLY[change.kind](changed, change.said)
    return None if changed == document else changed


def words_of(change: Change) -> str:
    """The change as people read it: 咨询电话：0699-6012345 → 0699-6055555."""
    if change.kind == SUCCESSOR:
        return f"实施机关：{change.said['before']} → {change.said['after']}"
    label, asked = KINDS[change.kind]
    said = [
        f"{one.label}“{one.choices.get(change.said[one.name], change.said[one.name])}”"
        for one in asked
        if change.said.get(one.name)
    ]
    return f"{label}：{'，'.join(said)}"


def _of_place(name: str) -> "Laying":
    def lay(document: Document, said: Mapping[str, str]) -> None:
        for place in rows(document, "place"):
            if text(place, name) == said["before"]:
                place[name] = said["after"]

    return lay


def _of_phones(name: str) -> "Laying":
    def lay(document: Document, said: Mapping[str, str]) -> None:
        listed = document.get(name)
        if isinstance(listed, list) and said["before"] in listed:
            new = [said["after"] if one == said["before"] else one for one in listed]
            document[name] = list(dict.fromkeys(new))

    return lay


def _promise(document: Document, said: Mapping[str, str]) -> None:
    """The promise, the step that takes longest, and the plain words that repeat it."""
    before = part(document, "promised_limit")
    after: Document = {"value": int(said["value"]), "unit": said["unit"]}
    if not before or before == after or document.get("case_kind") == "instant":
        return
    document["promised_limit"] = after
    steps = [
        row for row in rows(document, "steps") if isinstance(row.get("limit"), dict)
    ]
    longest = max(steps, key=lambda row: _days(row["limit"]), default=None)
    if longest is not None and before.get("unit") == after["unit"]:
        left = _days(longest["limit"]) + after["value"] - _days(before)
        longest["limit"] = longest["limit"] | {"value": max(0, left)}
    plain = part(document, "plain")
    told, new = (
        limit_words(_days(one), str(one.get("unit"))) for one in (before, after)
    )
    for name in ("how_long", "summary"):
        if told and told in text(plain, name):
            plain[name] = text(plain, name).replace(told, new)


def _days(limit: Mapping[str, Any]) -> int:
    value = limit.get("value")
    return value if isinstance(value, int) else 0


def _of_material(name: str) -> "Laying":
    def lay(document: Document, said: Mapping[str, str]) -> None:
        for row in rows(document, "materials"):
            if text(row, "catalogue_code") == said["code"]:
                row[name] = said["after"]

    return lay


def _basis(document: Document, said: Mapping[str, str]) -> None:
    new = {name: value for name, value in said.items() if name != "before"}
    for row in rows(document, "legal_basis"):
        if text(row, "title").strip("《》") == said["before"].strip("《》"):
            row.update(new)


def _mode(document: Document, said: Mapping[str, str]) -> None:
    listed = document.get("handling_modes")
    modes = [one for one in listed or [] if isinstance(one, str)]
    if said["do"] == "add" and said["mode"] not in modes:
        document["handling_modes"] = [*modes, said["mode"]]
    elif said["do"] == "remove" and said["mode"] in modes:
        document["handling_modes"] = [one for one in modes if one != said["mode"]]


Laying = Callable[[Document, Mapping[str, str]], None]
_APPLY: Final[Mapping[str, Laying]] = {
    "place_phone": _of_place("phone"),
    "place_address": _of_place("address"),
    "place_hours": _of_place("hours"),
    "consult_phone": _of_phones("consult_phones"),
    "complaint_phone": _of_phones("complaint_phones"),
    "promised_limit": _promise,
    "material_name": _of_material("name"),
    "material_standard": _of_material("acceptance_standard"),
    "legal_basis": _basis,
    "handling_mode": _mode,
}
