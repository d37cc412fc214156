"""What halls decide themselves of resident items (AUT-03): said by the office, seen as gaps."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.catalogue.testing import AT, Office, publish_item, rule_of
from tongban.capabilities.lists.commands import keep_power
from tongban.capabilities.lists.queries import list_powers
from tongban.capabilities.lists.testing import DAY, draft_list, publish_list
from tongban.capabilities.lists.types import Entry, PowerCard
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import open_api_session, signed_in
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
PAPER = "安审〔2026〕1号"


def settled(city: TestCity, office: Office) -> PowerCard:
    """An item on the resident list of the hall, without any power yet."""
    guide = publish_item(city, office)
    entries = (Entry(guide.handling_code),)
    publish_list(
        office,
        draft_list(city, office, "resident", venue_id=city.hall, entries=entries),
    )
    found = list_powers(actor=office.publisher, day=DAY)
    return next(one for one in found if one.code == guide.handling_code)


def keep(office: Office, card: PowerCard, *powers: str, day: date = TODAY) -> None:
    keep_power(
        actor=office.publisher,
        item_id=card.item_id,
        venue_id=card.venue_id,
        powers=powers,
        document_number=PAPER,
        effective_on=day,
        at=AT,
    )


def test_a_gap_closes_from_the_day_on_which_the_hall_may_decide(
    city: TestCity, office: Office
) -> None:
    card = settled(city, office)
    assert card.is_gap
    keep(office, card, "decide", "accept")
    keep(office, card, "decide", "accept")

    def gaps(day: date) -> list[str]:
        return [
            one.code
            for one in list_powers(actor=office.publisher, day=day, only_gaps=True)
        ]

    assert card.code in gaps(DAY)
    assert card.code not in gaps(TODAY)
    kept = list_powers(actor=office.publisher, day=TODAY, venue_id=card.venue_id)
    now = next(one for one in kept if one.code == card.code)
    assert (now.powers, now.since, now.document_number) == (
        ("accept", "decide"),
        TODAY,
        PAPER,
    )


def test_only_the_office_says_it_of_what_is_resident_and_forward(
    city: TestCity, office: Office
) -> None:
    card = settled(city, office)
    with pytest.raises(NotAllowed):
        keep_power(
            actor=office.drafter,
            item_id=card.item_id,
            venue_id=card.venue_id,
            powers=["decide"],
            document_number=PAPER,
            effective_on=TODAY,
            at=AT,
        )
    with pytest.raises(Invalid):
        keep(office, card, "sign")
    # Taken off the list, as it were: the same item in a hall that does not have it.
    other = replace(card, venue_id=city.counter)
    assert (
        rule_of(lambda: keep(office, other, "decide"))
        == "only_a_resident_item_has_power_in_the_hall"
    )


def test_the_page_and_the_api_say_the_same(city: TestCity, office: Office) -> None:
    card = settled(city, office)
    browser = signed_in(office.publisher)
    page = f"/desk/lists/powers?venue={card.venue_id}"
    assert "进驻授权" in browser.get("/desk/lists").content.decode()
    assert card.code in browser.get(f"{page}&item={card.code}").content.decode()
    sent = {"item": "1", "venue": str(city.hall), "powers": "decide"} | {
        f"effective_on-{part}": value
        for part, value in zip(
            ("year", "month", "day"), ("2026", "11", "24"), strict=True
        )
    }
    wrong = browser.post(page, sent)
    assert wrong.status_code == 422
    assert "没有这个业务办理项编码" in wrong.content.decode()
    sent |= {"item": card.code, "document_number": PAPER}
    assert browser.post(page, sent).status_code == 302
    assert powers_of(card, "2026-11-24") == ["accept", "review", "decide"]
    assert _call(office.publisher, card).status_code == 201
    assert powers_of(card, "2026-11-30") == []
    assert _call(office.drafter, card).status_code == 403
    assert signed_in(office.drafter).get(page).status_code == 403


def powers_of(card: PowerCard, day: str) -> list[str]:
    told = Client().get("/api/v1/hall-powers", {"on": day}).json()
    (powers,) = [one["powers"] for one in told if one["code"] == card.code]
    return list(powers)


def _call(actor: Actor, card: PowerCard) -> Any:
    body = {
        "handling_code": card.code,
        "venue_id": str(card.venue_id),
        "powers": [],
        "document_number": PAPER,
        "effective_on": "2026-11-30",
    }
    return Client().post(
        "/api/v1/hall-powers",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {open_api_session(actor)}"},
    )
