"""What is on the platform, can be done online, and is; which guides speak plainly."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from tongban.capabilities.indicators.definitions import clauses
from tongban.capabilities.indicators.definitions.shape import (
    Indicator,
    Row,
    Target,
    World,
    item_row,
    left_out,
    why_listed,
)

GROUP = "网上办"
OFFLINE = "offline"


def _capable(world: World) -> Iterator[Row]:
    excluded = world.on_list(OFFLINE)
    for item in world.items:
        if item.item_id in excluded:
            yield left_out(item, why_listed(excluded[item.item_id]))
        else:
            note = "网上能申请" if item.is_online else "只能到窗口"
            yield item_row(item, part=item.is_online, note=note)


def _handled(world: World) -> Iterator[Row]:
    online: dict[UUID, int] = defaultdict(int)
    whole: dict[UUID, int] = defaultdict(int)
    for one in world.filings:
        whole[one.item_id] += one.filings
        online[one.item_id] += one.filings * one.is_online
    for item in world.items:
        if whole[item.item_id]:
            yield item_row(item, part=online[item.item_id], whole=whole[item.item_id])
    known = {item.item_id for item in world.items}
    gone = [key for key in whole if key not in known]
    if gone:
        # Filed within the year, and since then out of force: they count all the same.
        yield Row(
            "",
            "已停办的事项",
            "",
            sum(online[key] for key in gone),
            sum(whole[key] for key in gone),
        )


def _on_platform(world: World) -> Iterator[Row]:
    excluded = world.on_list(OFFLINE)
    in_halls = {one.item_id for one in world.taken_in}
    for item in world.items:
        if item.item_id in excluded:
            yield left_out(item, why_listed(excluded[item.item_id]))
            continue
        ways = [
            *(["网上"] if item.is_online else []),
            *(["大厅"] if item.item_id in in_halls else []),
        ]
        note = "、".join(ways) + "能办" if ways else "有指南，没有办理入口"
        yield item_row(item, part=bool(ways), note=note)
    published = {(item.basic_code, item.body_id) for item in world.items}
    for claim in world.claims:
        if (claim.basic_code, claim.body_id) not in published:
            note = "认领了，没有公布指南"
            yield Row(
                claim.basic_code, claim.entry_name, claim.body_name, 0, 1, note=note
            )


def _plain(world: World) -> Iterator[Row]:
    for item in world.items:
        note = "有" if item.has_plain else "没有，或者没写全"
        yield item_row(item, part=item.has_plain, note=note)


ONLINE = (
    Indicator(
        "online_capable",
        GROUP,
        "网上可办率",
        "网上能申请的事项",
        "有效事项（不含依法不能网上办的）",
        _capable,
        (clauses.ONLINE_CAPABLE, clauses.EXCLUDED),
        Target(85, clauses.ONLINE_CAPABLE, "2019 年底"),
        remark="数的是事项能不能办；有多少件真在网上办，看网上办理率。办理形式里有网上或者手机，网上就能填表申请。",
    ),
    Indicator(
        "online_handling",
        GROUP,
        "网上办理率",
        "网上、手机提交的申请",
        "全部申请",
        _handled,
        (clauses.ONLINE_HANDLING,),
        Target(85, clauses.ONLINE_HANDLING, "2021 年"),
        unit="件",
        remark="数上个月为止的 12 个整月。只公布各事项的件数，不公布办件的日期和编号。",
    ),
    Indicator(
        "on_platform",
        GROUP,
        "平台进驻率",
        "公布了指南、网上或者大厅能办的事项",
        "有效事项和已认领的目录条目（不含依法不能网上办的）",
        _on_platform,
        (clauses.ON_PLATFORM, clauses.EXCLUDED),
        Target(100, clauses.ON_PLATFORM, "2019 年底"),
    ),
    Indicator(
        "plain_coverage",
        GROUP,
        "白话版指南覆盖率",
        "大白话六项（办多久、多少钱、带什么、跑几趟、一句话、分几步）写全的事项",
        "有效事项",
        _plain,
        (clauses.PLAIN,),
    ),
)
