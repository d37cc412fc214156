"""The list through the API: the whole way of a draft, and who may take an item in."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.catalogue.queries import find_version_in_force
from tongban.capabilities.catalogue.testing import (
    make_document,
    make_office,
    publish_item,
)
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import open_api_session
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
DRAFTS, ITEMS = "/api/v1/item-drafts", "/api/v1/items"


def call(actor: Actor, method: str, url: str, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {open_api_session(actor)}"}
    return getattr(Client(), method)(
        url,
        json.dumps(body) if body or method == "delete" else None,
        content_type="application/json",
        headers=headers,
    )


def test_a_draft_goes_the_whole_way_to_the_guide() -> None:
    city = make_city()
    office = make_office(city)
    document = make_document()
    begun = call(
        office.drafter,
        "post",
        DRAFTS,
        body_id=str(city.market),
        document=document | {"visits": None},
    )
    assert begun.status_code == 201, begun.content
    url = f"{DRAFTS}/{begun.json()['draft_id']}"
    refused = call(office.drafter, "post", f"{url}/hand-in")
    assert refused.status_code == 422
    assert "visits" in refused.json()["errors"]
    assert call(office.drafter, "put", url, document=document).status_code == 200
    card = call(office.drafter, "post", f"{url}/hand-in").json()
    for stage, actor in office.reviewers.items():
        said = {"stage": stage, "outcome": "passed", "digest": card["digest"]}
        done = call(actor, "post", f"{url}/reviews", **said)
        assert done.status_code == 200, done.content
    text = call(office.lawyer, "get", f"{url}/submitted")
    assert text.json() == document
    published = call(
        office.publisher, "post", f"{url}/publication", effective_on="2030-01-05"
    )
    assert published.status_code == 201, published.content
    assert (
        str(
            find_version_in_force(
                actor=office.publisher,
                handling_code=document["handling_code"],
                day=date(2030, 1, 5),
            )
        )
        == published.json()
    )


def test_differences_to_the_version_in_force_are_told() -> None:
    city = make_city()
    office = make_office(city)
    document = make_document()
    publish_item(city, office, **document)
    plain = document["plain"] | {"cost": "免费。"}
    begun = call(
        office.drafter,
        "post",
        DRAFTS,
        body_id=str(city.market),
        document=document | {"plain": plain},
    )
    url = f"{DRAFTS}/{begun.json()['draft_id']}"
    found = call(office.drafter, "get", f"{url}/differences").json()
    assert found == [
        {"where": "白话版 · 要不要钱", "was": "不要钱。", "becomes": "免费。"}
    ]


def test_a_rule_of_the_database_answers_as_a_problem() -> None:
    city = make_city()
    office = make_office(city)
    begun = call(
        office.drafter,
        "post",
        DRAFTS,
        body_id=str(city.market),
        document=make_document(),
    )
    url = f"{DRAFTS}/{begun.json()['draft_id']}"
    card = call(office.drafter, "post", f"{url}/hand-in").json()
    said = {"stage": "gatekeeping", "outcome": "passed", "digest": card["digest"]}
    answer = call(office.gatekeeper, "post", f"{url}/reviews", **said)
    assert answer.json()["rule"] == "reviews_in_order"
    assert Client().get(url).status_code == 401


def test_authority_is_registered_and_an_item_is_withdrawn() -> None:
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)
    url = f"{ITEMS}/{guide.handling_code}"
    mode = {"venue_id": str(city.hall), "mode": "collect", "valid_from": "2026-01-05"}
    assert (
        call(office.publisher, "post", f"{url}/intake-modes", **mode).status_code == 201
    )
    power = {
        "to_body_id": str(city.centre),
        "power": "accept",
        "document_number": "安函〔2026〕1号",
        "valid_from": "2026-01-05",
    }
    assert (
        call(office.publisher, "post", f"{url}/delegations", **power).status_code == 201
    )
    modes = call(office.publisher, "get", f"{url}/intake-modes").json()
    assert [row["mode"] for row in modes] == ["collect"]
    powers = call(office.publisher, "get", f"{url}/delegations").json()
    assert [row["power"] for row in powers] == ["accept"]
    for name, listed in (("intake_mode", modes), ("delegation", powers)):
        end = f"{url}/{name.replace('_', '-')}s/{listed[0][f'{name}_id']}/end"
        assert (
            call(office.drafter, "post", end, last_day="2030-01-01").status_code == 403
        )
        done = call(office.publisher, "post", end, last_day="2030-01-01")
        assert done.status_code == 204
    modes = call(office.publisher, "get", f"{url}/intake-modes").json()
    assert modes[0]["valid_until"] == "2030-01-01"
    gone = {"withdrawn_on": "2030-01-01", "reason": "条款废止。"}
    assert call(office.drafter, "post", f"{url}/withdrawal", **gone).status_code == 403
    done = call(office.publisher, "post", f"{url}/withdrawal", **gone)
    assert done.status_code == 204


def test_several_halls_are_registered_in_one_call_or_none() -> None:
    city = make_city()
    office = make_office(city)
    url = f"{ITEMS}/{publish_item(city, office).handling_code}/intake-modes"
    hall, counter = str(city.hall), str(city.counter)
    said = {"mode": "collect", "valid_from": "2026-01-05"}
    first = call(office.publisher, "post", url, venue_id=hall, **said)
    assert first.status_code == 201

    # The hall takes it in already in another way: neither of the two is registered.
    other = said | {"mode": "department_own", "venue_ids": [counter, hall]}
    refused = call(office.publisher, "post", f"{url}/together", **other)
    assert refused.status_code in {409, 422}
    assert len(call(office.publisher, "get", url).json()) == 1
    both = said | {"venue_ids": [hall, counter, hall]}
    done = call(office.publisher, "post", f"{url}/together", **both)
    assert done.status_code == 201
    assert done.json()[0] == first.json()
    modes = call(office.publisher, "get", url).json()
    assert {row["intake_mode_id"] for row in modes} == set(done.json())
    nobody = call(office.publisher, "post", f"{url}/together", venue_ids=[], **said)
    assert nobody.status_code == 422


def test_a_draft_is_discarded() -> None:
    city = make_city()
    office = make_office(city)
    document = make_document()
    begun = call(
        office.drafter,
        "post",
        DRAFTS,
        body_id=str(city.market),
        document=document,
    )
    url = f"{DRAFTS}/{begun.json()['draft_id']}"
    assert call(office.publisher, "delete", url).status_code == 403
    assert call(office.drafter, "delete", url).status_code == 204
    assert call(office.drafter, "get", url).json()["stage"] == "discarded"
    assert call(office.drafter, "delete", url).status_code == 409
