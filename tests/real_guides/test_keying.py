"""Typing one of the real guides in asks for far less than every row and field by hand."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.real_guides.keying import row_by_row, with_help
from tongban.capabilities.catalogue.elements.blank import blank_document
from tongban.capabilities.catalogue.elements.coding import Catalogue, catalogue_of
from tongban.capabilities.catalogue.elements.starting import with_usual
from tongban.capabilities.catalogue.types import MaterialEntry
from tongban.capabilities.orgs.types import BodyCard, VenueCard

COMPLETIONS = Path(__file__).parent / "completions"
ITEMS = Path(__file__).parents[2] / "sample" / "items"


def body_of(document: dict[str, Any], code: str, kind: str = "department") -> BodyCard:
    phone = document["consult_phones"][0]
    return BodyCard(
        UUID(int=len(code)), code, code, code, "county", kind, phone, "", "x"
    )


def sample_catalogue() -> Catalogue:
    """What the sample city's guides say of their materials."""
    rows = [
        row
        for file in sorted(ITEMS.glob("*.json"))
        for row in json.loads(file.read_text("utf-8"))["materials"]
    ]
    own = {"key", "name", "catalogue_code", "basis", "necessity", "when", "sample_note"}
    return catalogue_of(
        MaterialEntry(
            row["catalogue_code"],
            row["name"],
            {key: value for key, value in row.items() if key not in own},
        )
        for row in rows
    )


# The other completions are laid over the original, and are not whole by themselves.
@pytest.mark.parametrize("number", ["05", "09", "27", "28"])
def test_typing_a_guide_takes_less(number: str) -> None:
    wanted = json.loads((COMPLETIONS / f"{number}.json").read_text("utf-8"))
    wanted["materials"] = [row for row in wanted["materials"] if "drop" not in row]
    body = body_of(wanted, wanted["org"])
    blank = blank_document(
        body,
        credit_code="",
        name=wanted["name"],
        item_type=wanted["item_type"],
        seed=UUID(int=1),
    )
    place = wanted["place"][0]
    hall = VenueCard(
        *(UUID(int=9), "hall", place["name"], body.body_id),
        *(place["address"], place["hours"], place.get("phone", "")),
    )
    # Another guide of the body is in force, as in any city after its first week.
    told = [(body, {name: wanted[name] for name in ("place", "remedies")})]
    usual = with_usual(blank, body, [body], [hall], told)

    before = row_by_row(wanted, blank)
    after = with_help(wanted, usual, sample_catalogue())

    print(number, before, after)  # noqa: T201  # the figures of the note
    assert after.fields < before.fields * 0.8
    assert after.keys < before.keys
    assert after.buttons < before.buttons
