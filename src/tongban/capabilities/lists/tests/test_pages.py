"""The pages of lists, public and at the desk: what they show, what they survive."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tongban.capabilities.catalogue.testing import (
    Office,
    publish_item,
)
from tongban.capabilities.lists.kinds import KINDS
from tongban.capabilities.lists.testing import (
    DAY,
    draft_list,
    make_window_class,
    publish_list,
)
from tongban.capabilities.lists.types import Entry
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, signed_in

pytestmark = pytest.mark.django_db
BASIS = {
    "basis_title": "中华人民共和国行政许可法",
    "basis_rank": "law",
    "basis_article": "第三十条",
}


def page(client: Client, path: str, *, status: int = 200, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_lists_in_force_are_found_searched_and_downloaded(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    publish_item(city, office, name="药品零售许可")
    card = publish_list(office, draft_list(city, office, "licences"))
    here = f"/lists/licences/{card.release_id}"
    anybody = Client()

    assert "行政许可事项清单" in page(anybody, "/lists")
    html = page(anybody, "/lists/licences")
    assert f"/items/{guide.handling_code}" in html
    assert "现在有效" in html
    found = page(anybody, here, q="药品")
    assert "药品零售许可" in found
    assert "食品经营许可" not in found
    assert "没有找到" in page(anybody, here, q="没有这个")
    for kind, start in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{")):
        file = anybody.get(f"{here}/list.{kind}")
        assert file.status_code == 200
        assert file.content.startswith(start)
        assert "attachment" in file["Content-Disposition"]
    assert anybody.get(f"{here}/list.exe").status_code == 404
    assert "第一版" in page(anybody, f"{here}/changes", status=404)


def test_what_is_not_there_says_so(city: TestCity, office: Office) -> None:
    publish_item(city, office)
    draft = draft_list(city, office, "licences")
    anybody = Client()
    for path in (
        "/lists/nothing",
        "/lists/licences",
        f"/lists/licences/{draft}",
        f"/lists/licences/{uuid4()}",
        f"/lists/resident/{draft}",
    ):
        page(anybody, path, status=404)
    assert "这一天还没有公布" in page(anybody, "/lists", on="2000-01-01")
    page(anybody, "/lists", status=422, on="x")
    assert page(anybody, "/lists/resident", page="９")
    # Whatever is said of pages, the list answers.
    card = publish_list(office, draft)
    for said in ("0", "-1", "²", "99999999999999999999", "x"):
        page(anybody, f"/lists/licences/{card.release_id}", page=said)


def test_the_difference_to_an_earlier_release_is_a_page(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    publish_list(office, draft_list(city, office, "licences"))
    publish_item(city, office, name="药品零售许可")
    card = publish_list(office, draft_list(city, office, "licences"), effective_on=DAY)
    html = page(Client(), f"/lists/licences/{card.release_id}/changes")
    assert "新增 1 行" in html
    assert "药品零售许可" in html


def test_a_demand_is_reported_without_a_name_and_answered_at_the_desk(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    anybody = Client()
    assert "现在没有公布取消的证明" in page(anybody, "/lists/report")
    entry = Entry("AL-M-0002", reason="other_bodies")
    publish_list(office, draft_list(city, office, "cancelled_proofs", entries=(entry,)))
    html = page(anybody, "/lists/report")
    proof = re.search(r'<option value="([0-9a-f-]{36})"', html)
    assert proof is not None
    said = {"proof": proof[1], "demanded_by": "某窗口", "told": "不交不收件"}
    wrong = anybody.post("/lists/report", said | {"told": "", "demanded_on-year": "x"})
    assert wrong.status_code == 422
    done = anybody.post("/lists/report", said)
    assert done.status_code == 200
    assert "已经收到您的反映" in done.content.decode()

    desk = signed_in(office.publisher)
    html = page(desk, "/desk/lists/demands")
    assert "不交不收件" in html
    form = re.search(r'action="(/desk/lists/demands/([0-9a-f-]{36}))"', html)
    assert form is not None
    field = f"answer-{form[2]}"
    assert desk.post(form[1], {field: " "}).status_code == 422
    assert desk.post(form[1], {field: "已要求改正。"}).status_code == 302
    assert "已要求改正。" in page(desk, "/desk/lists/demands")
    page(signed_in(office.drafter), "/desk/lists/demands", status=403)


def test_a_list_is_drafted_at_the_desk(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    desk = signed_in(office.drafter)
    page(desk, "/desk/lists/new")
    wrong = desk.post(
        "/desk/lists/new", BASIS | {"kind": "resident", "body": str(city.approval)}
    )
    assert wrong.status_code == 422
    assert desk.post("/desk/lists/new", {"kind": "x"}).status_code == 422
    begun = desk.post(
        "/desk/lists/new",
        BASIS
        | {"kind": "negative", "body": str(city.approval), "venue": str(city.hall)},
    )
    assert begun.status_code == 302, begun.content.decode()
    here = begun["Location"]
    entry = {"code": guide.handling_code, "reason": "secrecy", "basis": ""}
    assert desk.post(f"{here}/rows", entry).status_code == 422
    assert desk.post(f"{here}/rows", entry | {"basis": "某法"}).status_code == 302
    again = desk.post(f"{here}/rows", entry | {"basis": "某法"})
    assert again.status_code >= 400
    assert "已经在这份清单里了" in again.content.decode()
    assert desk.post(f"{here}/head", BASIS | {"title": ""}).status_code == 422
    assert desk.post(f"{here}/head", BASIS | {"title": "负面清单"}).status_code == 302
    html = page(desk, here)
    row = re.search(r'value="(remove:[0-9a-f-]{36})"', html)
    assert row is not None
    assert desk.post(f"{here}/do", {"do": row[1]}).status_code == 302
    assert desk.post(f"{here}/do", {"do": "remove:x"}).status_code == 404
    assert desk.post(f"{here}/do", {"do": "derive"}).status_code == 409
    assert desk.post(f"{here}/do", {"do": "whatever"}).status_code == 404
    assert desk.post(f"{here}/do", {"do": "discard"}).status_code == 302
    assert "已作废" in page(desk, here)


def test_a_list_is_reviewed_and_published_at_the_desk(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    release_id = draft_list(city, office, "licences")
    here = f"/desk/lists/{release_id}"
    drafter = signed_in(office.drafter)
    page(drafter, f"{here}/review", status=409)
    page(drafter, f"{here}/publish", status=409)
    assert drafter.post(f"{here}/do", {"do": "hand_in"}).status_code == 302
    for stage, actor in office.reviewers.items():
        client = signed_in(actor)
        html = page(client, f"{here}/review")
        digest = re.search(r'name="digest" value="([0-9a-f]{64})"', html)
        assert digest is not None
        said = {"stage": stage, "digest": digest[1], "opinion": ""}
        empty = client.post(f"{here}/review", said | {"outcome": "returned"})
        assert empty.status_code == 422
        done = client.post(f"{here}/review", said | {"outcome": "passed"})
        assert done.status_code == 302
    publisher = signed_in(office.publisher)
    page(publisher, f"{here}/publish")
    day = {"effective_on-year": "2026", "effective_on-month": "1"}
    assert publisher.post(f"{here}/publish", day).status_code == 422
    done = publisher.post(f"{here}/publish", day | {"effective_on-day": "5"})
    assert done.status_code == 302
    html = page(publisher, f"{here}?done=published")
    assert "看公开页" in html
    assert "现在有效的清单" in page(publisher, "/desk/lists?show=in_force")


def test_citizens_stay_out_of_the_desk(city: TestCity) -> None:
    page(signed_in(make_citizen()), "/desk/lists", status=403)


# The test city has no hall of a township or a village.
@pytest.mark.parametrize(
    "kind",
    [
        key
        for key, kind in KINDS.items()
        if not kind.of_halls or "city" in kind.of_halls
    ],
)
def test_the_desk_has_a_form_for_each_kind(
    kind: str, city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    venue = city.hall if KINDS[kind].of_halls else None
    of_class = make_window_class() if KINDS[kind].of_window_classes else None
    release_id = draft_list(
        city, office, kind, venue_id=venue, window_class_id=of_class
    )
    html = page(signed_in(office.drafter), f"/desk/lists/{release_id}")
    for key in KINDS[kind].terms:
        assert f'name="term_{key}"' in html
    for key in KINDS[kind].papers:
        assert f'name="paper_{key}"' in html
    assert ('name="reason"' in html) == bool(KINDS[kind].reasons)


@pytest.mark.parametrize("shown", ["", "mine", "open", "in_force", "x"])
def test_the_list_of_lists_has_three_views(
    shown: str, city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    publish_list(office, draft_list(city, office, "licences"))
    draft_list(city, office, "city_wide")
    html = page(signed_in(office.drafter), "/desk/lists", show=shown)
    wanted = "行政许可事项清单" if shown == "in_force" else "全市通办事项清单"
    # A list in force is not handled any more: it is looked at.
    act = "查看" if shown == "in_force" else "办理"
    assert f'>{act}<span class="sr">：' in html
    assert wanted in html


def test_a_page_of_a_list_costs_the_same_for_one_row_and_for_many(
    city: TestCity,
    office: Office,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(4):
        publish_item(city, office, name=f"第{n}种许可")
    card = publish_list(office, draft_list(city, office, "licences"))
    here = f"/lists/licences/{card.release_id}"
    page(Client(), here)
    with django_assert_max_num_queries(24):
        page(Client(), here)
