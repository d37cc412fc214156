"""From draft to publication: handed in, reviewed by three people in order, published."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from tongban.capabilities.catalogue.commands import (
    hand_in_draft,
    publish_draft,
    review_draft,
    save_draft,
)
from tongban.capabilities.catalogue.models import ItemFee, ItemReview, Publication
from tongban.capabilities.catalogue.queries import (
    count_drafts_to_do,
    get_draft,
    get_submitted,
    list_drafts,
    list_drafts_to_do,
)
from tongban.capabilities.catalogue.stages import is_own_turn
from tongban.capabilities.catalogue.testing import (
    AT,
    EFFECTIVE_ON,
    Office,
    begin_draft,
    make_document,
    pass_reviews,
    publish_reviewed,
    review,
    rule_of,
)
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from tongban.ground.reviews import STAGES
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command, reading

pytestmark = pytest.mark.django_db


def stage_of(office: Office, draft_id: UUID) -> str:
    return get_draft(actor=office.drafter, draft_id=draft_id).stage


def publish(actor: Actor, draft_id: UUID) -> UUID:
    return publish_draft(
        actor=actor, draft_id=draft_id, effective_on=EFFECTIVE_ON, at=AT
    )


def test_a_draft_goes_from_hand_to_hand(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    seen = [stage_of(office, draft_id)]
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    seen.append(stage_of(office, draft_id))
    for stage in ("first_review", "legality", "gatekeeping"):
        review(office, draft_id, stage)
        seen.append(stage_of(office, draft_id))
    publish(office.publisher, draft_id)
    seen.append(stage_of(office, draft_id))

    assert seen == [
        "drafting",
        "first_review",
        "legality",
        "gatekeeping",
        "to_publish",
        "published",
    ]
    card = get_draft(actor=office.gatekeeper, draft_id=draft_id)
    assert [(one.stage, one.outcome, one.opinion) for one in card.reviews] == [
        ("first_review", "passed", "同意"),
        ("legality", "passed", "同意"),
        ("gatekeeping", "passed", "同意"),
    ]
    with reading(office.publisher):
        assert Publication.objects.get().digest == card.digest


def test_hand_in_refuses_what_has_errors_and_says_where(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city, conditions=[], plain={})
    with pytest.raises(Invalid) as refused:
        hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    assert {"conditions", "plain"} <= set(refused.value.errors)
    assert stage_of(office, draft_id) == "drafting"


def test_the_same_text_is_handed_in_once_and_by_the_drafting_body_alone(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    with pytest.raises(NotAllowed):
        hand_in_draft(actor=office.publisher, draft_id=draft_id, at=AT)
    with pytest.raises(NotFound):
        hand_in_draft(actor=make_citizen(), draft_id=draft_id, at=AT)
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    with pytest.raises(MoveRefused):
        hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)


def test_whose_stage_it_is_not_is_refused_before_the_opinion_is_read(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    with pytest.raises(NotAllowed):
        review_draft(
            actor=office.publisher,
            draft_id=draft_id,
            stage="legality",
            outcome="returned",
            opinion="",
            digest="",
            at=AT,
        )


def test_a_return_needs_a_reason_and_goes_back_to_the_drafter(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    with pytest.raises(Invalid) as refused:
        review(office, draft_id, "first_review", "returned", "　 ")
    assert "opinion" in refused.value.errors

    review(office, draft_id, "first_review", "returned", "第 2 条说不清。")

    assert stage_of(office, draft_id) == "sent_back"
    assert rule_of(lambda: review(office, draft_id, "legality")) == "reviews_in_order"
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    card = get_draft(actor=office.drafter, draft_id=draft_id)
    assert (card.stage, card.number) == ("first_review", 2)
    assert [one.opinion for one in card.reviews] == ["第 2 条说不清。"]


def test_a_change_needs_a_new_round(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id)
    document = get_draft(actor=office.drafter, draft_id=draft_id).document
    save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=document | {"cross_region": "全省"},
        at=AT,
        draft_id=draft_id,
    )

    assert stage_of(office, draft_id) == "changed"
    refused = rule_of(lambda: publish(office.publisher, draft_id))
    assert refused == "only_the_text_handed_in_counts"
    assert (
        get_submitted(actor=office.lawyer, draft_id=draft_id)["cross_region"] == "全市"
    )
    publish_reviewed(office, draft_id)
    assert stage_of(office, draft_id) == "published"


@pytest.mark.parametrize(
    "stages", [(), ("first_review",), ("first_review", "legality")]
)
def test_publication_waits_for_all_three(
    city: TestCity, office: Office, stages: tuple[str, ...]
) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=stages)
    refused = rule_of(lambda: publish(office.publisher, draft_id))
    assert refused == "published_only_after_three_reviews"


def test_a_draft_that_was_never_handed_in_is_not_published(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    with pytest.raises(MoveRefused):
        publish(office.publisher, draft_id)


def test_a_reviewer_who_looked_at_an_older_text_is_told(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    with pytest.raises(MoveRefused):
        review_draft(
            actor=office.first_reviewer,
            draft_id=draft_id,
            stage="first_review",
            outcome="passed",
            opinion="",
            digest="0" * 64,
            at=AT,
        )


def test_no_stage_is_left_out(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=("first_review",))
    assert (
        rule_of(lambda: review(office, draft_id, "gatekeeping")) == "reviews_in_order"
    )


def test_no_one_acts_at_two_stages(city: TestCity, office: Office) -> None:
    everything = replace(
        office.first_reviewer,
        grants=office.first_reviewer.grants
        | office.lawyer.grants
        | office.publisher.grants
        | office.drafter.grants,
    )
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=("first_review",))
    same = replace(office, lawyer=everything)
    # By permission the first reviewer may do all; the office is looked up by the database.
    assert (
        rule_of(lambda: review(same, draft_id, "legality")) == "reviewed_only_in_office"
    )


def test_a_writer_does_not_review(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    writer = make_staff("catalogue_first_reviewer", city.market, name="笔者")
    both = replace(writer, grants=writer.grants | office.drafter.grants)
    document = get_draft(actor=both, draft_id=draft_id).document
    save_draft(
        actor=both,
        body_id=city.market,
        document=document | {"cross_region": "全省"},
        at=AT,
        draft_id=draft_id,
    )
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)

    own = replace(office, first_reviewer=both)
    refused = rule_of(lambda: review(own, draft_id, "first_review"))
    assert refused == "reviewed_by_distinct_people"
    review(office, draft_id, "first_review")


def test_reviews_are_hidden_from_citizens_and_other_bodies(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id)
    civil = make_staff("catalogue_drafter", city.civil, name="旁人")
    for other in (civil, make_citizen()):
        with reading(other):
            assert not ItemReview.objects.exists()
        with pytest.raises(NotFound):
            get_draft(actor=other, draft_id=draft_id)


@command
def smuggle(*, actor: Actor, draft_id: UUID) -> None:
    """What a careless script would do: publish, with one more fee beside the text."""
    require(actor, "catalogue.item.publish", org_id=next(iter(actor.org_ids), None))
    publish(actor, draft_id)
    version = Publication.objects.latest("published_at").version
    ItemFee(
        city=actor.city,
        version=version,
        key="f9",
        place=9,
        name="好处费",
        amount_fen=1,
        standard="",
        basis="口头",
        waiver="",
    ).save(force_insert=True)


def test_nothing_is_smuggled_in_beside_the_text(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id)
    refused = rule_of(lambda: smuggle(actor=office.publisher, draft_id=draft_id))
    assert refused == "published_version_never_changes"


def test_the_writers_are_kept_by_the_database(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    with (
        pytest.raises(DatabaseError),
        reading(office.drafter),
        connection.cursor() as cursor,
    ):
        cursor.execute("update item_draft set writers = '{}' where id = %s", [draft_id])


def test_whose_turn_it_is_is_asked_of_all_drafts_and_not_of_the_newest(
    city: TestCity, office: Office
) -> None:
    """The database's answer is held against the one that each card gives by itself."""
    begun = [begin_draft(office, city, name=f"第 {n} 份") for n in range(6)]
    hand_in_draft(actor=office.drafter, draft_id=begun[1], at=AT)
    for at, stages in enumerate((STAGES[:1], STAGES[:2], STAGES), 2):
        pass_reviews(office, begun[at], stages=stages)
    hand_in_draft(actor=office.drafter, draft_id=begun[5], at=AT)
    review(office, begun[5], STAGES[0], "returned", "请补条款")
    changed = begin_draft(office, city, name="改过的")
    hand_in_draft(actor=office.drafter, draft_id=changed, at=AT)
    save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=make_document(name="又改过的"),
        at=AT,
        draft_id=changed,
    )

    people = [office.drafter, *office.reviewers.values(), office.publisher]
    for who in [*people, make_citizen()]:
        waiting = list_drafts(actor=who, limit=100)
        own = {one.draft_id for one in waiting if is_own_turn(who, one)}
        found = list_drafts_to_do(actor=who)
        assert {one.draft_id for one in found} == own, who.name
        assert count_drafts_to_do(actor=who) == len(own)
        assert len(list_drafts_to_do(actor=who, limit=1)) == min(1, len(own))
    assert {len(list_drafts_to_do(actor=who)) for who in people} == {1, 3}
