"""A roster from a file: its columns, each line as a post or as refused, the file to fill in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from tongban.capabilities.agency.permissions import KEEP_ROSTER
from tongban.capabilities.agency.queries.roster import list_posts
from tongban.capabilities.agency.types import (
    KIND_WORDS,
    PostLine,
    RosterLine,
    RosterSeen,
)
from tongban.capabilities.catalogue.queries import list_groups, read_lines
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid, NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.text.tables import write_csv, write_workbook

COLUMNS: Final = ("单位代码", "姓名", "类型", "能办的主题", "从哪天", "到哪天")
_SAMPLE: Final = (
    (
        "QD-LANXIN",
        "林晓",
        "村（社区）代办员",
        "养老服务、社会保障",
        "2026-12-01",
        "2027-11-30",
    ),
)
_NOTES: Final = (
    ("一行一个人", "同一个人在同一个单位、同一类型已经登记的，不再登记。"),
    ("姓名", "要已经在这个单位担任代办员岗位，真名。"),
    ("能办的主题", "用顿号隔开；空着就是什么都可以请他办。"),
    ("日期", "写成 2026-12-01；登记以后不能改，要提前结束请在名册上结束。"),
)
_HEADINGS_WITHIN: Final = 10
_KINDS: Final = {KIND_WORDS[kind]: kind for kind in ("village", "window")}
_SIDES: Final = ("person", "firm")

Read = tuple[RosterLine, PostLine | None]


@query
def preview_roster(*, actor: Actor, content: bytes, day: date) -> RosterSeen:
    """What a file would register, line by line; writes nothing. Refuses with Invalid."""
    return RosterSeen(tuple(line for line, _post in understand(actor, content, day)))


def understand(actor: Actor, content: bytes, day: date) -> list[Read]:
    """Each line of a file with the post that it asks for, where it asks for one."""
    lines = [(line.line, line.cells) for line in read_lines(content)]
    rows = _named(lines)
    bodies = {card.code: card for card in list_bodies(actor=actor, day=day)}
    themes = _themes(actor, day)
    held = {
        (card.body_id, card.name, card.kind)
        for card in list_posts(actor=actor, day=day)
    }
    return [
        _read(actor, row, bodies=bodies, themes=themes, held=held, day=day)
        for row in rows
    ]


def _named(
    lines: Sequence[tuple[int, Sequence[str]]],
) -> list[tuple[int, Mapping[str, str]]]:
    for place, (_number, cells) in enumerate(lines[:_HEADINGS_WITHIN]):
        headings = [cell.strip() for cell in cells]
        if set(COLUMNS[:2]) <= set(headings):
            return [
                (
                    number,
                    dict(zip(headings, (one.strip() for one in row), strict=False)),
                )
                for number, row in lines[place + 1 :]
                if any(one.strip() for one in row)
            ]
    raise Invalid(
        {"file": "找不到“单位代码”“姓名”两列，请照模板写列标题。"},
        "列标题不对，读不出这份文件。",
    )


def _themes(actor: Actor, day: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for side in _SIDES:
        for group in list_groups(actor=actor, day=day, who=side).themes:
            found.setdefault(group.label, []).append(f"{side}:{group.key}")
    return found


def _read(  # what a line is held against, each read once for all
    actor: Actor,
    row: tuple[int, Mapping[str, str]],
    *,
    bodies: Mapping[str, BodyCard],
    themes: Mapping[str, Sequence[str]],
    held: set[tuple[UUID, str, str]],
    day: date,
) -> Read:
    number, cells = row
    code, name = cells.get("单位代码", ""), cells.get("姓名", "")
    body, kind = bodies.get(code), _KINDS.get(cells.get("类型", ""), "")
    said = [one for one in cells.get("能办的主题", "").split("、") if one]
    first, last = _day(cells.get("从哪天", "")), _day(cells.get("到哪天", ""))
    wrong = _wrong(actor, body, kind, code=code, name=name)
    unknown = [one for one in said if one not in themes]
    if not wrong and unknown:
        wrong = f"没有“{unknown[0]}”这个主题，请照事项目录里的主题写。"
    if not wrong and (first is None or last is None or not day <= first <= last):
        wrong = "日期写成 2026-12-01，最早从今天起，结束不早于开始。"
    if wrong or body is None or first is None or last is None:
        return RosterLine(number, name, code, "refused", wrong), None
    if (body.body_id, name, kind) in held:
        return RosterLine(number, name, body.name, "same"), None
    people = _people(body.body_id, first)
    person = next((key for key, called in people.items() if called == name), None)
    if person is None:
        words = f"{name or '（空）'}在{body.name}没有代办员岗位，请先授予岗位。"
        return RosterLine(number, name, body.name, "refused", words), None
    held.add((body.body_id, name, kind))
    codes = tuple(key for one in said for key in themes[one])
    line = PostLine(kind, body.body_id, person, first, last, themes=codes)
    return RosterLine(number, name, body.name, "new"), line


def _wrong(
    actor: Actor, body: BodyCard | None, kind: str, *, code: str, name: str
) -> str:
    if body is None or not body.stands:
        return f"没有代码是 {code or '（空）'} 的单位，例如 QD-LANXIN。"
    if not actor.may(KEEP_ROSTER, org_id=body.body_id):
        return f"{body.name}的名册不由您登记。"
    if not name:
        return "姓名是空的，例如：林晓。"
    if not kind:
        return f"类型要写其中一种：{'、'.join(_KINDS)}。"
    return ""


def _people(body_id: UUID, day: date) -> dict[UUID, str]:
    return dict(fetch_all("select * from agency_people_at(%s, %s)", [body_id, day]))


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def get_template(*, kind: str) -> bytes:
    """The file to fill in, as csv or xlsx. Refuses with NotFound."""
    if kind == "csv":
        return write_csv(COLUMNS, _SAMPLE)
    if kind != "xlsx":
        raise NotFound("模板有 csv 和 xlsx 两种。")
    created = datetime.combine(date(2026, 1, 1), time(), OFFICE_ZONE)
    widths = [3] * len(COLUMNS)
    return write_workbook(
        "代办员名册", COLUMNS, _SAMPLE, widths=widths, notes=_NOTES, created=created
    )
