"""The basic directory at the desk and through the API: the same acts behind both."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.queries import (
    get_entry,
    list_proposals,
    total_directory,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    ENTRY_CODE,
    Office,
    entry_document,
    implement_entry,
    publish_test_entry,
)
from tongban.capabilities.catalogue.tests.typing_in import browser, posted_back
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import open_api_session
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
API = "/api/v1/directory"
PAGE = f"/desk/directory/{ENTRY_CODE}"


def call(actor: Actor | None, method: str, url: str, **body: Any) -> Any:
    headers = {}
    if actor is not None:
        headers = {"Authorization": f"Bearer {open_api_session(actor)}"}
    return getattr(Client(), method)(
        url,
        json.dumps(body) if body else None,
        content_type="application/json",
        headers=headers,
    )


def typed(answer: Any, **changes: str) -> dict[str, Any]:
    """What the form of the next version posts when these controls are changed."""
    posted = posted_back([{"fields": answer.context["controls"]}])
    basis = {
        "basis_title": "食品经营许可和备案管理办法",
        "basis_rank": "rule",
        "effective_on-year": "2026",
        "effective_on-month": "11",
        "effective_on-day": "22",
    }
    changed = {key.replace("__", "-"): value for key, value in changes.items()}
    return posted | basis | changed


def test_an_entry_changed_in_the_browser_asks_its_implementations(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    implement_entry(office, city, "CIVIL")
    publisher = browser(office.publisher)
    form = publisher.get(f"{PAGE}/change")
    assert "现有 2 个实施清单" in form.content.decode()

    posted = typed(form, slot__name="食品经营许可（新）")
    done = publisher.post(f"{PAGE}/change", posted)

    assert done.status_code == 302, done.content.decode()
    told = publisher.get(done["Location"]).content.decode()
    assert "2 个实施清单收到了调整建议" in told
    entry = get_entry(actor=office.publisher, basic_code=ENTRY_CODE, day=DAY)
    assert entry.card.number == 2
    first, second = (version.slots for version in reversed(entry.versions))
    was = {slot.key: slot.value for slot in first}
    now = {slot.key: slot.value for slot in second}
    # What was not touched is as it was, also what the page does not show of a row.
    assert [key for key, value in now.items() if was.get(key) != value] == ["name"]

    drafter = browser(office.drafter)
    page = drafter.get(PAGE).content.decode()
    assert page.count("照目录起草新版本") == 2
    key = list_proposals(actor=office.drafter)[0].proposal_id
    taken = drafter.post(PAGE, {"proposal": str(key)})
    assert "食品经营许可（新）" in drafter.get(taken["Location"]).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("slot__statutory_limit", "二十天", "要写成"),
        ("slot__materials", "营业执照｜随便", "不是可以选的"),
        ("basis_title", " ", "请写依据的文件名称"),
        ("basis_rank", "department", "请选依据是哪一种"),
        ("effective_on__day", "", "请写完整的日期"),
    ],
)
def test_what_cannot_be_read_is_said_where_it_stands(
    office: Office, field: str, value: str, said: str
) -> None:
    publish_test_entry(office)
    publisher = browser(office.publisher)
    form = publisher.get(f"{PAGE}/change")
    answer = publisher.post(f"{PAGE}/change", typed(form, **{field: value}))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert (
        get_entry(actor=office.publisher, basic_code=ENTRY_CODE, day=DAY).card.number
        == 1
    )


def test_side_by_side_shows_what_differs_and_what_must_change(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET", cross_region="全省")
    publish_test_entry(office, day=date(2026, 11, 20), name="食品经营许可（新）")

    page = browser(office.drafter).get(PAGE).content.decode()

    assert "要照目录改" in page
    assert "全省" in page
    assert "有差别" in page
    assert "没跟上" in page
    assert "数量限制" not in page
    whole = browser(office.drafter).get(f"{PAGE}?all=1").content.decode()
    assert "数量限制" in whole


def test_a_body_claims_on_the_page_and_a_stranger_cannot(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    drafter = browser(office.drafter)
    assert "认领单位" in drafter.get(PAGE).content.decode()
    done = drafter.post(PAGE, {"body": str(city.market)})
    assert "已经认领" in drafter.get(done["Location"]).content.decode()
    refused = browser(office.lawyer).post(PAGE, {"body": str(city.market)})
    assert refused.status_code == 403
    assert browser(office.lawyer).get(f"{PAGE}/change").status_code == 403


def test_a_draft_under_way_is_told_and_not_touched(
    office: Office, city: TestCity
) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    draft = save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=entry_document("MARKET", cross_region="全省"),
        at=AT,
    )
    publish_test_entry(office, day=date(2026, 11, 20), name="食品经营许可（新）")

    drafter = browser(office.drafter)
    page = drafter.get(f"/desk/items/drafts/{draft.draft_id}").content.decode()

    assert "基本目录调整了" in page
    assert "在正写的草稿上照目录改" in page


def test_the_list_cuts_to_what_drifts(office: Office, city: TestCity) -> None:
    publish_test_entry(office)
    implement_entry(office, city, "MARKET")
    drafter = browser(office.drafter)
    assert "食品经营许可" in drafter.get("/desk/directory").content.decode()
    none = drafter.get("/desk/directory?show=drift").content.decode()
    assert "没有这样的目录事项" in none
    publish_test_entry(office, day=date(2026, 11, 20), name="食品经营许可（新）")
    page = drafter.get("/desk/directory?show=drift").content.decode()
    assert "1 个没跟上" in page


def test_all_of_it_goes_through_the_api(office: Office, city: TestCity) -> None:
    body = {
        "level": "national",
        "levels": ["3"],
        "elements": {"name": "食品经营许可", "item_type": "01"},
        "basis_title": "食品经营许可和备案管理办法",
        "basis_rank": "rule",
        "effective_on": "2026-01-01",
    }
    url = f"{API}/{ENTRY_CODE}"
    refused = call(office.drafter, "post", f"{url}/versions", **body)
    assert refused.status_code == 403
    basis = body | {"basis_rank": "department"}
    refused = call(office.publisher, "post", f"{url}/versions", **basis)
    assert refused.json()["rule"] == "the_directory_changes_on_law"
    wrong = body | {"elements": {"name": "x", "item_type": "01", "colour": "red"}}
    refused = call(office.publisher, "post", f"{url}/versions", **wrong)
    assert "colour" in refused.json()["errors"]["elements"]
    done = call(office.publisher, "post", f"{url}/versions", **body)
    assert (done.status_code, done.json()["number"]) == (200, 1), done.content
    claim = call(office.drafter, "post", f"{url}/claims", body_id=str(city.market))
    assert claim.status_code == 200, claim.content
    implement_entry(office, city, "MARKET")
    newer = body | {
        "elements": {"name": "新名称", "item_type": "01"},
        "effective_on": "2026-11-20",
    }
    done = call(office.publisher, "post", f"{url}/versions", **newer)
    assert done.json()["proposals"] == 1

    page = call(None, "get", API).json()
    assert page["totals"]["counts"]["drift"] == 1
    assert [one["basic_code"] for one in page["entries"]] == [ENTRY_CODE]
    entry = call(None, "get", url).json()
    assert entry["implementations"][0]["departing"] == ["name"]
    assert call(None, "get", f"{API}/proposals").status_code == 401
    [asked] = call(office.drafter, "get", f"{API}/proposals").json()
    assert asked["labels"] == ["事项名称"]
    taken = call(
        office.drafter, "post", f"{API}/proposals/{asked['proposal_id']}/draft"
    )
    assert taken.status_code == 200, taken.content
    again = call(
        office.drafter, "post", f"{API}/proposals/{asked['proposal_id']}/draft"
    )
    assert again.status_code == 409
    assert total_directory(actor=office.drafter, day=DAY).counts.drift == 1
