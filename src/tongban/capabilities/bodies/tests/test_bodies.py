"""Bodies at the desk: imports, closing, assessment sheets, and the pages of two people."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tongban.capabilities.bodies.commands import (
    close_body,
    import_orgs,
    publish_scheme,
    publish_sheet,
)
from tongban.capabilities.bodies.queries import (
    download_sheet,
    get_body_page,
    get_overview,
    get_sheet,
    get_template,
    list_left_behind,
    preview_import,
)
from tongban.capabilities.orgs.commands import answer_change, draft_change, set_pilot
from tongban.capabilities.orgs.queries import (
    find_body,
    find_region,
    is_on,
    list_changes,
    list_rollout,
)
from tongban.capabilities.orgs.testing import TestCity, merge
from tongban.capabilities.orgs.types import PilotLine
from tongban.capabilities.people.testing import (
    Post,
    make_staff_together,
    signed_in,
)
from tongban.capabilities.rights.queries import list_postings
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 9, tzinfo=OFFICE_ZONE)
DAY = date(2026, 12, 1)
REGIONS = """区划代码,名称,层级,类型,上级代码
690100,安澜市,市级,市,
690121,青渡县,县级,县,690100
690121101,临江街道,乡级,街道,690121
690121101001,澜心社区,村级,社区,690121101
6901,不对,县级,县,690100
690122101,无主镇,乡级,镇,690122
"""


@dataclass(frozen=True)
class Two:
    drafter: Actor
    approver: Actor


@pytest.fixture
def two(city: TestCity) -> Two:
    return Two(
        *make_staff_together(
            Post("organisation_drafter", (city.approval,), "编小章"),
            Post("organisation_approver", (city.approval,), "审大海"),
        )
    )


def take_in(two: Two, what: str, text: str) -> tuple[int, int]:
    """How many changes were drafted, and how many lines refused."""
    done = import_orgs(
        actor=two.drafter,
        what=what,
        content=text.encode(),
        document_number="安编〔2026〕5号",
        effective_on=DAY,
        reason="首次登记",
        at=AT,
    )
    for change in done.changes:
        answer_change(actor=two.approver, change_id=change, outcome="confirmed", at=AT)
    return len(done.changes), done.seen.count("refused")


def end_civil(two: Two) -> None:
    change = draft_change(actor=two.drafter, asked=merge("CIVIL", "MARKET", DAY), at=AT)
    answer_change(actor=two.approver, change_id=change, outcome="confirmed", at=AT)


def test_a_file_of_regions_is_told_line_by_line_and_taken_in(
    city: TestCity, two: Two
) -> None:
    seen = preview_import(
        actor=two.drafter, what="regions", content=REGIONS.encode(), day=DAY
    )
    assert [line.news for line in seen.lines] == [
        *("same", "new", "new", "new", "refused", "refused")
    ]
    assert "市县 6 位" in seen.lines[4].words
    assert "没有上级 690122" in seen.lines[5].words

    assert take_in(two, "regions", REGIONS) == (1, 2)
    village = find_region(actor=two.drafter, code="690121101001", day=DAY)
    assert village is not None
    assert (village.parent_code, village.stands) == ("690121101", True)
    # The same file again drafts nothing more; a new name is a change.
    assert take_in(two, "regions", REGIONS) == (0, 2)
    again = preview_import(
        actor=two.drafter,
        what="regions",
        content=REGIONS.replace("临江街道", "临江新街道").encode(),
        day=DAY,
    )
    assert [line.words for line in again.lines if line.news == "changed"] == [
        "临江街道 → 临江新街道"
    ]


def test_a_file_of_bodies_brings_new_ones_and_contacts(
    city: TestCity, two: Two
) -> None:
    template = get_template(what="bodies", kind="csv").decode("utf-8-sig")
    headings, data = template.splitlines()
    data = data.replace("AL-GOV", "APPROVAL")
    civil = "CIVIL,安澜市民政局,市民政局,,市级,部门,690100,,赵丽,办公室,,"
    text = "\n".join([headings, data, civil, civil.replace("CIVIL", "X1")])

    assert take_in(two, "bodies", text) == (1, 1)
    made = find_body(actor=two.drafter, code="AL-DATA", day=DAY)
    told = find_body(actor=two.drafter, code="CIVIL", day=DAY)
    assert made is not None
    assert told is not None
    assert (made.leader, made.section) == ("王建国", "政务服务科")
    assert (told.leader, told.section, told.name) == ("赵丽", "办公室", "安澜市民政局")
    assert take_in(two, "bodies", text) == (0, 1)


def test_a_workbook_of_the_template_reads_back(city: TestCity, two: Two) -> None:
    content = get_template(what="regions", kind="xlsx")
    seen = preview_import(actor=two.drafter, what="regions", content=content, day=DAY)
    assert [line.code for line in seen.lines] == ["690121101"]


def test_a_file_that_is_none_is_refused(city: TestCity, two: Two) -> None:
    with pytest.raises(Invalid):
        preview_import(actor=two.drafter, what="bodies", content=b"a,b\n1,2\n", day=DAY)


def test_a_body_is_closed_when_nothing_is_left(city: TestCity, two: Two) -> None:
    officer, keeper = make_staff_together(
        Post("officer", (city.civil,), "刘芳"),
        Post("security_administrator", (city.civil,), "安静"),
    )
    later = datetime.combine(DAY, AT.timetz())
    with pytest.raises(Refusal) as refused:
        close_body(actor=two.drafter, body_id=city.civil, at=AT)
    assert refused.value.rule == "a_body_closes_with_nothing_left"
    end_civil(two)
    waiting = list_left_behind(actor=two.drafter, day=DAY)
    assert [(card.code, left.cases, left.items) for card, left in waiting] == [
        ("CIVIL", 0, 0)
    ]

    close_body(actor=two.drafter, body_id=city.civil, at=later)

    assert list_left_behind(actor=two.drafter, day=DAY) == []
    held = list_postings(actor=keeper, day=DAY + timedelta(days=1), body_id=city.civil)
    assert officer.natural_person not in {row.person_id for row in held}
    with pytest.raises(MoveRefused):
        close_body(actor=two.drafter, body_id=city.civil, at=later)
    with pytest.raises(NotAllowed):
        close_body(actor=two.approver, body_id=city.civil, at=later)


def test_a_measure_starts_body_by_body_and_the_late_are_told(
    city: TestCity, two: Two
) -> None:
    def runs(body: object, day: date) -> bool:
        return is_on(actor=two.drafter, measure=MEASURE, body_id=body, day=day)  # type: ignore[arg-type]

    assert runs(city.market, DAY)
    started = PilotLine(MEASURE, "MARKET", "安政数〔2026〕3号", starts_on=DAY)
    set_pilot(actor=two.drafter, line=started, at=AT)
    wanted = PilotLine(
        MEASURE, "CIVIL", "安政数〔2026〕3号", due_on=DAY - timedelta(days=1)
    )
    set_pilot(actor=two.drafter, line=wanted, at=AT)

    assert [runs(city.market, DAY - timedelta(days=1)), runs(city.market, DAY)] == [
        False,
        True,
    ]
    assert not runs(city.approval, DAY)
    # What was so on a day before the register began stays so.
    assert runs(city.civil, AT.date() - timedelta(days=1))
    states = {row.body: row.state for row in list_rollout(actor=two.drafter, day=DAY)}
    assert states == {"安澜市市场监督管理局": "on", "安澜市民政局": "late"}
    with pytest.raises(NotAllowed):
        set_pilot(actor=two.approver, line=started, at=AT)


MEASURE = "online_pre_review"


def test_a_sheet_is_a_snapshot_by_the_published_scheme(
    city: TestCity, two: Two
) -> None:
    period = {"first_day": date(2026, 7, 1), "last_day": date(2026, 9, 30)}
    with pytest.raises(MoveRefused):
        publish_sheet(actor=two.approver, body_id=city.market, at=AT, **period)
    points = {"online_capable": 20, "plain_coverage": 10}
    publish_scheme(
        actor=two.approver, title="办法", points=points, document_number="1号", at=AT
    )

    sheet = publish_sheet(actor=two.approver, body_id=city.market, at=AT, **period)

    card = get_sheet(actor=two.drafter, sheet_id=sheet)
    assert [row["figure"] for row in card.rows] == [
        *("online_capable", "plain_coverage", "established_at_windows")
    ]
    # Nothing in force there: neither got nor lost.
    assert (card.got, card.of) == (0, 0)
    name, content = download_sheet(actor=two.drafter, sheet_id=sheet)
    assert "安澜市市场监督管理局" in name
    assert content.decode("utf-8-sig").startswith("指标,")
    with pytest.raises(MoveRefused):
        publish_sheet(actor=two.approver, body_id=city.market, at=AT, **period)
    with pytest.raises(NotAllowed):
        publish_sheet(actor=two.drafter, body_id=city.civil, at=AT, **period)


def test_the_report_names_departments_without_contacts(
    city: TestCity, two: Two
) -> None:
    seen = get_overview(actor=two.drafter, day=AT.date())
    assert {one.code for one in seen.without_contacts} == {
        *("APPROVAL", "MARKET", "CIVIL")
    }
    assert seen.misnamed == ()
    page = get_body_page(actor=two.drafter, code="CENTRE", day=AT.date())
    assert [venue.code for venue in page.venues] == ["hall"]
    assert page.windows == 1


def test_two_people_rename_and_end_a_body_through_the_pages(
    city: TestCity, two: Two
) -> None:
    drafter, approver = signed_in(two.drafter), signed_in(two.approver)
    for path in (
        *("", "/of/CIVIL", "/changes", "/changes/new/rename", "/changes/new/found"),
        *("/pilots", "/import", "/sheets", "/import/bodies.xlsx"),
    ):
        assert drafter.get(f"/desk/bodies{path}").status_code == 200, path
    sent = {
        "do": "draft",
        "code": "CIVIL",
        "name": "安澜市社会事务局",
        "effective_on-year": "2027",
        "effective_on-month": "3",
        "effective_on-day": "1",
        "document_number": "安编〔2026〕5号",
        "reason": "机构改革",
    }
    missing = drafter.post("/desk/bodies/changes/new/rename", sent | {"name": ""})
    assert missing.status_code == 422
    assert drafter.post("/desk/bodies/changes/new/rename", sent).status_code == 302
    (change,) = list_changes(actor=two.drafter)
    answer = {"change": str(change.change_id), "do": "confirmed"}
    assert drafter.post("/desk/bodies/changes", answer).status_code == 403
    assert approver.post("/desk/bodies/changes", answer).status_code == 302
    shown = approver.get("/desk/bodies/of/CIVIL?on=2027-03-01").content.decode()
    assert "安澜市社会事务局" in shown
    assert "已审定" in approver.get("/desk/bodies/changes").content.decode()


def test_the_pages_are_for_the_staff(city: TestCity) -> None:
    for path in ("", "/changes", "/pilots", "/sheets"):
        assert Client().get(f"/desk/bodies{path}").status_code in {302, 403}
