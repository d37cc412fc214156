"""What officers enter by hand, and what the law of lists makes of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tongban.capabilities.catalogue.commands import register_intake_mode, save_draft
from tongban.capabilities.catalogue.testing import (
    AT,
    EFFECTIVE_ON,
    Office,
    make_document,
    publish_item,
    publish_reviewed,
    rule_of,
)
from tongban.capabilities.lists.commands import add_entry, answer_demand, report_demand
from tongban.capabilities.lists.commands.report_demand import Demand
from tongban.capabilities.lists.queries import (
    list_cancelled,
    list_demands,
    list_rows,
)
from tongban.capabilities.lists.testing import DAY, draft_list, publish_list
from tongban.capabilities.lists.types import Entry
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import anonymous

pytestmark = pytest.mark.django_db


def errors_of(act: Callable[[], object]) -> set[str]:
    with pytest.raises(Invalid) as refused:
        act()
    return set(refused.value.errors)


def add(office: Office, release_id: Any, entry: Entry) -> None:
    add_entry(actor=office.drafter, release_id=release_id, entry=entry, day=DAY, at=AT)


def cells(office: Office, release_id: Any, kind: str) -> list[tuple[str, ...]]:
    page = list_rows(actor=office.drafter, release_id=release_id, kind=kind)
    return [row.cells for row in page.rows]


def test_a_negative_list_asks_for_a_lawful_reason_and_its_basis(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    release_id = draft_list(city, office, "negative", venue_id=city.hall)
    code = guide.handling_code
    for entry, wrong in (
        (Entry(code), {"reason", "basis"}),
        (Entry(code, reason="whim", basis="某法"), {"reason"}),
        (Entry(code, reason="secrecy", basis=" "), {"basis"}),
        (Entry("x", reason="secrecy", basis="某法第一条"), {"code"}),
    ):
        assert errors_of(lambda e=entry: add(office, release_id, e)) == wrong  # type: ignore[misc]
    add(office, release_id, Entry(code, reason="secrecy", basis="某法第一条"))
    assert cells(office, release_id, "negative")[0][2:] == (
        "涉及国家秘密",
        "某法第一条",
    )


def test_an_item_is_in_the_hall_or_on_its_negative_list(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    register_intake_mode(
        actor=office.publisher,
        item_id=guide.item_id,
        venue_id=city.hall,
        mode="collect",
        valid_from=EFFECTIVE_ON,
    )
    resident = draft_list(city, office, "resident", venue_id=city.hall)
    assert [row[0] for row in cells(office, resident, "resident")] == ["食品经营许可"]
    publish_list(office, resident)
    entry = Entry(guide.handling_code, reason="law", basis="某法第一条")
    negative = draft_list(
        city, office, "negative", venue_id=city.hall, entries=(entry,)
    )
    assert (
        rule_of(lambda: publish_list(office, negative))
        == "in_the_hall_or_on_its_negative_list"
    )


def test_a_promise_has_all_of_its_five_texts(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    release_id = draft_list(city, office, "promises")
    terms = dict.fromkeys(("content", "requirement", "liability", "way"), "写明")
    entry = Entry(guide.handling_code, "", "proof", "某法第一条", terms)
    assert errors_of(lambda: add(office, release_id, entry)) == {"term_supervision"}


def test_columns_are_read_through_the_version_that_the_row_names(
    city: TestCity, office: Office
) -> None:
    fee = {
        "key": "f1",
        "name": "登记费",
        "amount_fen": 8000,
        "standard": "每件 80 元",
        "basis": "《某条例》第五条",
        "waiver": "小微企业免收",
    }
    publish_item(city, office, fees=[fee])
    fees = draft_list(city, office, "fees")
    assert cells(office, fees, "fees")[0][2:] == (
        "登记费",
        "80 元",
        "每件 80 元",
        "《某条例》第五条",
        "小微企业免收",
    )
    steps = draft_list(city, office, "special_steps")
    assert cells(office, steps, "special_steps")[0][2:5] == (
        "现场核查",
        "2 个工作日",
        "计入",
    )
    clean = draft_list(city, office, "clean_up")
    assert [row[2:4] for row in cells(office, clean, "clean_up")] == [
        ("营业执照", "能够通过网络核验"),
        ("厨房布局图", "六条都不符合，依法保留"),
        ("食品安全管理制度目录", "六条都不符合，依法保留"),
    ]


def test_a_guide_may_not_ask_what_is_cancelled(city: TestCity, office: Office) -> None:
    publish_item(city, office)
    # The licence is fetched by ourselves (waived), so its proof can be cancelled.
    entry = Entry("AL-M-0002", reason="other_bodies")
    publish_list(office, draft_list(city, office, "cancelled_proofs", entries=(entry,)))
    document = make_document(name="药品零售许可")
    document["materials"][0]["waived"] = False
    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    )
    assert (
        rule_of(lambda: publish_reviewed(office, draft.draft_id, effective_on=DAY))
        == "no_cancelled_proof_is_asked"
    )


def test_a_proof_is_not_cancelled_while_a_guide_asks_it(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    entry = Entry("AL-M-0003", reason="no_basis")
    release_id = draft_list(city, office, "cancelled_proofs", entries=(entry,))
    assert (
        rule_of(lambda: publish_list(office, release_id))
        == "no_cancelled_proof_is_asked"
    )


def test_a_township_holds_the_base_set(city: TestCity, office: Office) -> None:
    # The hall of the test city is no township's: the command refuses, and says why.
    assert errors_of(
        lambda: draft_list(city, office, "township", venue_id=city.hall)
    ) == {"venue"}


def test_a_demand_is_reported_by_anybody_and_answered_once(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    entry = Entry("AL-M-0002", reason="other_bodies")
    publish_list(office, draft_list(city, office, "cancelled_proofs", entries=(entry,)))
    nobody = anonymous(city.code)
    ((proof, name),) = list_cancelled(actor=nobody, day=DAY)
    demand = Demand(proof, "市房管局 2 号窗口", "不交就不收件", date(2026, 11, 19))
    numbers = {
        report_demand(actor=who, demand=demand, at=AT, day=DAY)
        for who in (nobody, make_citizen())
    }
    assert name == "营业执照"
    assert {len(number) for number in numbers} == {10}
    with pytest.raises(NotAllowed):
        list_demands(actor=nobody)
    cards = list_demands(actor=office.publisher)
    assert {card.number for card in cards} == numbers

    said = {"actor": office.publisher, "demand_id": cards[0].demand_id, "at": AT}
    answer_demand(answer="已要求改正。", **said)  # type: ignore[arg-type]
    assert (
        rule_of(lambda: answer_demand(answer="再答一次。", **said))  # type: ignore[arg-type]
        == "a_demand_is_answered_once"
    )


def test_a_report_says_what_and_where(city: TestCity, office: Office) -> None:
    wrong = Demand(None, " ", "", date(2027, 1, 1), "1" * 21)
    assert errors_of(
        lambda: report_demand(actor=anonymous(city.code), demand=wrong, at=AT, day=DAY)
    ) == {"proof", "demanded_by", "told", "demanded_on", "phone"}
