"""Unsent applications: kept while typing, found elsewhere, carried to a newer guide."""

from datetime import date

import pytest

from tongban.capabilities.cases.tests.citizens import (
    FOOD,
    make_street,
    publish_sample,
    sign_in,
    text_of,
    upload,
)

pytestmark = pytest.mark.django_db

SHOP = {"business_kind": "catering", "floor_area": "60", "sells_online": "yes"}
COOKS = {"situation_s1": "make", "situation_s2": "rent", "situation_s3": "self"}


def test_the_draft_waits_on_another_device() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    at_home = sign_in("li")
    fresh = text_of(at_home.get(f"/apply/{code}"))
    assert "从第一步开始" in fresh
    assert "继续第" not in fresh
    at_home.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})
    at_home.post(f"/apply/{code}/form/shop", SHOP)
    upload(at_home, code, "m3")

    elsewhere = sign_in("li")

    assert "没提交" in text_of(elsewhere.get("/my/cases"))
    tasks = text_of(elsewhere.get(f"/apply/{code}"))
    assert "继续第 3 步" in tasks
    assert "还差 1 样" in tasks
    assert "30 天" in tasks
    form = elsewhere.get(f"/apply/{code}/form/shop").content.decode()
    assert 'value="60"' in form
    assert not sign_in("zhang").get("/my/cases").context["drafts"]


def test_typing_is_kept_without_a_button() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})

    answer = client.post(
        f"/apply/{code}/form/shop", {"floor_area": "75"}, headers={"X-Autosave": "1"}
    )

    assert answer.status_code == 204
    assert 'value="75"' in client.get(f"/apply/{code}/form/shop").content.decode()


def test_a_draft_can_be_thrown_away() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})

    client.post(f"/apply/{code}", {"act": "discard"})

    assert not client.get("/my/cases").context["drafts"]


def test_what_is_wrong_stays_typed_beside_what_is_right() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})

    answer = client.post(
        f"/apply/{code}/form/shop", SHOP | {"floor_area": "很大", "change": "people"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert text_of(answer).startswith("错误：")
    assert 'href="#f-floor_area"' in page
    assert 'value="很大"' in page
    assert "checked" in page


def test_a_newer_guide_takes_the_answers_over_and_says_so() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})
    client.post(f"/apply/{code}/form/shop", SHOP)
    upload(client, code, "m3")
    publish_sample(street.world, FOOD, effective_on=date(2026, 11, 2))

    page = client.get(f"/apply/{code}", follow=True)

    assert "办事指南刚刚更新了" in text_of(page)
    assert "继续第 3 步" in text_of(page)
    assert len(client.get("/my/cases").context["drafts"]) == 1
    assert "办事指南刚刚更新了" not in text_of(client.get(f"/apply/{code}"))
