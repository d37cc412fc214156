"""The packs: laid out to whole items, each its own, spread over the city as it is promised."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sample import test_sample_data as checks
from tests.sample.test_sample_data import BODIES, FILES, ITEMS, SAMPLE, TOLD, words
from tongban.faces.cli.sample_documents import SampleDocuments

PACKED = {name: item for name, item in ITEMS.items() if name not in FILES}
LEAST_ITEMS = 300
# The base sets of the province and the city (BAS-02).
LEAST_IN_TOWNSHIPS, LEAST_IN_VILLAGES = 150, 103
LEAST_DEPARTMENTS = 30
FIELDS_OF_SERVICE = words(
    "education employment social_insurance health_care elderly_care social_service"
    " housing culture_sport disability livelihood"
)


@pytest.mark.parametrize(
    "check",
    [
        checks.test_items_are_whole,
        checks.test_codes_follow_the_body_and_the_type,
        checks.test_situations_that_materials_name_exist,
        checks.test_times_add_up,
        checks.test_form_fields_are_usable,
        checks.test_no_vague_wording_and_full_width_punctuation,
        checks.test_plain_words_are_plain,
    ],
)
def test_items_of_packs_are_as_good_as_those_with_a_file(
    check: Callable[[dict[str, Any]], None],
) -> None:
    for item in PACKED.values():
        check(item)


def test_the_city_has_its_items_on_every_level_and_in_many_departments() -> None:
    assert len(ITEMS) >= LEAST_ITEMS
    by_level = Counter(item["exercise_level"] for item in ITEMS.values())
    assert all(by_level[level] >= 10 for level in "3456"), by_level
    assert len({item["org"] for item in ITEMS.values()}) >= LEAST_DEPARTMENTS
    types = {item["item_type"] for item in PACKED.values()}
    assert types == set(words("01 04 05 07 08 09 10 11 20 21"))
    for name in ("name", "basic_code", "implementation_code", "handling_code"):
        assert len({item[name] for item in ITEMS.values()}) == len(ITEMS), name


def test_every_field_of_public_service_has_items() -> None:
    told = Counter(
        field for pack in TOLD.packs for field in pack.fields_of_service().values()
    )
    assert told.keys() == FIELDS_OF_SERVICE
    # Of the items with a file none says its field, so the packs have them all.
    assert min(told.values()) >= 2, told


def test_townships_and_villages_have_their_base_sets() -> None:
    venues = checks.VENUES
    taken: dict[str, set[str]] = {"township": set(), "village": set()}
    for mode in TOLD.intake_modes():
        venue = venues[mode["venue"]]
        if venue["kind"] == "hall" and venue["level"] in taken:
            taken[venue["level"]].add(mode["item"])
    assert len(taken["township"]) >= LEAST_IN_TOWNSHIPS
    assert len(taken["village"]) >= LEAST_IN_VILLAGES


def test_places_add_items_of_their_own_after_the_base_set() -> None:
    begun = {
        (mode["item"], mode["venue"]): mode["from"] for mode in TOLD.intake_modes()
    }
    added = {item for (item, _), day in begun.items() if day == "2024-05-06"}
    assert len(added) >= 3
    # An addition stands in no base set: nowhere of that level was it taken in before.
    for item in added:
        assert {day for (one, _), day in begun.items() if one == item} == {"2024-05-06"}


def test_items_are_not_one_another_with_other_names() -> None:
    # What people are told of an item stands in no other: summaries, questions, conditions.
    for said in (
        [item["plain"]["summary"] for item in ITEMS.values()],
        [str(item["conditions"]) for item in ITEMS.values()],
        [str(item["faq"]) for item in ITEMS.values()],
        [str(item["form"]["pages"][-1]) for item in ITEMS.values()],
    ):
        assert [one for one, times in Counter(said).items() if times > 1] == []


def test_every_item_has_an_entry_that_its_body_claims() -> None:
    directory = TOLD.directory()
    assert directory is not None
    claimed = {row["basic_code"]: row for row in directory["entries"]}
    assert claimed.keys() == checks.BASIC_CODES
    ranks = {row["basis"]["rank"] for row in claimed.values()}
    assert ranks <= words("law regulation rule national_policy provincial_policy")
    for item in ITEMS.values():
        row = claimed[item["basic_code"]]
        assert item["org"] in row["claims"]
        assert item["exercise_level"] in row["levels"]


def test_a_pack_says_once_what_follows_from_the_body() -> None:
    told = SampleDocuments(SAMPLE)
    item = told.items["homestead-approval"]
    assert item["org"] == "QD-BAILU-GOV"
    assert item["exercise_level"] == "5"
    assert item["implementation_code"].startswith(BODIES["QD-BAILU-GOV"]["uscc"])
    assert item["place"][0]["name"] == "临江街道便民服务中心"
    assert item["remedies"]["review"]["body"] == "青渡县人民政府"
    # A licence rests on its own act first, and on the act on licences for its days.
    assert item["legal_basis"][0]["title"] == "中华人民共和国土地管理法"
    assert item["legal_basis"][-1]["article"] == "第四十二条第一款"
    assert sum(step["limit"]["value"] for step in item["steps"]) == 12
    waived = [row["name"] for row in item["materials"] if row["waived"]]
    assert "户籍信息" in waived
    fallen = next(row for row in item["materials"] if row["name"] == "拆旧承诺书")
    assert fallen["when"] == [{"situation": "s1", "options": ["rebuild", "unsure"]}]


def test_a_folder_without_packs_has_the_files_alone(small_sample: Path) -> None:
    told = SampleDocuments(small_sample)
    assert len(told.items) == 3
    assert told.packs == []
