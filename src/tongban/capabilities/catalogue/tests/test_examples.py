"""Every kind of flaw by examples that were written before its rule, each with a sound twin."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.facts import BodyFacts, CityFacts
from tongban.capabilities.catalogue.checking.found import known_kinds, known_rules
from tongban.capabilities.catalogue.elements.mending import find_section
from tongban.capabilities.catalogue.testing import make_document
from tongban.capabilities.catalogue.tests.patching import patched

EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("examples.json").read_text(encoding="utf-8")
)
FEWEST = 3
CITY = CityFacts(
    bodies={
        "MARKET": BodyFacts("安澜市市场监督管理局", "116901006901006815", "3"),
        "CIVIL": BodyFacts("安澜市民政局", "116901006901014000", "3"),
        "QINGDU": BodyFacts("青渡县市场监督管理局", "", "4"),
    },
    materials={
        "AL-M-0009": "代办人身份证件",
        **{row["catalogue_code"]: row["name"] for row in make_document()["materials"]},
    },
    day=date(2026, 11, 23),
)
EVERY = [
    pytest.param(kind, one, id=f"{kind}-{at}-{one['rule']}")
    for kind, listed in EXAMPLES.items()
    for at, one in enumerate(listed, 1)
]


def found_in(
    changes: dict[str, Any], *, facts: CityFacts = CITY
) -> list[tuple[str, str]]:
    document = patched(make_document(), changes)
    return [(one.rule, one.where) for one in check_document(document, facts=facts)]


def knowing(changes: dict[str, Any]) -> tuple[dict[str, Any], CityFacts]:
    """The same changes where the catalogue has every material that they name."""
    rows = patched(make_document(), changes)["materials"]
    codes = {
        row.setdefault("catalogue_code", "") or f"NEW-{at}": row
        for at, row in enumerate(rows)
    }
    for code, row in codes.items():
        row["catalogue_code"] = code
    names = {code: row["name"] for code, row in codes.items()}
    return changes | {"materials": rows}, replace(CITY, materials=names)


def test_there_are_three_examples_of_every_kind() -> None:
    assert all(len(listed) >= FEWEST for listed in EXAMPLES.values())
    # The rows of a list have tests of their own; basis is the kind of older rules.
    assert set(known_kinds()) - set(EXAMPLES) == {"list", "basis"}
    assert {one["rule"] for listed in EXAMPLES.values() for one in listed} <= set(
        known_rules()
    )


@pytest.mark.parametrize(("kind", "example"), EVERY)
def test_the_flawed_one_is_found_where_it_stands(
    kind: str, example: dict[str, Any]
) -> None:
    assert (example["rule"], example["where"]) in found_in(example["bad"]), kind


@pytest.mark.parametrize(("kind", "example"), EVERY)
def test_the_flawed_one_is_mended_in_a_field_of_the_editor(
    kind: str, example: dict[str, Any]
) -> None:
    assert find_section(example["where"]) is not None, kind


@pytest.mark.parametrize(("kind", "example"), EVERY)
def test_its_sound_twin_has_no_finding(kind: str, example: dict[str, Any]) -> None:
    changes, facts = knowing(example["good"])
    assert found_in(changes, facts=facts) == [], kind
