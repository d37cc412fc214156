"""The roster and the benefit items: by the office, from a file, told to everybody."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.capabilities.agency.commands import mark_item, register_post
from tongban.capabilities.agency.queries import (
    count_by_body,
    export_gaps,
    get_template,
    list_firm_officers,
    list_gaps,
    list_posts,
    preview_roster,
)
from tongban.capabilities.agency.testing import Station, ask, make_station
from tongban.capabilities.agency.types import PostLine
from tongban.capabilities.cases.testing import World, make_world
from tongban.capabilities.mandates.testing import USCC, make_firm
from tongban.capabilities.people.testing import (
    Post,
    make_citizen,
    make_staff,
    make_staff_together,
    signed_in,
)
from tongban.ground.refusals import Invalid, NotAllowed, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.text.tables import write_csv

pytestmark = pytest.mark.django_db
# Pages tell the time themselves.
AT = datetime.now(OFFICE_ZONE)
DAY = AT.date()
COLUMNS = ("单位代码", "姓名", "类型", "能办的主题", "从哪天", "到哪天")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def station(world: World) -> Station:
    return make_station(world.city.civil, at=AT)


def test_the_roster_is_public_by_real_name(world: World, station: Station) -> None:
    said = Client().get("/agents").content.decode()
    assert "林晓" in said
    assert "村（社区）代办员" in said
    ask(world.citizen, station, world.guide.item_id, at=AT)
    (count,) = count_by_body(actor=make_citizen("路人"), day=DAY)
    assert (count.asked, count.open, count.done, count.agents) == (1, 1, 0, 1)


def test_only_who_holds_the_post_is_registered(world: World, station: Station) -> None:
    clerk = make_staff("clerk", station.body_id)
    later = DAY + timedelta(days=9)
    line = PostLine("village", station.body_id, clerk.natural_person, DAY, later)
    with pytest.raises(Refusal) as refused:
        register_post(actor=station.keeper, line=line, at=AT)
    assert refused.value.rule == "an_agent_is_registered_by_the_office"
    with pytest.raises(NotAllowed):
        register_post(actor=station.agent, line=line, at=AT)
    with pytest.raises(Invalid) as wrong:
        register_post(
            actor=station.keeper,
            line=PostLine("x", station.body_id, clerk.natural_person, later, DAY),
            at=AT,
        )
    assert set(wrong.value.errors) == {"kind", "valid_until"}


def test_a_file_is_read_line_by_line(world: World, station: Station) -> None:
    make_staff_together(Post("assistance_agent", (station.body_id,), "周全"))
    days = (DAY.isoformat(), (DAY + timedelta(days=30)).isoformat())
    rows = [
        ("CIVIL", "周全", "村（社区）代办员", "", *days),
        ("CIVIL", "林晓", "村（社区）代办员", "", *days),
        ("CIVIL", "没有", "村（社区）代办员", "", *days),
        ("NOWHERE", "周全", "村（社区）代办员", "", *days),
        ("CIVIL", "周全", "帮办代办窗口", "登月", *days),
        ("CIVIL", "周全", "帮办代办窗口", "", days[1], days[0]),
        ("MARKET", "周全", "帮办代办窗口", "", *days),
    ]
    content = write_csv(COLUMNS, rows)
    seen = preview_roster(actor=station.keeper, content=content, day=DAY)
    assert [one.news for one in seen.lines] == ["new", "same"] + ["refused"] * 5
    assert all(one.words for one in seen.lines if one.news == "refused")

    browser = signed_in(station.keeper)
    page = "/desk/agency/roster/import"
    file = SimpleUploadedFile("名册.csv", content, "text/csv")
    shown = browser.post(page, {"do": "preview", "file": file}).content.decode()
    assert "没有“登月”这个主题" in shown
    carried = shown.split('name="carried" value="')[1].split('"')[0]
    done = browser.post(page, {"do": "import", "carried": carried})
    assert done.status_code == 302
    assert {one.name for one in list_posts(actor=station.keeper, day=DAY)} == {
        "林晓",
        "周全",
    }


def test_a_template_can_be_filled_in(station: Station) -> None:
    for kind in ("csv", "xlsx"):
        content = get_template(kind=kind)
        (line,) = preview_roster(actor=station.keeper, content=content, day=DAY).lines
        assert line.news == "refused"
        assert "QD-LANXIN" in line.words


def test_a_firms_officer_is_told_to_the_firm_alone(
    world: World, station: Station
) -> None:
    firm = make_firm(world.citizen)
    line = PostLine(
        "firm",
        station.body_id,
        station.agent.natural_person,
        DAY,
        DAY + timedelta(days=90),
        uscc=USCC,
        tag="key",
        project="河畔中央厨房",
    )
    register_post(actor=station.keeper, line=line, at=AT)
    (card,) = list_firm_officers(actor=world.citizen, day=DAY, firm_ids=[firm])
    assert (card.name, card.tag_words, card.project) == (
        "林晓",
        "重点企业",
        "河畔中央厨房",
    )
    assert list_firm_officers(actor=make_citizen("路人"), day=DAY) == []
    said = signed_in(world.citizen).get(f"/my/agency/firms/{firm}").content.decode()
    assert "重点企业" in said


def test_gaps_are_told_as_they_are(world: World, station: Station) -> None:
    item = world.guide.item_id
    assert list_gaps(actor=station.keeper, day=DAY).percent == "—"
    mark_item(
        actor=station.keeper, item_id=item, kind="allowance", paths=("family",), at=AT
    )
    gaps = list_gaps(actor=make_citizen("路人"), day=DAY)
    assert (gaps.total, gaps.complete, gaps.percent) == (1, 0, "0%")
    assert gaps.rows[0].missing_words == "远程认证、代为办理"
    assert "远程认证、代为办理" in export_gaps(actor=station.keeper, day=DAY).decode()

    everything = ("family", "remote", "on_behalf")
    mark_item(
        actor=station.keeper, item_id=item, kind="allowance", paths=everything, at=AT
    )
    assert list_gaps(actor=station.keeper, day=DAY).percent == "100%"
    said = signed_in(station.keeper).get("/desk/agency/benefits").content.decode()
    assert world.guide.name in said
    mark_item(actor=station.keeper, item_id=item, kind="none", paths=(), at=AT)
    assert list_gaps(actor=station.keeper, day=DAY).total == 0


def test_remote_is_asked_only_where_it_is_open(world: World, station: Station) -> None:
    browser = signed_in(world.citizen)
    item = str(world.guide.item_id)
    typed = {"act": "ask", "items": item, "post": str(station.post_id)}
    closed = browser.post("/my/agency/new", typed | {"path": "remote"})
    assert closed.status_code == 409
    assert "还没有开通远程认证" in closed.content.decode()
    mark_item(
        actor=station.keeper,
        item_id=world.guide.item_id,
        kind="certification",
        paths=("remote",),
        at=AT,
    )
    assert "远程认证" in browser.get(f"/my/agency/new?item={item}").content.decode()
    asked = browser.post("/my/agency/new", typed | {"path": "remote"})
    assert asked.status_code == 302
