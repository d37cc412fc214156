"""500 defects planted in sound items, one each: at least 99 in a hundred are found."""

from datetime import date
from random import Random

from tests.sample.planting import PLANTERS, plant
from tests.sample.test_sample_data import BODIES, ITEMS
from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.facts import BodyFacts, CityFacts
from tongban.capabilities.catalogue.wording import LEVEL_OF_BODY
from tongban.faces.cli.loading import SAMPLE
from tongban.faces.cli.sample_varying import read_items, vary

DEFECTS = 500
LEAST_KINDS = 15
LEAST_FOUND = 0.99
CITY = CityFacts(
    bodies={
        code: BodyFacts(row["name"], row["uscc"], LEVEL_OF_BODY[row["level"]])
        for code, row in BODIES.items()
    },
    materials={
        row["catalogue_code"]: row["name"]
        for item in reversed(ITEMS.values())
        for row in reversed(item["materials"])
    },
    day=date(2026, 11, 23),
)


def test_nothing_is_found_in_the_sample_city() -> None:
    found = {
        name: [one.message for one in check_document(item, facts=CITY)]
        for name, item in ITEMS.items()
    }
    assert {name: said for name, said in found.items() if said} == {}


def test_nothing_is_found_in_items_varied_from_it() -> None:
    varied = list(vary(read_items(SAMPLE), 3 * len(ITEMS), seed=7))

    assert len({one["handling_code"] for one in varied}) == len(varied)
    assert len({one["name"] for one in varied}) == len(varied)
    assert varied == list(vary(read_items(SAMPLE), 3 * len(ITEMS), seed=7))
    assert [
        one.message for item in varied for one in check_document(item, facts=CITY)
    ] == []


def test_of_five_hundred_planted_defects_at_least_99_in_a_hundred_are_found() -> None:
    random = Random(20261123)  # noqa: S311  # the same defects every time
    kinds, items = list(PLANTERS), list(ITEMS.values())
    missed, planted = [], 0
    for at in range(DEFECTS):
        kind, item = kinds[at % len(kinds)], random.choice(items)
        spoilt, rule = plant(kind, item, random)
        planted += 1
        if rule not in {one.rule for one in check_document(spoilt, facts=CITY)}:
            missed.append((kind, item["name"], rule))

    assert len(kinds) >= LEAST_KINDS
    assert planted == DEFECTS
    assert 1 - len(missed) / planted >= LEAST_FOUND, missed
