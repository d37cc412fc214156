"""The desk and the API of papers' words: what they show, take, refuse and print."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.capabilities.wording.testing import (
    WordingOffice,
    put_words_in_force,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.papers.blocks import ALL_BLOCKS, first_words
from tongban.plumbing.papers.testing import text_of

pytestmark = pytest.mark.django_db
API = "/api/v1/paper-wordings"
KIND = "acceptance"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def posted(**changes: str) -> dict[str, str]:
    words = first_words(KIND) | changes
    return {f"block-{key}": text for key, text in words.items()}


def call(actor: Actor, method: str, url: str, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {open_api_session(actor)}"}
    return getattr(Client(), method)(
        url,
        json.dumps(body) if body else None,
        content_type="application/json",
        headers=headers,
    )


def test_the_way_of_a_version_at_the_desk(
    city: TestCity, office: WordingOffice
) -> None:
    editor, approver = signed_in(office.editor), signed_in(office.approver)
    here = f"/desk/wording/{KIND}/{city.market}"
    listed = page(editor, "/desk/wording")
    assert listed.count("平台文本") >= len(ALL_BLOCKS)
    assert here in listed

    shown = page(editor, f"{here}/write")
    assert "{受理决定}" in shown
    assert "必须保留" in shown
    saved = editor.post(
        f"{here}/write", posted(remarks="妥善保存。") | {"do": "save", "note": "加话"}
    )
    assert saved.status_code == 302
    version = page(editor, saved["Location"])
    assert "妥善保存。" in version
    assert "（没有写）" in version
    assert "从哪一天起生效" not in version  # whose post it is not

    assert "从哪一天起生效" in page(approver, saved["Location"])
    halved = approver.post(f"{saved['Location']}/put", {"effective_on-year": "2027"})
    assert halved.status_code == 422
    assert "请写完整的日期" in halved.content.decode()
    day = {
        "effective_on-year": "2027",
        "effective_on-month": "3",
        "effective_on-day": "1",
    }
    assert editor.post(f"{saved['Location']}/put", day).status_code == 403
    assert approver.post(f"{saved['Location']}/put", day).status_code == 302
    assert "将要生效" in page(approver, saved["Location"])
    again = approver.post(f"{saved['Location']}/put", day)
    assert again.status_code == 409
    assert "已经启用过" in again.content.decode()
    assert approver.post(f"{saved['Location']}/end", day).status_code == 302
    assert "已停用" in page(approver, saved["Location"])


def test_what_is_wrong_comes_back_with_what_was_typed(
    city: TestCity, office: WordingOffice
) -> None:
    client = signed_in(office.editor)
    here = f"/desk/wording/{KIND}/{city.market}/write"
    wrong = posted(reason="申请人{姓名}")
    answer = client.post(here, wrong | {"do": "save"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "没有“{姓名}”这个字段" in text
    assert 'href="#f-block-reason"' in text
    assert "申请人{姓名}" in text
    seen = client.post(here, wrong | {"do": "preview"}).content.decode()
    assert "没有“{姓名}”这个字段" in seen
    assert "data:image" not in seen
    right = client.post(here, posted() | {"do": "preview"}).content.decode()
    assert re.search(r"data:image/png;base64,[A-Za-z0-9+/=]{2000}", right)


def test_a_test_print_says_so(city: TestCity, office: WordingOffice) -> None:
    version = put_words_in_force(
        office, KIND, {"remarks": "请留意。"}, body_id=city.market
    )
    client = signed_in(office.editor)
    here = f"/desk/wording/versions/{version}"
    answer = client.get(f"{here}/test-print.pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    text = text_of(answer.content)
    assert "试打" in text
    assert "请留意。" in text
    assert "演示用章" in text
    assert "市场监督管理局" in text
    assert client.get(f"{here}/preview.png").content.startswith(b"\x89PNG")
    first = client.get(f"/desk/wording/{KIND}/test-print.pdf")
    assert "试打" in text_of(first.content)


@pytest.mark.parametrize(
    "path",
    [
        "/desk/wording/letter/city",
        "/desk/wording/acceptance/nobody",
        "/desk/wording/acceptance/city/write?from=x",
        "/desk/wording/versions/0199f000-0000-7000-8000-000000000000",
        "/desk/wording/letter/test-print.pdf",
    ],
)
def test_what_is_not_there_is_said(office: WordingOffice, path: str) -> None:
    page(signed_in(office.city_editor), path, status=404)


def test_others_do_not_come_in(city: TestCity, office: WordingOffice) -> None:
    clerk = signed_in(make_staff("clerk", city.centre))
    page(clerk, "/desk/wording", status=403)
    page(signed_in(office.editor), f"/desk/wording/{KIND}/city/write", status=403)
    page(signed_in(office.approver), f"/desk/wording/{KIND}/city")


def test_the_api_does_what_the_desk_does(city: TestCity, office: WordingOffice) -> None:
    kinds = call(office.editor, "get", f"{API}/kinds").json()
    assert [one["kind"] for one in kinds] == list(ALL_BLOCKS)
    body = {
        "kind": KIND,
        "body_id": str(city.market),
        "blocks": first_words(KIND) | {"remarks": "甲"},
    }
    refused = call(
        office.editor, "post", f"{API}/versions", **(body | {"blocks": {"reason": ""}})
    )
    assert refused.status_code == 422
    assert "少了" in refused.json()["errors"]["reason"]
    saved = call(office.editor, "post", f"{API}/versions", **body)
    assert saved.status_code == 201, saved.content
    here = f"{API}/versions/{saved.json()['version_id']}"
    changed = call(office.editor, "get", f"{here}/differences").json()
    assert [(one["key"], one["after"]) for one in changed] == [("remarks", "甲")]
    own = call(office.editor, "post", f"{here}/in-force", effective_on="2027-01-01")
    assert own.status_code == 403
    put = call(office.approver, "post", f"{here}/in-force", effective_on="2027-01-01")
    assert put.status_code == 200, put.content
    listed = call(office.editor, "get", f"{API}?on=2027-01-01").json()
    assert [one["number"] for one in listed if one["kind"] == KIND] == [1, 2]
    pdf = call(office.editor, "get", f"{here}/test-print")
    assert "试打" in text_of(pdf.content)
    ended = call(office.approver, "post", f"{here}/end", until="2027-02-01")
    assert ended.json()["until"] == "2027-02-01"
    asked = f"{API}/versions?kind={KIND}&body_id={city.market}"
    versions = call(office.editor, "get", asked).json()
    assert [one["number"] for one in versions] == [2, 1]
