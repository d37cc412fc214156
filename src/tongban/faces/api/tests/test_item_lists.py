"""A list through the API: the counts and the report of the command line, for officers only."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.capabilities.catalogue.queries import list_drafts
from tongban.capabilities.catalogue.testing import Office, make_office
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import make_citizen, open_api_session
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/items/imports"
LIST = "实施主体,事项名称,实施编码,事项类型,备注\n某局,甲证,无,1,\n某局,,A-2,1,"


@pytest.fixture
def office() -> Office:
    """The people of the list."""
    return make_office(make_city())


def post(actor: Actor | None, content: bytes = LIST.encode(), **form: str) -> Any:
    headers = {"Authorization": f"Bearer {open_api_session(actor)}"} if actor else {}
    file = SimpleUploadedFile("清单.csv", content)
    return Client(headers=headers).post(IMPORTS, {"file": file, **form})


def test_a_list_is_taken_in_and_reported_row_by_row(office: Office) -> None:
    answer = post(office.drafter, org="MARKET")

    assert answer.status_code == 200
    told = answer.json()
    assert [told[key] for key in ("read", "imported", "rejected")] == [2, 1, 1]
    assert told["unknown_headings"] == ["备注"]
    assert told["rows"][1]["line"] == 3
    assert told["rows"][1]["field"] == "item_name"
    assert told["rows"][1]["text"] == "某局,,A-2,1,"
    assert len(list_drafts(actor=office.drafter)) == 1
    assert post(office.drafter, org="MARKET").json()["unchanged"] == 1


def test_a_preview_writes_nothing(office: Office) -> None:
    answer = post(office.drafter, org="MARKET", preview="true")

    assert answer.json()["imported"] == 1
    assert list_drafts(actor=office.drafter) == []


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", "甲\n乙".encode(), b"PK\x03\x04"]
)
def test_a_file_that_is_no_list_is_a_problem_in_words(
    office: Office, content: bytes
) -> None:
    answer = post(office.drafter, content, org="MARKET")

    assert answer.status_code == 422
    assert "请" in answer.json()["errors"]["file"]


def test_import_is_refused_to_strangers_citizens_and_publishers(office: Office) -> None:
    assert post(None).status_code == 401
    assert post(make_citizen()).status_code == 403
    assert post(office.publisher).status_code == 403


def test_imports_is_no_code_of_an_item() -> None:
    make_city()

    assert Client().get(IMPORTS).status_code == 405
