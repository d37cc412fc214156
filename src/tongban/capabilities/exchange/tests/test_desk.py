"""The page of the exchange: it says what differs, and that the other side is a simulator."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from tongban.capabilities.catalogue.testing import make_office, publish_item
from tongban.capabilities.exchange.adapter import connector, run_exchange
from tongban.capabilities.exchange.jobs import exchange_now
from tongban.capabilities.exchange.testing import run_province
from tongban.capabilities.exchange.types import NOW
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import make_citizen, open_page_session
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
PAGE = "/desk/exchange"
AT = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)


def page_of(actor: Actor) -> Client:
    client = Client()
    client.cookies["sessionid"] = open_page_session(actor)
    return client


def test_differences_are_shown_and_the_simulator_is_called_one(
    settings: Settings,
) -> None:
    city = make_city()
    office = make_office(city)
    guide = publish_item(city, office)
    with run_province() as running:
        settings.PROVINCE_URL = running.url
        running.province.lose = {guide.handling_code}
        run_exchange(
            running.url, actor=connector(city.code), day=date(2026, 11, 23), at=AT
        )

    html = page_of(office.publisher).get(PAGE).content.decode()

    assert "对方是模拟器，不是真的省平台" in html
    assert "有 1 项不一样" in html
    assert "对方没有" in html
    assert guide.handling_code in html
    assert guide.digest[:16] in html


def test_without_a_province_nothing_is_sent_and_the_page_says_so() -> None:
    city = make_city()
    office = make_office(city)
    publish_item(city, office)
    client = page_of(office.publisher)

    exchange_now(city.code)
    html = client.get(PAGE).content.decode()

    assert "还没有接省平台" in html
    assert "还没有对过账" in html
    assert "现在报送并对账" not in html
    assert client.post(PAGE).status_code == 302
    assert not ProcrastinateJob.objects.filter(task_name=NOW).exists()


def test_the_button_queues_a_run_and_the_run_reports(
    settings: Settings,
) -> None:
    city = make_city()
    office = make_office(city)
    publish_item(city, office)
    with run_province() as running:
        settings.PROVINCE_URL = running.url
        assert page_of(office.publisher).post(PAGE).status_code == 302
        assert ProcrastinateJob.objects.filter(task_name=NOW).count() == 1
        exchange_now(city.code)

        assert running.province.state(city.code)["count"] == 1
    assert "两边一样" in page_of(office.publisher).get(PAGE).content.decode()


def test_only_who_may_see_it_comes_in() -> None:
    office = make_office(make_city())

    for actor in (office.drafter, make_citizen()):
        assert page_of(actor).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302
