"""Files of accesses: their columns, and each line as an access or as refused. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.networks.types import (
    LINE_WORDS,
    NETWORK_WORDS,
    AccessCard,
    AccessFileLine,
    AccessLine,
)
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid

COLUMNS: Final = ("单位代码", "单位", "网络", "线路", "接通日期", "停用日期", "说明")
_NEEDED: Final = ("单位代码", "网络")
_HEADINGS_WITHIN: Final = 10
_LONGEST_NOTE: Final = 200
_NETWORKS: Final = {words: name for name, words in NETWORK_WORDS.items()}
_LINES: Final = {words: name for name, words in LINE_WORDS.items()}

Cells = Mapping[str, str]
Row = tuple[AccessFileLine, AccessLine | None]
Key = tuple[UUID, str]


@dataclass(frozen=True)
class Known:
    """The bodies that stand, those for which the actor may record, and what is on record."""

    bodies: Mapping[str, BodyCard]
    reached: frozenset[UUID]
    accesses: Mapping[Key, Sequence[AccessCard]]


class Wrong(Exception):
    """Why a line cannot be taken in, in words."""


def read_rows(lines: Sequence[tuple[int, Sequence[str]]]) -> list[tuple[int, Cells]]:
    """Each line by the names of its columns. Refuses with Invalid a file that is not one."""
    for place, (_number, cells) in enumerate(lines[:_HEADINGS_WITHIN]):
        headings = [cell.strip() for cell in cells]
        if set(_NEEDED) <= set(headings):
            return [
                (
                    number,
                    dict(zip(headings, (cell.strip() for cell in row), strict=False)),
                )
                for number, row in lines[place + 1 :]
                if any(cell.strip() for cell in row)
            ]
    raise Invalid(
        {"file": "找不到“单位代码”“网络”两列，请照模板写列标题。"},
        "列标题不对，读不出这份文件。",
    )


def read_accesses(rows: Sequence[tuple[int, Cells]], known: Known) -> list[Row]:
    """Each line as what it would do: a new access, a correction, nothing, or refused."""
    found: list[Row] = []
    coming: dict[Key, list[AccessLine]] = {}
    for number, cells in rows:
        code = cells.get("单位代码", "")
        body = known.bodies.get(code)
        name = body.name if body else cells.get("单位", "")
        try:
            said = _said(cells, body, known)
            news, words, line = _compare(said, known, coming)
        except Wrong as wrong:
            told = AccessFileLine(number, code, name, "refused", str(wrong))
            found.append((told, None))
            continue
        if line is not None:
            coming.setdefault((line.body_id, line.network), []).append(line)
        found.append((AccessFileLine(number, code, name, news, words), line))
    return found


def _said(cells: Cells, body: BodyCard | None, known: Known) -> AccessLine:
    if body is None:
        raise Wrong("没有这个单位代码，请到“机构”里核对，例如 AL-MARKET。")
    if not body.stands:
        raise Wrong("这个单位已经撤并，请登记到承接它的单位。")
    if body.body_id not in known.reached:
        raise Wrong("您的岗位管不到这个单位，请由管到它的安全管理员登记。")
    network, line = cells.get("网络", ""), cells.get("线路", "")
    if network not in _NETWORKS:
        raise Wrong(f"网络要写其中一种：{'、'.join(_NETWORKS)}。")
    if line not in _LINES:
        raise Wrong(f"线路要写其中一种：{'、'.join(_LINES)}。")
    since = _day(cells, "接通日期")
    last_on = _day(cells, "停用日期") if cells.get("停用日期") else None
    if last_on is not None and last_on < since:
        raise Wrong("停用日期早于接通日期，请核对。")
    note = cells.get("说明", "")
    if len(note) > _LONGEST_NOTE:
        raise Wrong("说明太长了，最多 200 个字。")
    return AccessLine(
        body.body_id, _NETWORKS[network], _LINES[line], since, last_on, note
    )


def _day(cells: Cells, column: str) -> date:
    said = cells.get(column, "").replace("/", "-").replace(".", "-")[:10]
    try:
        year, month, day = (int(part) for part in said.split("-"))
        return date(year, month, day)
    except ValueError:
        raise Wrong(f"{column}要写成 2024-03-01 这样的日期。") from None


def _compare(
    said: AccessLine, known: Known, coming: Mapping[Key, Sequence[AccessLine]]
) -> tuple[str, str, AccessLine | None]:
    key = (said.body_id, said.network)
    if any(_overlap(said, one) for one in coming.get(key, ())):
        raise Wrong("前面的行里这些日子已经写过，请只留一行。")
    standing = [one for one in known.accesses.get(key, ()) if one.counts]
    was = next((one for one in standing if one.since == said.since), None)
    if any(_overlap(said, one) for one in standing if one is not was):
        raise Wrong("这些日子里已经登记接入这个网络；换了线路，请先登记原来的停用日。")
    if was is None:
        return "new", "", said
    before = (was.line, was.last_on, was.note)
    if before == (said.line, said.last_on, said.note):
        return "same", "", None
    corrected = AccessLine(
        *(said.body_id, said.network, said.line, said.since, said.last_on, said.note),
        replaces=was.access_id,
    )
    words = "；".join(
        f"{old or '（空）'} → {new or '（空）'}"
        for old, new in (
            (was.line_words, LINE_WORDS[said.line]),
            (was.last_on, said.last_on),
            (was.note, said.note),
        )
        if old != new
    )
    return "corrected", words, corrected


def _overlap(one: AccessLine, other: AccessLine | AccessCard) -> bool:
    begins_before = other.last_on is None or one.since <= other.last_on
    return begins_before and (one.last_on is None or other.since <= one.last_on)
