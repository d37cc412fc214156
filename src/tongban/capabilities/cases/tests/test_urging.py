"""The window urges what it took in; past the promised day the chief representative is told."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tongban.capabilities.cases.commands import take_in_at_window, urge_case
from tongban.capabilities.cases.models import Case, CaseUrge
from tongban.capabilities.cases.queries import get_case, get_urging
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_filing,
    make_world,
    take_step,
)
from tongban.capabilities.cases.tests.traces import traces_of
from tongban.capabilities.notices.queries import list_own_notices
from tongban.capabilities.people.testing import TODAY, make_staff, signed_in
from tongban.capabilities.rights.commands import register_chief
from tongban.capabilities.rights.testing import make_administrators
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.outbox.relaying import relay_batch

pytestmark = pytest.mark.django_db
RULE = "a_window_urges_what_it_took_in"
LATER = AT + timedelta(hours=1)
WAY = ("accept", "special", "review", "grant")


@pytest.fixture
def world() -> World:
    return make_world("collect")


def taken_in(world: World, *steps: str) -> UUID:
    """A case that the hall took in for the market office, some steps on."""
    case_id = take_in_at_window(
        actor=world.clerk,
        filing=make_filing(world, world.citizen, on_paper=True),
        venue_id=world.city.hall,
        at=AT,
    ).case_id
    for number, step in enumerate(steps, start=1):
        take_step(world, case_id, step, at=AT + timedelta(minutes=number))
    return case_id


def past_its_day(case_id: UUID) -> datetime:
    """A moment on the day after the promised one."""
    due = Case.objects.values_list("promised_due_on", flat=True).get(pk=case_id)
    assert due is not None
    return datetime(due.year, due.month, due.day, 10, tzinfo=OFFICE_ZONE) + timedelta(1)


def make_chief(world: World) -> Actor:
    chief = make_staff("officer", world.city.civil, name="首席")
    register_chief(
        actor=make_administrators(world.city).security,
        body_id=world.city.market,
        person_id=chief.natural_person,
        rank="deputy_county",
        duty="副局长",
        first=TODAY,
        document_number="安组〔2026〕1号",
        at=AT,
    )
    return chief


def test_the_window_urges_once_a_day(world: World) -> None:
    case_id = taken_in(world, "accept")

    level = urge_case(actor=world.clerk, case_id=case_id, words=" 请快办 ", at=LATER)

    assert level == 1
    assert traces_of(world, case_id).audit[-1] == "cases.case.urged"
    row = CaseUrge.objects.get(case_id=case_id)
    assert (row.words, row.told_id, row.at_body_id) == (
        "请快办",
        None,
        world.city.centre,
    )
    with pytest.raises(MoveRefused, match="今天已经催办过") as refused:
        urge_case(actor=world.clerk, case_id=case_id, words="", at=LATER)
    assert refused.value.rule == RULE
    tomorrow = LATER + timedelta(days=1)
    assert urge_case(actor=world.clerk, case_id=case_id, words="", at=tomorrow) == 1


def test_who_works_on_the_case_is_told_else_all_who_may_accept_it(
    world: World,
) -> None:
    begun, waiting = taken_in(world, "accept"), taken_in(world)
    second = make_staff("officer", world.city.market, name="另一位")
    for case_id in (begun, waiting):
        urge_case(actor=world.clerk, case_id=case_id, words="", at=LATER)

    while relay_batch(city=world.city.code, now=datetime.now(UTC) + timedelta(90)):
        pass

    links = {
        actor: {
            notice.link
            for notice in list_own_notices(actor=actor)
            if notice.title == "窗口催办"
        }
        for actor in (world.officer, second, world.clerk)
    }
    assert links[world.officer] == {f"/desk/cases/{key}" for key in (begun, waiting)}
    assert links[second] == {f"/desk/cases/{waiting}"}
    assert links[world.clerk] == set()


def test_past_the_promised_day_the_chief_is_told(world: World) -> None:
    chief = make_chief(world)
    case_id = taken_in(world, "accept")
    assert urge_case(actor=world.clerk, case_id=case_id, words="", at=LATER) == 1

    late = past_its_day(case_id)
    assert urge_case(actor=world.clerk, case_id=case_id, words="", at=late) == 2

    assert CaseUrge.objects.get(level=2).told_id == chief.person_id
    while relay_batch(city=world.city.code, now=datetime.now(UTC) + timedelta(90)):
        pass
    (notice,) = list_own_notices(actor=chief)
    assert notice.title == "窗口催办：超过承诺时限"
    assert notice.link == f"/desk/cases/{case_id}"


def test_where_no_chief_is_registered_it_stays_an_urge(world: World) -> None:
    case_id = taken_in(world, "accept")

    late = past_its_day(case_id)
    assert urge_case(actor=world.clerk, case_id=case_id, words="", at=late) == 1


def test_nobody_else_urges(world: World) -> None:
    case_id = taken_in(world, "accept")
    stranger = make_staff("clerk", world.city.civil, name="外人")
    for who, refusal in (
        (world.officer, NotAllowed),
        (world.citizen, NotAllowed),
        (stranger, NotFound),
    ):
        with pytest.raises(refusal):
            urge_case(actor=who, case_id=case_id, words="", at=LATER)
    filed_online = make_case(world).case_id
    with pytest.raises(Refusal):
        urge_case(actor=world.clerk, case_id=filed_online, words="", at=LATER)
    assert not CaseUrge.objects.exists()


def test_what_is_decided_is_not_urged(world: World) -> None:
    case_id = taken_in(world, *WAY)

    with pytest.raises(MoveRefused, match="已经有决定"):
        urge_case(actor=world.clerk, case_id=case_id, words="", at=LATER)


def test_words_are_few(world: World) -> None:
    case_id = taken_in(world)

    with pytest.raises(Invalid) as refused:
        urge_case(actor=world.clerk, case_id=case_id, words="长" * 201, at=LATER)
    assert "words" in refused.value.errors


def test_the_page_urges_and_shows_it_to_the_office(world: World) -> None:
    case_id = taken_in(world)
    clerk, here = signed_in(world.clerk), f"/desk/cases/{case_id}"
    page = clerk.get(here).content.decode()
    assert f'action="{here}/urge"' in page

    answer = clerk.post(f"{here}/urge", {"words": "申请人等着用"})

    assert answer["Location"] == f"{here}#urging"
    page = clerk.get(here).content.decode()
    assert "申请人等着用" in page
    assert "今天已经催办过" in page
    assert f'action="{here}/urge"' not in page
    again = clerk.post(f"{here}/urge", {"words": "再催"})
    assert again.status_code == 409
    office = signed_in(world.officer).get(here).content.decode()
    assert "刘芳催办：申请人等着用" in office
    assert f'action="{here}/urge"' not in office


def test_the_button_says_that_the_chief_is_told(world: World) -> None:
    make_chief(world)
    case_id = taken_in(world, "accept")
    case = get_case(actor=world.clerk, case_id=case_id)
    late = past_its_day(case_id)

    urging = get_urging(actor=world.clerk, case=case, today=late.date())
    assert (urging.may_urge, urging.tells_chief) == (True, True)
    urge_case(actor=world.clerk, case_id=case_id, words="急", at=late)

    urging = get_urging(actor=world.officer, case=case, today=late.date())
    assert [(row.words, row.told) for row in urging.lines] == [("急", "首席")]
    assert not urging.may_urge
    assert get_urging(actor=world.clerk, case=case, today=late.date()).is_urged_today
