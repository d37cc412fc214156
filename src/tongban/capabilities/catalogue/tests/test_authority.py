"""Withdrawing versions, and the register of who may accept and decide where."""

from datetime import date
from typing import Any

import pytest

from tongban.capabilities.catalogue.commands import (
    register_delegation,
    register_intake_mode,
    withdraw_version,
)
from tongban.capabilities.catalogue.queries import (
    find_item_id,
    find_version_in_force,
    get_intake,
    list_items,
    list_versions,
    suggest_items,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    EFFECTIVE_ON,
    let_take_in,
    make_office,
    publish_item,
)
from tongban.capabilities.catalogue.types import IntakeCard
from tongban.capabilities.orgs.testing import make_city
from tongban.ground.refusals import (
    Invalid,
    MoveRefused,
    NotAllowed,
    NotFound,
    Refusal,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
LATER = date(2026, 12, 1)


def test_a_withdrawn_version_is_out_of_force_from_its_day() -> None:
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)

    withdraw_version(
        actor=office.publisher,
        version_id=guide.version_id,
        withdrawn_on=LATER,
        reason="依据已废止",
        at=AT,
    )

    code, actor = guide.handling_code, office.publisher
    assert find_version_in_force(actor=actor, handling_code=code, day=DAY)
    assert not find_version_in_force(actor=actor, handling_code=code, day=LATER)
    assert len(list_items(actor=actor, day=DAY)) == 1
    assert list_items(actor=actor, day=LATER) == []
    assert [
        row.withdrawn_on for row in list_versions(actor=actor, item_id=guide.item_id)
    ] == [LATER]


def test_withdraw_version_is_refused_without_office_reason_or_a_second_time() -> None:
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)

    def withdraw(actor: object = office.publisher, **changes: object) -> None:
        values: dict[str, object] = {
            "actor": actor,
            "version_id": guide.version_id,
            "withdrawn_on": LATER,
            "reason": "依据已废止",
            "at": AT,
        }
        withdraw_version(**(values | changes))  # type: ignore[arg-type]  # on purpose

    with pytest.raises(NotAllowed):
        withdraw(office.drafter)
    with pytest.raises(Invalid):
        withdraw(reason="  ")
    with pytest.raises(NotFound):
        withdraw(version_id=guide.item_id)
    withdraw()
    with pytest.raises(MoveRefused):
        withdraw()


@pytest.mark.parametrize(
    ("mode", "powers", "may_accept", "may_decide"),
    [
        ("collect", (), False, False),
        ("collect", ("accept", "decide"), False, False),
        ("entrusted_acceptance", ("accept",), True, False),
        ("entrusted_acceptance", (), False, False),
        ("instant", ("accept", "decide"), True, True),
        ("instant", ("decide",), False, True),
    ],
)
def test_a_hall_may_do_what_mode_and_delegation_say_together(
    mode: str, powers: tuple[str, ...], may_accept: bool, may_decide: bool
) -> None:
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)
    let_take_in(city, office, guide.item_id, mode, powers=powers)

    card = get_intake(
        actor=office.publisher, item_id=guide.item_id, venue_id=city.hall, day=DAY
    )

    assert card == IntakeCard(city.hall, mode, may_accept, may_decide)


def test_a_departments_own_counter_may_do_both_and_another_hall_nothing() -> None:
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)
    register_intake_mode(
        actor=office.publisher,
        item_id=guide.item_id,
        venue_id=city.counter,
        mode="department_own",
        valid_from=EFFECTIVE_ON,
        valid_until=DAY,
    )

    def intake(venue_id: object, day: date = DAY) -> IntakeCard | None:
        return get_intake(
            actor=office.publisher,
            item_id=guide.item_id,
            venue_id=venue_id,  # type: ignore[arg-type]  # of the city
            day=day,
        )

    assert intake(city.counter) == IntakeCard(
        city.counter, "department_own", True, True
    )
    assert intake(city.hall) is None
    assert intake(city.counter, LATER) is None


def test_the_same_registration_twice_is_one_and_another_is_refused_by_the_database() -> (
    None
):
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)
    let_take_in(city, office, guide.item_id, "collect", powers=("accept",))
    let_take_in(city, office, guide.item_id, "collect", powers=("accept",))

    with pytest.raises(Refusal) as mode:
        let_take_in(city, office, guide.item_id, "instant")
    with pytest.raises(Refusal) as delegation:
        register_delegation(
            actor=office.publisher,
            item_id=guide.item_id,
            to_body_id=city.centre,
            power="accept",
            document_number="安函〔2026〕2号",
            valid_from=DAY,
        )

    assert mode.value.rule == "no_overlapping_intake_mode"
    assert delegation.value.rule == "no_overlapping_delegation"


def test_register_intake_mode_is_refused_without_office_or_with_an_unknown_mode() -> (
    None
):
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)
    values: dict[str, Any] = {
        "item_id": guide.item_id,
        "venue_id": city.hall,
        "valid_from": DAY,
    }

    with pytest.raises(NotAllowed):
        register_intake_mode(actor=office.drafter, mode="collect", **values)
    with pytest.raises(Invalid):
        register_intake_mode(actor=office.publisher, mode="own", **values)
    with pytest.raises(NotFound):
        register_intake_mode(
            actor=office.publisher,
            mode="collect",
            **values | {"item_id": city.hall},
        )


def test_register_delegation_is_refused_without_office_document_or_sense() -> None:
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)

    def register(actor: object = office.publisher, **changes: object) -> None:
        values: dict[str, object] = {
            "actor": actor,
            "item_id": guide.item_id,
            "to_body_id": city.centre,
            "power": "accept",
            "document_number": "安函〔2026〕1号",
            "valid_from": DAY,
        }
        register_delegation(**(values | changes))  # type: ignore[arg-type]  # on purpose

    with pytest.raises(NotAllowed):
        register(office.drafter)
    with pytest.raises(Invalid):
        register(power="everything")
    with pytest.raises(Invalid):
        register(document_number=" ")
    with pytest.raises(Invalid):
        register(valid_until=date(2026, 1, 1))


def test_a_clerk_is_offered_what_is_taken_in_at_the_hall() -> None:
    city = make_city()
    office = make_office(city)
    here = publish_item(city, office)
    publish_item(city, office, name="食品生产许可", aliases=["开食品厂"])
    let_take_in(city, office, here.item_id, "collect")

    def suggest(text: str) -> list[str]:
        found = suggest_items(
            actor=office.publisher, text=text, venue_id=city.hall, day=DAY
        )
        return [item.name for item in found]

    for text in ("", "spjy", "食品", "开饭店", here.handling_code[:20]):
        assert suggest(text) == ["食品经营许可"], text
    assert suggest("spsc") == []
    code = here.handling_code
    assert find_item_id(actor=office.publisher, handling_code=code) == here.item_id
