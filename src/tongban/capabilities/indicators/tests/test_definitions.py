"""Every figure over a small world made by hand, counted by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.cases.types import FilingCount
from tongban.capabilities.catalogue.types import (
    ItemFacts,
    LimitCard,
    Standing,
    TakenIn,
)
from tongban.capabilities.indicators.definitions import INDICATORS
from tongban.capabilities.indicators.definitions.shape import (
    COUNT,
    Claim,
    Figure,
    World,
)
from tongban.capabilities.indicators.types import BaselineCard, Counted
from tongban.capabilities.lists.types import ListedItem, PowerCard
from tongban.capabilities.networks.types import LevelCoverage

DAY = date(2026, 11, 20)
FOOD, CARD, SECRET, HOUSE, HERE, THERE, GONE, HALL, COUNTER = (
    UUID(int=number) for number in range(1, 10)
)


def item(key: UUID, name: str, **changes: Any) -> ItemFacts:
    plain = ItemFacts(
        item_id=key,
        version_id=key,
        handling_code=f"1169010069010068153000190{key.int:08d}",
        basic_code=f"000190{key.int:06d}",
        name=name,
        body_id=HERE,
        body_name="市场监管局",
        family="administrative_power",
        item_type="01",
        case_kind="promised",
        level="3",
        served=frozenset({"enterprise"}),
        is_online=True,
        visits=0,
        statutory=LimitCard(20, "working_day"),
        promised=LimitCard(5, "working_day"),
        materials=2,
        steps=4,
        is_departmental=False,
        baseless_steps=(),
        baseless_proofs=(),
        has_plain=True,
    )
    return replace(plain, **changes)


def listed(kind: str, key: UUID, reason: str = "", basis: str = "") -> ListedItem:
    return ListedItem(kind, key, "政务服务中心", reason, basis)


def kept(key: UUID, venue: UUID, *powers: str) -> PowerCard:
    return PowerCard(key, "", "", HERE, "", venue, "政务服务中心", powers)


def baseline(key: UUID, materials: int, steps: int, visits: int) -> BaselineCard:
    counted = Counted(date(2018, 9, 30), materials, steps, visits, "2018 年指南汇编")
    return BaselineCard(key, key, 1, counted, DAY, datetime(2026, 11, 20, tzinfo=UTC))


# Four items in force: food (a licence), card (a public service in a county, instant), secret
# (only on the spot, on the negative list), house (asks twice, in a township).
WORLD = World(
    day=DAY,
    extranet=(
        LevelCoverage("city", 3, 2),
        LevelCoverage("county", 0, 0),
        LevelCoverage("village", 4, 1),
    ),
    items=(
        item(FOOD, "食品经营许可"),
        item(
            CARD,
            "老年人优待证",
            body_id=THERE,
            body_name="民政局",
            family="public_service",
            item_type="20",
            case_kind="instant",
            level="4",
            served=frozenset({"natural_person"}),
            visits=1,
            statutory=LimitCard(0, "working_day"),
            promised=LimitCard(0, "working_day"),
            materials=1,
            steps=2,
            has_plain=False,
        ),
        item(
            SECRET,
            "涉密资质",
            is_online=False,
            visits=1,
            statutory=LimitCard(1, "month"),
            promised=LimitCard(10, "working_day"),
            is_departmental=True,
            baseless_steps=("专家评审", "现场核查"),
        ),
        item(
            HOUSE,
            "住房补贴",
            item_type="05",
            level="5",
            served=frozenset({"natural_person"}),
            is_online=False,
            visits=2,
            promised=LimitCard(20, "working_day"),
            materials=6,
            baseless_proofs=("无房证明",),
        ),
    ),
    taken_in=(
        TakenIn(FOOD, HALL, "collect"),
        TakenIn(CARD, HALL, "department_own"),
        TakenIn(HOUSE, COUNTER, "collect"),
    ),
    one_window_halls=frozenset({HALL}),
    listed=(
        listed("offline", SECRET, "涉及国家秘密", "《保守国家秘密法》"),
        listed("resident", FOOD),
        listed("resident", HOUSE),
        listed("negative", SECRET, "涉及国家秘密", "《保守国家秘密法》"),
        # Left out by one hall, resident in another: it counts as resident.
        listed("negative", HOUSE, "对场地有特殊要求", "场地标准"),
        listed("city_wide", CARD),
        listed("one_visit", FOOD),
        listed("one_visit", CARD),
    ),
    powers=(
        kept(FOOD, HALL, "accept", "review"),
        kept(FOOD, COUNTER, "accept", "decide"),
        kept(HOUSE, HALL, "accept", "review"),
        # On a list, and not in force any more: it counts nowhere.
        kept(GONE, HALL, "decide"),
    ),
    claims=(
        Claim("000190000001", HERE, "市场监管局", "食品经营许可"),
        Claim("000190000099", THERE, "民政局", "收养登记"),
    ),
    filings=(
        FilingCount(FOOD, 0, "web", 10),
        FilingCount(FOOD, 2, "window", 5),
        FilingCount(CARD, 1, "window", 11),
        FilingCount(HOUSE, 2, "mobile", 12),
        FilingCount(GONE, 1, "api", 2),
    ),
    baselines={FOOD: baseline(FOOD, 10, 8, 3), HOUSE: baseline(HOUSE, 5, 4, 2)},
    standing={FOOD: Standing(FOOD, 30, 32, 11, 12), CARD: Standing(CARD, 4, 8, 4, 4)},
)

# Numerator, denominator, rows that count, rows left out, what is shown: all by hand.
ANSWERS = {
    # food and card of food, card, house; secret may not.
    "online_capable": (2, 3, 3, 1, "66.6%"),
    # food 10 of 15, card 0 of 11, house 12 of 12, gone 2 of 2.
    "online_handling": (24, 40, 4, 0, "60.0%"),
    # food, card (online), house (counter); the claim without a guide is missing.
    "on_platform": (3, 4, 4, 1, "75.0%"),
    "plain_coverage": (3, 4, 4, 0, "75.0%"),
    # food alone: the card's window is the department's own, the counter is no hall of all.
    "one_window": (1, 4, 4, 0, "25.0%"),
    # food and house; card is nowhere; secret on the negative list.
    "residence": (2, 3, 3, 1, "66.6%"),
    # food at one of its two halls; house is accepted and reviewed there, and no more.
    "decidable_in_hall": (1, 2, 2, 0, "50.0%"),
    "one_visit_items": (3, 4, 4, 0, "75.0%"),
    # food 10 of 15, card 11 of 11, house 0 of 12, gone 2 of 2.
    "one_visit_filings": (23, 40, 4, 0, "57.5%"),
    # food 15 times (0 visits), house 12 times (2 visits); card only 11 times.
    "frequent_one_visit": (1, 2, 2, 0, "1 项"),
    # The county by the card; no township, no village.
    "one_visit_levels": (1, 3, 3, 0, "33.3%"),
    # The card alone is handled on the spot.
    "instant": (1, 4, 4, 0, "25.0%"),
    # food and card; here the secret one counts in the denominator.
    "tag_online": (2, 4, 4, 0, "50.0%"),
    # house, in its township; the card's county is not near.
    "tag_nearby": (1, 4, 4, 0, "25.0%"),
    # all but house, which asks twice.
    "tag_one_visit": (3, 4, 4, 0, "75.0%"),
    "city_wide": (1, 4, 4, 0, "1 项"),
    # card and house are livelihood.
    "livelihood_city_wide": (1, 2, 2, 0, "50.0%"),
    # food 10 → 2; house 5 → 6, one more than before.
    "materials_cut": (7, 15, 2, 2, "46.6%"),
    # food 8 → 4; house 4 → 4.
    "steps_cut": (4, 12, 2, 2, "33.3%"),
    # food 3 → 0; house 2 → 2.
    "visits_cut": (3, 5, 2, 2, "60.0%"),
    # food 20 → 5, house 20 → 20; card has no limit, secret another unit.
    "time_cut": (15, 40, 2, 2, "37.5%"),
    "core_uniformity": (15, 16, 2, 2, "93.7%"),
    "uniformity": (34, 40, 2, 2, "85.0%"),
    "items": (4, 4, 4, 0, "4 项"),
    "power_items": (3, 4, 4, 0, "3 项"),
    "service_items": (1, 4, 4, 0, "1 项"),
    "departments": (2, 2, 2, 0, "2 个"),
    "departmental_items": (1, 4, 4, 0, "1 项"),
    "baseless_steps": (2, 2, 1, 0, "2 个"),
    "baseless_proofs": (1, 1, 1, 0, "1 份"),
    "extranet_coverage": (3, 7, 2, 0, "42.8%"),
}
REACHED = {"one_visit_items"}
EVERY = list(INDICATORS)


def figure(key: str, world: World = WORLD) -> Figure:
    one = INDICATORS[key]
    return Figure(one, world.day, tuple(one.count(world)))


def test_every_figure_has_been_counted_by_hand() -> None:
    assert set(ANSWERS) == set(INDICATORS)


@pytest.mark.parametrize("key", EVERY)
def test_it_says_what_was_counted_by_hand(key: str) -> None:
    found = figure(key)
    told = (
        found.part,
        found.whole,
        len(found.counted),
        len(found.excluded),
        found.words,
    )
    assert told == ANSWERS[key]


@pytest.mark.parametrize("key", EVERY)
def test_no_row_counts_more_than_it_is_of(key: str) -> None:
    for row in figure(key).rows:
        assert row.part <= row.whole
        assert row.whole > 0 or row.excluded
        assert not row.excluded or (row.part, row.whole) == (0, 0)


@pytest.mark.parametrize("key", EVERY)
def test_what_was_aimed_at_is_held_against_the_exact_value(key: str) -> None:
    found = figure(key)
    if found.indicator.target is None:
        assert found.is_met is None
    else:
        assert found.is_met is (key in REACHED)


@pytest.mark.parametrize("key", EVERY)
def test_it_is_whole(key: str) -> None:
    one = INDICATORS[key]
    assert one.key == key
    assert one.clauses
    assert all(clause.title and clause.place for clause in one.clauses)
    assert one.target is None or one.target.clause in one.clauses
    assert one.part_words
    assert one.whole_words


@pytest.mark.parametrize("key", EVERY)
def test_a_city_without_items_has_no_share_and_no_success(key: str) -> None:
    found = figure(key, World(day=DAY, items=()))
    shares = found.indicator.kind != COUNT and key != "one_visit_levels"
    assert (found.value is None) is shares
    if shares:
        assert found.words == "—"
        assert found.is_met is None


def test_a_share_is_cut_and_never_rounded_up_to_its_aim() -> None:
    # 8499 of 10000 filings online: 84.99 is not 85.
    filings = (FilingCount(FOOD, 0, "web", 8499), FilingCount(FOOD, 0, "window", 1501))
    found = figure("online_handling", replace(WORLD, filings=filings))
    assert found.value == Fraction(8499, 100)
    assert found.words == "84.9%"
    assert found.is_met is False


def test_more_than_before_is_a_loss_and_shown_as_one() -> None:
    worse = replace(WORLD, baselines={HOUSE: baseline(HOUSE, 5, 4, 2)})
    assert figure("materials_cut", worse).words == "-20.0%"


def test_what_is_left_out_says_why_and_by_what_law() -> None:
    [left] = figure("online_capable").excluded
    assert left.name == "涉密资质"
    assert left.excluded == "涉及国家秘密；依据：《保守国家秘密法》"


def test_the_totals_agree_with_each_other() -> None:
    total = figure("items").part
    assert total == figure("power_items").part + figure("service_items").part
    by_body = [row.note for row in figure("departments").rows]
    assert total == sum(int(note.removesuffix(" 项")) for note in by_body)
