"""The columns of a list: what each is called, where it stands in an item, how it is read.

A cell that is empty is silent: it says nothing, and takes nothing away.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tongban.capabilities.catalogue.wording import (
    CASE_KINDS,
    HANDLING_MODE_LABELS,
    HANDLING_MODES,
    ITEM_TYPES,
    LEVEL_LABELS,
    PUBLIC_SERVICES,
    RESULT_KINDS,
    SERVED,
    UNITS,
)

Document = dict[str, Any]
# What national exchange data put between several values of one cell.
_JOINT: Final = "^"
_SPLIT_WORDS: Final = re.compile(r"[\^、，,；;/\s]+")
_SPLIT_TEXTS: Final = re.compile(r"[；;\n]+")
_WHOLE: Final = re.compile(r"[0-9]{1,6}")


class Unknown(ValueError):
    """A cell whose words stand for nothing."""


@dataclass(frozen=True)
class Column:
    """A column: its names, its place in the item document, how cells become values."""

    name: str
    label: str
    others: tuple[str, ...]
    path: tuple[str, ...]
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    example: str
    is_code: bool = False

    @property
    def national(self) -> str:
        """What national exchange tables call it; our own name where they have none."""
        return next((one for one in self.others if one.isascii()), self.name)


def _plain(cell: str) -> str:
    return cell


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _read_word(table: Mapping[str, str]) -> Callable[[str], str]:
    codes = set(table.values())

    def read(cell: str) -> str:
        value = table.get(cell, cell if cell in codes else None)
        if value is None:
            raise Unknown(cell)
        return value

    return read


def _write_word(table: Mapping[str, str]) -> Callable[[Any], str]:
    labels = {code: word for word, code in reversed(list(table.items()))}
    return lambda value: labels.get(value, "") if isinstance(value, str) else ""


def _read_words(table: Mapping[str, str]) -> Callable[[str], list[str]]:
    read = _read_word(table)

    def read_all(cell: str) -> list[str]:
        words = [word for word in _SPLIT_WORDS.split(cell) if word]
        return list(dict.fromkeys(read(word) for word in words))

    return read_all


def _write_words(table: Mapping[str, str]) -> Callable[[Any], str]:
    write = _write_word(table)
    return lambda value: _JOINT.join(
        map(write, value if isinstance(value, list) else [])
    )


def _read_texts(cell: str) -> list[str]:
    parts = cell.split(_JOINT) if _JOINT in cell else _SPLIT_TEXTS.split(cell)
    return [part.strip() for part in parts if part.strip()]


def _write_texts(value: Any) -> str:
    listed = value if isinstance(value, list) else []
    # The joint at the end marks a single text that has a semicolon of its own.
    joined = _JOINT.join(map(str, listed))
    return joined if _read_texts(joined) == listed else f"{joined}{_JOINT}"


def _read_whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise Unknown(cell)
    return int(cell)


def _write_whole(value: Any) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _read_type(cell: str) -> str:
    if cell.isascii() and cell.isdigit():
        return cell.lstrip("0").zfill(2)
    return ITEM_TYPES.get(cell.split("（", maxsplit=1)[0].strip(), cell)


_TYPE_WORDS: Final = {"20": "公共服务"} | {
    code: word for word, code in reversed(list(ITEM_TYPES.items()))
}
_LEVELS: Final = {word: code for code, word in LEVEL_LABELS.items()}
_NATURES: Final = {"法定机关": "1", "授权组织": "2", "受委托组织": "3", "其他": "9"}
_POWERS: Final = {
    "法定本级行使": "1",
    "上级下放": "2",
    "上级授权": "3",
    "同级授权": "4",
    "上级委托": "5",
    "同级委托": "6",
}
_MODES: Final = (
    {
        "窗口办理": "window",
        "网上办理": "web",
        "掌上办理": "mobile",
        "来电": "phone",
    }
    | HANDLING_MODES
    | {label: mode for mode, label in HANDLING_MODE_LABELS.items()}
)
_DEPTHS: Final = {
    "互联网咨询": "1",
    "互联网收件": "2",
    "互联网预审": "3",
    "互联网受理": "4",
    "互联网办理": "5",
    "互联网办理结果信息反馈": "6",
    "互联网电子证照反馈": "7",
    "其他": "8",
}


def _words(
    name: str,
    label: str,
    others: tuple[str, ...],
    table: Mapping[str, str],
    example: str,
) -> Column:
    return Column(
        name, label, others, (name,), _read_words(table), _write_words(table), example
    )


def _word(  # noqa: PLR0917  # a column has so many sides
    name: str,
    label: str,
    others: tuple[str, ...],
    path: tuple[str, ...],
    table: Mapping[str, str],
    example: str,
) -> Column:
    return Column(
        name, label, others, path, _read_word(table), _write_word(table), example
    )


def _said(
    name: str,
    label: str,
    others: tuple[str, ...],
    path: tuple[str, ...],
    example: str,
    *,
    is_code: bool = False,
) -> Column:
    return Column(name, label, others, path, _plain, _text, example, is_code)


def _whole(
    name: str, label: str, others: tuple[str, ...], path: tuple[str, ...], example: str
) -> Column:
    return Column(name, label, others, path, _read_whole, _write_whole, example)


def _texts(name: str, label: str, others: tuple[str, ...], example: str) -> Column:
    return Column(name, label, others, (name,), _read_texts, _write_texts, example)


COLUMNS: Final = (
    _said("department", "实施主体", ("dept_name", "实施机关", "实施部门"),
          ("listed", "department"), "安澜市市场监督管理局"),
    _said("source_department_code", "实施主体编码",
          ("dept_code", "统一社会信用代码", "实施主体统一社会信用代码"),
          ("listed", "department_code"), "116901006901006815", is_code=True),
    _said("main_item", "主项名称", ("主项",), ("listed", "main_item"), "食品经营许可"),
    _said("item_name", "事项名称", ("task_name", "name"), ("name",), "食品经营许可（新办）"),
    Column("item_type_code", "事项类型", ("task_type", "item_type", "事项类型代码"),
           ("item_type",), _read_type, lambda value: _TYPE_WORDS.get(value, _text(value)),
           "行政许可"),
    _said("basic_code", "基本编码", ("catalog_code",), ("basic_code",), "000119000001",
          is_code=True),
    _said("implementation_code", "实施编码", ("task_code", "实施清单编码"),
          ("implementation_code",), "1169010069010068153000119000001", is_code=True),
    _said("handling_code", "业务办理项编码", ("task_handle_item",), ("handling_code",),
          "116901006901006815300011900000101", is_code=True),
    _said("region_code", "行政区划", ("行政区划代码", "area_code"), ("listed", "region_code"),
          "690100", is_code=True),
    _word("exercise_level", "行使层级", ("use_level",), ("exercise_level",), _LEVELS, "市级"),
    _word("body_nature", "实施主体性质", ("dept_type",), ("body_nature",), _NATURES, "法定机关"),
    _word("power_source", "权力来源", (), ("power_source",), _POWERS, "法定本级行使"),
    _words("served_objects", "服务对象", ("server_type",), SERVED, "自然人^企业法人"),
    _word("case_kind", "办件类型", ("project_type",), ("case_kind",), CASE_KINDS, "承诺件"),
    _words("handling_modes", "办理形式", ("handle_type",), _MODES, "窗口办理^网上办理"),
    _words("online_depth", "网上办理深度", (), _DEPTHS, "互联网咨询^互联网收件"),
    _whole("visits", "到办事现场次数", ("limit_scene_num", "到现场次数"), ("visits",), "0"),
    _said("visit_reason", "必须现场办理原因说明", (), ("visit_reason",), "要当面核对原件"),
    _whole("statutory_limit", "法定办结时限", ("anticipate_day",),
           ("statutory_limit", "value"), "20"),
    _word("statutory_unit", "法定办结时限单位", ("anticipate_type",),
          ("statutory_limit", "unit"), UNITS, "工作日"),
    _whole("promised_limit", "承诺办结时限", ("promise_day",), ("promised_limit", "value"), "5"),
    _word("promised_unit", "承诺办结时限单位", ("promise_type",), ("promised_limit", "unit"),
          UNITS, "工作日"),
    _said("quantity_limit", "数量限制", ("limit_explain",), ("quantity_limit",), "无数量限制"),
    _said("cross_region", "通办范围", ("handle_area",), ("cross_region",), "全市"),
    _said("result_name", "审批结果名称", (), ("result", "name"), "食品经营许可证"),
    _word("result_kind", "审批结果类型", ("result_type",), ("result", "kind"), RESULT_KINDS,
          "证照"),
    _texts("aliases", "通俗叫法", (), "开饭店；餐饮许可证"),
    _texts("consult_phones", "咨询方式", ("link_way",), "0699-6012345"),
    _texts("complaint_phones", "监督投诉方式", ("supervise_way",), "12345"),
)  # fmt: skip
BY_NAME: Final = {column.name: column for column in COLUMNS}


@cache
def _known() -> Mapping[str, str]:
    known = {}
    for column in COLUMNS:
        for said in (column.name, column.label, *column.others):
            known[_bare(said)] = column.name
    return known


def column_of(heading: str) -> str | None:
    """The column that a heading names, in English or in Chinese; None when none does."""
    return _known().get(_bare(heading))


def _bare(heading: str) -> str:
    # Required columns are often starred, and long headings broken over two lines.
    return re.sub(r"[\s*＊\ufeff'\"]", "", heading).lower()


def family_of(item_type: str) -> str:
    """The family that an item type belongs to; empty where there is no type."""
    if not item_type:
        return ""
    public = item_type in PUBLIC_SERVICES
    return "public_service" if public else "administrative_power"


def value_at(document: Document, path: tuple[str, ...]) -> Any:
    """What stands at a path of a document, or None."""
    value: Any = document
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def put(document: Document, path: tuple[str, ...], value: Any) -> None:
    """Set what stands at a path of a document."""
    for key in path[:-1]:
        inner = document.get(key)
        document[key] = inner if isinstance(inner, dict) else {}
        document = document[key]
    document[path[-1]] = value
