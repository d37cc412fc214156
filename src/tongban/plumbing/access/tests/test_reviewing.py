"""Who does which stage of the way to publication."""

from uuid import UUID, uuid4

import pytest

from tongban.ground.refusals import NotAllowed
from tongban.ground.reviews import (
    DRAFTING,
    FIRST_REVIEW,
    GATEKEEPING,
    LEGALITY,
    PUBLISHED,
    SENT_BACK,
    TO_PUBLISH,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.reviewing import WayToPublication, in_person

WAY = WayToPublication(
    drafting="x.draft",
    first_review="x.first_review",
    legality="x.legality",
    gatekeeping="x.gate",
    publication="x.publish",
)
BODY, CITY_OFFICE, SOMEBODY = uuid4(), uuid4(), uuid4()


def actor(
    permission: str, body_id: UUID, *, person_id: UUID | None = SOMEBODY
) -> Actor:
    return Actor(
        kind="staff",
        city="690100",
        name="王敏",
        person_id=person_id,
        grants=frozenset({(permission, body_id)}),
    )


@pytest.mark.parametrize(
    ("stage", "permission"),
    [
        (DRAFTING, "x.draft"),
        (SENT_BACK, "x.draft"),
        (FIRST_REVIEW, "x.first_review"),
    ],
)
def test_the_drafting_body_drafts_and_reviews_first(
    stage: str, permission: str
) -> None:
    assert WAY.may_do(actor(permission, BODY), stage, BODY)
    assert not WAY.may_do(actor(permission, CITY_OFFICE), stage, BODY)
    assert not WAY.may_do(actor("x.other", BODY), stage, BODY)


@pytest.mark.parametrize(
    ("stage", "permission"),
    [(LEGALITY, "x.legality"), (GATEKEEPING, "x.gate"), (TO_PUBLISH, "x.publish")],
)
def test_the_citys_office_does_the_rest_for_all_bodies(
    stage: str, permission: str
) -> None:
    keeper = actor(permission, CITY_OFFICE)
    assert WAY.office_of(keeper, stage, BODY) == CITY_OFFICE
    assert WAY.may_do(keeper, stage, BODY)
    assert not WAY.may_do(actor("x.draft", BODY), stage, BODY)


def test_what_is_done_with_is_nobodys() -> None:
    assert not WAY.may_do(actor("x.publish", CITY_OFFICE), PUBLISHED, BODY)


def test_who_reviews_is_a_person_in_office() -> None:
    lawyer = actor("x.legality", CITY_OFFICE)
    assert in_person(lawyer, CITY_OFFICE) == (SOMEBODY, CITY_OFFICE)
    nobody = actor("x.legality", CITY_OFFICE, person_id=None)
    for who, office in ((lawyer, None), (nobody, CITY_OFFICE)):
        with pytest.raises(NotAllowed, match="具体的人"):
            in_person(who, office)
