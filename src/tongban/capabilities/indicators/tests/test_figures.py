"""Figures of a real city: page, desk, API and files say the same, and anybody can add them up."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tongban.capabilities.catalogue.testing import (
    AT,
    EFFECTIVE_ON,
    Office,
    implement_entry,
    let_take_in,
    publish_item,
    publish_test_entry,
)
from tongban.capabilities.indicators.commands import register_baseline
from tongban.capabilities.indicators.queries import (
    get_figure,
    list_baselines_of,
    list_figures,
)
from tongban.capabilities.indicators.types import Counted
from tongban.capabilities.lists.testing import draft_list, publish_list
from tongban.capabilities.lists.types import Entry
from tongban.capabilities.orgs.commands import load_bodies
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.orgs.testing import TestCity, make_loader
from tongban.capabilities.orgs.types import BodyLine
from tongban.capabilities.people.testing import (
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.ground.refusals import Invalid, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import anonymous

# Sound codes of bodies that nobody else has.
CREDIT_CODES = (
    "116901006902000096",
    "116901006902000171",
    "11690100690200025U",
    "11690100690200033N",
    "11690100690200041H",
    "1169010069020005X9",
    "116901006902000689",
    "116901006902000764",
    "11690100690200084Y",
)
pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
BEFORE = Counted(date(2018, 9, 30), 10, 9, 3, "2018 年办事指南汇编")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def words(city: TestCity, key: str, day: date = DAY) -> str:
    return get_figure(actor=anonymous(city.code), key=key, day=day).words


def page(client: Client, path: str, *, status: int = 200, **asked: str) -> str:
    found = client.get(path, asked)
    assert found.status_code == status, found.content.decode()[:2000]
    return found.content.decode()


def register(office: Office, code: str, counted: Counted = BEFORE) -> int:
    card = register_baseline(
        actor=office.publisher, handling_code=code, counted=counted, day=DAY, at=AT
    )
    return card.number


def test_page_api_and_files_say_the_same_and_add_up(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    publish_item(city, office, name="窗口才能办的", handling_modes=["window"], visits=1)
    anybody = Client()
    api = anybody.get("/api/v1/indicators/online_capable", {"on": str(DAY)}).json()
    assert (api["numerator"], api["denominator"], api["value"]) == (1, 2, "50.0%")
    assert api["is_met"] is False
    assert api["clauses"][0]["number"] == "T-02"
    for name in ("numerator", "denominator"):
        assert sum(row[name] for row in api["rows"]) == api[name]

    html = page(anybody, "/indicators/online_capable", on=str(DAY))
    for said in ("50.0%", "网上能申请的事项", "不少于 85%", "没有达到", "师宗县"):
        assert said in html
    here = "/indicators/online_capable/rows"
    file = anybody.get(f"{here}.csv", {"on": str(DAY)})
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert sum(int(row["分子"]) for row in rows) == 1
    assert sum(int(row["分母"]) for row in rows) == 2
    kept = json.loads(anybody.get(f"{here}.json", {"on": str(DAY)}).content)
    assert kept == api
    assert anybody.get(f"{here}.xlsx").content.startswith(b"PK")
    assert anybody.get(f"{here}.exe").status_code == 404
    assert anybody.get("/indicators/no_such_thing").status_code == 404
    assert "网上可办率" in page(anybody, "/indicators")


def test_a_figure_is_of_its_day(city: TestCity, office: Office) -> None:
    publish_item(city, office)
    before = EFFECTIVE_ON - timedelta(days=1)
    assert words(city, "items") == "1 项"
    assert words(city, "items", before) == "0 项"
    assert words(city, "online_capable", before) == "—"
    assert "2026 年 1 月 4 日" in page(Client(), "/indicators", on=str(before))


def test_only_the_published_list_takes_an_item_out_of_the_online_rate(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    secret = publish_item(
        city, office, name="涉密资质", handling_modes=["window"], visits=1
    )
    assert words(city, "online_capable") == "50.0%"
    entry = Entry(
        secret.handling_code, reason="secrecy", basis="《保守国家秘密法》第二十三条"
    )
    publish_list(office, draft_list(city, office, "offline", entries=(entry,)))
    found = get_figure(actor=anonymous(city.code), key="online_capable", day=DAY)
    assert found.words == "100.0%"
    assert [row.name for row in found.excluded] == ["涉密资质"]
    assert "涉及国家秘密" in page(Client(), "/indicators/online_capable", on=str(DAY))


def test_halls_lists_and_the_directory_are_read(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    publish_item(city, office, name="另一项")
    let_take_in(city, office, guide.item_id, "collect")
    publish_list(office, draft_list(city, office, "resident", venue_id=city.hall))
    publish_list(office, draft_list(city, office, "city_wide"))
    assert words(city, "one_window") == "50.0%"
    assert words(city, "residence") == "50.0%"
    assert words(city, "city_wide") == "2 项"
    assert words(city, "core_uniformity") == "—"

    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    whole = get_figure(actor=anonymous(city.code), key="uniformity", day=DAY)
    core = get_figure(actor=anonymous(city.code), key="core_uniformity", day=DAY)
    assert whole.words == core.words == "100.0%"
    assert 0 < core.whole <= 12
    assert core.whole <= whole.whole <= 32


def test_a_baseline_is_registered_once_and_corrected_in_the_open(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    assert words(city, "materials_cut") == "—"
    assert register(office, guide.handling_code) == 1
    # Two are asked today: the map of the kitchen and the list of rules.
    assert words(city, "materials_cut") == "80.0%"
    assert register(office, guide.handling_code) == 1
    with pytest.raises(Invalid) as refused:
        register(
            office, guide.handling_code, Counted(BEFORE.counted_on, 4, 9, 3, "汇编")
        )
    assert set(refused.value.errors) == {"reason"}
    corrected = Counted(BEFORE.counted_on, 4, 9, 3, "汇编", "多数了六份")
    assert register(office, guide.handling_code, corrected) == 2
    assert words(city, "materials_cut") == "50.0%"
    assert words(city, "materials_cut", DAY - timedelta(days=1)) == "—"
    kept = list_baselines_of(actor=anonymous(city.code), item_id=guide.item_id)
    assert [one.number for one in kept] == [2, 1]


def test_who_is_measured_registers_no_baseline(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    officer = make_staff("officer", city.market)
    for actor in (officer, office.drafter, anonymous(city.code)):
        with pytest.raises(NotAllowed):
            register_baseline(
                actor=actor,
                handling_code=guide.handling_code,
                counted=BEFORE,
                day=DAY,
                at=AT,
            )
    with pytest.raises(NotFound):
        register(office, "nothing")
    with pytest.raises(Invalid) as refused:
        register(
            office,
            guide.handling_code,
            Counted(DAY + timedelta(days=1), -1, 1000, 0, "　"),
        )
    told = set(refused.value.errors)
    assert told == {"counted_on", "materials", "steps", "source"}


def test_the_desk_cuts_to_a_body_and_registers(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    client = signed_in(office.publisher)
    assert "登记精简的基准" in page(client, "/desk/indicators")
    of_body = page(
        signed_in(make_staff("officer", city.civil)),
        "/desk/indicators/items",
        body=str(city.civil),
    )
    assert "0 项" in of_body
    here = "/desk/indicators/baselines"
    form: dict[str, Any] = {
        "code": guide.handling_code,
        "counted_on-year": "2018",
        "counted_on-month": "9",
        "counted_on-day": "30",
        "materials": "10",
        "steps": "9",
        "visits": "3",
        "source": "汇编",
    }
    wrong = client.post(here, form | {"materials": "many", "counted_on-day": "31"})
    assert wrong.status_code == 422
    assert "请写整数" in wrong.content.decode()
    assert client.post(here, form).status_code == 302
    shown = page(client, here, code=guide.handling_code)
    assert "10 份、9 个环节、3 趟" in shown
    assert signed_in(office.drafter).get(here).status_code == 403
    typed = {name: value for name, value in form.items() if name != "code"}
    again = typed | {"code_words": guide.handling_code, "reason": "少数了一份"}
    assert client.post(here, again).status_code == 302
    options = client.get("/desk/items/suggest", {"q": "spjy"}).json()["options"]
    assert [one["value"] for one in options] == [guide.handling_code]
    assert "拼音首字母相符" in options[0]["note"]
    assert Client().get("/desk/items/suggest", {"q": "spjy"}).status_code != 200
    assert Client().get("/desk/indicators").status_code in {302, 403}


def test_many_bodies_are_looked_for_by_name_not_read_through(city: TestCity) -> None:
    few = signed_in(make_staff("officer", city.civil, city.market))
    shown = few.get("/desk/indicators").context
    assert shown["tabs"][0]["label"] == "全市"
    assert len(shown["tabs"]) == 3
    assert shown["bodies"] == []
    lines = [
        BodyLine(code, f"第{at}局", f"{at}局", code, "city", "department", city.code)
        for at, code in enumerate(CREDIT_CODES)
    ]
    load_bodies(actor=make_loader(), bodies=lines)
    codes = {line.code for line in lines}
    known = list_bodies(actor=make_staff("officer", city.civil))
    many = [one.body_id for one in known if one.code in codes]
    client = signed_in(make_staff("officer", *many))
    html = page(client, "/desk/indicators", body=str(many[0]))
    shown = client.get("/desk/indicators", {"body": str(many[0])}).context
    assert shown["tabs"] == []
    assert {one["value"] for one in shown["bodies"]} == set(many)
    assert "data-combobox" in html
    assert "看全市" in html


def test_the_api_registers_for_who_may(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    body = {
        "handling_code": guide.handling_code,
        "counted_on": "2018-09-30",
        "materials": 10,
        "steps": 9,
        "visits": 3,
        "source": "汇编",
    }
    where = "/api/v1/indicators/baselines"
    answers = {}
    for name, actor in (("keeper", office.publisher), ("drafter", office.drafter)):
        answers[name] = Client().post(
            where,
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {open_api_session(actor)}"},
        )
    assert answers["keeper"].status_code == 201, answers["keeper"].content
    assert answers["drafter"].status_code == 403
    assert (
        Client().post(where, body, content_type="application/json").status_code == 401
    )


def test_nobody_learns_more_of_filings_than_whole_months(city: TestCity) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_get_function_result('filings_of_the_year(date)'::regprocedure)"
        )
        [result] = cursor.fetchone() or [""]
    assert result == (
        "TABLE(item_id uuid, visits smallint, channel text, filings bigint)"
    )


def test_all_figures_cost_few_queries_once_the_guides_are_known(
    city: TestCity, office: Office, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        publish_item(city, office, name=f"事项{number}")
    actor = anonymous(city.code)
    list_figures(actor=actor, day=DAY)
    with django_assert_max_num_queries(17):
        figures = list_figures(actor=actor, day=DAY)
    assert len(figures) == 31


def test_no_correction_is_dated_before_what_it_corrects(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    register(office, guide.handling_code)
    with pytest.raises(Refusal) as refused:
        register_baseline(
            actor=office.publisher,
            handling_code=guide.handling_code,
            counted=Counted(BEFORE.counted_on, 4, 9, 3, "汇编", "多数了六份"),
            day=DAY - timedelta(days=1),
            at=AT,
        )
    assert refused.value.rule == "a_baseline_is_of_the_past"
