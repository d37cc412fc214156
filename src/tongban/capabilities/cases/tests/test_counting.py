"""Applications counted for figures: whole months only, for everybody, of this city alone."""

from datetime import date

import pytest

from tongban.capabilities.cases.queries import count_filings, year_before
from tongban.capabilities.cases.testing import make_case, make_world
from tongban.plumbing.access.actor import anonymous

pytestmark = pytest.mark.django_db


def test_a_filing_counts_in_the_twelve_months_after_its_own() -> None:
    world = make_world()
    # Filed on 20 November 2026, online.
    make_case(world)
    anybody = anonymous(world.city.code)
    found = {
        day: count_filings(actor=anybody, day=day)
        for day in (
            date(2026, 11, 30),
            date(2026, 12, 1),
            date(2027, 11, 30),
            date(2027, 12, 1),
        )
    }
    assert [sum(one.filings for one in counts) for counts in found.values()] == [
        0,
        1,
        1,
        0,
    ]
    [one] = found[date(2026, 12, 1)]
    assert one.item_id == world.guide.item_id
    assert one.visits == world.guide.visits
    assert one.is_online
    assert count_filings(actor=anonymous("690200"), day=date(2026, 12, 1)) == []


def test_the_year_before_is_twelve_whole_months() -> None:
    assert year_before(date(2026, 11, 20)) == (date(2025, 11, 1), date(2026, 10, 31))
    assert year_before(date(2024, 3, 1)) == (date(2023, 3, 1), date(2024, 2, 29))
