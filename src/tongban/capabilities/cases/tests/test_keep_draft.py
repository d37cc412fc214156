"""Keeping a draft: whatever was typed stays for thirty days, for its person alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tongban.capabilities.cases.commands import discard_draft, keep_draft
from tongban.capabilities.cases.queries import find_draft, list_own_drafts
from tongban.capabilities.cases.testing import AT, make_world
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def test_keeps_what_was_typed_whole_or_not() -> None:
    world = make_world()
    version = world.guide.version_id

    keep_draft(
        actor=world.citizen,
        version_id=version,
        answers={"values": {"shop_name": "河"}},
        at=AT,
    )

    draft = find_draft(actor=world.citizen, version_id=version, today=TODAY)
    assert draft is not None
    assert draft.answers == {"values": {"shop_name": "河"}}
    assert draft.expires_on == date(2026, 12, 20)


def test_merges_what_comes_later_name_by_name() -> None:
    world = make_world()
    version = world.guide.version_id
    for answers in (
        {"values": {"a": "1", "b": "2"}, "situations": {"s1": "sell"}},
        {"values": {"b": None, "c": "3"}},
        {"situations": None},
    ):
        keep_draft(actor=world.citizen, version_id=version, answers=answers, at=AT)

    (draft,) = list_own_drafts(actor=world.citizen, today=TODAY)
    assert draft.answers == {"values": {"a": "1", "c": "3"}}


def test_starts_afresh_after_thirty_days() -> None:
    world = make_world()
    version = world.guide.version_id
    keep_draft(
        actor=world.citizen, version_id=version, answers={"values": {"a": "1"}}, at=AT
    )

    later = AT + timedelta(days=31)
    assert not list_own_drafts(actor=world.citizen, today=later.date())
    draft = keep_draft(
        actor=world.citizen, version_id=version, answers={"values": {}}, at=later
    )

    assert draft.answers == {"values": {}}


def test_counts_the_thirty_days_from_the_offices_day() -> None:
    world = make_world()
    late = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)

    draft = keep_draft(
        actor=world.citizen, version_id=world.guide.version_id, answers={}, at=late
    )

    assert draft.expires_on == date(2026, 12, 21)


def test_a_draft_is_its_persons_alone() -> None:
    world = make_world()
    neighbour = make_citizen("李建国")
    version = world.guide.version_id
    keep_draft(
        actor=world.citizen, version_id=version, answers={"values": {"a": "1"}}, at=AT
    )

    assert find_draft(actor=neighbour, version_id=version, today=TODAY) is None
    assert list_own_drafts(actor=world.officer, today=TODAY) == []
    discard_draft(actor=neighbour, version_id=version)
    assert find_draft(actor=world.citizen, version_id=version, today=TODAY)


def test_discards_a_draft_and_does_not_mind_when_there_is_none() -> None:
    world = make_world()
    version = world.guide.version_id
    keep_draft(actor=world.citizen, version_id=version, answers={}, at=AT)

    for _time in range(2):
        discard_draft(actor=world.citizen, version_id=version)

    assert find_draft(actor=world.citizen, version_id=version, today=TODAY) is None


def test_turns_away_who_is_in_office() -> None:
    world = make_world()

    with pytest.raises(NotAllowed):
        keep_draft(
            actor=world.clerk, version_id=world.guide.version_id, answers={}, at=AT
        )
    with pytest.raises(NotAllowed):
        discard_draft(actor=world.clerk, version_id=world.guide.version_id)


def test_refuses_what_the_database_cannot_hold() -> None:
    world = make_world()

    with pytest.raises(Refusal, match="控制字符"):
        keep_draft(
            actor=world.citizen,
            version_id=world.guide.version_id,
            answers={"values": {"shop_name": "河\u0000畔"}},
            at=AT,
        )
