"""Certificates of window service (AUT-02): the database counts, anybody may check the paper."""

import json
from datetime import date, datetime, timedelta
from uuid import UUID

import pypdfium2
import pytest
from django.db import connection
from django.test import Client

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    TODAY,
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.capabilities.rights.commands import grant_posting, issue_certificate
from tongban.capabilities.rights.queries import get_certificate, list_certificates
from tongban.capabilities.rights.testing import Administrators, make_administrators
from tongban.capabilities.rights.types import GrantLine
from tongban.ground.refusals import NotAllowed, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
AT = datetime.combine(TODAY, datetime.min.time(), OFFICE_ZONE) + timedelta(hours=9)


@pytest.fixture
def people(city: TestCity) -> Administrators:
    return make_administrators(city)


def at_window(
    people: Administrators,
    who: Actor,
    city: TestCity,
    first: date,
    last: date,
    *,
    established: bool = True,
    role: str = "clerk",
) -> None:
    line = GrantLine(
        who.natural_person,
        city.market,
        role,
        first,
        "安政数〔2026〕3号",
        valid_until=last,
        window_id=city.window,
        is_established=established,
    )
    grant_posting(actor=people.security, line=line, at=AT)


def certify(by: Actor, who: Actor, city: TestCity, until: date = TODAY) -> UUID:
    return issue_certificate(
        actor=by,
        person_id=who.natural_person,
        body_id=city.market,
        until=until,
        at=AT,
    )


def served(people: Administrators, city: TestCity) -> Actor:
    """Ten days and twenty, five of them twice: twenty-five days."""
    clerk = make_staff("officer", city.market, name="王小窗")
    first = TODAY - timedelta(days=60)
    at_window(people, clerk, city, first, first + timedelta(days=9))
    later = first + timedelta(days=5)
    at_window(people, clerk, city, later, later + timedelta(days=19), role="approver")
    return clerk


def test_a_certificate_counts_the_days_of_the_posts_once(
    city: TestCity, people: Administrators
) -> None:
    clerk = served(people, city)
    key = certify(people.security, clerk, city)
    card = get_certificate(actor=clerk, certificate_id=key)
    assert (card.person, card.days, len(card.posts)) == ("王小窗", 25, 2)
    assert card.posts[0][1] == "3 号窗口"
    half = certify(people.security, clerk, city, until=TODAY - timedelta(days=55))
    assert get_certificate(actor=clerk, certificate_id=half).days == 6
    assert list_certificates(actor=make_staff("officer", city.civil)) == []


def test_only_who_grants_there_certifies_and_only_days_at_a_window(
    city: TestCity, people: Administrators
) -> None:
    clerk = served(people, city)
    hired = make_staff("officer", city.market, name="外包")
    at_window(people, hired, city, TODAY, TODAY, established=False)
    with pytest.raises(NotAllowed):
        certify(people.audit, clerk, city)
    for nobody, until in (
        (hired, TODAY),
        (clerk, TODAY - timedelta(days=90)),
        (clerk, date(2099, 1, 1)),
    ):
        with pytest.raises(Refusal) as refused:
            certify(people.security, nobody, city, until=until)
        assert refused.value.rule == "a_certificate_is_of_days_at_a_window"


def test_the_paper_is_one_page_and_anybody_checks_it_by_its_number(
    city: TestCity, people: Administrators
) -> None:
    clerk = served(people, city)
    sent = {"login": login_of(clerk), "body": str(city.market)} | {
        f"until-{part}": value
        for part, value in zip(
            ("year", "month", "day"), ("2026", "11", "22"), strict=True
        )
    }
    desk = signed_in(people.security)
    assert desk.post("/desk/rights/certificates", sent).status_code == 302
    (card,) = list_certificates(actor=clerk)
    mine = signed_in(clerk)
    page = mine.get("/desk/rights/certificates").content.decode()
    assert card.number in page
    assert "开具证明" not in page
    paper = mine.get(f"/desk/rights/certificates/{card.certificate_id}.pdf")
    book = pypdfium2.PdfDocument(paper.content)
    words = book[0].get_textpage().get_text_range()
    assert len(book) == 1
    for said in ("王小窗", "25 天", card.number, "演示用章"):
        assert said in words
    seen = Client().get("/service-certificates", {"number": card.number})
    assert "王＊＊" in seen.content.decode()
    assert "王小窗" not in seen.content.decode()
    none = Client().get("/service-certificates", {"number": "690100-CK-2026-1"})
    assert "没有这个编号的证明" in none.content.decode()


def test_the_api_does_what_the_desk_does(
    city: TestCity, people: Administrators
) -> None:
    clerk = served(people, city)
    client, here = Client(), "/api/v1/rights/certificates"
    of = {
        who.natural_person: {"Authorization": f"Bearer {open_api_session(who)}"}
        for who in (clerk, people.security)
    }
    body = {
        "person_id": str(clerk.natural_person),
        "body_id": str(city.market),
        "until": "2026-11-22",
    }
    for who, status in ((clerk, 403), (people.security, 200)):
        made = client.post(
            here,
            json.dumps(body),
            content_type="application/json",
            headers=of[who.natural_person],
        )
        assert made.status_code == status, made.content
    (card,) = client.get(here, headers=of[clerk.natural_person]).json()
    paper = client.get(
        f"{here}/{card['certificate_id']}/paper", headers=of[clerk.natural_person]
    )
    assert paper["Content-Type"] == "application/pdf"
    found = client.get(f"{here}/by-number/{card['number']}").json()
    assert (found["holder"], found["days"]) == ("王＊＊", 25)
    assert client.get(f"{here}/by-number/1").status_code == 404


def login_of(actor: Actor) -> str:
    with reading(actor), connection.cursor() as cursor:
        cursor.execute("select login from account where id = %s", [actor.account_id])
        return str(cursor.fetchone()[0])
