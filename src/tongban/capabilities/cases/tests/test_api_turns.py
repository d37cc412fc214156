"""The everyday turns through the API alone: from a draft to a parcel that was signed for."""

import json
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import make_case, make_upload, make_world
from tongban.capabilities.cases.tests.test_api import V1, Caller, body_of, problem_of
from tongban.plumbing.evidence.recording import canonical_text

pytestmark = pytest.mark.django_db
POST = {
    "way": "post",
    "name": "张秀兰",
    "phone": "13912345678",
    "address": "安澜市青渡县百花巷8号",
}


def put(caller: Caller, path: str, body: object) -> Any:
    return caller.client.put(
        f"{V1}{path}", canonical_text(body), content_type="application/json"
    )


def test_from_a_draft_to_a_parcel_that_was_signed_for() -> None:
    world = make_world()
    citizen, officer = Caller(world.citizen), Caller(world.officer)
    approver = Caller(world.approver)
    market, version = str(world.city.market), str(world.guide.version_id)
    office = {"acting_body": market}

    kept = put(
        citizen, f"/drafts/{version}", {"answers": {"situations": {"s1": "sell"}}}
    )
    asked = citizen.post(f"/drafts/{version}/pre-review", {})
    (waiting,) = officer.get(f"/bodies/{market}/pre-reviews").json()
    key = waiting["pre_review_id"]
    answered = officer.post(f"/pre-reviews/{key}/answer", {"passes": True})
    outcome = citizen.get(f"/drafts/{version}/pre-review").json()["outcome"]
    body = body_of(world) | {"wish": POST}
    filed = citizen.post("/applications", body, **{"Idempotency-Key": "one"})
    case = filed.json()["case_id"]
    noticed = officer.post(
        f"/cases/{case}/correction-notice",
        office | {"lines": [{"material": "m3", "reason": "照片看不清。"}]},
    )
    notice = citizen.get(f"/cases/{case}").json()["correction"]
    upload = str(make_upload(world.citizen, world.guide, "m3"))
    material = {"key": "m3", "received_form": "electronic", "upload_id": upload}
    corrected = citizen.post(f"/cases/{case}/correction", {"materials": [material]})
    assert officer.post(f"/cases/{case}/acceptance", office).json() == "accepted"
    for body, act in (({}, "begin"), ({"outcome": "passed"}, "end")):
        approver.post(f"/cases/{case}/special-steps/x1/{act}", body)
    assert approver.post(f"/cases/{case}/review", {"opinion": ""}).json() == "reviewed"
    granted = approver.post(f"/cases/{case}/decision", office | {"grant": True})
    sent = officer.post(
        f"/cases/{case}/dispatch",
        office | {"courier": "邮政特快专递", "tracking_number": "E1"},
    )
    signed = officer.post(f"/cases/{case}/delivery", office | {"way": "post"})

    assert (kept.status_code, asked.status_code, answered.status_code) == (
        200,
        201,
        204,
    )
    assert outcome == "passed"
    assert citizen.get("/drafts").json() == []
    assert [row["name"] for row in notice["lines"]] == ["食品安全管理制度目录"]
    told = [one.json() for one in (noticed, corrected, granted, sent, signed)]
    assert told == ["correcting", "submitted", "granted", "dispatched", "delivered"]


def test_withdraws_and_then_nothing_goes_on() -> None:
    world = make_world()
    case = make_case(world, CaseState.ACCEPTED)
    citizen, approver = Caller(world.citizen), Caller(world.approver)

    first = citizen.post(f"/cases/{case.case_id}/withdrawal", {})
    again = citizen.post(f"/cases/{case.case_id}/withdrawal", {})
    review = approver.post(f"/cases/{case.case_id}/review", {"opinion": ""})

    assert first.json() == "withdrawn"
    problem_of(again, 409)
    problem_of(review, 409)


def test_tracks_without_a_token_and_without_a_person() -> None:
    world = make_world()
    case = make_case(world)
    asked = {"number": case.number, "code": case.query_code}

    def track(body: dict[str, str]) -> Any:
        return Client().post(
            f"{V1}/tracking", json.dumps(body), content_type="application/json"
        )

    found = track(asked)
    wrong = [track(asked | {"code": "x"}).status_code for _ in range(6)]

    assert found.json()["state"] == "submitted"
    assert not {"item_name", "applicant", "parties"} & set(found.json())
    assert wrong == [422] * 5 + [429]


def test_own_cases_come_in_pages() -> None:
    world = make_world()
    cases = [str(make_case(world).case_id) for _ in range(3)]
    citizen = Caller(world.citizen)

    first = citizen.get("/cases", limit=2).json()
    second = citizen.get("/cases", limit=2, after=first[-1]["case_id"]).json()

    listed = [row["case_id"] for row in (*first, *second)]
    assert sorted(listed) == sorted(cases)
    problem_of(citizen.get("/cases", after=str(world.city.market)), 404)


def test_a_draft_is_kept_read_and_thrown_away_by_its_person_alone() -> None:
    world = make_world()
    citizen, officer = Caller(world.citizen), Caller(world.officer)
    path = f"/drafts/{world.guide.version_id}"
    put(citizen, path, {"answers": {"values": {"shop_name": "河畔"}}})

    read = citizen.get(path).json()
    others = officer.get(path)
    gone = citizen.client.delete(f"{V1}{path}")

    assert read["answers"] == {"values": {"shop_name": "河畔"}}
    problem_of(others, 404)
    assert gone.status_code == 204
    problem_of(citizen.get(path), 404)
