"""A figure as a file: every row that it is the sum of, and what it says of itself."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.indicators.definitions.shape import Figure, Row
from tongban.capabilities.indicators.queries.figures import get_figure
from tongban.capabilities.indicators.types import Download
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.text.tables import write_csv, write_workbook

HEADINGS: Final = (
    "编码",
    "名称",
    "部门",
    "分子",
    "分母",
    "说明",
    "不计入的原因",
)
_WIDTHS: Final = (6, 7, 5, 2, 2, 6, 6)
_MEDIA: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@query
def download_figure(
    *, actor: Actor, key: str, day: date, kind: str, body_id: UUID | None = None
) -> Download:
    """The rows of a figure as xlsx, csv or json. Refuses with NotFound."""
    if kind not in _MEDIA:
        raise NotFound("没有这个文件。指标的明细可以下载 xlsx、csv、json。")
    figure = get_figure(actor=actor, key=key, day=day, body_id=body_id)
    name = f"{figure.indicator.title}-{day.isoformat()}.{kind}"
    return Download(name, _MEDIA[kind], _WRITERS[kind](figure))


def facts_of(figure: Figure) -> dict[str, Any]:
    """A figure as data, without its rows: what machines and the command line are told."""
    one, target = figure.indicator, figure.indicator.target
    return {
        "key": one.key,
        "group": one.group,
        "title": one.title,
        "kind": one.kind,
        "unit": one.unit,
        "formula": one.formula,
        "remark": one.remark,
        "on": figure.day.isoformat(),
        "numerator": figure.part,
        "denominator": figure.whole,
        "value": figure.words,
        "target": target.value if target else None,
        "target_is_most": bool(target and target.at_most),
        "target_by": target.by if target else "",
        "is_met": figure.is_met,
        "excluded": len(figure.excluded),
        "clauses": [
            {
                "number": clause.number,
                "title": clause.title,
                "place": clause.place,
                "words": clause.words,
            }
            for clause in one.clauses
        ],
    }


def row_facts(row: Row) -> dict[str, Any]:
    """A row as data."""
    return {
        "code": row.code,
        "name": row.name,
        "body": row.body,
        "numerator": row.part,
        "denominator": row.whole,
        "note": row.note,
        "excluded": row.excluded,
    }


def about(figure: Figure) -> list[tuple[str, str]]:
    """What a file says of the figure besides its rows."""
    one = figure.indicator
    return [
        ("指标", one.title),
        ("哪一天", figure.day.isoformat()),
        ("怎么算", one.formula),
        ("分子之和", str(figure.part)),
        ("分母之和", str(figure.whole)),
        ("结果", figure.words),
        ("说明", one.remark),
        *((f"出处 {one.number}", f"{one.title}{one.place}") for one in one.clauses),
    ]


def _cells(figure: Figure) -> list[list[str]]:
    return [
        [
            row.code,
            row.name,
            row.body,
            str(row.part),
            str(row.whole),
            row.note,
            row.excluded,
        ]
        for row in figure.rows
    ]


def _xlsx(figure: Figure) -> bytes:
    return write_workbook(
        figure.indicator.title,
        HEADINGS,
        _cells(figure),
        widths=_WIDTHS,
        notes=about(figure),
        created=datetime.combine(figure.day, time(), tzinfo=UTC),
    )


def _csv(figure: Figure) -> bytes:
    return write_csv(HEADINGS, _cells(figure))


def _json(figure: Figure) -> bytes:
    whole = facts_of(figure) | {"rows": [row_facts(row) for row in figure.rows]}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


_WRITERS: Final[dict[str, Callable[[Figure], bytes]]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
}
