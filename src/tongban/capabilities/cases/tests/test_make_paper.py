"""Papers: one page, made once, by us, and opened by those whose matter it is."""

import json
import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from tongban.capabilities.cases.commands import make_paper_file, take_in_at_window
from tongban.capabilities.cases.models import CaseMaterial, Paper, PaperFile
from tongban.capabilities.cases.paper_files import get_or_make_paper, papers_actor
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_filing,
    make_party,
    make_world,
)
from tongban.capabilities.cases.tests.clerks import browser_of
from tongban.capabilities.cases.types import MaterialEntry
from tongban.capabilities.materials.commands import hand_in
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.promising import verify_promise
from tongban.plumbing.evidence.proving import get_leaf_body
from tongban.plumbing.evidence.signing import installation_public_keys
from tongban.plumbing.files.pdfium import count_pages
from tongban.plumbing.files.storing import open_file
from tongban.plumbing.files.testing import make_pdf
from tongban.plumbing.papers.testing import text_of

NOBODYS = UUID(int=0)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def paper_of(actor: Actor, case_id: UUID, kind: str) -> UUID:
    with reading(actor):
        return Paper.objects.get(case_id=case_id, kind=kind).id


def bytes_of(actor: Actor, file_id: UUID) -> bytes:
    with reading(actor), open_file(file_id) as stream:
        return stream.read()


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [
        (
            CaseState.SUBMITTED,
            "receipt",
            ("收件凭证", "食品安全管理制度目录", "查询码"),
        ),
        (CaseState.ACCEPTED, "acceptance", ("受理通知书", "5个工作日", "20个工作日")),
        (
            CaseState.NOT_ACCEPTED,
            "non_acceptance",
            ("不予受理", "不足25米", "行政复议"),
        ),
        (
            CaseState.GRANTED,
            "decision_granted",
            ("准予行政许可决定书", "食品经营许可证"),
        ),
        (
            CaseState.REFUSED,
            "decision_refused",
            ("不予行政许可决定书", "青渡县人民法院"),
        ),
    ],
)
def test_each_paper_is_one_page_and_says_what_happened(
    world: World, state: CaseState, kind: str, words: tuple[str, ...]
) -> None:
    receipt = make_case(world, state)
    paper_id = paper_of(world.citizen, receipt.case_id, kind)
    file_id = get_or_make_paper(actor=world.citizen, paper_id=paper_id, at=AT)
    content = bytes_of(world.citizen, file_id)
    text = text_of(content)
    assert count_pages(content) == 1
    assert receipt.number in text
    for word in words:
        assert word in text, word


def test_the_second_time_gives_the_same_file(world: World) -> None:
    receipt = make_case(world)
    paper_id = paper_of(world.citizen, receipt.case_id, "receipt")
    later = AT + timedelta(days=1)
    first = get_or_make_paper(actor=world.citizen, paper_id=paper_id, at=AT)
    assert get_or_make_paper(actor=world.citizen, paper_id=paper_id, at=later) == first
    actor = papers_actor(world.city.code)
    assert make_paper_file(actor=actor, paper_id=paper_id, at=later) == first
    with reading(actor):
        assert PaperFile.objects.count() == 1


def test_the_filer_and_the_office_open_it_and_nobody_else(world: World) -> None:
    receipt = make_case(world)
    paper_id = paper_of(world.citizen, receipt.case_id, "receipt")
    file_id = get_or_make_paper(actor=world.citizen, paper_id=paper_id, at=AT)
    assert bytes_of(world.officer, file_id).startswith(b"%PDF")
    for stranger in (
        make_citizen("李建国"),
        make_staff("officer", world.city.civil, name="王强"),
    ):
        with pytest.raises(NotFound):
            get_or_make_paper(actor=stranger, paper_id=paper_id, at=AT)
        with pytest.raises(NotFound):
            bytes_of(stranger, file_id)


def test_the_hall_that_took_it_in_opens_paper_and_materials(world: World) -> None:
    scanned = hand_in(
        actor=world.clerk,
        material_type_id=next(
            row.material_type_id for row in world.guide.materials if row.key == "m3"
        ),
        content=make_pdf(),
        name="目录.pdf",
        declared_type="application/pdf",
        at=AT,
        at_body=world.city.centre,
    )
    filing = make_filing(
        world,
        parties=(make_party(world.citizen),),
        materials=(MaterialEntry("m3", "electronic", scanned.upload_id),),
    )
    receipt = take_in_at_window(
        actor=world.clerk, filing=filing, venue_id=world.city.hall, at=AT
    )
    paper_id = paper_of(world.clerk, receipt.case_id, "receipt")
    colleague = make_staff("clerk", world.city.centre, name="何静")
    for actor in (colleague, world.officer, world.citizen):
        file_id = get_or_make_paper(actor=actor, paper_id=paper_id, at=AT)
        assert "收件人员刘芳" in text_of(bytes_of(actor, file_id))
        with reading(actor):
            material = CaseMaterial.objects.get(
                case_id=receipt.case_id, received_form="electronic"
            )
        assert bytes_of(actor, material.file_id or NOBODYS).startswith(b"%PDF")
    with pytest.raises(NotFound):
        bytes_of(make_citizen("李建国"), material.file_id or NOBODYS)


@pytest.mark.django_db(transaction=True)
def test_two_who_open_it_at_once_get_one_file() -> None:
    world = make_world()
    paper_id = make_case(world).paper_id
    assert paper_id is not None
    got: list[UUID] = []
    together = threading.Barrier(2)

    def open_it() -> None:
        together.wait()
        got.append(get_or_make_paper(actor=world.citizen, paper_id=paper_id, at=AT))
        connection.close()

    threads = [threading.Thread(target=open_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 2
    assert len(set(got)) == 1


def test_nobody_but_the_system_makes_papers(world: World) -> None:
    receipt = make_case(world)
    paper_id = paper_of(world.citizen, receipt.case_id, "receipt")
    for actor in (world.citizen, world.officer):
        with pytest.raises(NotAllowed):
            make_paper_file(actor=actor, paper_id=paper_id, at=AT)


def test_the_promise_on_the_paper_is_of_the_event(world: World) -> None:
    from tongban.capabilities.cases.commands.make_paper import _source
    from tongban.capabilities.cases.papering import paper_values

    receipt = make_case(world)
    actor = papers_actor(world.city.code)
    with reading(actor):
        paper = Paper.objects.get(case_id=receipt.case_id, kind="receipt")
        values = paper_values(_source(actor, paper, AT))
        body = get_leaf_body(paper.event_id)
    assert body is not None
    assert json.loads(body)["case"] == str(receipt.case_id)
    text = values["promise"]["qr"].text
    assert all(c.ok for c in verify_promise(text, installation_public_keys(), body))


def test_only_the_day_whose_year_is_not_announced_is_provisional() -> None:
    statutory = {"value": 40, "unit": "working_day", "basis": "某法第一条"}
    world = make_world(statutory_limit=statutory)
    receipt = make_case(world, CaseState.ACCEPTED)

    view = get_case(actor=world.citizen, case_id=receipt.case_id)
    assert view.provisional_days == ("statutory",)
    paper_id = paper_of(world.citizen, receipt.case_id, "acceptance")
    file_id = get_or_make_paper(actor=world.citizen, paper_id=paper_id, at=AT)
    text = text_of(bytes_of(world.citizen, file_id))
    assert "2026年11月27日（星期五）（暂定）" not in text
    assert "2026年11月27日（星期五）" in text
    assert text.count("（暂定）") == 1
    assert "那一年的放假安排还没有公布" in text

    own = browser_of(world.citizen).get(f"/my/cases/{receipt.case_id}")
    facts = {row["term"]: row.get("note", "") for row in own.context["facts"]}
    assert not facts["承诺办结"]
    assert "暂定" in facts["法定期限"]
    assert not own.context["coming"][0].is_provisional
    desk = browser_of(world.officer).get(f"/desk/cases/{receipt.case_id}")
    assert desk.content.decode().count("暂定") == 1


def test_a_receipt_marks_the_day_that_lies_in_the_next_year() -> None:
    world = make_world()
    receipt = make_case(world, at=AT + timedelta(days=33))
    paper_id = paper_of(world.citizen, receipt.case_id, "receipt")
    file_id = get_or_make_paper(actor=world.citizen, paper_id=paper_id, at=AT)
    text = text_of(bytes_of(world.citizen, file_id))
    assert "2026年12月30日（星期三）（暂定）" not in text
    assert "2026年12月30日" in text
    assert text.count("（暂定）") == 1
