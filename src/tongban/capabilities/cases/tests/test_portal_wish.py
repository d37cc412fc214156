"""P12's two choices: how the result is to come, and a look by the office beforehand."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils.timezone import now

from tongban.capabilities.cases.commands import answer_pre_review, keep_draft
from tongban.capabilities.cases.queries import find_own_pre_review, get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    WAY_TO,
    World,
    make_upload,
    make_world,
    take_step,
)
from tongban.capabilities.cases.tests.citizens import browser_of, text_of
from tongban.ground.refusals import Invalid

pytestmark = pytest.mark.django_db
POSTED = {
    "wish_way": "post",
    "wish_name": "李建国",
    "wish_phone": "139 1234 5678",
    "wish_address": "安澜市青渡县百花巷8号",
}
RESULT = {"name": "食品经营许可证", "kind": "licence", "validity": "5 年"}


def begin(**changes: object) -> tuple[World, Client, str]:
    """A whole draft of 张秀兰, with nothing left to do but to submit it."""
    world = make_world(**changes)  # type: ignore[arg-type]  # elements of the item
    upload = make_upload(world.citizen, world.guide, "m3")
    answers = {
        "acting": "self",
        "situations": {"s1": "sell"},
        "values": {"shop_name": "秀兰小吃"},
        "materials": {"m3": str(upload)},
    }
    keep_draft(
        actor=world.citizen,
        version_id=world.guide.version_id,
        answers=answers,
        at=AT,
    )
    path = f"/apply/{world.guide.handling_code}/check"
    return world, browser_of(world.citizen), path


def promise(**given: str) -> dict[str, str]:
    """A check page as it is submitted."""
    return {"key": uuid4().hex, "promise": "yes"} | given


def filed_wish(client: Client, answer: object) -> list[str]:
    """How the result is to come, as the page after an answer tells who filed."""
    applied = client.get(answer["Location"])  # type: ignore[index]  # a response
    arrival = applied.context["arrival"]
    return [arrival.way, *(row["value"] for row in arrival.pairs)] if arrival else []


def test_the_ways_are_those_of_the_guide_and_the_first_is_chosen() -> None:
    _world, client, path = begin()

    page = client.get(path)
    answer = client.post(path, promise())

    assert [row["value"] for row in page.context["wish_question"][0]["choices"]] == [
        "electronic",
        "pickup",
        "post",
    ]
    assert filed_wish(client, answer) == ["网上下载"]
    assert "网上下载" in text_of(client.get(answer["Location"]))


@pytest.mark.parametrize(("way", "links"), [("electronic", 1), ("pickup", 0)])
def test_who_wished_the_download_finds_it_as_long_as_there_is_the_case(
    way: str, links: int
) -> None:
    world, client, path = begin()
    filed = client.post(path, promise(**POSTED | {"wish_way": way}))
    (receipt,) = client.get("/my/cases").context["cases"]
    assert filed.status_code == 302
    case_id = UUID(receipt["href"].rsplit("/", 1)[1])
    # It was filed just now, at the clock of the pages.
    for step in WAY_TO[CaseState.GRANTED]:
        take_step(world, case_id, step, at=now())
    granted = client.get(f"/my/cases/{case_id}")
    take_step(world, case_id, "deliver", at=now())
    delivered = client.get(f"/my/cases/{case_id}")

    for page in (granted, delivered):
        files = page.context["arrival"].files
        assert len(files) == links
        assert text_of(page).count("（PDF）") == links
        for file in files:
            assert client.get(file["href"]).content.startswith(b"%PDF")
    assert "结果已经送到" in text_of(delivered)


def test_no_item_is_published_that_leaves_open_how_its_result_comes() -> None:
    with pytest.raises(Invalid) as refused:
        begin(result=RESULT | {"delivery": []})

    assert set(refused.value.errors) == {"result.delivery"}


def test_post_needs_an_address_and_keeps_what_was_typed() -> None:
    _world, client, path = begin()

    wrong = client.post(
        path, promise(**POSTED | {"wish_address": "", "wish_phone": "1"})
    )

    assert wrong.status_code == 422
    assert set(wrong.context["errors"]) == {"wish_phone", "wish_address"}
    assert 'value="李建国"' in wrong.content.decode()
    right = client.post(path, promise(**POSTED))
    assert filed_wish(client, right) == [
        "邮寄",
        "李建国 139****5678",
        "安澜市青渡县百花巷8号",
    ]


def test_no_address_is_kept_of_whoever_does_not_want_post() -> None:
    _world, client, path = begin()
    client.post(path, promise(**POSTED), headers={"X-Autosave": "1"})

    answer = client.post(path, promise(**POSTED | {"wish_way": "pickup"}))

    assert filed_wish(client, answer) == ["窗口领取"]


def test_the_choice_waits_in_the_draft_and_can_be_changed() -> None:
    _world, client, path = begin()

    saved = client.post(path, POSTED, headers={"X-Autosave": "1"})
    page = client.get(path)
    change = client.get(f"{path}?change=wish")

    assert saved.status_code == 204
    assert page.context["wish_card"]["href"].startswith(f"{path}?change=wish")
    assert "安澜市青渡县百花巷8号" in text_of(page)
    assert change.context["wish_question"][0]["value"] == "post"
    # Nothing was filed by it.
    assert not client.get("/my/cases").context["cases"]


def test_a_way_that_the_guide_has_not_is_refused() -> None:
    _world, client, path = begin(visits=1, result=RESULT | {"delivery": ["pickup"]})

    for way in ("post", "drone", "\x00", "<script>alert(1)</script>"):
        answer = client.post(path, promise(**POSTED | {"wish_way": way}))
        assert answer.status_code == 422, way
        assert "wish_way" in answer.context["errors"]
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("field", ["wish_name", "wish_phone", "wish_address"])
def test_hostile_words_in_the_boxes_break_nothing(field: str) -> None:
    _world, client, path = begin()

    for words in ("\x00\x07", "長" * 20000, "' or 1=1", "<b>", "\ud800", "\u202e"):
        shown = words.encode("utf-8", "replace").decode()
        answer = client.post(path, POSTED | {field: shown}, headers={"X-Autosave": "1"})
        assert answer.status_code == 204
        assert client.get(path).status_code == 200


# ---------------------------------------------------------------- pre-review
def ask(client: Client, path: str) -> str:
    """Ask for a look and read the check page."""
    answer = client.post(path.replace("/check", "/pre-review"))
    assert answer["Location"] == path
    return text_of(client.get(path))


def test_a_look_beforehand_is_offered_as_optional() -> None:
    _world, client, path = begin()

    page = text_of(client.get(path))

    assert "可以不办" in page
    assert "没有法律效力" in page
    assert "2 个工作日内答复" in page


def test_asked_answered_changed_and_told_each_time() -> None:
    world, client, path = begin()
    version = world.guide.version_id
    tasks = path.removesuffix("/check")

    waiting = ask(client, path)
    assert "正在预审" in waiting
    assert "正在预审" in text_of(client.get(tasks))
    assert "请等答复" in ask(client, path)
    row = find_own_pre_review(actor=world.citizen, version_id=version)
    assert row is not None
    answer_pre_review(
        actor=world.officer,
        pre_review_id=row.pre_review_id,
        passes=True,
        opinion="填得都对。",
        at=row.asked_at,
    )
    passed = text_of(client.get(path))
    assert "预审通过，可以提交" in passed
    assert "填得都对" in passed
    assert "预审通过，可以提交" in text_of(client.get(tasks))

    client.post(f"{tasks}/form/shop", {"shop_name": "秀兰大酒店", "change": "shop"})

    changed = text_of(client.get(path))
    assert "改过了，预审意见是对之前内容的" in changed
    assert "预审通过，可以提交" not in changed
    assert "/applied/" in client.post(path, promise())["Location"]


def test_a_return_says_why_and_binds_nobody() -> None:
    world, client, path = begin()
    ask(client, path)
    row = find_own_pre_review(actor=world.citizen, version_id=world.guide.version_id)
    assert row is not None
    answer_pre_review(
        actor=world.officer,
        pre_review_id=row.pre_review_id,
        passes=False,
        opinion="目录缺最后一页，请补上。",
        at=row.asked_at,
    )

    page = text_of(client.get(path))

    assert "目录缺最后一页" in page
    assert "直接提交" in page
    assert "正在预审" in ask(client, path)
    assert "/applied/" in client.post(path, promise())["Location"]


def test_nobody_looks_at_what_is_not_whole() -> None:
    world = make_world()
    client = browser_of(world.citizen)
    path = f"/apply/{world.guide.handling_code}/check"

    assert "没完成" in ask(client, path)
    assert not find_own_pre_review(
        actor=world.citizen, version_id=world.guide.version_id
    )
    assert client.get(path.replace("/check", "/pre-review")).status_code == 405


def test_the_decided_case_says_where_it_goes() -> None:
    world, client, path = begin()
    applied = client.post(path, promise(**POSTED))
    case_id = client.get(applied["Location"]).context["receipt"].case_id
    filed_at = get_case(actor=world.citizen, case_id=case_id).submitted_at
    assert filed_at is not None
    for later, step in enumerate(("accept", "special", "review", "grant"), start=1):
        take_step(world, case_id, step, at=filed_at + timedelta(milliseconds=later))

    told = text_of(client.get(f"/my/cases/{case_id}"))

    assert "正在准备寄给您" in told
    assert "取件码" not in told
