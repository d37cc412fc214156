"""Words are written by one, put in force by another, and never change."""

import json
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.capabilities.wording.commands import (
    draft_version,
    end_version,
    put_in_force,
)
from tongban.capabilities.wording.queries import (
    compare,
    find_words,
    get_version,
    list_drafts,
    list_in_force,
    list_versions,
)
from tongban.capabilities.wording.testing import (
    AT,
    DAY,
    WordingOffice,
    put_words_in_force,
)
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.papers.blocks import ALL_BLOCKS, ALL_FIELDS, first_words

pytestmark = pytest.mark.django_db
KIND = "acceptance"


def save(actor: Actor, body_id: UUID | None, kind: str = KIND, **changes: str) -> UUID:
    return draft_version(
        actor=actor,
        kind=kind,
        body_id=body_id,
        blocks=first_words(kind) | changes,
        at=AT,
    )


@pytest.mark.parametrize("kind", list(ALL_BLOCKS))
def test_the_database_knows_the_blocks_and_fields_of_the_layouts(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select wording_blocks(%s)::text, wording_fields(%s)", [kind, kind]
        )
        row = cursor.fetchone()
    assert row is not None
    assert json.loads(row[0]) == {one.key: list(one.locked) for one in ALL_BLOCKS[kind]}
    assert sorted(row[1]) == sorted(one.name for one in ALL_FIELDS[kind])


def test_what_nobody_wrote_is_the_platforms(office: WordingOffice) -> None:
    shown = list_in_force(actor=office.editor, day=DAY)
    assert [one.kind for one in shown] == list(ALL_BLOCKS)
    assert {(one.number, one.state) for one in shown} == {(1, "platform")}


def test_a_save_is_a_version_and_another_puts_it_in_force(
    city: TestCity, office: WordingOffice
) -> None:
    first = save(office.editor, city.market, remarks="甲")
    second = save(office.editor, city.market, remarks="乙")
    actor = office.editor
    waiting = list_drafts(actor=actor, day=DAY)
    assert [(one.version_id, one.number) for one in waiting] == [(second, 3)]

    put_in_force(actor=office.approver, version_id=second, effective_on=DAY, at=AT)

    shown = list_versions(actor=actor, kind=KIND, body_id=city.market, day=DAY)
    assert [(one.number, one.state) for one in shown] == [
        (3, "in_force"),
        (2, "draft"),
        (1, "platform"),
    ]
    assert list_drafts(actor=actor, day=DAY) == []
    words = find_words(actor=actor, kind=KIND, body_id=city.market, day=DAY)
    assert words is not None
    assert words["remarks"] == "乙"
    assert find_words(actor=actor, kind=KIND, body_id=city.civil, day=DAY) is None
    before = get_version(actor=actor, version_id=first, day=DAY)
    found = compare(before, shown[0])
    assert [(one.title, one.before, one.after) for one in found] == [
        ("备注", "甲", "乙")
    ]


def test_a_later_version_ends_the_one_before(
    city: TestCity, office: WordingOffice
) -> None:
    later = DAY + timedelta(days=10)
    old = put_words_in_force(office, KIND, {"remarks": "甲"}, body_id=city.market)
    put_words_in_force(office, KIND, {"remarks": "乙"}, body_id=city.market, on=later)

    def said(day: date) -> str:
        words = find_words(actor=office.editor, kind=KIND, body_id=city.market, day=day)
        return words["remarks"] if words else ""

    assert said(later - timedelta(days=1)) == "甲"
    assert said(later) == "乙"
    card = get_version(actor=office.editor, version_id=old, day=DAY)
    assert (card.state, card.until) == ("in_force", later)


def test_a_bodys_own_words_go_before_the_citys(
    city: TestCity, office: WordingOffice
) -> None:
    put_words_in_force(office, KIND, {"remarks": "全市"}, body_id=None)
    own = put_words_in_force(office, KIND, {"remarks": "本局"}, body_id=city.market)

    def said(body_id: UUID, day: date = DAY) -> str:
        words = find_words(actor=office.editor, kind=KIND, body_id=body_id, day=day)
        return words["remarks"] if words else ""

    assert (said(city.market), said(city.civil)) == ("本局", "全市")
    until = DAY + timedelta(days=3)
    end_version(actor=office.approver, version_id=own, until=until, at=AT)
    assert said(city.market, until) == "全市"
    with pytest.raises(MoveRefused, match="不能再改"):
        end_version(actor=office.approver, version_id=own, until=until, at=AT)


def test_who_wrote_does_not_put_in_force(city: TestCity, office: WordingOffice) -> None:
    both = make_staff("paper_editor", city.market, name="两岗")
    approver = Actor(
        kind="staff",
        city=city.code,
        name=both.name,
        account_id=both.account_id,
        person_id=both.person_id,
        grants=office.approver.grants,
        org_ids=both.org_ids,
    )
    version_id = save(both, city.market)
    with pytest.raises(Refusal) as refused:
        put_in_force(actor=approver, version_id=version_id, effective_on=DAY, at=AT)
    # Not in the post either: the database asks for that first.
    assert refused.value.rule == "a_wording_comes_from_its_office"
    with pytest.raises(NotAllowed):
        put_in_force(actor=both, version_id=version_id, effective_on=DAY, at=AT)


def test_only_the_office_writes(city: TestCity, office: WordingOffice) -> None:
    for actor, body_id in (
        (office.editor, city.civil),
        (office.editor, None),
        (office.city_editor, city.market),
        (make_staff("officer", city.market), city.market),
        (make_citizen(), city.market),
    ):
        with pytest.raises(NotAllowed):
            save(actor, body_id)


def test_citizens_see_no_drafts(city: TestCity, office: WordingOffice) -> None:
    version_id = save(office.editor, city.market)
    with pytest.raises(NotFound):
        get_version(actor=make_citizen(), version_id=version_id, day=DAY)


def test_two_versions_do_not_begin_on_one_day(
    city: TestCity, office: WordingOffice
) -> None:
    put_words_in_force(office, KIND, {"remarks": "甲"}, body_id=city.market)
    with pytest.raises(Refusal) as refused:
        put_words_in_force(office, KIND, {"remarks": "乙"}, body_id=city.market)
    assert refused.value.rule == "one_wording_at_a_time"


def test_a_version_is_put_in_force_once(city: TestCity, office: WordingOffice) -> None:
    version_id = put_words_in_force(office, KIND, {}, body_id=city.market)
    with pytest.raises(MoveRefused, match="另存一版"):
        put_in_force(
            actor=office.approver,
            version_id=version_id,
            effective_on=DAY + timedelta(days=9),
            at=AT,
        )


def test_what_is_wrong_is_told_block_by_block(
    city: TestCity, office: WordingOffice
) -> None:
    with pytest.raises(Invalid) as refused:
        save(
            office.editor,
            city.market,
            kind="decision_refused",
            reason="申请（办件编号：{办件编号}）{身份证号}",
            conclusion="根据{法律依据}的规定，不予许可。",
            remedy="{救济途径}{救济途径}",
            remarks="{事项名称",
            opening="一" * 601,
            notice="\u202e",
            seal="",
        )
    errors = refused.value.errors
    assert set(errors) == {
        "reason",
        "conclusion",
        "remedy",
        "remarks",
        "opening",
        "notice",
        "blocks",
    }
    assert "没有“{身份证号}”这个字段" in errors["reason"]
    assert "例如 {称谓}" in errors["reason"]
    assert "少了“{决定内容}”" in errors["conclusion"]
    assert "写了 2 遍" in errors["remedy"]
    assert "没有配对" in errors["remarks"]
    with reading(office.editor):
        assert list_drafts(actor=office.editor, day=DAY) == []
