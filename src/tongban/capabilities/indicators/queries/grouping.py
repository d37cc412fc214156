"""The report by which windows are set (WIN-10), and the report as a file."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any, Final

from django.core.cache import cache

from tongban.capabilities.cases.queries import count_filed_together, year_before
from tongban.capabilities.cases.types import FiledTogether
from tongban.capabilities.catalogue.queries import list_facts
from tongban.capabilities.indicators.definitions.grouping import (
    FORMULA,
    Grouping,
    ItemMeasures,
    group_items,
)
from tongban.capabilities.indicators.permissions import SEE_GROUPING
from tongban.capabilities.indicators.queries.world import filings_of
from tongban.capabilities.indicators.types import Download
from tongban.capabilities.orgs.queries import list_window_classes
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.text.tables import write_csv, write_workbook

TITLE: Final = "窗口设置依据"
HEADINGS: Final = (
    "编码",
    "事项",
    "部门",
    "年办件量",
    "网上办理深度",
    "是否即办",
    "关联最高的事项",
    "建议窗口类别",
)
_WIDTHS: Final = (6, 7, 5, 2, 2, 2, 9, 3)
_COUNTED_AGAIN_AFTER: Final = 600
_MEDIA: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@query
def get_grouping(*, actor: Actor, day: date) -> Grouping:
    """Volume, depth, instant share and relatedness by item and body, and a grouping.

    Refuses with NotAllowed: it is for those who set windows up and look after them.
    """
    if not actor.may_anywhere(SEE_GROUPING):
        raise NotAllowed("窗口设置依据由管理大厅和事项的人查看，请用那样的账号登录。")
    return group_items(
        list_facts(actor=actor, day=day),
        filings_of(actor, day),
        _together(actor, day),
        list_window_classes(actor=actor),
    )


@query
def download_grouping(*, actor: Actor, day: date, kind: str) -> Download:
    """The report as xlsx, csv or json. Refuses with NotFound."""
    if kind not in _MEDIA:
        raise NotFound("没有这个文件。窗口设置依据可以下载 xlsx、csv、json。")
    found = get_grouping(actor=actor, day=day)
    name = f"{TITLE}-{day.isoformat()}.{kind}"
    if kind == "json":
        whole = json.dumps(grouping_facts(found, day), ensure_ascii=False, indent=1)
        return Download(name, _MEDIA[kind], f"{whole}\n".encode())
    cells = [_cells(one) for one in found.items]
    if kind == "csv":
        return Download(name, _MEDIA[kind], write_csv(HEADINGS, cells))
    content = write_workbook(
        TITLE,
        HEADINGS,
        cells,
        widths=_WIDTHS,
        notes=[("哪一天", day.isoformat()), ("怎么算", FORMULA), *_sums(found)],
        created=datetime.combine(day, time(), tzinfo=UTC),
    )
    return Download(name, _MEDIA[kind], content)


def grouping_facts(found: Grouping, day: date) -> dict[str, Any]:
    """The report as data: what machines and the command line are told."""
    return {"on": day.isoformat(), "formula": FORMULA} | asdict(found)


def related_words(one: ItemMeasures) -> str:
    """The items most related to this one, each with how much."""
    return "、".join(f"{other.name}（{other.per_cent}）" for other in one.related)


def _cells(one: ItemMeasures) -> list[str]:
    return [
        one.code,
        one.name,
        one.body,
        str(one.filings),
        str(one.depth),
        "是" if one.is_instant else "否",
        related_words(one),
        one.class_name or "不分类",
    ]


def _sums(found: Grouping) -> list[tuple[str, str]]:
    classes = [
        (f"建议：{one.name}", f"{one.items} 项，一年 {one.filings} 件")
        for one in found.classes
    ]
    bodies = [
        (
            one.body,
            "，".join(
                (
                    f"{one.items} 项",
                    f"一年 {one.filings} 件",
                    f"网上办理深度 {one.depth_tenths // 10}.{one.depth_tenths % 10}",
                    f"即办件 {one.instant_per_cent}%",
                )
            ),
        )
        for one in found.bodies
    ]
    return classes + bodies


def _together(actor: Actor, day: date) -> tuple[FiledTogether, ...]:
    first, last = year_before(day)
    key = f"filed-together/{actor.city}/{first}/{last}"
    held: tuple[FiledTogether, ...] | None = cache.get(key)
    if held is None:
        held = tuple(count_filed_together(actor=actor, day=day))
        cache.set(key, held, timeout=_COUNTED_AGAIN_AFTER)
    return held
