"""The sample city's items together: nothing found, every type, taken in where they say."""

import pytest

from tests.sample.test_sample_data import (
    BASIC_CODES,
    FILES,
    ITEMS,
    TOLD,
    VENUES,
    words,
)
from tongban.capabilities.catalogue.checking.document import check_document

MODES = TOLD.intake_modes()
DELEGATIONS = TOLD.delegations()
# The original comes back to the office and a new one goes out: it cannot be waived.
KNOWN = {("real-estate-transfer", "material.already_held")}


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_found_in_an_item(name: str) -> None:
    findings = check_document(ITEMS[name], place="安澜市青渡县")
    left = [f for f in findings if (name, f.rule) not in KNOWN]
    assert left == []


def test_there_are_enough_items_of_every_type_on_application() -> None:
    assert len(ITEMS) >= 60
    types = {item["item_type"] for item in ITEMS.values()}
    assert types == set(words("01 04 05 07 08 09 10 11 20 21"))
    assert len(BASIC_CODES) == len(ITEMS)
    assert {item["case_kind"] for item in ITEMS.values()} == {"instant", "promised"}


def test_no_alias_is_given_twice() -> None:
    given = [alias for item in ITEMS.values() for alias in item["aliases"]]
    twice = {alias for alias in given if given.count(alias) > 1}
    assert twice == set()
    assert all(len(item["aliases"]) >= 4 for item in ITEMS.values())


def test_places_are_the_venues_of_the_table() -> None:
    known = {
        (row["name"], row["address"], row["hours"], row["phone"])
        for row in VENUES.values()
    }
    for name, item in ITEMS.items():
        for place in item["place"]:
            assert tuple(place.values()) in known, (name, place["name"])


def test_every_item_is_taken_in_at_a_hall_or_at_its_own_bodys_counter() -> None:
    taken: dict[str, set[str]] = {}
    for mode in MODES:
        venues = taken.setdefault(mode["item"], set())
        assert mode["venue"] not in venues, mode
        venues.add(mode["venue"])
    for item in ITEMS.values():
        venues = taken[item["basic_code"]]
        assert any(
            VENUES[code]["kind"] == "hall" or VENUES[code]["body"] == item["org"]
            for code in venues
        ), item["name"]
    modes = {m["mode"] for m in MODES}
    assert modes == {"collect", "instant", "entrusted_acceptance", "department_own"}


def test_what_an_instant_mode_hands_over_is_the_decision() -> None:
    kinds = {d["key"]: d["kind"] for d in DELEGATIONS}
    wanted = {"instant": "decision", "entrusted_acceptance": "acceptance"}
    for mode in MODES:
        if mode["delegation"]:
            assert kinds[mode["delegation"]] == wanted[mode["mode"]], mode
    numbers = [d["document_number"] for d in DELEGATIONS]
    assert len(numbers) == len(set(numbers))


def test_a_guide_names_the_places_that_take_the_item_in() -> None:
    taken = {(mode["item"], VENUES[mode["venue"]]["name"]) for mode in MODES}
    named = {
        (item["basic_code"], place["name"])
        for item in ITEMS.values()
        for place in item["place"]
    }
    assert taken == named
