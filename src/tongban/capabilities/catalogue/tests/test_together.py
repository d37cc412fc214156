"""Several commands of one person in one transaction: all of them, or none."""

from datetime import date

import pytest

from tongban.capabilities.catalogue.commands import register_intake_mode
from tongban.capabilities.catalogue.queries import find_item_id, get_intake
from tongban.capabilities.catalogue.testing import make_office, publish_item
from tongban.capabilities.orgs.testing import make_city
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.commands import together

DAY = date(2026, 11, 22)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_of_the_second_takes_back_the_first() -> None:
    city = make_city()
    office = make_office(city)
    code = publish_item(city, office).handling_code
    item_id = find_item_id(actor=office.publisher, handling_code=code)
    assert item_id is not None

    def register(*modes: str) -> None:
        with together(office.publisher):
            for mode in modes:
                register_intake_mode(
                    actor=office.publisher,
                    item_id=item_id,
                    venue_id=city.hall,
                    mode=mode,
                    valid_from=DAY,
                )

    with pytest.raises(Invalid):
        register("collect", "no such mode")
    held = get_intake(
        actor=office.publisher, item_id=item_id, venue_id=city.hall, day=DAY
    )
    assert held is None

    register("collect", "collect")
    held = get_intake(
        actor=office.publisher, item_id=item_id, venue_id=city.hall, day=DAY
    )
    assert held is not None
    assert held.mode == "collect"


@pytest.mark.django_db(transaction=True)
def test_one_person_only() -> None:
    office = make_office(make_city())
    with pytest.raises(RuntimeError, match="actor"), together(office.publisher):
        find_item_id(actor=office.drafter, handling_code="none")
