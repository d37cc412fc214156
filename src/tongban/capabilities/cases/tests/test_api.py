"""A case through the API: filed, accepted, reviewed, decided, delivered; and every refusal."""

import json
from dataclasses import asdict
from typing import Any, cast
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.capabilities.cases.queries import check_receipt_document
from tongban.capabilities.cases.testing import (
    World,
    make_case,
    make_filing,
    make_world,
)
from tongban.capabilities.people.testing import make_citizen, open_api_session
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.recording import canonical_text
from tongban.plumbing.evidence.signing import installation_public_keys
from tongban.plumbing.files.testing import make_pdf

pytestmark = pytest.mark.django_db
V1 = "/api/v1"


class Caller:
    """Somebody with a token."""

    def __init__(self, actor: Actor) -> None:
        self.token = open_api_session(actor)
        self.client = Client(headers={"Authorization": f"Bearer {self.token}"})

    def get(self, path: str, **query: str | int) -> Any:
        return self.client.get(f"{V1}{path}", query)

    def post(self, path: str, body: object, **headers: str) -> Any:
        return self.client.post(
            f"{V1}{path}",
            canonical_text(body),
            content_type="application/json",
            headers=headers,
        )


def body_of(world: World, **changes: Any) -> dict[str, Any]:
    filing = asdict(make_filing(world, **changes))
    del filing["idempotency_key"]
    return cast("dict[str, Any]", json.loads(canonical_text(filing)))


def problem_of(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"].startswith("application/problem+json")
    document: dict[str, Any] = json.loads(answer.content)
    assert document["status"] == status
    assert document["title"]
    return document


def test_a_case_from_filing_to_delivery() -> None:
    world = make_world()
    citizen, officer = Caller(world.citizen), Caller(world.officer)
    approver = Caller(world.approver)
    market = {"acting_body": str(world.city.market)}

    filed = citizen.post(
        "/applications", body_of(world), **{"Idempotency-Key": "tour-1"}
    )
    assert filed.status_code == 201, filed.content.decode()
    receipt = filed.json()
    case = f"/cases/{receipt['case_id']}"
    assert officer.post(f"{case}/acceptance", market).json() == "accepted"
    refused = problem_of(
        officer.post(f"{case}/decision", market | {"grant": True}), 403
    )
    assert refused["rule"] == "no_act_without_a_permission"
    step = f"{case}/special-steps/x1"
    assert approver.post(f"{step}/begin", {}).json() == "accepted"
    early = problem_of(approver.post(f"{case}/special-steps/x9/begin", {}), 422)
    assert "现场核查" in str(early["errors"])
    checked = approver.post(f"{step}/end", {"outcome": "passed"})
    assert checked.json() == "accepted"
    review = {"opinion": "合格。"}
    assert approver.post(f"{case}/review", review).json() == "reviewed"
    grant = approver.post(f"{case}/decision", market | {"grant": True})
    assert grant.json() == "granted"
    hand_over = market | {"way": "electronic"}
    assert officer.post(f"{case}/delivery", hand_over).json() == "delivered"

    view = citizen.get(case).json()
    assert view["state"] == "delivered"
    assert [event["kind"] for event in view["events"]] == [
        "submitted",
        "accepted",
        "special_begun",
        "special_ended",
        "reviewed",
        "granted",
        "delivered",
    ]
    assert citizen.get("/cases").json()[0]["number"] == receipt["number"]
    found = citizen.get(f"/case-numbers/{receipt['number']}").json()
    assert found["case_id"] == receipt["case_id"]
    paper = citizen.get(f"/papers/{receipt['paper_id']}.pdf")
    assert paper.status_code == 200, paper.content.decode()
    assert paper.content.startswith(b"%PDF")


def test_the_same_key_gives_the_same_receipt() -> None:
    world = make_world()
    citizen, body = Caller(world.citizen), body_of(world)
    key = {"Idempotency-Key": "once"}

    first, again = (citizen.post("/applications", body, **key) for _time in range(2))

    assert first.json() == again.json()


def test_a_filing_needs_a_key() -> None:
    world = make_world()

    problem = problem_of(
        Caller(world.citizen).post("/applications", body_of(world)), 422
    )

    assert problem["errors"] == {"header.Idempotency-Key": "缺了这一项，请补上。"}


def test_taking_in_at_a_window() -> None:
    world = make_world("entrusted_acceptance")
    clerk = Caller(world.clerk)

    answer = clerk.post(
        f"/windows/{world.city.hall}/applications",
        body_of(world, on_paper=True),
        **{"Idempotency-Key": "window-1"},
    )

    assert answer.status_code == 201, answer.content.decode()
    assert answer.json()["state"] == "accepted"


def test_refusing_to_accept() -> None:
    world = make_world()
    case = make_case(world)
    body = {
        "acting_body": str(world.city.market),
        "unmet": {"c2": "离污水池 10 米。"},
        "turn_to": "换一处店面再来。",
    }

    answer = Caller(world.officer).post(f"/cases/{case.case_id}/non-acceptance", body)

    assert answer.json() == "not_accepted"


def test_a_rule_of_the_register_is_named_with_its_article() -> None:
    world = make_world("collect")
    clerk = Caller(world.clerk)
    receipt = clerk.post(
        f"/windows/{world.city.hall}/applications",
        body_of(world, on_paper=True),
        **{"Idempotency-Key": "window-2"},
    ).json()

    answer = clerk.post(
        f"/cases/{receipt['case_id']}/acceptance",
        {"acting_body": str(world.city.centre)},
    )

    problem = problem_of(answer, 409)
    assert problem["rule"] == "collecting_window_cannot_accept"
    assert "行政许可法" in problem["source"]
    assert problem["type"] == "urn:tongban:collecting_window_cannot_accept"


def test_a_move_out_of_order_is_a_conflict() -> None:
    world = make_world()
    case = make_case(world)
    body = {"acting_body": str(world.city.market), "grant": True}

    problem_of(
        Caller(world.approver).post(f"/cases/{case.case_id}/decision", body), 409
    )


def test_wrong_values_are_told_by_field() -> None:
    world = make_world()
    body = body_of(world, values={}, materials=())

    answer = Caller(world.citizen).post(
        "/applications", body, **{"Idempotency-Key": "wrong"}
    )

    problem = problem_of(answer, 422)
    assert {"shop_name", "material_m3"} <= set(problem["errors"])


def test_anothers_case_paper_and_file_are_not_found() -> None:
    world = make_world()
    receipt = make_case(world)
    stranger = Caller(make_citizen("李建国"))
    upload = str(make_filing(world).materials[0].upload_id)

    for path in (
        f"/cases/{receipt.case_id}",
        f"/cases/{receipt.case_id}/receipt",
        f"/case-numbers/{receipt.number}",
        f"/papers/{receipt.paper_id}.pdf",
        f"/materials/{upload}/file",
        f"/cases/{uuid4()}",
    ):
        problem_of(stranger.get(path), 404)
    problem_of(stranger.get(f"/bodies/{world.city.market}/cases"), 403)


def test_own_files_go_in_and_come_out() -> None:
    world = make_world()
    citizen = Caller(world.citizen)
    kind = next(row for row in world.guide.materials if row.key == "m3")
    content = make_pdf()
    handed = citizen.client.post(
        f"{V1}/materials",
        {
            "file": SimpleUploadedFile("制度.pdf", content, "application/pdf"),
            "material_type_id": str(kind.material_type_id),
        },
    )
    assert handed.status_code == 201, handed.content.decode()
    got = citizen.get(f"/materials/{handed.json()['upload_id']}/file")

    assert b"".join(got.streaming_content) == content
    fake = SimpleUploadedFile("制度.pdf", b"MZ\x90", "application/pdf")
    body = {"file": fake, "material_type_id": str(kind.material_type_id)}
    problem_of(citizen.client.post(f"{V1}/materials", body), 422)


def test_the_worklist_goes_on_where_a_page_ended() -> None:
    world = make_world()
    for _number in range(5):
        make_case(world)
    officer = Caller(world.officer)
    path, seen = f"/bodies/{world.city.market}/cases", []

    page = officer.get(path, limit=2).json()
    while page:
        seen += [line["case_id"] for line in page]
        page = officer.get(path, limit=2, after=page[-1]["case_id"]).json()

    assert len(seen) == len(set(seen)) == 5


def test_the_receipt_is_a_document_that_checks_offline() -> None:
    world = make_world()
    receipt = make_case(world)

    text = Caller(world.citizen).get(f"/cases/{receipt.case_id}/receipt").content

    document, checks = check_receipt_document(text, installation_public_keys())
    assert document["number"] == receipt.number
    assert all(check.ok for check in checks), checks


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/cases", 401),
        ("post", "/applications", 401),
        ("get", "/nowhere", 404),
        ("put", "/cases", 405),
        ("get", "/cases/not-a-key", 401),
    ],
)
def test_what_no_endpoint_answers_is_a_problem_too(
    method: str, path: str, status: int
) -> None:
    answer = getattr(Client(), method)(f"{V1}{path}")

    problem_of(answer, status)
    if status == 401:
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_body_that_is_no_json_is_a_problem() -> None:
    world = make_world()
    client = Caller(world.citizen).client

    answer = client.post(
        f"{V1}/applications",
        "{not json",
        content_type="application/json",
        headers={"Idempotency-Key": "x"},
    )

    problem_of(answer, 400)
    problem_of(Caller(world.citizen).get("/cases/not-a-key"), 422)


def test_headers_that_anybody_can_write_are_not_believed() -> None:
    world = make_world()
    receipt = make_case(world)
    forged = Client(
        headers={
            "X-Remote-User": "officer",
            "X-Forwarded-User": str(world.officer.account_id),
            "X-Account": str(world.officer.account_id),
            "Remote-User": "officer",
        }
    )

    problem_of(forged.get(f"{V1}/cases/{receipt.case_id}"), 401)
    problem_of(
        Client(headers={"Authorization": f"Bearer {world.officer.account_id}"}).get(
            f"{V1}/cases"
        ),
        401,
    )


def test_a_cookie_opens_nothing() -> None:
    world = make_world()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = Caller(world.citizen).token

    problem_of(client.get(f"{V1}/cases"), 401)
