"""The document of the API: true, served, and honest about errors."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tongban.faces.api.main import api

SNAPSHOT = Path(__file__).parents[5] / "docs" / "openapi.json"


def _document() -> dict[str, Any]:
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    document: dict[str, Any] = json.loads(json.dumps(schema))
    return document


def test_the_snapshot_is_what_the_code_says() -> None:
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == _document()


@pytest.mark.django_db
def test_it_is_served_to_everybody() -> None:
    answer = Client().get("/api/v1/openapi.json")

    assert answer.status_code == 200
    assert answer.json()["info"]["title"] == "通办 API"


def test_every_error_is_a_problem_with_a_shape() -> None:
    for path, operations in _document()["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                if int(status) < 400:
                    continue
                (media_type,) = response["content"]
                shape = response["content"][media_type]["schema"]["$ref"]
                assert media_type == "application/problem+json", (path, method)
                assert shape.endswith("/Problem")


# What anybody may do without having signed in.
OPEN_ACTS = {
    "/api/v1/session",
    "/api/v1/tracking",
    "/api/v1/proof-demands",
    "/api/v1/open-questions",
    # What an app's server says is signed; it has no account here.
    "/api/v1/containers/tickets",
    "/api/v1/containers/answers",
}


def test_every_act_that_needs_a_token_says_so() -> None:
    for path, operations in _document()["paths"].items():
        reads_the_list = path.startswith(
            (
                "/api/v1/items",
                "/api/v1/lists",
                "/api/v1/hall-powers",
                "/api/v1/directory",
                "/api/v1/indicators",
                "/api/v1/search/",
                "/api/v1/window-classes",
                "/api/v1/halls/",
                # A paper is checked by whoever is shown it.
                "/api/v1/rights/certificates/by-number/",
            )
        ) and not (
            path.endswith(("/intake-modes", "/delegations", "/proposals"))
            or "/window-grouping" in path
        )
        for method, operation in operations.items():
            is_open = (
                (reads_the_list or path == "/api/v1/search") and method == "get"
            ) or (path in OPEN_ACTS and method == "post")
            assert ("401" in operation["responses"]) is not is_open, (path, method)


def test_whatever_creates_takes_an_idempotency_key() -> None:
    for path, operations in _document()["paths"].items():
        if path.endswith("/applications"):
            names = {row["name"] for row in operations["post"]["parameters"]}
            assert "Idempotency-Key" in names
