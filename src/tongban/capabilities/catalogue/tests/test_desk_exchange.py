"""导入导出 on the desk: what is downloaded, what a preview says, what an import does."""

import csv
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.capabilities.catalogue.queries import list_drafts
from tongban.capabilities.catalogue.testing import Office, publish_item
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, open_page_session
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
PAGE = "/desk/items/exchange"
FILES = "/desk/items/exchange/"
NEWS = "数量有变：一百个"


@pytest.fixture
def guide(city: TestCity, office: Office) -> Guide:
    return publish_item(city, office, quantity_limit="无数量限制")


def desk(actor: Actor) -> Client:
    client = Client()
    client.cookies["sessionid"] = open_page_session(actor)
    return client


def upload(client: Client, content: bytes, do: str = "preview", **more: str) -> Any:
    file = SimpleUploadedFile("清单.csv", content, "text/csv")
    return client.post(PAGE, {"do": do, "file": file, **more})


def edited(client: Client) -> bytes:
    content: bytes = client.get(f"{FILES}items.csv").content
    return content.replace("无数量限制".encode(), NEWS.encode())


def carried(page: Any) -> str:
    found = re.search(r'name="carried" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_was_downloaded_comes_back_without_a_change(
    office: Office, guide: Guide, kind: str
) -> None:
    client = desk(office.drafter)
    content = client.get(f"{FILES}items.{kind}").content
    before = len(list_drafts(actor=office.drafter))

    page = upload(client, content)

    html = page.content.decode()
    assert page.status_code == 200
    assert "没有要改的" in html
    assert "确认导入" not in html
    assert len(list_drafts(actor=office.drafter)) == before


def test_a_preview_shows_old_and_new_and_writes_nothing(
    office: Office, guide: Guide
) -> None:
    client = desk(office.drafter)
    before = len(list_drafts(actor=office.drafter))

    html = upload(client, edited(client)).content.decode()

    assert "<del>无数量限制</del> → <ins>数量有变：一百个</ins>" in html
    assert "有变化，另存一份草稿" in html
    assert len(list_drafts(actor=office.drafter)) == before


def test_what_was_previewed_is_imported_by_one_more_click_and_only_once(
    office: Office, guide: Guide
) -> None:
    client = desk(office.drafter)
    before = len(list_drafts(actor=office.drafter))
    seen = upload(client, edited(client))
    asked = {"carried": carried(seen), "file_name": "清单.csv", "do": "import"}

    done = client.post(PAGE, asked)
    again = client.post(PAGE, asked)

    assert "导入好了" in done.content.decode()
    drafts = list_drafts(actor=office.drafter)
    assert len(drafts) == before + 1
    assert NEWS in [one.document["quantity_limit"] for one in drafts]
    assert "没有要改的" in again.content.decode()
    assert len(list_drafts(actor=office.drafter)) == before + 1


def test_the_report_has_a_line_for_each_change_and_no_formula(
    office: Office, guide: Guide
) -> None:
    client = desk(office.drafter)
    content = edited(client).replace(NEWS.encode(), b"'=1+1")
    seen = upload(client, content)

    report = client.post(PAGE, {"carried": carried(seen), "do": "report"})

    rows = list(csv.reader(io.StringIO(report.content.decode("utf-8-sig"))))
    assert rows[0] == ["行", "事项", "结果", "要素", "原来", "现在", "问题"]
    assert [row[4] for row in rows if "数量限制" in row[3]] == ["无数量限制"]
    assert all(cell[:1] not in set("=+-@\t\r") for row in rows for cell in row)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"\x00\x01\x02", "文件"),
        ("一,二\n三,四".encode(), "事项名称"),
        (b"a" * (3 * 1024 * 1024 + 1), "最大 3 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_the_way_out(
    office: Office, guide: Guide, content: bytes, words: str
) -> None:
    page = upload(desk(office.drafter), content)

    assert page.status_code == 422
    assert words in page.content.decode()


def test_without_a_file_or_with_a_broken_carried_one_it_is_asked_for(
    office: Office, guide: Guide
) -> None:
    client = desk(office.drafter)

    assert client.post(PAGE, {"do": "preview"}).status_code == 422
    broken = client.post(PAGE, {"do": "import", "carried": "!!!"})
    assert broken.status_code == 422
    assert "重新选一次" in broken.content.decode()


@pytest.mark.parametrize(
    "path", ["template.json", "items.pdf", "people.csv", "template.exe"]
)
def test_what_is_not_offered_is_refused(
    office: Office, guide: Guide, path: str
) -> None:
    assert desk(office.drafter).get(FILES + path).status_code in {404, 422}


def test_the_template_is_offered_and_downloads(office: Office, guide: Guide) -> None:
    client = desk(office.drafter)

    html = client.get(PAGE).content.decode()

    for path in re.findall(r'href="(/desk/items/exchange/[^"]+)"', html):
        answer = client.get(path.replace("&amp;", "&"))
        assert answer.status_code == 200, path
        assert "attachment" in answer["Content-Disposition"]
        assert answer["Cache-Control"] == "no-store"


def test_only_who_drafts_comes_in(office: Office, guide: Guide) -> None:
    for actor in (office.publisher, make_citizen()):
        assert desk(actor).get(PAGE).status_code == 403
        assert desk(actor).get(f"{FILES}items.csv").status_code == 403
    assert Client().get(PAGE).status_code == 302
