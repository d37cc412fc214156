"""P15 and P16: a correction answered once and whole, a withdrawal, a result that comes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tongban.capabilities.cases.commands import file_application, withdraw_application
from tongban.capabilities.cases.numbering import pickup_code
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_citizen,
    make_filing,
    make_party,
    make_world,
    take_step,
)
from tongban.capabilities.cases.tests.citizens import (
    a_file,
    ask_to_mend,
    browser_of,
    text_of,
)
from tongban.capabilities.cases.types import LineToMend, Wish
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db


def paths_of(case_id: object) -> tuple[str, str]:
    """A case's own page and the one on which it is mended."""
    return f"/my/cases/{case_id}", f"/my/cases/{case_id}/correction"


def test_list_case_and_page_say_what_to_mend_and_by_when() -> None:
    world = make_world()
    filed = ask_to_mend(world)
    client = browser_of(world.citizen)
    case, correction = paths_of(filed.case_id)

    mine = text_of(client.get("/my/cases"))
    told = text_of(client.get(case))
    page = client.get(correction)

    assert "要您做的：补正 2 样，12 月 8 日（周二）前" in mine
    assert "补正 2 样，12 月 8 日（周二）前" in told
    assert "照片看不清" in told
    assert "补正告知书" in told
    assert "补正后 5 个工作日内，告诉您受理不受理" in told
    assert [row["m"]["key"] for row in page.context["cards"]] == ["m3"]
    assert list(page.context["form"].fields) == ["shop_name"]
    assert "店名和营业执照上的不一样" in text_of(page)


def test_all_errors_are_told_at_once_and_nothing_is_lost() -> None:
    world = make_world()
    filed = ask_to_mend(world)
    client = browser_of(world.citizen)
    _case, path = paths_of(filed.case_id)

    answer = client.post(path, {"submit": "yes", "shop_name": ""})

    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {"m3", "shop_name"}
    assert text_of(answer).startswith("错误：")
    client.post(path, {"material": "m3", "file": a_file("目录.pdf")})
    again = client.post(path, {"submit": "yes", "shop_name": ""})
    assert set(again.context["errors"]) == {"shop_name"}
    assert again.context["cards"][0]["m"]["file_name"] == "目录.pdf"
    wrong = client.post(path, {"material": "m3", "file": a_file("坏.pdf", b"MZ")})
    assert wrong.status_code == 422
    assert wrong.context["cards"][0]["m"]["file_name"] == "目录.pdf"


def test_typing_and_uploads_wait_for_the_submission() -> None:
    world = make_world()
    filed = ask_to_mend(world)
    client = browser_of(world.citizen)
    _case, path = paths_of(filed.case_id)
    typed = {"submit": "yes", "shop_name": "河畔小馆"}

    kept = client.post(path, typed, headers={"X-Autosave": "1"})
    client.post(path, {"material": "m3", "file": a_file("目录.pdf")})

    assert kept.status_code == 204
    page = client.get(path)
    assert 'value="河畔小馆"' in page.content.decode()
    assert page.context["left"] == 0
    # Another device has no typed words, but offers the file that was just handed in.
    other = browser_of(world.citizen).get(path)
    offered = other.context["cards"][0]["reuse"]
    assert offered[0]["label"] == "目录.pdf"
    taken = browser_of(world.citizen)
    taken.post(f"{path}?act=reuse", {"material": "m3", "reuse": offered[0]["id"]})
    assert taken.get(path).context["left"] == 0
    taken.post(f"{path}?act=remove", {"material": "m3"})
    assert taken.get(path).context["left"] == 1


def test_the_answer_goes_in_once_and_the_days_begin_anew() -> None:
    world = make_world()
    filed = ask_to_mend(world)
    client = browser_of(world.citizen)
    case, path = paths_of(filed.case_id)
    before = client.get(case).context["coming"]
    client.post(path, {"material": "m3", "file": a_file("目录.pdf")})
    typed = {"submit": "yes", "shop_name": "河畔小馆"}

    first = client.post(path, typed)
    second = client.post(path, typed)

    assert first["Location"] == second["Location"] == case
    view = get_case(actor=world.citizen, case_id=filed.case_id)
    assert view.state is CaseState.SUBMITTED
    assert [row.text for row in view.values] == ["河畔小馆"]
    assert [row.kind for row in view.events].count("corrected") == 1
    page = client.get(case)
    assert "补正已经提交" in text_of(page)
    assert "从您补正那天重新算" in text_of(page)
    assert view.corrected_at is not None
    assert page.context["coming"][0].when > view.corrected_at.date()
    assert before[0].when != page.context["coming"][0].when
    assert client.get(path)["Location"] == case


def test_nothing_but_the_list_can_be_changed() -> None:
    world = make_world()
    filed = ask_to_mend(world, (LineToMend("店名不一样。", field="shop_name"),))
    client = browser_of(world.citizen)
    case, path = paths_of(filed.case_id)

    # m3 is a material of the guide, and nobody asked for it here.
    client.post(path, {"material": "m3", "file": a_file()})
    client.post(f"{path}?act=reuse", {"material": "m3", "reuse": str(uuid4())})
    forged = {"submit": "yes", "shop_name": "河畔小馆", "s1": "make", "m3": "x"}
    answer = client.post(path, forged | {"state": "granted", "material_m3": "x"})

    assert answer["Location"] == case
    view = get_case(actor=world.citizen, case_id=filed.case_id)
    assert [row.text for row in view.situations] == ["只卖不做"]
    assert [row.file_name for row in view.materials if row.key == "m3"] == ["材料.pdf"]


def test_anothers_file_cannot_mend_ones_own() -> None:
    world = make_world()
    filed = ask_to_mend(world)
    stranger = make_citizen("李建国")
    theirs = make_case(world, citizen=stranger)
    assert theirs.case_id != filed.case_id
    client = browser_of(world.citizen)
    _case, path = paths_of(filed.case_id)

    answer = client.post(f"{path}?act=reuse", {"material": "m3", "reuse": str(uuid4())})

    assert answer.status_code == 422
    assert answer.context["left"] == 1


@pytest.mark.parametrize("page", ["", "/correction", "/withdraw"])
def test_anothers_case_is_not_found(page: str) -> None:
    world = make_world()
    filed = ask_to_mend(world)
    path = f"/my/cases/{filed.case_id}{page}"
    stranger = browser_of(make_citizen("李建国"))

    assert stranger.get(path).status_code == 404
    assert Client().get(path)["Location"].startswith("/sign-in?next=")
    if page:
        assert stranger.post(path, {"submit": "yes"}).status_code == 404
        assert browser_of(world.officer).get(path).status_code == 403


@pytest.mark.parametrize("state", [CaseState.SUBMITTED, CaseState.GRANTED])
def test_a_case_without_a_notice_has_nothing_to_mend(state: CaseState) -> None:
    world = make_world()
    filed = make_case(world, state)
    client = browser_of(world.citizen)
    _case, path = paths_of(filed.case_id)

    assert client.get(path).status_code == 409
    assert client.post(path, {"submit": "yes"}).status_code == 409


def test_posts_without_the_token_are_refused() -> None:
    world = make_world()
    filed = ask_to_mend(world)
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser_of(world.citizen).cookies
    case, path = paths_of(filed.case_id)

    for page in (path, f"{case}/withdraw", "/track"):
        assert client.post(page, {"submit": "yes"}).status_code == 403, page


# ---------------------------------------------------------------- withdrawal
@pytest.mark.parametrize(
    "state",
    [
        CaseState.SUBMITTED,
        CaseState.CORRECTING,
        CaseState.ACCEPTED,
        CaseState.REVIEWED,
    ],
)
def test_withdraws_before_the_decision_and_twice_is_once(state: CaseState) -> None:
    world = make_world()
    filed = make_case(world, state)
    client = browser_of(world.citizen)
    case, _path = paths_of(filed.case_id)
    assert f"{case}/withdraw" in client.get(case).content.decode()

    page = client.get(f"{case}/withdraw")
    first = client.post(f"{case}/withdraw")
    second = client.post(f"{case}/withdraw")

    assert "不能再恢复" in text_of(page)
    assert first["Location"] == second["Location"] == case
    told = client.get(case)
    assert "已撤回" in text_of(told)
    assert "已经撤回，这个办件不再办了" in text_of(told)
    assert f"{case}/withdraw" not in told.content.decode()
    assert "已撤回" in text_of(client.get("/my/cases"))


@pytest.mark.parametrize("state", [CaseState.GRANTED, CaseState.NOT_ACCEPTED])
def test_nothing_is_withdrawn_after_the_decision(state: CaseState) -> None:
    world = make_world()
    filed = make_case(world, state)
    client = browser_of(world.citizen)
    case, _path = paths_of(filed.case_id)

    assert f"{case}/withdraw" not in client.get(case).content.decode()
    assert client.get(f"{case}/withdraw").status_code == 409
    assert client.post(f"{case}/withdraw").status_code == 409


def shared_case(world: World, wish: Wish) -> tuple[Actor, object]:
    """A case in which somebody else has a part, and the citizen filed it."""
    other = make_citizen("王晓燕")
    filing = make_filing(
        world,
        parties=(make_party(world.citizen), make_party(other, "agent")),
        wish=wish,
    )
    filed = file_application(actor=world.citizen, filing=filing, channel="web", at=AT)
    return other, filed.case_id


POST = Wish("post", "张秀兰", "13912345678", "安澜市青渡县百花巷8号")


def test_only_who_filed_withdraws_and_reads_the_address() -> None:
    world = make_world()
    other, case_id = shared_case(world, POST)
    case, _path = paths_of(case_id)
    theirs, own = browser_of(other), browser_of(world.citizen)

    assert theirs.get(case).status_code == 200
    assert "withdraw" not in theirs.get(case).content.decode()
    assert theirs.get(f"{case}/withdraw").status_code == 403
    assert theirs.post(f"{case}/withdraw").status_code == 403
    assert "百花巷8号" not in text_of(theirs.get(case))
    assert "百花巷8号" in text_of(own.get(case))
    assert "139****5678" in text_of(own.get(case))


# ---------------------------------------------------------------- how the result comes
def test_the_pick_up_code_stands_there_once_decided() -> None:
    world = make_world()
    filed = make_case(world, CaseState.REVIEWED)
    code = pickup_code(city=world.citizen.city, number=filed.number)
    client = browser_of(world.citizen)
    case, _path = paths_of(filed.case_id)
    assert code not in client.get(case).content.decode()

    take_step(world, filed.case_id, "grant", at=AT + timedelta(hours=1))

    told = text_of(client.get(case))
    assert f"取件码 {code}" in told
    assert "安澜市青渡县临江街道澜心大道1号" in told
    assert "周一至周五 9:00—17:00" in told
    # Staff read the case too, and must not be able to hand it to themselves.
    staff = browser_of(world.officer).get(case)
    assert code not in staff.content.decode()
    take_step(world, filed.case_id, "deliver", at=AT + timedelta(hours=2))
    assert code not in client.get(case).content.decode()


def test_a_parcel_is_named_with_courier_and_number() -> None:
    world = make_world()
    filed = make_case(world, CaseState.DISPATCHED)
    client = browser_of(world.citizen)
    case, _path = paths_of(filed.case_id)

    told = text_of(client.get(case))

    assert "结果已寄出" in told
    assert "邮政特快专递" in told
    assert "1234567890123" in told
    assert "等您签收" in told
    assert "结果已寄出" in text_of(client.get("/my/cases"))


def test_pages_of_the_turns_ask_the_database_little(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    world = make_world()
    filed = ask_to_mend(world)
    make_case(world, CaseState.CORRECTING)
    sent = make_case(world, CaseState.DISPATCHED)
    client = browser_of(world.citizen)
    case, path = paths_of(filed.case_id)

    limits = {
        "/my/cases": 26,
        case: 45,
        f"/my/cases/{sent.case_id}": 45,
        path: 45,
        f"{case}/withdraw": 40,
        "/track": 8,
    }
    for page, most in limits.items():
        client.get(page)
        with django_assert_max_num_queries(most):
            client.get(page)


def test_a_case_withdrawn_elsewhere_is_told_as_such() -> None:
    world = make_world()
    filed = ask_to_mend(world)
    withdraw_application(actor=world.citizen, case_id=filed.case_id, at=AT)
    client = browser_of(world.citizen)
    _case, path = paths_of(filed.case_id)

    answer = client.post(path, {"submit": "yes", "shop_name": "河畔小馆"})

    assert answer.status_code == 409
    assert "已撤回" in text_of(answer)
