"""Lists through the API: the whole way of a release, and what anybody may read."""

import json
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.catalogue.testing import make_office, publish_item
from tongban.capabilities.lists.queries import list_cancelled
from tongban.capabilities.lists.testing import DAY, draft_list, publish_list
from tongban.capabilities.lists.types import Entry
from tongban.capabilities.orgs.testing import TestCity, make_city
from tongban.capabilities.people.testing import open_api_session
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
LISTS, DRAFTS = "/api/v1/lists", "/api/v1/list-releases"
DEMANDS = "/api/v1/proof-demands"
BASIS = {"title": "中华人民共和国行政许可法", "rank": "law", "article": "第三十条"}


def call(actor: Actor | None, method: str, url: str, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {open_api_session(actor)}"} if actor else {}
    return getattr(Client(), method)(
        url,
        json.dumps(body) if body or method == "delete" else None,
        content_type="application/json",
        headers=headers,
    )


def begin(actor: Actor, city: TestCity, **basis: str) -> Any:
    return call(
        actor,
        "post",
        DRAFTS,
        kind="licences",
        body_id=str(city.approval),
        basis=BASIS | basis,
    )


def test_a_release_is_drafted() -> None:
    city = make_city()
    office = make_office(city)
    drafter, guide = office.drafter, publish_item(city, office)
    assert begin(drafter, city, rank="department").status_code == 422
    begun = begin(drafter, city)
    assert begun.status_code == 201, begun.content
    key = begun.json()["release_id"]
    url = f"{DRAFTS}/{key}"
    assert call(None, "get", f"{LISTS}/{key}").status_code == 404
    assert call(None, "get", url).status_code == 401
    rows = call(drafter, "get", f"{url}/rows").json()
    assert rows["total"] == 1
    gone = f"{url}/rows/{rows['rows'][0]['row_id']}"
    assert call(drafter, "delete", gone).status_code == 204
    added = call(drafter, "post", f"{url}/rows", code=guide.handling_code)
    assert added.status_code == 201
    assert call(drafter, "post", f"{url}/derivation").json() == 1
    named = call(drafter, "put", url, title="许可清单", basis=BASIS)
    assert named.json()["title"] == "许可清单"
    assert call(drafter, "post", f"{url}/hand-in").json()["stage"] == "first_review"
    assert call(drafter, "delete", gone).status_code == 409


def test_a_release_is_reviewed_published_and_read_by_anybody() -> None:
    city = make_city()
    office = make_office(city)
    publish_item(city, office)
    key = draft_list(city, office)
    url, public = f"{DRAFTS}/{key}", f"{LISTS}/{key}"
    card = call(office.drafter, "post", f"{url}/hand-in").json()
    waiting = call(office.lawyer, "get", DRAFTS).json()
    assert [one["release_id"] for one in waiting] == [str(key)]
    for stage, actor in office.reviewers.items():
        said = {"stage": stage, "outcome": "passed", "digest": card["digest"]}
        assert call(actor, "post", f"{url}/reviews", **said).status_code == 200
    day = {"effective_on": "2026-01-05"}
    done = call(office.publisher, "post", f"{url}/publication", **day)
    assert done.json()["stage"] == "published"
    found = call(None, "get", f"{LISTS}/in-force/licences").json()
    assert found["digest"] == card["digest"]
    assert [one["kind"] for one in call(None, "get", LISTS).json()] == ["licences"]
    assert call(None, "get", f"{public}/rows").json()["total"] == 1
    assert call(None, "get", f"{public}/files/csv").content
    changes = call(None, "get", f"{public}/changes?since={key}").json()
    assert not changes["added"] + changes["removed"] + changes["changed"]


def test_a_release_is_given_up() -> None:
    city = make_city()
    office = make_office(city)
    url = f"{DRAFTS}/{draft_list(city, office)}"
    assert call(office.drafter, "delete", url).status_code == 204
    assert call(office.drafter, "get", url).json()["stage"] == "discarded"


def test_a_demand_is_reported_and_answered() -> None:
    city = make_city()
    office = make_office(city)
    publish_item(city, office)
    entry = Entry("AL-M-0002", reason="other_bodies")
    card = publish_list(
        office, draft_list(city, office, "cancelled_proofs", entries=(entry,))
    )
    assert card.rows == 1
    ((proof, _name),) = list_cancelled(actor=office.publisher, day=DAY)
    said = {"material_type_id": str(proof), "demanded_by": "某窗口", "told": "要交"}
    reported = call(None, "post", DEMANDS, **said)
    assert reported.status_code == 201
    (shown,) = call(office.publisher, "get", DEMANDS).json()
    assert shown["number"] == reported.json()
    url = f"{DEMANDS}/{shown['demand_id']}/answer"
    assert call(office.publisher, "post", url, answer="已改正。").status_code == 204
    assert call(office.publisher, "post", url, answer="再答。").status_code >= 400
    assert call(office.drafter, "get", DEMANDS).status_code == 403
