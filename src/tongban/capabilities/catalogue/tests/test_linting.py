"""The guide compiler over the city: what is read, who sees what, and a list that is cleared."""

import json
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tongban.capabilities.catalogue.commands import (
    discard_draft,
    import_guide,
    recheck_drafts,
    save_draft,
)
from tongban.capabilities.catalogue.models import ItemDraft
from tongban.capabilities.catalogue.queries import (
    get_draft,
    lint_file,
    lint_items,
    list_findings,
    list_rules,
)
from tongban.capabilities.catalogue.queries.findings import Wanted
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    make_document,
    publish_reviewed,
)
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_staff
from tongban.ground.refusals import Invalid, NotAllowed, NotFound
from tongban.plumbing.access.commands import reading

pytestmark = pytest.mark.django_db
DAY = AT.date()


def keep(office: Office, city: TestCity, **changes: Any) -> DraftCard:
    return save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=make_document(**changes),
        at=AT,
    )


def test_drafts_are_held_against_the_bodies_of_the_city(
    city: TestCity, office: Office
) -> None:
    assert keep(office, city).findings == ()
    found = {one.rule for one in keep(office, city, org="CIVIL").findings}
    assert found == {"code.body"}
    assert {one.rule for one in keep(office, city, org="X").findings} == {
        "body.unknown"
    }


def test_a_message_says_where_in_words_why_and_how(
    city: TestCity, office: Office
) -> None:
    document = make_document()
    document["materials"][2]["name"] = "其他相关材料"

    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    )

    finding = draft.findings[0]
    assert finding.message.startswith("申请材料第 3 项“其他相关材料”：是兜底材料")
    assert "请写出具体名称" in finding.message
    why = {one.rule: one.article for one in list_rules()}
    assert all(why.values())
    assert why[finding.rule].startswith("国发〔2022〕5号")


def test_errors_keep_a_draft_from_being_handed_in(
    city: TestCity, office: Office
) -> None:
    draft = keep(office, city, intermediaries=[{"name": "安全评价", "basis": ""}])

    with pytest.raises(Invalid) as refused:
        publish_reviewed(office, draft.draft_id)

    assert set(refused.value.errors) == {"intermediaries[1]"}


def test_items_in_force_and_the_newest_draft_of_each_are_read(
    city: TestCity, office: Office
) -> None:
    document = make_document()
    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    )
    publish_reviewed(office, draft.draft_id)
    for visits in (3, 1):
        save_draft(
            actor=office.drafter,
            body_id=city.market,
            document=document | {"visits": visits},
            at=AT,
        )

    linted = lint_items(actor=office.drafter, day=DAY)

    code = document["handling_code"]
    assert [one.code for one in linted] == [code, code]
    rules = {"visits.reason_missing", "plain.visits_contradicts"}
    assert {one.rule for one in linted[0].findings} == rules
    assert linted[1].findings == ()
    assert lint_items(actor=office.drafter, day=DAY, code=code) == linted
    with pytest.raises(NotFound):
        lint_items(actor=office.drafter, day=DAY, code="nothing")


def test_another_bodys_drafts_are_not_read(city: TestCity, office: Office) -> None:
    keep(office, city, plain={})
    other = make_staff("catalogue_drafter", city.civil, name="别人", city=city.code)

    assert lint_items(actor=other, day=DAY) == []
    assert list_findings(actor=other, day=DAY, wanted=Wanted()).rows == ()


def test_a_file_is_read_by_lines_and_nothing_is_kept(
    city: TestCity, office: Office
) -> None:
    flawed = make_document(plain={})
    lines = [json.dumps(one) for one in (make_document(), flawed)]
    content = ("\n".join([*lines, ""]) + "\n").encode()

    linted = lint_file(actor=office.drafter, content=content, name="a.jsonl", day=DAY)

    assert [len(one.findings) for one in linted] == [0, 1]
    assert linted[1].code == flawed["handling_code"]
    assert not ItemDraft.objects.exists()
    citizenless = make_staff("clerk", city.centre, name="窗口", city=city.code)
    with pytest.raises(NotAllowed):
        lint_file(actor=citizenless, content=content, name="a.jsonl", day=DAY)


def test_the_list_of_findings_is_cut_by_rule_and_severity_and_paged(
    city: TestCity, office: Office
) -> None:
    for _ in range(3):
        keep(office, city, faq=[], remedies={}, aliases=[])
    actor = office.drafter

    every = list_findings(actor=actor, day=DAY, wanted=Wanted())
    first = list_findings(actor=actor, day=DAY, wanted=Wanted(), limit=4)
    last = first.rows[-1]
    after = Wanted(after=(last.draft_id, last.place))
    rest = list_findings(actor=actor, day=DAY, wanted=after)

    assert len(every.rows) == 9
    assert every.counts["faq.missing", "warning"] == (3, 3)
    assert first.has_more
    assert first.rows + rest.rows == every.rows
    assert not rest.has_more
    cut = [
        list_findings(actor=actor, day=DAY, wanted=wanted).rows
        for wanted in (
            Wanted(rule="remedies.missing"),
            Wanted(severity="error"),
            Wanted(kind="missing"),
            Wanted(kind="dead"),
            Wanted(body_id=city.civil),
        )
    ]
    assert [len(rows) for rows in cut] == [3, 3, 9, 0, 0]


def test_the_list_asks_the_database_the_same_for_any_number_of_findings(
    city: TestCity,
    office: Office,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(4):
        keep(office, city, faq=[], remedies={}, aliases=[], plain={})

    with reading(office.drafter), django_assert_max_num_queries(6):
        list_findings(actor=office.drafter, day=DAY, wanted=Wanted())


def test_a_mended_draft_leaves_the_list(city: TestCity, office: Office) -> None:
    draft = keep(office, city, faq=[])
    assert list_findings(actor=office.drafter, day=DAY, wanted=Wanted()).rows

    save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=make_document(),
        at=AT,
        draft_id=draft.draft_id,
    )

    assert not list_findings(actor=office.drafter, day=DAY, wanted=Wanted()).rows


def test_drafts_are_checked_again_by_the_rules_as_they_stand_now(
    city: TestCity, office: Office
) -> None:
    draft = keep(office, city, faq=[])
    of_a_list = {
        "rule": "list.code_shared",
        "severity": "warning",
        "where": "handling_code",
        "message": "编码用了两次。",
    }
    old = {"rule": "gone.rule", "severity": "error", "where": "", "message": "旧的"}
    ItemDraft.objects.filter(pk=draft.draft_id).update(findings=[old, of_a_list])

    assert recheck_drafts(actor=office.drafter, at=AT) == 1
    assert recheck_drafts(actor=office.drafter, at=AT) == 0

    found = get_draft(actor=office.drafter, draft_id=draft.draft_id).findings
    assert [one.rule for one in found] == ["list.code_shared", "faq.missing"]
    other = make_staff("clerk", city.centre, name="窗口", city=city.code)
    with pytest.raises(NotAllowed):
        recheck_drafts(actor=other, at=AT)


def test_a_published_item_is_checked_again_too(city: TestCity, office: Office) -> None:
    draft = keep(office, city)
    publish_reviewed(office, draft.draft_id)
    ItemDraft.objects.update(findings=[])

    assert recheck_drafts(actor=office.drafter, at=AT) == 0


def test_an_imported_guide_is_on_the_list(city: TestCity, office: Office) -> None:
    guide = {"id": "g1", "item_name": "养老补贴", "materials": [{"name": "其他材料"}]}
    import_guide(actor=office.drafter, guide=guide, org="MARKET", at=AT)

    page = list_findings(
        actor=office.drafter, day=DAY, wanted=Wanted(rule="material.open_ended")
    )

    (row,) = page.rows
    assert (row.item_name, row.is_imported, row.title) == ("养老补贴", True, "兜底材料")
    assert row.finding.message.startswith("申请材料第 1 项“其他材料”")


def test_what_was_discarded_waits_for_nobody(city: TestCity, office: Office) -> None:
    draft = keep(office, city, aliases=[])
    wanted = Wanted(rule="alias.missing")

    def shown() -> tuple[int, dict[Any, int]]:
        with reading(office.drafter):
            page = list_findings(actor=office.drafter, day=DAY, wanted=wanted)
        return len(page.rows), page.by_body

    assert shown() == (1, {city.market: 1})
    discard_draft(actor=office.drafter, draft_id=draft.draft_id, at=AT)
    assert shown() == (0, {})
