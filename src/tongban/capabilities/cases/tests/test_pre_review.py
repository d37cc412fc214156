"""Pre-review: of the own draft, by the body of the item, answered once, stale by a change."""

from datetime import timedelta

import pytest

from tongban.capabilities.cases.commands import (
    answer_pre_review,
    ask_pre_review,
    discard_draft,
    file_application,
    keep_draft,
)
from tongban.capabilities.cases.commands.pre_review import digest_of
from tongban.capabilities.cases.queries import (
    find_draft,
    find_own_pre_review,
    get_pre_review,
    list_pre_reviews,
)
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_citizen,
    make_filing,
    make_world,
)
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
TYPED = {"values": {"shop_name": "河畔餐饮"}}


def with_draft() -> World:
    """A citizen who has begun to fill in."""
    world = make_world()
    version_id = world.guide.version_id
    keep_draft(actor=world.citizen, version_id=version_id, answers=TYPED, at=AT)
    return world


def test_the_office_answers_and_the_applicant_reads_it() -> None:
    world = with_draft()
    version_id = world.guide.version_id

    key = ask_pre_review(actor=world.citizen, version_id=version_id, at=AT)
    (waiting,) = list_pre_reviews(actor=world.officer, body_id=world.city.market)
    answer_pre_review(
        actor=world.officer, pre_review_id=key, passes=True, opinion="", at=LATER
    )

    assert (waiting.pre_review_id, waiting.answers) == (key, TYPED)
    # Two working days after Friday 20 November 2026.
    assert str(waiting.due_on) == "2026-11-24"
    assert list_pre_reviews(actor=world.officer, body_id=world.city.market) == []
    own = find_own_pre_review(actor=world.citizen, version_id=version_id)
    assert own is not None
    assert own.outcome == "passed"
    draft = find_draft(actor=world.citizen, version_id=version_id, today=AT.date())
    assert draft is not None
    assert digest_of(world.citizen.city, draft.answers) == own.digest
    changed = {"values": {"shop_name": "山前餐饮"}}
    kept = keep_draft(
        actor=world.citizen, version_id=version_id, answers=changed, at=LATER
    )
    assert digest_of(world.citizen.city, kept.answers) != own.digest


def test_a_return_says_why_and_one_may_ask_again() -> None:
    world = with_draft()
    version_id = world.guide.version_id
    key = ask_pre_review(actor=world.citizen, version_id=version_id, at=AT)

    with pytest.raises(MoveRefused):
        ask_pre_review(actor=world.citizen, version_id=version_id, at=LATER)
    with pytest.raises(Invalid) as refused:
        answer_pre_review(
            actor=world.officer, pre_review_id=key, passes=False, opinion=" ", at=LATER
        )
    answer_pre_review(
        actor=world.officer,
        pre_review_id=key,
        passes=False,
        opinion="租赁合同缺最后一页。",
        at=LATER,
    )
    with pytest.raises(MoveRefused):
        answer_pre_review(
            actor=world.officer, pre_review_id=key, passes=True, opinion="", at=LATER
        )

    assert "opinion" in refused.value.errors
    again = ask_pre_review(actor=world.citizen, version_id=version_id, at=LATER)
    assert again != key


def test_nobody_else_reads_or_answers() -> None:
    world = with_draft()
    version_id = world.guide.version_id
    key = ask_pre_review(actor=world.citizen, version_id=version_id, at=AT)

    with pytest.raises(NotFound):
        get_pre_review(actor=make_citizen(), pre_review_id=key)
    with pytest.raises(NotFound):
        get_pre_review(actor=world.clerk, pre_review_id=key)
    with pytest.raises(NotAllowed):
        answer_pre_review(
            actor=world.approver, pre_review_id=key, passes=True, opinion="", at=LATER
        )
    with pytest.raises(NotFound):
        ask_pre_review(actor=make_citizen(), version_id=version_id, at=AT)


@pytest.mark.parametrize("ends", ["filed", "discarded"])
def test_it_goes_with_its_draft(ends: str) -> None:
    world = with_draft()
    version_id = world.guide.version_id
    ask_pre_review(actor=world.citizen, version_id=version_id, at=AT)

    if ends == "filed":
        file_application(
            actor=world.citizen, filing=make_filing(world), channel="web", at=LATER
        )
    else:
        discard_draft(actor=world.citizen, version_id=version_id)

    assert find_own_pre_review(actor=world.citizen, version_id=version_id) is None
    assert list_pre_reviews(actor=world.officer, body_id=world.city.market) == []
