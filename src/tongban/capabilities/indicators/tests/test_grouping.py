"""The report by which windows are set, over a small world counted by hand (WIN-10)."""

from dataclasses import replace
from uuid import UUID

from tongban.capabilities.cases.types import FiledTogether, FilingCount
from tongban.capabilities.indicators.definitions.grouping import (
    Grouping,
    ItemMeasures,
    group_items,
)
from tongban.capabilities.indicators.tests.test_definitions import item
from tongban.capabilities.orgs.types import WindowClassCard

FOOD, STAFF, CARD, SEAL, LONE = (UUID(int=number) for number in range(1, 6))
CLASSES = (
    WindowClassCard(
        UUID(int=11), "enterprise", "企业服务", "", frozenset({"firm:005"})
    ),
    WindowClassCard(UUID(int=12), "social", "社会事务", "", frozenset({"person:065"})),
)
ITEMS = (
    replace(
        item(FOOD, "食品经营许可"),
        depth=6,
        themes=frozenset({"firm:005"}),
        material_codes=frozenset({"m1", "m2"}),
    ),
    # One subject of each class: the seal and the food licence pull it to the firms.
    replace(
        item(STAFF, "用工备案"),
        depth=2,
        themes=frozenset({"firm:005", "person:065"}),
        material_codes=frozenset({"m1"}),
    ),
    replace(
        item(CARD, "老年人优待证", case_kind="instant", body_name="民政局"),
        depth=4,
        themes=frozenset({"person:065"}),
    ),
    # No subject of any class: related by its materials and by who files both.
    replace(
        item(SEAL, "公章备案"),
        depth=3,
        themes=frozenset({"firm:999"}),
        material_codes=frozenset({"m1", "m2"}),
    ),
    replace(item(LONE, "其他备案"), themes=frozenset({"person:999"})),
)
FILINGS = (
    FilingCount(FOOD, 0, "web", 30),
    FilingCount(FOOD, 1, "window", 10),
    FilingCount(SEAL, 1, "window", 20),
    FilingCount(CARD, 1, "window", 60),
)
TOGETHER = (FiledTogether(FOOD, SEAL, 15),)


def report() -> Grouping:
    return group_items(ITEMS, FILINGS, TOGETHER, CLASSES)


def of(name: str) -> ItemMeasures:
    return next(one for one in report().items if one.name == name)


def test_the_measures_of_an_item_are_those_counted_by_hand() -> None:
    food = of("食品经营许可")
    assert (food.filings, food.depth, food.is_instant) == (40, 6, False)
    # The seal: subjects 0, materials 2 of 2, people 15 of its 20 filings: (0+1000+750)/3.
    # The staff: subjects 1 of 2, materials 1 of 2: (500+500+0)/3.
    assert [(one.name, one.per_cent) for one in food.related] == [
        ("公章备案", 58),
        ("用工备案", 33),
    ]


def test_an_item_goes_where_its_subjects_are_and_then_where_its_relations_are() -> None:
    assert {one.name: one.class_code for one in report().items} == {
        "食品经营许可": "enterprise",
        "用工备案": "enterprise",
        "老年人优待证": "social",
        "公章备案": "enterprise",
        "其他备案": "",
    }


def test_a_department_is_weighted_by_what_is_filed() -> None:
    bodies = {one.body: one for one in report().bodies}
    market, civil = bodies["市场监管局"], bodies["民政局"]
    # 40 at depth 6 and 20 at depth 3: 300 of 60, nothing of it on the spot.
    assert (market.items, market.filings) == (4, 60)
    assert (market.depth_tenths, market.instant_per_cent) == (50, 0)
    assert (civil.items, civil.filings, civil.depth_tenths) == (1, 60, 40)
    assert civil.instant_per_cent == 100


def test_the_classes_hold_every_item_once() -> None:
    assert [(one.code, one.items, one.filings) for one in report().classes] == [
        ("enterprise", 3, 60),
        ("social", 1, 60),
        ("", 1, 0),
    ]


def test_what_nobody_files_is_weighted_by_items_and_nothing_is_divided_by_nought() -> (
    None
):
    bare = group_items(ITEMS, (), TOGETHER, CLASSES)
    market = next(one for one in bare.bodies if one.body == "市场监管局")
    # Depths 6, 2, 3, 0 of four items.
    assert (market.filings, market.depth_tenths) == (0, 27)
    assert group_items((), (), (), CLASSES).items == ()


def test_the_order_of_items_does_not_matter() -> None:
    assert group_items(ITEMS[::-1], FILINGS, TOGETHER, CLASSES) == report()
