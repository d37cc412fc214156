"""The exchange through the API: how it stands, a package, and a run that is asked for."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from tongban.capabilities.catalogue.testing import make_office, publish_item
from tongban.capabilities.exchange.adapter import connector, run_exchange
from tongban.capabilities.exchange.testing import run_province
from tongban.capabilities.exchange.types import NOW
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import open_api_session
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
URL = "/api/v1/exchange"
AT = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)


def call(actor: Actor, path: str = "", method: str = "get") -> Any:
    headers = {"Authorization": f"Bearer {open_api_session(actor)}"}
    return getattr(Client(), method)(f"{URL}{path}", headers=headers)


def test_what_the_page_shows_is_read_and_a_run_is_asked_for(
    settings: Settings,
) -> None:
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)
    publisher = office.publisher
    assert call(publisher, "/runs", "post").status_code == 409
    with run_province() as running:
        settings.PROVINCE_URL = running.url
        run_exchange(
            running.url, actor=connector(city.code), day=date(2026, 11, 23), at=AT
        )
    told = call(publisher).json()
    assert told["peer"] == running.url
    assert told["reconciliations"][0]["gaps"] == []
    assert [one["number"] for one in told["packages"]] == [1]
    package = call(publisher, "/packages/1").json()
    (row,) = package["manifest"]["rows"]
    assert row["digest"] == guide.digest
    assert package["accepted"] == 1
    assert call(publisher, "/packages/9").status_code == 404

    asked = call(publisher, "/runs", "post")
    assert (asked.status_code, asked.json()) == (202, {"peer": running.url})
    assert ProcrastinateJob.objects.filter(task_name=NOW).count() == 1


def test_only_who_may_see_it_reads_or_asks() -> None:
    office = make_office(make_city())
    for path, method in (("", "get"), ("/packages/1", "get"), ("/runs", "post")):
        assert call(office.drafter, path, method).status_code == 403
    assert Client().get(URL).status_code == 401
