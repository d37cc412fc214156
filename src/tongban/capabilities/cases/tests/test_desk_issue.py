"""W6: results leave by the issue window, to whom they belong, or by post and signed for."""

from datetime import timedelta
from typing import Any

import pytest

from tongban.capabilities.cases.commands import file_application, take_in_at_window
from tongban.capabilities.cases.models import HandOver
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_filing,
    make_world,
    take_step,
)
from tongban.capabilities.cases.tests.citizens import text_of
from tongban.capabilities.cases.tests.clerks import (
    WINDOW,
    ZHANG,
    browser_of,
    elder_page,
    make_hall,
    open_issue_window,
    post_at_window,
)
from tongban.capabilities.cases.types import Wish
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import make_staff
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
QUEUE = "/desk/issue"


def code_of(world: World, number: str) -> str:
    return pickup_code(city=world.city.code, number=number)


def test_a_card_finds_its_results_and_a_signature_ends_the_case() -> None:
    hall = make_hall()
    world = hall.street.world
    window = open_issue_window(world)
    post_at_window(world.clerk, world.city.centre, window)
    client = browser_of(world.clerk)
    taken = client.post(WINDOW, elder_page(hall))
    case_id = client.get(taken["Location"]).context["case"].case_id

    page = client.get(QUEUE)
    assert [row["href"] for row in page.context["rows"]] == [f"{QUEUE}/{case_id}"]
    # A list that lies open on a counter shows no whole name.
    assert "张秀兰" not in text_of(page)
    matched = client.post(QUEUE, {"shown": ZHANG.lower()})
    assert matched.context["is_matched"]
    assert "张秀兰" in text_of(matched)

    unsigned = client.post(f"{QUEUE}/{case_id}", {"act": "hand", "shown": ZHANG})
    assert unsigned.status_code == 422
    assert set(unsigned.context["errors"]) == {"confirm"}
    handed = client.post(
        f"{QUEUE}/{case_id}", {"act": "hand", "shown": ZHANG, "confirm": "yes"}
    )
    assert handed["Location"] == f"{QUEUE}?done={case_id}"
    done = client.get(handed["Location"])
    assert "张秀兰已签收" in text_of(done)
    assert done.context["rows"] == []
    with reading(world.clerk):
        row = HandOver.objects.get(case_id=case_id)
    assert (row.way, row.window_id, row.taken_by) == ("pickup", window, "张秀兰")


def test_what_is_done_while_one_waits_is_taken_away_from_there() -> None:
    hall = make_hall()
    world = hall.street.world
    open_issue_window(world)
    post_at_window(world.clerk, world.city.centre, world.city.window)
    client = browser_of(world.clerk)
    taken = client.post(WINDOW, elder_page(hall))
    case_id = client.get(taken["Location"]).context["case"].case_id

    page = client.post(QUEUE, {"shown": ZHANG})
    assert page.context["hands_out"]
    given = client.post(
        f"{QUEUE}/{case_id}", {"act": "hand", "shown": ZHANG, "confirm": "yes"}
    )

    assert given.status_code == 302
    assert get_case(actor=world.clerk, case_id=case_id).state is CaseState.DELIVERED


def test_another_window_is_told_where_results_leave_and_the_law_says_the_same() -> None:
    world = make_world()
    open_issue_window(world)
    post_at_window(world.clerk, world.city.centre, world.city.window)
    filing = make_filing(world, on_paper=True)
    case_id = take_in_at_window(
        actor=world.clerk, filing=filing, venue_id=world.city.hall, at=AT
    ).case_id
    for minute, step in enumerate(("accept", "special", "review", "grant"), start=1):
        take_step(world, case_id, step, at=AT + timedelta(minutes=minute))
    shown = get_own_card(actor=world.citizen).id_number
    client = browser_of(world.clerk)

    page = client.post(QUEUE, {"shown": shown})
    assert "结果只在出件窗口发出" in text_of(page)
    assert "6 号窗口（出件）" in text_of(page)
    assert not page.context["hands_out"]
    forced = client.post(
        f"{QUEUE}/{case_id}", {"act": "hand", "shown": shown, "confirm": "yes"}
    )

    assert forced.status_code == 409
    assert "handed_out_at_the_issue_window" in text_of(forced)


def test_a_code_opens_one_case_and_a_wrong_one_none() -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)
    make_case(world, CaseState.GRANTED)
    client = browser_of(world.officer)

    page = client.post(QUEUE, {"shown": code_of(world, case.number)})
    assert page.context["case"].case_id == case.case_id
    for wrong in ("", "000000x", ZHANG, "张秀兰"):
        missed = client.post(QUEUE, {"shown": wrong})
        assert missed.status_code == 422
        assert "shown" in missed.context["errors"]
    typed = {"act": "hand", "shown": "999999", "confirm": "yes"}
    refused = client.post(f"{QUEUE}/{case.case_id}", typed)
    assert refused.status_code == 422
    assert "取件码或证件号码对不上" in text_of(refused)


def test_who_has_several_results_chooses_one() -> None:
    world = make_world()
    made = [make_case(world, CaseState.GRANTED) for _one in range(2)]
    client = browser_of(world.officer)
    shown = client.get(f"/desk/cases/{made[0].case_id}")
    assert shown.context["actions"][0]["href"] == f"{QUEUE}/{made[0].case_id}"

    number = own_number(world)
    page = client.post(QUEUE, {"shown": number})
    assert {row["case_id"] for row in page.context["chosen"]} == {
        one.case_id for one in made
    }
    one = client.post(f"{QUEUE}/{made[1].case_id}", {"shown": number})
    assert one.context["is_matched"]
    assert one.context["case"].state == CaseState.GRANTED


def own_number(world: World) -> str:

    return get_own_card(actor=world.citizen).id_number


def test_a_result_is_sent_with_its_number_and_signed_for_later() -> None:
    world = make_world()
    wish = Wish("post", "张秀兰", "13912345678", "安澜市青渡县百花巷8号")
    filing = make_filing(world, wish=wish)
    receipt = file_application(actor=world.citizen, filing=filing, channel="web", at=AT)
    for step in ("accept", "special", "review", "grant"):
        take_step(world, receipt.case_id, step, at=AT)
    client = browser_of(world.officer)
    href = f"{QUEUE}/{receipt.case_id}"

    assert tabs(client.get(QUEUE)) == {
        "全部": 1,
        "等领取": 0,
        "要寄出": 1,
        "已寄出，等签收": 0,
    }
    assert len(client.get(f"{QUEUE}?tab=post").context["rows"]) == 1
    assert client.get(f"{QUEUE}?tab=pickup").context["rows"] == []
    page = client.get(href)
    assert "安澜市青渡县百花巷8号" in text_of(page)
    empty = client.post(href, {"act": "send", "courier": "邮政特快专递"})
    assert set(empty.context["errors"]) == {"tracking_number"}
    assert "邮政特快专递" in empty.content.decode()
    parcel = {"courier": "邮政特快专递", "tracking_number": "1234567890123"}
    assert client.post(href, {"act": "send", **parcel}).status_code == 302
    assert tabs(client.get(QUEUE))["已寄出，等签收"] == 1
    assert "1234567890123" in text_of(client.get(href))

    signed = client.post(href, {"act": "signed", "taken_by": "张秀兰"})
    assert signed.status_code == 302
    assert "张秀兰已签收" in text_of(client.get(signed["Location"]))


def tabs(page: Any) -> dict[str, int]:
    return {str(tab["label"]): tab["count"] for tab in page.context["tabs"]}


def test_who_hands_nothing_out_has_no_queue() -> None:
    world = make_world()
    case = make_case(world, CaseState.GRANTED)
    assert browser_of(world.approver).get(QUEUE).status_code == 403
    assert browser_of(world.citizen).get(QUEUE).status_code == 403
    stranger = make_staff("clerk", world.city.civil, name="何静")
    client = browser_of(stranger)
    assert client.get(QUEUE).context["rows"] == []
    assert client.get(f"{QUEUE}/{case.case_id}").status_code == 404
    found = client.post(QUEUE, {"shown": code_of(world, case.number)})
    assert found.status_code == 422


def test_the_queue_costs_a_fixed_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    world = make_world()
    for _one in range(4):
        make_case(world, CaseState.GRANTED)
    client = browser_of(world.officer)
    client.get(QUEUE)
    with django_assert_max_num_queries(24):
        client.get(QUEUE)
