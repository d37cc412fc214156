"""Drafts: saving, completing with marks, and who may see them."""

from uuid import uuid4

import pytest

from tongban.capabilities.catalogue.commands import (
    complete_draft,
    save_draft,
)
from tongban.capabilities.catalogue.queries import get_draft, list_drafts
from tongban.capabilities.catalogue.testing import (
    AT,
    make_document,
    make_office,
    publish_reviewed,
)
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafter(city: TestCity) -> Actor:
    return make_office(city).drafter


def save(actor: Actor, city: TestCity, **changes: object) -> DraftCard:
    return save_draft(
        actor=actor, body_id=city.market, document=make_document(**changes), at=AT
    )


def test_a_whole_document_has_no_findings(city: TestCity, drafter: Actor) -> None:
    assert save(drafter, city).findings == ()


def test_an_unfinished_document_is_kept_with_what_it_lacks(
    city: TestCity, drafter: Actor
) -> None:
    draft = save(drafter, city, plain={}, remedies={})

    rules = {finding.rule for finding in draft.findings}
    assert {"plain.missing", "remedies.missing"} <= rules
    assert get_draft(actor=drafter, draft_id=draft.draft_id) == draft


def test_saving_over_a_draft_checks_it_again(city: TestCity, drafter: Actor) -> None:
    draft = save(drafter, city, plain={})

    saved = save_draft(
        actor=drafter,
        body_id=city.market,
        document=make_document(),
        at=AT,
        draft_id=draft.draft_id,
    )

    assert saved.draft_id == draft.draft_id
    assert saved.findings == ()
    assert len(list_drafts(actor=drafter)) == 1


def test_save_draft_is_refused_to_another_office_and_to_citizens(
    city: TestCity,
) -> None:
    for stranger in (make_staff("catalogue_drafter", city.civil), make_citizen()):
        with pytest.raises(NotAllowed):
            save(stranger, city)


def test_a_draft_is_hidden_from_other_offices(city: TestCity, drafter: Actor) -> None:
    draft = save(drafter, city)
    stranger = make_staff("catalogue_drafter", city.civil)

    assert list_drafts(actor=stranger) == []
    with pytest.raises(NotFound):
        get_draft(actor=stranger, draft_id=draft.draft_id)


def test_a_draft_is_seen_by_the_publishers(city: TestCity, drafter: Actor) -> None:
    draft = save(drafter, city)

    assert list_drafts(actor=make_office(city).publisher) == [draft]


def test_completing_marks_every_path_with_person_and_time(
    city: TestCity, drafter: Actor
) -> None:
    draft = save(drafter, city, plain={}, visits=1)

    done = complete_draft(
        actor=drafter,
        draft_id=draft.draft_id,
        fragment={
            "visits": 0,
            "plain": {"cost": "不要钱。"},
            "materials": [{"position": 2, "name": "厨房和灶台布局图"}],
        },
        at=AT,
    )

    paths = {mark.path for mark in done.additions}
    assert paths == {"visits", "plain.cost", "materials[2].name"}
    assert {mark.added_by for mark in done.additions} == {"林晓"}
    assert {mark.added_at for mark in done.additions} == {AT.isoformat()}
    assert done.document["materials"][1]["name"] == "厨房和灶台布局图"


def test_completing_with_what_is_there_already_changes_nothing(
    city: TestCity, drafter: Actor
) -> None:
    draft = save(drafter, city, visits=0)

    done = complete_draft(
        actor=drafter, draft_id=draft.draft_id, fragment={"visits": 0}, at=AT
    )

    assert done == draft


@pytest.mark.parametrize(
    ("fragment", "field"),
    [
        ({"guide": "another"}, "guide"),
        ({"format": "tongban.item/1"}, "format"),
        ({"materials": [{"position": 9, "name": "x"}]}, "materials"),
        ({"materials": "all"}, "materials"),
    ],
)
def test_a_fragment_that_does_not_fit_is_refused_and_changes_nothing(
    city: TestCity, drafter: Actor, fragment: dict[str, object], field: str
) -> None:
    draft = save(drafter, city)

    with pytest.raises(Invalid) as refused:
        complete_draft(actor=drafter, draft_id=draft.draft_id, fragment=fragment, at=AT)

    assert field in refused.value.errors
    assert get_draft(actor=drafter, draft_id=draft.draft_id) == draft


def test_complete_draft_is_refused_to_a_publisher_and_hidden_from_others(
    city: TestCity, drafter: Actor
) -> None:
    draft = save(drafter, city)
    with pytest.raises(NotAllowed):
        complete_draft(
            actor=make_office(city).publisher,
            draft_id=draft.draft_id,
            fragment={"visits": 1},
            at=AT,
        )
    with pytest.raises(NotFound):
        complete_draft(
            actor=make_citizen(), draft_id=draft.draft_id, fragment={}, at=AT
        )
    with pytest.raises(NotFound):
        complete_draft(actor=drafter, draft_id=uuid4(), fragment={}, at=AT)


def test_a_published_draft_is_closed(city: TestCity, drafter: Actor) -> None:
    draft = save(drafter, city)
    publish_reviewed(make_office(city), draft.draft_id)

    with pytest.raises(MoveRefused):
        complete_draft(
            actor=drafter, draft_id=draft.draft_id, fragment={"visits": 1}, at=AT
        )
    assert list_drafts(actor=drafter) == []
