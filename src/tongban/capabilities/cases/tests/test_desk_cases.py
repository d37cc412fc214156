"""B1, B2 and B6: the worklist, reading a case, and every act with its refusals."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tongban.capabilities.cases.commands import accept_case, review_case
from tongban.capabilities.cases.models import Case, CaseEvent, PaperFile
from tongban.capabilities.cases.queries import Wanted, get_lamps, list_open_cases
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_citizen,
    make_world,
    take_step,
)
from tongban.capabilities.cases.tests.citizens import text_of
from tongban.capabilities.cases.tests.clerks import (
    WINDOW,
    browser_of,
    food_page,
    make_hall,
    value_of,
)
from tongban.capabilities.cases.tests.test_refuse_acceptance import GROUPED
from tongban.capabilities.catalogue.commands import propose_material
from tongban.capabilities.catalogue.testing import begin_draft, pass_reviews
from tongban.capabilities.people.commands import load_postings
from tongban.capabilities.people.testing import make_people_loader, make_staff
from tongban.capabilities.people.types import PostingLine
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db


def state_of(world: World, case_id: Any) -> str:
    with reading(world.officer):
        return Case.objects.get(pk=case_id).state


def act(actor: Actor, case_id: Any, what: str, **more: Any) -> Any:
    return browser_of(actor).post(f"/desk/cases/{case_id}/act", {"act": what, **more})


# ---------------------------------------------------------------- B1
def test_who_also_reviews_items_finds_them_from_the_worklist() -> None:
    world = make_world()
    body = world.city.market
    waiting = {"label": "事项草稿", "href": "/desk/items?show=mine"}
    both = make_staff("officer", body)
    person_id = both.person_id
    assert person_id is not None
    since = date(2020, 1, 1)
    posting = PostingLine(person_id, body, "catalogue_first_reviewer", since)
    load_postings(actor=make_people_loader(), postings=[posting])
    draft_id = begin_draft(world.office, world.city)
    pass_reviews(world.office, draft_id, stages=())

    def tabs(actor: Actor) -> list[dict[str, Any]]:
        page = browser_of(actor).get("/desk/cases")
        return [one | {"count": None} for one in page.context["stages"]]

    page = browser_of(both).get("/desk/cases")
    assert waiting | {"current": False, "count": 1} in page.context["stages"]
    shown = tabs(world.officer)
    assert waiting | {"current": False, "count": None} not in shown


def test_who_keeps_the_material_catalogue_is_led_to_what_waits() -> None:
    world = make_world()
    keeper = world.office.publisher
    assert keeper.person_id is not None
    propose_material(
        actor=world.office.drafter, body_id=world.city.market, name="摊位布局图", at=AT
    )
    posting = PostingLine(
        keeper.person_id, world.city.approval, "officer", date(2020, 1, 2)
    )
    load_postings(actor=make_people_loader(), postings=[posting])
    stages = browser_of(keeper).get("/desk/cases").context["stages"]
    told = (str(stages[-1]["label"]), stages[-1]["count"], stages[-1]["href"])
    assert told == ("材料提请", 1, "/desk/materials#proposals")
    officers = browser_of(world.officer).get("/desk/cases").context["stages"]
    assert "材料提请" not in {str(one["label"]) for one in officers}


def test_the_worst_case_stands_on_top_and_decided_ones_at_the_end() -> None:
    world = make_world()
    fresh = make_case(world, CaseState.ACCEPTED)
    late = make_case(world, CaseState.ACCEPTED, at=AT - timedelta(days=40))
    arrived = make_case(world, CaseState.SUBMITTED, at=AT - timedelta(days=50))
    decided = make_case(world, CaseState.GRANTED, at=AT - timedelta(days=60))

    page = browser_of(world.approver).get("/desk/cases")

    numbers = [row["cells"][1]["text"] for row in page.context["rows"]]
    # By the last day: that of the acceptance long past comes before every promise.
    wanted = [arrived.number, late.number, fresh.number, decided.number]
    assert numbers == wanted
    first = page.context["rows"][0]["cells"][0]
    assert first["light"] in {"red", "over"}
    assert first["days_left"] < 0
    html = page.content.decode()
    assert html.index("data-focus") < html.index(fresh.number)


def test_filters_count_and_cut_by_stage_and_light() -> None:
    world = make_world()
    lately = datetime.now(UTC) - timedelta(minutes=30)
    make_case(world, CaseState.ACCEPTED, at=lately)
    make_case(world, CaseState.ACCEPTED, at=AT - timedelta(days=14))
    make_case(world, CaseState.SUBMITTED, at=lately)
    client = browser_of(world.approver)

    page = client.get("/desk/cases")
    stages = {str(tab["label"]): tab["count"] for tab in page.context["stages"]}
    assert stages == {
        "全部": 3,
        "待受理": 1,
        "待审查": 2,
        "待决定": 0,
        "待出件": 0,
        "已寄出": 0,
        "等申请人": 0,
    }
    lamps = {chip["light"]: chip["count"] for chip in page.context["lamps"]}
    assert lamps["red"] == 1
    assert lamps["green"] == 2

    assert len(client.get("/desk/cases?lamp=red").context["rows"]) == 1
    assert len(client.get("/desk/cases?lamp=green").context["rows"]) == 2
    assert len(client.get("/desk/cases?stage=submitted").context["rows"]) == 1
    assert len(client.get("/desk/cases?channel=window").context["rows"]) == 0
    assert len(client.get("/desk/cases?lamp=purple&stage=x").context["rows"]) == 3


def test_pages_by_key_hold_every_case_once() -> None:
    world = make_world()
    made = {
        make_case(world, state).number
        for state in (CaseState.SUBMITTED, CaseState.ACCEPTED, CaseState.GRANTED)
        for _one in range(2)
    }
    found, after = [], None
    for _page in range(4):
        rows = list_open_cases(
            actor=world.approver,
            body_id=world.city.market,
            lamps=get_lamps(actor=world.approver, today=AT.date()),
            wanted=Wanted(),
            after=after,
            limit=2,
        )
        found += [row.line.number for row in rows]
        after = rows[-1].place if rows else after
    assert len(found) == 6
    assert set(found) == made


def test_a_scanned_number_opens_its_case() -> None:
    world = make_world()
    receipt = make_case(world)
    client = browser_of(world.officer)
    answer = client.get(f"/desk/cases/find?number={receipt.number}")
    assert answer["Location"] == f"/desk/cases/{receipt.case_id}"


@pytest.mark.parametrize(
    "after", ["x", "1_2026-13-40_1", "0_2026-01-01_0_2026-01-01_no-key"]
)
def test_a_broken_cursor_gives_the_first_page(after: str) -> None:
    world = make_world()
    make_case(world)
    page = browser_of(world.officer).get("/desk/cases", {"after": after})
    assert len(page.context["rows"]) == 1


def test_a_citizen_has_no_worklist() -> None:
    world = make_world()
    client = browser_of(world.citizen)
    assert client.get("/desk/cases").status_code == 403
    assert client.get("/desk/").status_code == 403


# ---------------------------------------------------------------- B2 and B6
def test_a_case_goes_from_acceptance_to_delivery_on_its_page() -> None:
    world = make_world()
    case_id = make_case(world).case_id

    page = browser_of(world.officer).get(f"/desk/cases/{case_id}")
    assert [row["value"] for row in page.context["actions"]] == [
        "accept",
        "ask_correction",
        "not_accept",
    ]
    assert act(world.officer, case_id, "accept").status_code == 302
    act(world.approver, case_id, "begin_special", step="x1")
    act(world.approver, case_id, "end_special", step="x1", outcome="passed")
    act(world.approver, case_id, "review", opinion="现场核查符合要求")
    shown = browser_of(world.approver).get(f"/desk/cases/{case_id}")
    assert "现场核查符合要求" in text_of(shown)
    assert "preview.png" in shown.content.decode()
    signed = act(world.approver, case_id, "grant")
    assert signed["Location"] == f"/desk/cases/{case_id}/decided"
    done = browser_of(world.approver).get(signed["Location"])
    assert "打印准予行政许可决定书" in text_of(done)
    shown = browser_of(world.officer).get(f"/desk/cases/{case_id}")
    (handing,) = shown.context["actions"]
    # One way to hand out: the page for results.
    assert handing["href"] == f"/desk/issue/{case_id}"
    assert act(world.officer, case_id, "deliver", way="pickup").status_code == 422
    assert state_of(world, case_id) == "granted"


def test_an_opinion_is_for_staff_only() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    act(world.approver, case_id, "review", opinion="内部意见一条")
    page = browser_of(world.citizen).get(f"/my/cases/{case_id}")
    assert page.status_code == 200
    assert "内部意见一条" not in page.content.decode()


def test_the_preview_is_a_picture_and_writes_nothing() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.REVIEWED).case_id
    answer = browser_of(world.approver).get(f"/desk/cases/{case_id}/preview.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    with reading(world.officer):
        assert not PaperFile.objects.exists()
        assert CaseEvent.objects.filter(case_id=case_id, kind="granted").count() == 0


def test_the_acceptor_may_not_decide_and_is_told_rule_and_article() -> None:
    world = make_world()
    both = make_staff("officer", world.city.market, name="周敏")
    assert both.person_id is not None
    case_id = make_case(world).case_id
    accept_case(
        actor=both, case_id=case_id, acting_body=world.city.market, at=AT + timedelta(1)
    )
    take_step(world, case_id, "review", at=AT + timedelta(2))
    second_post = PostingLine(
        both.person_id, world.city.market, "approver", date(2020, 1, 2)
    )
    load_postings(actor=make_people_loader(), postings=[second_post])

    page = act(both, case_id, "grant")

    assert page.status_code == 409
    assert "accept_and_decide_by_two_people" in text_of(page)
    assert "受办分离" in text_of(page)
    assert state_of(world, case_id) == "reviewed"


def test_a_collecting_window_that_accepts_is_refused_with_rule_and_article() -> None:
    hall = make_hall()
    world = hall.street.world
    client = browser_of(world.clerk)
    taken = client.post(WINDOW, food_page(hall))
    case_id = client.get(taken["Location"]).context["case"].case_id

    shown = client.get(f"/desk/cases/{case_id}")
    assert shown.context["actions"] == []
    page = act(world.clerk, case_id, "accept")

    words = text_of(page)
    assert page.status_code == 409
    assert "collecting_window_cannot_accept" in words
    assert "《行政许可法》第二十四条" in words
    assert state_of(world, case_id) == "submitted"


def test_the_second_officer_gets_a_clear_page_and_keeps_the_opinion() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    review_case(
        actor=world.approver, case_id=case_id, opinion="先到", at=AT + timedelta(1)
    )

    page = act(world.officer, case_id, "review", opinion="我写了很久的意见")

    assert page.status_code == 409
    assert "您刚才写的意见还在" in text_of(page)
    assert "我写了很久的意见" in text_of(page)


def test_a_refusal_needs_a_condition_and_keeps_what_was_written() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.REVIEWED).case_id
    client = browser_of(world.approver)
    href = f"/desk/cases/{case_id}/refuse"

    assert client.post(href, {}).status_code == 422
    early = make_case(world, CaseState.ACCEPTED).case_id
    typed = {
        "unmet": ["c2"],
        "finding_c2": "离污水池 10 米<b>",
        "finding_c1": "写错了格",
    }
    page = client.post(f"/desk/cases/{early}/refuse", typed)
    assert page.status_code == 409
    assert "no_decision_before_review" in text_of(page)
    assert "离污水池 10 米&lt;b&gt;" in page.content.decode()
    assert client.post(href, typed).status_code == 302
    assert state_of(world, case_id) == "refused"


def test_non_acceptance_names_the_condition_and_whom_to_turn_to() -> None:
    world = make_world()
    case_id = make_case(world).case_id
    client = browser_of(world.officer)
    href = f"/desk/cases/{case_id}/not_accept"
    typed = {"unmet": ["c2"], "finding_c2": "离污水池 10 米"}

    page = client.post(href, typed)
    assert page.status_code == 422
    assert value_of(page, "finding_c2") == "离污水池 10 米"
    assert client.post(href, typed | {"turn_to": "换一处店面"}).status_code == 302
    assert state_of(world, case_id) == "not_accepted"
    assert client.get(f"/desk/cases/{case_id}/carry_off").status_code == 404


def test_whoever_refuses_reads_that_one_of_a_group_is_no_reason() -> None:
    world = make_world(**GROUPED)
    case_id = make_case(world).case_id
    client = browser_of(world.officer)
    href = f"/desk/cases/{case_id}/not_accept"

    assert "店面属于以下情形（满足其一就行）" in text_of(client.get(href))
    typed = {"unmet": ["c2"], "finding_c2": "没有查到。", "turn_to": "换一处店面"}
    page = client.post(href, typed)
    assert page.status_code == 422
    assert "请把这一组每条都勾上并写明" in text_of(page)
    whole = typed | {"unmet": ["c2", "c3"], "finding_c3": "租期三个月。"}
    assert client.post(href, whole).status_code == 302
    told = text_of(client.get(f"/desk/cases/{case_id}"))
    assert "店面属于以下情形（满足其一就行）：店面是自己的。" in told


def test_an_approver_of_another_body_finds_nothing() -> None:
    world = make_world()
    case_id = make_case(world).case_id
    stranger = make_staff("approver", world.city.civil, name="孙浩")
    client = browser_of(stranger)
    for path in ("", "/preview.png", "/decided", "/refuse"):
        assert client.get(f"/desk/cases/{case_id}{path}").status_code == 404


# ---------------------------------------------------------------- files
def test_staff_see_a_materials_pages_and_nobody_else_does() -> None:
    world = make_world()
    case_id = make_case(world).case_id
    client = browser_of(world.officer)
    page = client.get(f"/desk/cases/{case_id}")
    viewer = page.context["viewer"]

    picture = client.get(viewer["pages"][0]["src"])
    assert picture["Content-Type"] == "image/png"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert picture["Content-Disposition"].startswith("inline")
    file = client.get(viewer["download_href"])
    assert file["Content-Disposition"].startswith("attachment")
    assert file["Cache-Control"] == "no-store"
    assert (
        client.get(viewer["pages"][0]["src"].replace("1.png", "9.png")).status_code
        == 404
    )
    stranger = browser_of(make_staff("officer", world.city.civil, name="吴桂英"))
    assert stranger.get(viewer["download_href"]).status_code == 404
    other = browser_of(make_citizen("王晓燕"))
    assert other.get(viewer["download_href"]).status_code == 403


def test_a_file_does_not_open_under_another_case() -> None:
    world = make_world()
    first, second = make_case(world), make_case(world)
    client = browser_of(world.officer)
    page = client.get(f"/desk/cases/{first.case_id}")
    href = page.context["viewer"]["download_href"]
    wrong = href.replace(str(first.case_id), str(second.case_id))
    assert client.get(wrong).status_code == 404


def test_a_paper_opens_for_the_printer() -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    client = browser_of(world.officer)
    papers = client.get(f"/desk/cases/{case_id}").context["papers"]
    answer = client.get(f"/desk/papers/{papers[0].paper_id}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


# ---------------------------------------------------------------- cost
def test_pages_cost_a_fixed_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    world = make_world()
    case_id = make_case(world, CaseState.ACCEPTED).case_id
    for _one in range(4):
        make_case(world)
    client = browser_of(world.officer)
    client.get("/desk/cases")
    with django_assert_max_num_queries(28):
        client.get("/desk/cases")
    with django_assert_max_num_queries(32):
        client.get(f"/desk/cases/{case_id}")


def test_who_keeps_the_list_comes_to_the_list_and_sees_no_other_menu() -> None:
    world = make_world()
    client = browser_of(world.office.drafter)

    arrived = client.get("/desk/", follow=True)

    assert arrived.redirect_chain == [("/desk/items", 302)]
    menu = re.findall(r'<li><a href="(/desk/[a-z]+)"', arrived.content.decode())
    assert menu == [
        "/desk/items",
        "/desk/findings",
        "/desk/materials",
        "/desk/lists",
        "/desk/indicators",
        "/desk/incidents",
        "/desk/rights",
        "/desk/bodies",
        "/desk/networks",
    ]


def test_who_accepted_reads_beforehand_that_another_person_decides() -> None:
    world = make_world()
    both = make_staff("officer", world.city.market, name="周敏")
    assert both.person_id is not None
    case_id = make_case(world).case_id
    accept_case(
        actor=both, case_id=case_id, acting_body=world.city.market, at=AT + timedelta(1)
    )
    take_step(world, case_id, "special", at=AT + timedelta(2))
    take_step(world, case_id, "review", at=AT + timedelta(2))
    post = PostingLine(both.person_id, world.city.market, "approver", date(2020, 1, 2))
    load_postings(actor=make_people_loader(), postings=[post])

    page = browser_of(both).get(f"/desk/cases/{case_id}")

    words = text_of(page)
    assert [bool(row["why"]) for row in page.context["actions"]] == [True, True]
    assert "这件是您受理的，受理和决定要由两个人办，请交给：陈立" in words
    assert "受办分离" in words
    assert page.content.decode().count(" disabled") == 2
    other = browser_of(world.approver).get(f"/desk/cases/{case_id}")
    assert not any(row["why"] for row in other.context["actions"])
