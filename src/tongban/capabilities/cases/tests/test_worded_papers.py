"""A paper bears the words that were in force for its office on its day, and keeps them."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from tongban.capabilities.cases.models import Paper
from tongban.capabilities.cases.paper_files import get_or_make_paper
from tongban.capabilities.cases.previewing import preview_decision
from tongban.capabilities.cases.queries import read_paper_file
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import AT, World, make_case, make_world
from tongban.capabilities.people.testing import (
    make_staff,
    open_api_session,
    open_page_session,
)
from tongban.capabilities.wording.commands import end_version
from tongban.capabilities.wording.testing import (
    WordingOffice,
    make_wording_office,
    put_words_in_force,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.papers.testing import text_of

pytestmark = pytest.mark.django_db
ACCEPTED_ON = AT.date()
OWN = "本局窗口在{机关名称}一楼。\n请{申请人}留意电话。"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def office(world: World) -> WordingOffice:
    return make_wording_office(world.city)


def paper_of(world: World, case_id: UUID, kind: str) -> Paper:
    with reading(world.officer):
        return Paper.objects.get(case_id=case_id, kind=kind)


def words_on(world: World, paper: Paper) -> str:
    file_id = get_or_make_paper(actor=world.citizen, paper_id=paper.id, at=AT)
    return text_of(read_paper_file(actor=world.citizen, file_id=file_id).content)


def test_a_paper_bears_its_bodys_own_words(world: World, office: WordingOffice) -> None:
    market = world.city.market
    version = put_words_in_force(
        office, "acceptance", {"remarks": OWN}, body_id=market, on=ACCEPTED_ON
    )
    case = make_case(world, CaseState.ACCEPTED)

    paper = paper_of(world, case.case_id, "acceptance")
    assert paper.wording_id == version
    assert "本局窗口在安澜市市场监督管理局一楼。" in words_on(world, paper)
    assert "请张秀兰留意电话。" in words_on(world, paper)
    # The receipt is the hall's, and of another kind: nobody wrote words for it.
    assert paper_of(world, case.case_id, "receipt").wording_id is None


def test_an_issued_paper_keeps_the_words_of_its_day(
    world: World, office: WordingOffice
) -> None:
    """The file is made after the words have ended: it still says them."""
    market = world.city.market
    version = put_words_in_force(
        office, "acceptance", {"remarks": "旧话。"}, body_id=market, on=ACCEPTED_ON
    )
    case = make_case(world, CaseState.ACCEPTED)
    tomorrow = ACCEPTED_ON + timedelta(days=1)
    end_version(actor=office.approver, version_id=version, until=tomorrow, at=AT)
    put_words_in_force(
        office, "acceptance", {"remarks": "新话。"}, body_id=market, on=tomorrow
    )

    text = words_on(world, paper_of(world, case.case_id, "acceptance"))
    assert "旧话。" in text
    assert "新话。" not in text


def test_the_preview_of_a_decision_says_what_will_be_printed(
    world: World, office: WordingOffice
) -> None:
    case = make_case(world, CaseState.REVIEWED)
    before = preview_decision(actor=world.approver, case_id=case.case_id, at=AT)
    put_words_in_force(
        office,
        "decision_granted",
        {"remarks": "另有一句。"},
        body_id=world.city.market,
        on=ACCEPTED_ON,
    )
    after = preview_decision(actor=world.approver, case_id=case.case_id, at=AT)
    assert before != after


def test_words_are_shown_on_a_real_case_to_who_may_see_it(
    world: World, office: WordingOffice
) -> None:
    case = make_case(world, CaseState.ACCEPTED)
    version = put_words_in_force(
        office,
        "acceptance",
        {"remarks": OWN},
        body_id=world.city.market,
        on=ACCEPTED_ON,
    )
    address = f"/desk/wording/versions/{version}/on-case"

    def asked(actor: Actor, number: str) -> str:
        client = Client()
        client.cookies["sessionid"] = open_page_session(actor)
        return client.post(address, {"number": number}).content.decode()

    assert "data:image/png" in asked(world.officer, case.number)
    assert "没有找到" in asked(world.officer, "无此编号")
    # In the same body, but in no post that sees cases; and in another body.
    assert "没有找到" in asked(office.editor, case.number)
    answer = Client().post(
        f"/api/v1/paper-wordings/versions/{version}/on-case",
        {"number": case.number},
        content_type="application/json",
        headers={"Authorization": f"Bearer {open_api_session(world.officer)}"},
    )
    assert answer.content.startswith(b"\x89PNG")
    stranger = make_staff("officer", world.city.civil, name="王强")
    assert "没有找到" in asked(stranger, case.number)
