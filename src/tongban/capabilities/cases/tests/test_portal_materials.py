"""Materials on a page: limits told before, every other file kept, earlier files again."""

from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.cases.tests.citizens import (
    ELDER,
    FOOD,
    a_file,
    make_street,
    publish_sample,
    sign_in,
    submit,
    text_of,
    upload,
)

pytestmark = pytest.mark.django_db
LOCAL = {"situation_s1": "local", "situation_s2": "self", "acting": "self"}
COOKS = {"situation_s1": "make", "situation_s2": "rent", "situation_s3": "self"}


def begin(login: str = "zhang") -> tuple[Client, str]:
    """An elder at the page of materials: m2 and m3 are asked, m1 is waived."""
    street = make_street()
    code = publish_sample(street.world, ELDER).handling_code
    client = sign_in(login)
    client.post(f"/apply/{code}/situation", LOCAL)
    return client, f"/apply/{code}/materials"


def card(answer: Any, key: str) -> dict[str, Any]:
    """A card of the page."""
    found: dict[str, Any] = next(
        row["m"] for row in answer.context["cards"] if row["m"]["key"] == key
    )
    return found


def test_says_what_need_not_be_handed_in_and_the_limits_beforehand() -> None:
    client, path = begin()

    page = client.get(path)

    assert [row["name"] for row in page.context["waived"]] == ["老年人优待证申请表"]
    assert "最大 10 MB" in text_of(page)
    assert "样照是肩膀以上的正面照" in text_of(page)
    assert 'enctype="multipart/form-data"' in page.content.decode()


def test_an_upload_keeps_the_others_and_a_removal_too() -> None:
    client, path = begin()
    client.post(path, {"material": "m2", "file": a_file("正面.pdf")})
    client.post(path, {"material": "m3", "file": a_file("照片.pdf")})
    both = client.get(path)
    assert card(both, "m2")["file_name"] == "正面.pdf"
    assert card(both, "m3")["file_name"] == "照片.pdf"

    client.post(f"{path}?act=remove", {"material": "m3"})

    left = client.get(path)
    assert card(left, "m2")["file_name"] == "正面.pdf"
    assert card(left, "m3")["state"] == "missing"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "空.pdf", "空"),
        (b"MZ\x90\x00 not a pdf", "病毒.pdf", "PDF"),
        (b"%PDF-1.4\n" + b"0" * (10 * 1024 * 1024), "太大.pdf", "10"),
    ],
)
def test_a_wrong_file_is_told_beside_its_card_and_nothing_is_lost(
    content: bytes, name: str, words: str
) -> None:
    client, path = begin()
    client.post(path, {"material": "m2", "file": a_file("正面.pdf")})

    answer = client.post(path, {"material": "m3", "file": a_file(name, content)})

    assert answer.status_code == 422
    assert text_of(answer).startswith("错误：")
    assert words in card(answer, "m3")["error"]
    assert card(answer, "m3")["state"] == "refused"
    assert card(answer, "m2")["file_name"] == "正面.pdf"
    assert card(client.get(path), "m2")["file_name"] == "正面.pdf"


def test_no_file_chosen_is_told_as_well() -> None:
    client, path = begin()

    answer = client.post(path, {"material": "m3"})

    assert "还没有选文件" in card(answer, "m3")["error"]


def test_going_on_with_something_missing_names_it() -> None:
    client, path = begin()
    client.post(path, {"material": "m2", "file": a_file()})

    answer = client.post(path)

    assert answer.status_code == 422
    assert list(answer.context["errors"]) == ["m3"]
    assert card(answer, "m3")["state"] == "missing"


def test_a_material_that_is_not_asked_cannot_be_handed_in() -> None:
    client, path = begin()

    client.post(path, {"material": "m5", "file": a_file()})
    client.post(path, {"material": "m1", "file": a_file()})

    kept = client.get(path)
    assert {row["m"]["state"] for row in kept.context["cards"]} == {"missing"}


def test_an_earlier_file_is_offered_and_used_again() -> None:
    client, path = begin()
    code = path.split("/")[2]
    client.post(f"/apply/{code}/form/elder", {"card_form": "electronic"})
    upload(client, code, "m2", "m3")
    assert "/applied/" in submit(client, code)["Location"]
    client.post(f"/apply/{code}/situation", LOCAL)

    page = client.get(path)
    offered = next(row["reuse"] for row in page.context["cards"])
    client.post(f"{path}?act=reuse", {"material": "m2", "reuse": offered[0]["id"]})

    assert card(client.get(path), "m2")["state"] == "uploaded"


def test_anothers_file_cannot_be_used() -> None:
    client, path = begin()
    client.post(path, {"material": "m2", "file": a_file()})
    href = card(client.get(path), "m2")["preview_href"]
    stranger = sign_in("li")
    code = path.split("/")[2]
    stranger.post(f"/apply/{code}/situation", LOCAL)

    answer = stranger.post(
        f"{path}?act=reuse", {"material": "m2", "reuse": href.rpartition("/")[2]}
    )

    assert answer.status_code == 422
    assert card(answer, "m2")["error"]


def test_an_own_file_comes_back_as_a_download() -> None:
    client, path = begin()
    client.post(path, {"material": "m2", "file": a_file("身份证 正面.pdf")})
    href = card(client.get(path), "m2")["preview_href"]

    answer = client.get(href)

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    answer.close()


def test_other_answers_ask_for_other_materials() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("zhang")
    client.post(f"/apply/{code}/situation", COOKS | {"situation_s1": "sell"})

    page = client.get(f"/apply/{code}/materials")

    assert [row["m"]["key"] for row in page.context["cards"]] == ["m4", "m5"]
