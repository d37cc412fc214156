"""The work list of findings in Chromium: cut by rule, opened in the editor, cleared."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import Visit, check_pages
from tests.journeys.conftest import PageAs
from tongban.capabilities.catalogue.commands import (
    import_file,
    import_guide,
    recheck_drafts,
    save_draft,
)
from tongban.capabilities.catalogue.queries import list_drafts
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
    make_office,
)
from tongban.capabilities.orgs.testing import TestCity

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "service_items_511602.csv"
# A list of another district with the flaws of real ones: no credit code in the code of an
# item nor of its department, codes too long, two items of one name, bodies of elsewhere.
OWN = """\
department,main_item,item_name,implementation_code,item_type_code,region_code,source_department_code
区商务局,未分类,酒类零售备案停业,690A62001006-690199000000-000-TE6901990106901050-1-00,1,690199000000,71181655-9
区商务局,未分类,酒类零售备案新办,690A62001001-690199000000-000-TE6901990106901050-1-00,1,690199000000,71181655-9
区城管局,未分类,临街设施上挂宣传品审批,690A17033003-690199000000-000-116901006901006815-1-00,1,690199000000,68236467-9
区城管局,未分类,临街设施上挂宣传品审批,690A0188100004-690199000000-000-116901006901006815-1-00,1,690199000000,68236467-9
"""


@pytest.fixture
def office(city: TestCity) -> Office:
    office = make_office(city)
    document = make_document(name="夜市登记")
    document["plain"]["cost"] = "每件 80 元。"
    document["steps"][2]["standard"] = "必要时到现场看。"
    save_draft(actor=office.drafter, body_id=city.market, document=document, at=AT)
    guide = {
        "id": "g1",
        "item_name": "养老补贴",
        "materials": [{"name": "其他相关材料"}, {"name": "身份证和照片"}],
        "conditions": ["符合有关规定"],
    }
    import_guide(actor=office.drafter, guide=guide, org="MARKET", at=AT)
    return office


def test_an_officer_finds_a_rule_opens_the_place_and_clears_it(
    office: Office, page_as: PageAs
) -> None:
    page = page_as(office.drafter)
    page.goto("/desk/")
    page.get_by_role("link", name="指南问题").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("指南问题")
    page.get_by_label("哪一类").select_option(label="白话和指南不一致（1）")
    page.get_by_role("button", name="查找").click()
    row = page.get_by_role("row", name=re.compile("夜市登记"))
    expect(row).to_contain_text("白话版“要不要钱”：写的是“每件 80 元。”")
    row.get_by_role("link").click()

    page.locator('[name="plain.cost"]').fill("不要钱。")
    page.get_by_role("button", name=re.compile("^保存")).first.click()
    page.goto("/desk/findings?kind=plain")

    expect(page.get_by_text("没有查出问题")).to_be_visible()


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("own", id="a-list-of-ours"),
        pytest.param(
            "real",
            id="a-real-list",
            marks=pytest.mark.skipif(
                not REAL.exists(),
                reason="no ../shared beside the project; the list of ours does the same walk",
            ),
        ),
    ],
)
def test_an_officer_clears_ten_findings_of_an_imported_list(
    city: TestCity, page_as: PageAs, rows: str
) -> None:
    office = make_office(city)
    content = OWN if rows == "own" else flawed_rows(REAL)
    import_file(
        actor=office.drafter,
        content=content.encode(),
        name="清单.csv",
        at=AT,
        org="MARKET",
    )
    before = findings_now(office)
    page = page_as(office.drafter)
    page.goto("/desk/")
    page.get_by_role("link", name="指南问题").first.click()

    wrong = open_first(page, "编码不对")
    expect(page.get_by_label("实施编码（31 位）")).to_be_focused()
    sound = make_document()
    page.get_by_label("实施编码（31 位）").fill(sound["implementation_code"])
    page.get_by_label("业务办理项编码（33 位）").fill(sound["handling_code"])
    page.get_by_label("老百姓的叫法").fill("先不卖了")
    page.get_by_label("行使层级").select_option(label="市级")
    page.get_by_label("自然人", exact=True).check()
    page.get_by_label("办理结果", exact=True).fill("停业通知书")
    page.get_by_label("批文", exact=True).check()
    page.get_by_label("到窗口拿").check()
    save(page)

    # What is not charged is said by whoever has been through the page, in one press.
    open_first(page, "没写收不收费", of=wrong)
    save(page)

    twin = open_first(page, "名称相同")
    expect(page.get_by_label("事项名称")).to_be_focused()
    page.get_by_label("事项名称").fill(f"{twin}（商业宣传）")
    save(page)

    renamed = open_first(page, "没有咨询电话", of=f"{twin}（商业宣传）")
    expect(page.locator("#f-consult_phones")).to_be_focused()
    page.locator("#f-consult_phones").fill("0699-6012345")
    page.locator("#f-complaint_phones").fill("12345")
    save(page)

    left = findings_now(office)
    assert_only_those_are_gone(before, left, wrong, twin, renamed)
    # Another look by the same rules finds nothing else: what is gone was mended.
    recheck_drafts(actor=office.drafter, at=AT)
    assert findings_now(office) == left


def assert_only_those_are_gone(
    before: set[tuple[str, str]],
    left: set[tuple[str, str]],
    wrong: str,
    twin: str,
    renamed: str,
) -> None:
    """Thirteen findings of thirteen rules were there and are mended."""
    mended = {
        (wrong, "code.wrong"), (wrong, "code.odd"), (wrong, "code.missing"),
        (wrong, "alias.missing"), (wrong, "level.missing"),
        (wrong, "served.missing"), (wrong, "result.missing"), (wrong, "fee.missing"),
        (wrong, "list.body_elsewhere"), (wrong, "list.body_code"),
        (twin, "list.name_shared"),
        (renamed, "phone.missing"), (renamed, "complaint.missing"),
    }  # fmt: skip
    assert mended - {(renamed, rule) for _, rule in mended} <= before
    assert not mended & (left - {(twin, "list.name_shared")})
    # The other item of the name still has to be looked at, and only that one.
    assert (twin, "list.name_shared") in left
    assert (renamed, "list.name_shared") not in left


def flawed_rows(path: Path) -> str:
    """Of a real list, the rows that the walk needs: wrong codes, and one name twice."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    licences = [row for row in rows if row["item_type_code"] == "1"]
    names = [row["item_name"] for row in licences]
    chosen = [row for row in licences if "-TE" in row["implementation_code"]][:2]
    chosen += [row for row in licences if names.count(row["item_name"]) > 1][:2]
    said = StringIO()
    writer = csv.DictWriter(said, list(rows[0]))
    writer.writeheader()
    writer.writerows(chosen)
    return said.getvalue()


def findings_now(office: Office) -> set[tuple[str, str]]:
    """The name of each item with each rule that something was found by."""
    return {
        (draft.name, finding.rule)
        for draft in list_drafts(actor=office.drafter)
        for finding in draft.findings
    }


def open_first(page: Page, rule: str, *, of: str = "") -> str:
    """Cut the list to one rule, and open the place of a finding; gives the item's name."""
    page.get_by_role("link", name="指南问题").first.click()
    asked = page.get_by_label("哪一条规则")
    asked.select_option(value=str(option_of(asked, rule).get_attribute("value")))
    page.get_by_role("button", name="查找").click()
    row = page.locator("main tbody tr").filter(has_text=of).filter(has_text=rule).first
    name = row.locator("th, td").first.inner_text().removesuffix("（导入）")
    row.get_by_role("link").click()
    expect(page.get_by_role("button", name="保存这一部分")).to_be_visible()
    return name


def option_of(asked: Locator, rule: str) -> Locator:
    """The choice of a rule: its title, with how many were found."""
    return asked.locator("option").filter(has_text=re.compile(rf"^{rule}（\d+）$"))


def save(page: Page) -> None:
    page.get_by_role("button", name="保存这一部分").click()
    expect(page).to_have_url(re.compile(r"[?]saved=1$"))


def test_the_list_passes_the_checks(
    browser: Browser,
    live_server: LiveServer,
    session_cookies: object,
    office: Office,
) -> None:
    cookies = session_cookies(office.drafter)  # type: ignore[operator]
    visits = [
        Visit("all", "/desk/findings", face="desk", cookies=cookies),
        Visit(
            "cut",
            "/desk/findings?severity=error&kind=vague&rechecked=1",
            face="desk",
            cookies=cookies,
        ),
        Visit(
            "none", "/desk/findings?rule=basis.repealed", face="desk", cookies=cookies
        ),
    ]

    assert check_pages(browser, live_server.url, visits) == {}
