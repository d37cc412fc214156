"""Files of regions or bodies: their columns, and each line as a change or as refused. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tongban.capabilities.bodies.types import ImportLine
from tongban.capabilities.orgs.types import (
    BodyCard,
    BodyChange,
    BodySaid,
    RegionCard,
    RegionChange,
)
from tongban.ground.codes.credit_code import check_credit_code
from tongban.ground.refusals import Invalid, Refusal

LEVELS: Final = {
    "市级": "city",
    "县级": "county",
    "乡级": "township",
    "村级": "village",
}
REGION_KINDS: Final = {
    "市": "prefecture",
    "县": "county",
    "区": "county",
    "功能区": "functional_zone",
    "街道": "street",
    "镇": "town",
    "乡": "township",
    "社区": "community",
    "村": "village",
}
BODY_KINDS: Final = {
    "人民政府": "government",
    "部门": "department",
    "垂直管理部门": "vertical",
    "政务服务中心": "centre",
    "功能区管委会": "zone",
    "乡镇街道": "township",
    "村社区": "village",
}
COLUMNS: Final = {
    "regions": ("区划代码", "名称", "层级", "类型", "上级代码"),
    "bodies": (
        *("单位代码", "名称", "简称", "统一社会信用代码", "层级", "性质", "区划代码"),
        *("上级代码", "分管领导", "责任科室", "电话", "地址"),
    ),
}
_CODE_LENGTHS: Final = {"city": 6, "county": 6, "township": 9, "village": 12}
_HEADINGS_WITHIN: Final = 10

Cells = Mapping[str, str]
Row = tuple[ImportLine, RegionChange | BodyChange | None]


@dataclass(frozen=True)
class Known:
    """What stands already, and what lines before this one bring."""

    regions: Mapping[str, RegionCard]
    bodies: Mapping[str, BodyCard]
    codes: Mapping[UUID, str]
    # The code of each body by its credit code.
    credit: Mapping[str, str]


def read_rows(
    what: str, lines: Sequence[tuple[int, Sequence[str]]]
) -> list[tuple[int, Cells]]:
    """Each line by the names of its columns. Refuses with Invalid a file that is not one."""
    if what not in COLUMNS:
        raise Invalid({"what": "请选导入区划还是单位。"})
    wanted = COLUMNS[what]
    for place, (_number, cells) in enumerate(lines[:_HEADINGS_WITHIN]):
        headings = [cell.strip() for cell in cells]
        if {wanted[0], wanted[1]} <= set(headings):
            return [
                (
                    number,
                    dict(zip(headings, (cell.strip() for cell in row), strict=False)),
                )
                for number, row in lines[place + 1 :]
                if any(cell.strip() for cell in row)
            ]
    raise Invalid(
        {"file": f"找不到“{wanted[0]}”“{wanted[1]}”两列，请照模板写列标题。"},
        "列标题不对，读不出这份文件。",
    )


def read_regions(rows: Sequence[tuple[int, Cells]], known: Known) -> list[Row]:
    """Lines of regions; a parent may be a line above."""
    coming = {code: card.level for code, card in known.regions.items() if card.stands}
    found: list[Row] = []
    for number, cells in rows:
        code, name = cells.get("区划代码", ""), cells.get("名称", "")
        level = LEVELS.get(cells.get("层级", ""), "")
        kind = REGION_KINDS.get(cells.get("类型", ""), "")
        parent = cells.get("上级代码", "")
        change = RegionChange(code, name, kind, parent, level=level)
        wrong = _wrong_region(change, coming)
        if wrong:
            found.append((ImportLine(number, code, name, "refused", wrong), None))
            continue
        is_first = code not in coming
        coming[code] = level
        was = known.regions.get(code)
        before = (was.name, was.kind, was.parent_code) if was else None
        line = _line(
            number, code, name, before, (name, kind, parent), is_first=is_first
        )
        found.append((line, change if line.news in {"new", "changed"} else None))
    return found


def _wrong_region(change: RegionChange, coming: Mapping[str, str]) -> str:
    code, level, parent = change.code, change.level, change.parent or ""
    is_code = code.isascii() and code.isdigit()
    wrong = {
        "层级要写市级、县级、乡级或者村级。": not level,
        f"{code or '空'}不是统计用区划代码：市县 6 位、乡 9 位、村 12 位数字。": not (
            is_code and len(code) == _CODE_LENGTHS.get(level, len(code))
        ),
        "名称是空的，例如：临江街道。": not change.name,
        f"类型要写其中一种：{'、'.join(REGION_KINDS)}。": not change.kind,
        f"没有上级 {parent or '（空）'}：请把上级排在前面，或者先导入它。": (
            level != "city" and parent not in coming
        ),
        "层级和已经登记的不一样；层级不能改，请用新的代码。": (
            coming.get(code, level) != level
        ),
    }
    return next((words for words, is_so in wrong.items() if is_so), "")


def read_bodies(rows: Sequence[tuple[int, Cells]], known: Known) -> list[Row]:
    """Lines of bodies; a superior may be a line above."""
    coming = {code for code, card in known.bodies.items() if card.stands}
    gone = {code for code, card in known.bodies.items() if not card.stands}
    found: list[Row] = []
    seen: set[str] = set()
    for number, cells in rows:
        code, name = cells.get("单位代码", ""), cells.get("名称", "")
        was = known.bodies.get(code)
        wrong = _wrong_body(cells, known, coming, is_new=was is None)
        if code in gone:
            wrong = "这个单位已经撤并，不能再改；新单位请用新的代码。"
        if code in seen:
            wrong = f"{code} 在前面的行里已经写过，请只留一行。"
        if wrong:
            found.append((ImportLine(number, code, name, "refused", wrong), None))
            continue
        seen.add(code)
        coming.add(code)
        said = _said(cells)
        change = BodyChange(
            code,
            said,
            uscc=cells.get("统一社会信用代码", ""),
            level=LEVELS.get(cells.get("层级", ""), ""),
            region=cells.get("区划代码", ""),
        )
        line = _line(
            number,
            code,
            name,
            _before(was, known) if was else None,
            _after(said, was, known),
            is_first=was is None,
        )
        found.append((line, change if line.news in {"new", "changed"} else None))
    return found


def _said(cells: Cells) -> BodySaid:
    kind = BODY_KINDS.get(cells.get("性质", ""))
    return BodySaid(
        name=cells.get("名称"),
        short_name=cells.get("简称") or cells.get("名称"),
        kind=kind,
        parent=cells.get("上级代码"),
        is_vertical=kind == "vertical" if kind else None,
        # An empty cell says nothing: it takes nothing away.
        leader=cells.get("分管领导") or None,
        section=cells.get("责任科室") or None,
        phone=cells.get("电话") or None,
        address=cells.get("地址") or None,
    )


def _wrong_body(cells: Cells, known: Known, coming: set[str], *, is_new: bool) -> str:
    parent = cells.get("上级代码", "")
    wrong = {
        "单位代码是空的，例如 AL-DATA。": not cells.get("单位代码"),
        "名称是空的，例如：安澜市数据资源管理局。": not cells.get("名称"),
        f"性质要写其中一种：{'、'.join(BODY_KINDS)}。": (
            cells.get("性质") not in BODY_KINDS
        ),
        f"没有上级单位 {parent}：请把上级排在前面，或者核对代码。": (
            bool(parent) and parent not in coming
        ),
    }
    if is_new:
        region = known.regions.get(cells.get("区划代码", ""))
        said = cells.get("区划代码") or "（空）"
        wrong |= {
            "层级要写市级、县级、乡级或者村级。": cells.get("层级") not in LEVELS,
            f"没有区划 {said}：请先导入区划并审定。": (
                region is None or not region.stands
            ),
            _wrong_credit_code(cells.get("统一社会信用代码", ""), known): True,
        }
    return next((words for words, is_so in wrong.items() if is_so), "")


def _wrong_credit_code(said: str, known: Known) -> str:
    try:
        check_credit_code(said)
    except Refusal as refusal:
        return refusal.message
    held = known.credit.get(said)
    return f"这个信用代码已经是 {held} 的，请核对。" if held else ""


def _before(was: BodyCard, known: Known) -> tuple[str, ...]:
    parent = known.codes.get(was.parent_id, "") if was.parent_id else ""
    return (
        *(was.name, was.short_name, was.kind, parent),
        *(was.leader, was.section, was.phone, was.address),
    )


def _after(said: BodySaid, was: BodyCard | None, known: Known) -> tuple[str, ...]:
    old = _before(was, known) if was else ("",) * 8
    new = (
        *(said.name, said.short_name, said.kind, said.parent),
        *(said.leader, said.section, said.phone, said.address),
    )
    return tuple(
        was if is_now is None else is_now for was, is_now in zip(old, new, strict=True)
    )


def _line(
    number: int,
    code: str,
    name: str,
    before: tuple[str, ...] | None,
    after: tuple[str, ...],
    *,
    is_first: bool,
) -> ImportLine:
    if before is None:
        if is_first:
            return ImportLine(number, code, name, "new", "")
        return ImportLine(
            number, code, name, "refused", f"{code} 在前面的行里已经写过，请只留一行。"
        )
    if before == after:
        return ImportLine(number, code, name, "same", "")
    words = "；".join(
        f"{old or '（空）'} → {new or '（空）'}"
        for old, new in zip(before, after, strict=True)
        if old != new
    )
    return ImportLine(number, code, name, "changed", words)
