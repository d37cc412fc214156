"""Windows of classes: a list with its two papers, and windows that take in by it (WIN-09)."""

import io
import json
from datetime import date
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tongban.capabilities.catalogue.testing import AT, Office, publish_item, rule_of
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.commands import (
    class_window,
    derive_rows,
    hand_in_release,
    revise_release,
)
from tongban.capabilities.lists.queries import (
    compare_releases,
    find_listed_items,
    find_takers,
    get_release,
    list_rows,
    list_window_duties,
)
from tongban.capabilities.lists.testing import (
    BASIS,
    DAY,
    PAPERS,
    draft_list,
    make_window_class,
    publish_list,
)
from tongban.capabilities.lists.types import Entry, ReleaseCard
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import open_api_session, signed_in
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def written(
    city: TestCity, office: Office, of_class: UUID, *guides: Guide, **papers: str
) -> UUID:
    entries = tuple(Entry(guide.handling_code) for guide in guides)
    return draft_list(
        city,
        office,
        "window",
        venue_id=city.hall,
        window_class_id=of_class,
        papers=PAPERS | papers,
        entries=entries,
    )


def in_force(
    city: TestCity, office: Office, of_class: UUID, *guides: Guide
) -> ReleaseCard:
    return publish_list(office, written(city, office, of_class, *guides))


def put(office: Office, city: TestCity, of_class: UUID | None, day: date = DAY) -> UUID:
    return class_window(
        actor=office.publisher,
        window_id=city.window,
        window_class_id=of_class,
        effective_on=day,
        at=AT,
    )


def test_a_first_draft_holds_what_the_hall_takes_in_of_its_subjects(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    subjects = guide.themes
    assert subjects
    theirs = make_window_class("enterprise", "企业服务", *subjects)
    others = make_window_class("investment", "投资审批", "firm:040")
    for of_class in (theirs, others):
        key = draft_list(
            city, office, "window", venue_id=city.hall, window_class_id=of_class
        )
        # Nothing is registered at the hall yet, whatever it is about.
        assert get_release(actor=office.drafter, release_id=key).rows == 0


def test_it_goes_nowhere_without_its_papers(city: TestCity, office: Office) -> None:
    key = written(city, office, make_window_class(), procedure=" ")
    actor = office.drafter

    assert (
        rule_of(lambda: hand_in_release(actor=actor, release_id=key, at=AT))
        == "a_window_list_has_its_papers"
    )
    revise_release(
        actor=actor, release_id=key, title="清单", basis=BASIS, papers=PAPERS, at=AT
    )
    # What is said of the title alone leaves the papers as they are.
    revise_release(actor=actor, release_id=key, title="受理清单", basis=BASIS, at=AT)
    assert publish_list(office, key).papers == PAPERS


def test_it_is_of_a_class_and_says_which(city: TestCity, office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        draft_list(city, office, "window", venue_id=city.hall)
    assert "哪一类窗口" in refused.value.errors["window_class"]
    card = in_force(city, office, make_window_class())
    assert card.title == "安澜市政务服务中心“企业服务”综合窗口事项受理清单"
    assert card.window_class_name == "企业服务"


def test_each_class_of_a_hall_has_a_list_of_its_own(
    city: TestCity, office: Office
) -> None:
    guide, other = publish_item(city, office), publish_item(city, office, name="药店")
    one, two = make_window_class(), make_window_class("social_affairs", "社会事务")
    first, second = (
        in_force(city, office, one, guide),
        in_force(city, office, two, other),
    )
    assert (first.number, second.number) == (1, 1)

    put(office, city, one)

    (duty,) = list_window_duties(actor=office.drafter, venue_id=city.hall, day=TODAY)
    assert (duty.window_class_name, duty.release_id) == ("企业服务", first.release_id)
    listed = find_listed_items(actor=office.drafter, duties=[duty])
    assert listed == frozenset({guide.handling_code})
    takers = [
        find_takers(actor=office.drafter, venue_id=city.hall, item_id=key, day=TODAY)
        for key in (guide.item_id, other.item_id)
    ]
    assert [[one.number for one in found] for found in takers] == [["3"], []]
    # Of which class it was on a day stays readable, whatever comes later.
    put(office, city, None, TODAY)
    days = [
        list_window_duties(actor=office.drafter, venue_id=city.hall, day=day)[0]
        for day in (date(2026, 11, 1), DAY, TODAY)
    ]
    assert [one.window_class_name for one in days] == ["", "企业服务", ""]
    assert find_listed_items(actor=office.drafter, duties=[days[2]]) is None


def test_only_a_class_with_its_list_and_only_by_the_office(
    city: TestCity, office: Office
) -> None:
    bare = make_window_class()
    with pytest.raises(Invalid) as refused:
        put(office, city, bare)
    said = refused.value.errors["window_class"]
    assert "还没有“企业服务”窗口的受理清单" in said
    with pytest.raises(NotAllowed):
        class_window(
            actor=office.drafter,
            window_id=city.window,
            window_class_id=None,
            effective_on=DAY,
            at=AT,
        )


def test_a_paper_that_reads_otherwise_is_a_difference(
    city: TestCity, office: Office
) -> None:
    of_class = make_window_class()
    before = in_force(city, office, of_class)
    key = written(city, office, of_class, norm="先说请坐")
    after = publish_list(office, key, effective_on=TODAY)

    assert after.number == 2
    assert before.digest != after.digest
    found = compare_releases(
        actor=office.drafter, before_id=before.release_id, after_id=after.release_id
    )
    assert [(one.element, one.before, one.after) for one in found.changed] == [
        ("服务规范", "首问负责", "先说请坐")
    ]


def test_anybody_reads_the_list_its_papers_and_its_windows(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    card = in_force(city, office, make_window_class(), guide)
    put(office, city, card.window_class_id)
    anybody, here = Client(), f"/lists/window/{card.release_id}"

    for path in ("/lists/window", f"/lists/window?venue={city.hall}"):
        assert here in anybody.get(path).content.decode()
    html = anybody.get(here).content.decode()
    for said in ("现在有效", "首问负责", "先核验身份", "3 号窗口", guide.name):
        assert said in html
    head = json.loads(anybody.get(f"{here}/list.json").content)
    assert (head["window_class"], head["papers"]) == ("企业服务", PAPERS)
    pdf = pypdfium2.PdfDocument(anybody.get(f"{here}/list.pdf").content)
    paper = pdf[0].get_textpage().get_text_bounded()
    book = CalamineWorkbook.from_object(
        io.BytesIO(anybody.get(f"{here}/list.xlsx").content)
    )
    notes = str(book.get_sheet_by_index(1).to_python())
    for said in ("服务规范", "首问负责", "工作规程", "先核验身份", "企业服务"):
        assert said in paper
        assert said in notes
    (told,) = anybody.get(f"/api/v1/halls/{city.hall}/windows").json()
    assert told["release_id"] == str(card.release_id)
    (known,) = anybody.get("/api/v1/window-classes").json()
    assert known["code"] == "enterprise"


def test_the_office_classes_a_window_at_the_desk_and_through_the_api(
    city: TestCity, office: Office
) -> None:
    card = in_force(city, office, make_window_class())
    page = f"/desk/lists/windows?venue={city.hall}"
    browser = signed_in(office.publisher)
    assert "窗口类别" in browser.get("/desk/lists").content.decode()
    assert "不分类" in browser.get(page).content.decode()
    day = dict(zip(("year", "month", "day"), ("2026", "11", "20"), strict=True))
    said = {"window": str(city.window), "window_class": str(card.window_class_id)}
    said |= {f"effective_on-{part}": value for part, value in day.items()}
    bare = make_window_class("bare", "中介服务")
    wrong = browser.post(page, said | {"window_class": str(bare)})
    assert wrong.status_code == 422
    assert "还没有“中介服务”窗口的受理清单" in wrong.content.decode()
    assert browser.post(page, said).status_code == 302
    (duty,) = list_window_duties(actor=office.drafter, venue_id=city.hall, day=DAY)
    assert duty.window_class_name == "企业服务"
    assert "看清单" in browser.get(page).content.decode()
    assert _call(office.publisher, card.window_class_id, city).status_code == 201
    assert _call(office.drafter, None, city).status_code == 403
    assert signed_in(office.drafter).get(page).status_code == 403


def _call(actor: Actor, of_class: UUID | None, city: TestCity) -> Any:
    body = {
        "window_id": str(city.window),
        "window_class_id": str(of_class) if of_class else None,
        "effective_on": "2026-11-21",
    }
    return Client().post(
        "/api/v1/window-classings",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {open_api_session(actor)}"},
    )


def test_drawn_up_again_it_is_still_of_its_class(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    key = written(city, office, make_window_class(), guide)
    rows = derive_rows(actor=office.drafter, release_id=key, day=DAY, at=AT)
    assert rows == 0
    page = list_rows(actor=office.drafter, release_id=key, kind="window")
    assert page.rows == ()
