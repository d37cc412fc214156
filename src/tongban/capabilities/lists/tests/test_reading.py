"""Lists as they are read: differences, downloads, and as of a day."""

import csv
import io
import json
import time
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tongban.capabilities.catalogue.commands import save_draft
from tongban.capabilities.catalogue.queries import find_version_in_force, get_guide
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
    publish_item,
    publish_reviewed,
)
from tongban.capabilities.lists.queries import compare_releases, download_release
from tongban.capabilities.lists.testing import DAY, draft_list, publish_list
from tongban.capabilities.lists.types import Download, ReleaseCard
from tongban.capabilities.orgs.testing import TestCity
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.evidence.recording import canonical_text

pytestmark = pytest.mark.django_db


def file_of(city: TestCity, card: ReleaseCard, kind: str) -> Download:
    return download_release(
        actor=anonymous(city.code), release_id=card.release_id, kind=kind
    )


def test_a_difference_tells_exactly_what_changed(
    city: TestCity, office: Office
) -> None:
    document = make_document()
    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    )
    publish_reviewed(office, draft.draft_id)
    gone = publish_item(city, office, name="药品零售许可")
    first = publish_list(office, draft_list(city, office, "one_visit"))

    again = save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=document
        | {
            "visits": 1,
            "visit_reason": "要当面核对。",
            "plain": document["plain"] | {"visits": "要来 1 趟。"},
        },
        at=AT,
    )
    publish_reviewed(office, again.draft_id, effective_on=DAY)
    new = publish_item(city, office, name="小作坊登记")
    second_id = draft_list(city, office, "one_visit")
    _take_off(office, second_id, gone.handling_code)
    second = publish_list(office, second_id, effective_on=DAY)

    found = compare_releases(
        actor=anonymous(city.code),
        before_id=first.release_id,
        after_id=second.release_id,
    )
    code = document["handling_code"]
    assert [row.code for row in found.added] == [new.handling_code]
    assert [row.code for row in found.removed] == [gone.handling_code]
    assert [
        (one.code, one.element, one.before, one.after) for one in found.changed
    ] == [
        (code, "要跑几趟", "不用跑", "1 趟"),
        (code, "办事指南", "第 1 版", "第 2 版"),
    ]


def _take_off(office: Office, release_id: object, code: str) -> None:
    from tongban.capabilities.lists.commands import remove_entry
    from tongban.capabilities.lists.queries import list_rows

    page = list_rows(actor=office.drafter, release_id=release_id, kind="one_visit")  # type: ignore[arg-type]
    row = next(row for row in page.rows if row.code == code)
    remove_entry(
        actor=office.drafter,
        release_id=release_id,  # type: ignore[arg-type]
        row_id=row.row_id,
        at=AT,
    )


def test_lists_of_two_kinds_are_not_compared(city: TestCity, office: Office) -> None:
    publish_item(city, office)
    one = publish_list(office, draft_list(city, office, "one_visit"))
    other = publish_list(office, draft_list(city, office, "licences"))
    with pytest.raises(Invalid):
        compare_releases(
            actor=anonymous(city.code),
            before_id=one.release_id,
            after_id=other.release_id,
        )


def test_downloads_say_what_the_page_says(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    card = publish_list(office, draft_list(city, office, "licences"))

    sheet = file_of(city, card, "xlsx").content
    rows = CalamineWorkbook.from_object(io.BytesIO(sheet)).get_sheet_by_index(0)
    assert rows.to_python()[1][:2] == [guide.name, guide.handling_code]
    text = file_of(city, card, "csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][:2] == [
        guide.name,
        guide.handling_code,
    ]
    whole = json.loads(file_of(city, card, "json").content)
    assert whole["digest"] == card.digest
    assert whole["rows"][0]["version_digest"] == guide.digest
    pdf = pypdfium2.PdfDocument(file_of(city, card, "pdf").content)
    page = pdf[0]
    assert page.get_width() > page.get_height()
    said = page.get_textpage().get_text_bounded()
    assert guide.name in said
    assert "演示用章" in said
    assert "第 1 页" in said


def test_the_digest_can_be_worked_out_again_from_the_file(
    city: TestCity, office: Office
) -> None:
    import hashlib

    publish_item(city, office)
    card = publish_list(office, draft_list(city, office, "licences"))
    whole = json.loads(file_of(city, card, "json").content)
    head = {
        name: whole[name]
        for name in ("format", "kind", "title", "number", "venue", "basis")
    }
    rows = [
        {name: value for name, value in row.items() if name != "columns"}
        for row in whole["rows"]
    ]
    text = canonical_text(head | {"rows": sorted(rows, key=lambda row: row["code"])})
    assert hashlib.new("sm3", text.encode()).hexdigest() == card.digest


def test_no_cell_of_a_download_is_run_as_a_formula(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office, name="=HYPERLINK(1)许可")
    card = publish_list(office, draft_list(city, office, "licences"))
    for kind in ("csv", "xlsx"):
        content = file_of(city, card, kind).content
        if kind == "csv":
            assert "'=HYPERLINK" in content.decode("utf-8-sig")
        else:
            book = CalamineWorkbook.from_object(io.BytesIO(content))
            assert book.get_sheet_by_index(0).to_python()[1][0] == "'=HYPERLINK(1)许可"


def test_the_same_list_gives_the_same_bytes(city: TestCity, office: Office) -> None:
    from django.core.cache import cache

    publish_item(city, office)
    card = publish_list(office, draft_list(city, office, "licences"))
    first = {kind: file_of(city, card, kind).content for kind in ("xlsx", "pdf")}
    cache.clear()
    time.sleep(1.1)  # a file that carried the clock would differ by a second
    assert {kind: file_of(city, card, kind).content for kind in first} == first


def test_what_is_not_published_is_not_downloaded(
    city: TestCity, office: Office
) -> None:
    release_id = draft_list(city, office, "licences")
    with pytest.raises(NotFound):
        download_release(actor=office.drafter, release_id=release_id, kind="pdf")


def test_a_guide_of_a_past_day_is_the_same_after_ten_later_versions(
    city: TestCity, office: Office
) -> None:
    document = make_document()
    code = document["handling_code"]

    def publish(n: int, day: date, at: datetime) -> None:
        draft = save_draft(
            actor=office.drafter,
            body_id=city.market,
            document=document | {"aliases": [f"说法{n}"]},
            at=at,
        )
        publish_reviewed(office, draft.draft_id, effective_on=day)

    def read(day: date, **more: str) -> tuple[str, bytes]:
        asked = {"on": day.isoformat(), **more}
        answer = Client().get(f"/api/v1/items/{code}", asked)
        assert answer.status_code == 200, answer.content
        return answer.json()["digest"], answer.content

    publish(0, date(2026, 1, 5), AT)
    past = date(2026, 3, 1)
    before = read(past)
    for n in range(1, 11):
        publish(n, date(2026, 4, n), AT)

    assert read(past) == before
    assert read(date(2026, 4, 10))[0] != before[0]
    version_id = find_version_in_force(
        actor=anonymous(city.code), handling_code=code, day=past
    )
    assert version_id is not None
    guide = get_guide(actor=anonymous(city.code), version_id=version_id)
    assert guide.digest == before[0]
    page = Client().get(f"/items/{code}", {"on": past.isoformat()}).content.decode()
    assert before[0] in page
    assert "您看的是另一天的指南" in page


def test_what_was_known_at_a_moment_leaves_out_what_came_later(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    card = publish_list(office, draft_list(city, office, "licences"))
    before = (AT - timedelta(minutes=1)).astimezone(UTC).isoformat()
    after = (AT + timedelta(minutes=1)).astimezone(UTC).isoformat()
    client, on = Client(), "2026-03-01"
    for path in (
        f"/api/v1/items/{guide.handling_code}",
        "/api/v1/lists/in-force/licences",
        f"/items/{guide.handling_code}",
        "/lists/licences",
    ):
        asked = {"on": on, "known_at": before}
        assert client.get(path, asked).status_code == 404, path
        asked["known_at"] = after
        assert client.get(path, asked).status_code == 200, path
    assert client.get("/lists", {"on": "yesterday"}).status_code == 422
    assert card.digest in client.get("/lists/licences", {"on": on}).content.decode()
