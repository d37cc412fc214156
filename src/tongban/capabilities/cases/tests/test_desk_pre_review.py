"""The pre-review desk: what was typed is read, files stay shut, the answer reaches the person."""

from typing import Any

import pytest

from tongban.capabilities.cases.commands import ask_pre_review, keep_draft
from tongban.capabilities.cases.queries import find_own_pre_review
from tongban.capabilities.cases.testing import AT, World, make_upload, make_world
from tongban.capabilities.cases.tests.citizens import text_of
from tongban.capabilities.cases.tests.clerks import LI, browser_of
from tongban.capabilities.people.testing import make_staff

pytestmark = pytest.mark.django_db
LIST = "/desk/pre-reviews"


def asked(world: World) -> Any:
    guide = world.guide
    upload = make_upload(world.citizen, guide, "m3")
    party = {"name": "李建国", "id_kind": "citizen_id", "id_number": LI, "phone": ""}
    keep_draft(
        actor=world.citizen,
        version_id=guide.version_id,
        answers={
            "situations": {"s1": "sell"},
            "values": {"shop_name": "河畔餐饮<b>"},
            "parties": {"applicant": [party]},
            "materials": {"m3": str(upload)},
        },
        at=AT,
    )
    return ask_pre_review(actor=world.citizen, version_id=guide.version_id, at=AT)


def test_a_draft_is_read_as_far_as_the_wall_shows_it() -> None:
    world = make_world()
    key = asked(world)
    client = browser_of(world.officer)

    tab = client.get("/desk/cases").context["stages"][-1]
    assert (str(tab["label"]), tab["count"], tab["href"]) == ("网上预审", 1, LIST)
    (row,) = client.get(LIST).context["rows"]
    assert row["href"] == f"{LIST}/{key}"
    page = client.get(row["href"])
    words = text_of(page)
    assert "河畔餐饮&lt;b&gt;" in page.content.decode()
    assert "文件只有申请人自己能打开" in words
    assert "已上传" in words
    assert LI not in page.content.decode()


def test_a_return_says_why_and_a_pass_need_not() -> None:
    world = make_world()
    key = asked(world)
    client = browser_of(world.officer)

    silent = client.post(f"{LIST}/{key}", {"act": "return", "opinion": " "})
    assert silent.status_code == 422
    assert set(silent.context["errors"]) == {"opinion"}
    answered = client.post(
        f"{LIST}/{key}", {"act": "return", "opinion": "租赁合同缺最后一页。"}
    )
    assert answered["Location"] == LIST
    assert client.get(LIST).context["rows"] == []
    told = find_own_pre_review(actor=world.citizen, version_id=world.guide.version_id)
    assert told is not None
    assert (told.outcome, told.opinion) == ("returned", "租赁合同缺最后一页。")

    again = client.post(f"{LIST}/{key}", {"act": "pass", "opinion": "后到的意见"})
    assert again.status_code == 409
    assert "已经答复过了" in text_of(again)

    second = ask_pre_review(
        actor=world.citizen, version_id=world.guide.version_id, at=AT
    )
    assert client.post(f"{LIST}/{second}", {"act": "pass"}).status_code == 302


def test_a_draft_is_for_its_own_office_only() -> None:
    world = make_world()
    key = asked(world)
    stranger = browser_of(make_staff("officer", world.city.civil, name="吴桂英"))
    assert stranger.get(LIST).context["rows"] == []
    assert stranger.get(f"{LIST}/{key}").status_code == 404
    assert browser_of(world.clerk).get(LIST).status_code == 403
    assert browser_of(world.approver).get(f"{LIST}/{key}").status_code == 403
