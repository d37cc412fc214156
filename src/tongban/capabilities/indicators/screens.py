"""Figures as pages show them: cards, the formula, the rows, the files."""

from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tongban.capabilities.indicators.definitions.shape import COUNT, Figure, Row

FILES: Final = ("xlsx", "csv", "json")
A_PAGE: Final = 50
_PER_CENT: Final = "%"
# Codes of entries and levels are shorter than any handling code.
_SHORT: Final = 12


def with_query(path: str, **asked: object) -> str:
    """An address with what is asked; empty values are left out."""
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{said}" if said else path


def groups_of(
    figures: list[Figure], path: str, **asked: object
) -> list[dict[str, Any]]:
    """The figures under the headings of their groups, in the order of the registry."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for figure in figures:
        one = figure.indicator
        href = with_query(f"{path}/{one.key}", **asked)
        groups.setdefault(one.group, []).append(card_of(figure) | {"href": href})
    return [{"title": title, "figures": cards} for title, cards in groups.items()]


def card_of(figure: Figure) -> dict[str, Any]:
    """One figure in a line: what it says, of what, what was aimed at."""
    one = figure.indicator
    return {
        "title": one.title,
        "value": figure.words,
        "formula": one.formula,
        "sums": sums_words(figure),
        "target": target_words(figure),
        "verdict": verdict_words(figure),
        "verdict_kind": "ok" if figure.is_met else "warn",
        "clause": one.clauses[0].number,
    }


def sums_words(figure: Figure) -> str:
    """Numerator and denominator with their unit."""
    unit = figure.indicator.unit
    if figure.indicator.kind == COUNT:
        return _("看过的 %(whole)s %(unit)s里") % {"whole": figure.whole, "unit": unit}
    return f"{figure.part} ÷ {figure.whole} {unit}"


def target_words(figure: Figure) -> str:
    """What was aimed at, and by when; empty where nobody set an aim."""
    target = figure.indicator.target
    if target is None:
        return ""
    unit = f" {figure.indicator.unit}" if figure.indicator.kind == COUNT else _PER_CENT
    words = (
        _("不多于 %(value)s%(unit)s")
        if target.at_most
        else _("不少于 %(value)s%(unit)s")
    )
    said = words % {"value": target.value, "unit": unit}
    return f"{said}（{target.by}）" if target.by else said


def verdict_words(figure: Figure) -> str:
    """Whether the aim is reached; nothing where there is none."""
    if figure.is_met is None:
        return ""
    return _("达到") if figure.is_met else _("没有达到")


def facts_shown(figure: Figure) -> list[dict[str, str]]:
    """The formula of a figure, taken apart."""
    one = figure.indicator
    pairs = [{"term": _("怎么算"), "value": one.formula}]
    if one.kind == COUNT:
        pairs.append({"term": one.part_words, "value": f"{figure.part} {one.unit}"})
        if one.whole_words != one.part_words:
            pairs.append(
                {
                    "term": _("在这些里面数：%(what)s") % {"what": one.whole_words},
                    "value": f"{figure.whole} {one.unit}",
                }
            )
    else:
        pairs += [
            {
                "term": _("分子：%(what)s") % {"what": one.part_words},
                "value": f"{figure.part} {one.unit}",
            },
            {
                "term": _("分母：%(what)s") % {"what": one.whole_words},
                "value": f"{figure.whole} {one.unit}",
            },
        ]
    pairs.append(
        {"term": _("目标"), "value": target_words(figure) or _("没有定量目标")}
    )
    if one.remark:
        pairs.append({"term": _("要注意"), "value": one.remark})
    return pairs


def clauses_shown(figure: Figure) -> list[dict[str, str]]:
    """The papers that ask for it, with their words."""
    return [
        {
            "title": f"《{clause.title}》{clause.place}",
            "words": clause.words,
            "number": clause.number,
        }
        for clause in figure.indicator.clauses
    ]


def files_of(path: str, **asked: object) -> list[dict[str, str]]:
    """The downloads of a figure."""
    labels = {"xlsx": _("Excel 表格"), "csv": "CSV", "json": "JSON"}
    return [
        {"label": labels[kind], "href": with_query(f"{path}/rows.{kind}", **asked)}
        for kind in FILES
    ]


def row_shown(row: Row) -> dict[str, Any]:
    """A row of a figure; only an item in force has a page of its own."""
    has_page = (
        bool(row.code) and bool(row.whole or row.excluded) and len(row.code) > _SHORT
    )
    return {
        "name": row.name,
        "href": f"/items/{row.code}" if has_page else "",
        "body": row.body,
        "sums": f"{row.part} / {row.whole}",
        "note": row.note,
        "reason": row.excluded,
    }


def day_shown(day: date, today: date) -> date | None:
    """The day, where it is another than today."""
    return None if day == today else day


def figure_context(
    figure: Figure, here: str, at: int, asked: dict[str, str]
) -> dict[str, Any]:
    """What the page of a figure shows, public or at the desk."""
    rows = figure.counted
    pages = max(1, -(-len(rows) // A_PAGE))
    at = min(at, pages)
    return {
        "figure": card_of(figure),
        "facts": facts_shown(figure),
        "clauses": clauses_shown(figure),
        "files": files_of(here, **asked),
        "total": len(rows),
        "rows": _page(rows, at),
        "excluded": [row_shown(row) for row in figure.excluded[:A_PAGE]],
        "excluded_total": len(figure.excluded),
        "is_cut": len(figure.excluded) > A_PAGE,
        "page_at": at,
        "pages": pages,
        "previous_href": with_query(here, **asked, page=at - 1) if at > 1 else "",
        "next_href": with_query(here, **asked, page=at + 1) if at < pages else "",
    }


def _page(rows: tuple[Row, ...], at: int) -> list[dict[str, Any]]:
    return [row_shown(row) for row in rows[(at - 1) * A_PAGE : at * A_PAGE]]
