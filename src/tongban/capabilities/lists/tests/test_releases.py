"""From draft to publication: rows from the guides, five people, in force from a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    publish_item,
    rule_of,
)
from tongban.capabilities.lists.commands import (
    add_entry,
    derive_rows,
    discard_release,
    hand_in_release,
    publish_release,
    remove_entry,
    revise_release,
)
from tongban.capabilities.lists.queries import (
    find_in_force,
    get_release,
    list_in_force,
    list_open_releases,
    list_published,
    list_rows,
)
from tongban.capabilities.lists.testing import (
    BASIS,
    DAY,
    draft_list,
    publish_list,
    review_list,
)
from tongban.capabilities.lists.types import Entry
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def names_on(office: Office, release_id: UUID, **more: Any) -> list[str]:
    card = get_release(actor=office.publisher, release_id=release_id)
    page = list_rows(
        actor=office.publisher, release_id=release_id, kind=card.kind, **more
    )
    return [row.cells[0] for row in page.rows]


def test_a_list_goes_from_hand_to_hand(city: TestCity, office: Office) -> None:
    publish_item(city, office)
    publish_item(city, office, name="药品零售许可", cross_region="全县")
    release_id = draft_list(city, office, "city_wide")
    seen = [get_release(actor=office.drafter, release_id=release_id).stage]
    hand_in_release(actor=office.drafter, release_id=release_id, at=AT)
    for stage in ("first_review", "legality", "gatekeeping"):
        seen.append(get_release(actor=office.drafter, release_id=release_id).stage)
        review_list(office, release_id, stage)
    seen.append(get_release(actor=office.drafter, release_id=release_id).stage)
    publish_release(
        actor=office.publisher, release_id=release_id, effective_on=DAY, at=AT
    )

    assert seen == ["drafting", "first_review", "legality", "gatekeeping", "to_publish"]
    assert names_on(office, release_id) == ["食品经营许可"]
    anybody = make_citizen()
    assert [one.release_id for one in list_in_force(actor=anybody, day=DAY)] == [
        release_id
    ]
    assert list_in_force(actor=anybody, day=date(2026, 11, 19)) == []


def test_nobody_else_sees_a_list_before_it_is_published(
    city: TestCity, office: Office
) -> None:
    release_id = draft_list(city, office)
    with pytest.raises(NotFound):
        get_release(actor=make_citizen(), release_id=release_id)
    assert list_open_releases(actor=make_citizen()) == []
    assert len(list_open_releases(actor=office.gatekeeper)) == 1


def test_a_department_paper_is_no_basis(city: TestCity, office: Office) -> None:
    for rank in ("department", "", "province_policy"):
        with pytest.raises(Invalid) as refused:
            draft_list(city, office, "licences", basis=replace(BASIS, rank=rank))
        assert "部门文件" in refused.value.errors["basis_rank"]


def test_the_same_person_is_not_two_of_the_five(city: TestCity, office: Office) -> None:
    publish_item(city, office)
    release_id = draft_list(city, office)
    hand_in_release(actor=office.drafter, release_id=release_id, at=AT)
    both = replace(
        office.first_reviewer,
        grants=office.first_reviewer.grants | office.publisher.grants,
    )
    for stage in ("first_review", "legality", "gatekeeping"):
        review_list(office, release_id, stage)

    def publish() -> None:
        publish_release(actor=both, release_id=release_id, effective_on=DAY, at=AT)

    # The grants are forged: the database asks for the post, and then for the person.
    assert rule_of(publish) == "published_only_by_the_catalogue_office"


def test_what_is_handed_in_rests_until_it_is_sent_back(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    release_id = draft_list(city, office)
    hand_in_release(actor=office.drafter, release_id=release_id, at=AT)
    page = list_rows(actor=office.drafter, release_id=release_id, kind="licences")
    row_id = page.rows[0].row_id
    acts: tuple[Callable[[], object], ...] = (
        lambda: remove_entry(
            actor=office.drafter, release_id=release_id, row_id=row_id, at=AT
        ),
        lambda: derive_rows(
            actor=office.drafter, release_id=release_id, day=DAY, at=AT
        ),
        lambda: revise_release(
            actor=office.drafter, release_id=release_id, title="x", basis=BASIS, at=AT
        ),
        lambda: discard_release(actor=office.drafter, release_id=release_id, at=AT),
        lambda: hand_in_release(actor=office.drafter, release_id=release_id, at=AT),
    )
    for act in acts:
        with pytest.raises(MoveRefused):
            act()
    review_list(office, release_id, "first_review", "returned", "第 1 行先拿掉。")
    remove_entry(actor=office.drafter, release_id=release_id, row_id=row_id, at=AT)
    assert names_on(office, release_id) == []
    add_entry(
        actor=office.drafter,
        release_id=release_id,
        entry=Entry(guide.handling_code),
        day=DAY,
        at=AT,
    )
    hand_in_release(actor=office.drafter, release_id=release_id, at=AT)
    card = get_release(actor=office.drafter, release_id=release_id)
    assert (card.stage, card.handed_in, card.rows) == ("first_review", 2, 1)


def test_who_wrote_in_it_does_not_review_it(city: TestCity, office: Office) -> None:
    publish_item(city, office)
    release_id = draft_list(city, office)
    # The first reviewer writes in the draft, and then reviews it.
    writer = replace(
        office.first_reviewer,
        grants=office.first_reviewer.grants | {("lists.release.draft", city.approval)},
    )
    revise_release(
        actor=writer, release_id=release_id, title="许可清单", basis=BASIS, at=AT
    )
    hand_in_release(actor=office.drafter, release_id=release_id, at=AT)
    assert (
        rule_of(lambda: review_list(office, release_id, "first_review"))
        == "reviewed_by_distinct_people"
    )


def test_the_same_row_is_listed_once(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    release_id = draft_list(city, office)
    assert (
        rule_of(
            lambda: add_entry(
                actor=office.drafter,
                release_id=release_id,
                entry=Entry(guide.handling_code),
                day=DAY,
                at=AT,
            )
        )
        == "listed_once"
    )


def test_a_later_release_leaves_the_earlier_as_it_was(
    city: TestCity, office: Office
) -> None:
    publish_item(city, office)
    first = publish_list(
        office, draft_list(city, office), effective_on=date(2026, 1, 5)
    )
    publish_item(city, office, name="药品零售许可")
    second = publish_list(office, draft_list(city, office), effective_on=DAY)

    assert (first.number, second.number) == (1, 2)
    assert names_on(office, first.release_id) == ["食品经营许可"]
    assert len(names_on(office, second.release_id)) == 2
    found = find_in_force(
        actor=office.publisher, kind="licences", venue_id=None, day=date(2026, 3, 1)
    )
    assert found == first.release_id
    cards = list_published(actor=office.publisher, kind="licences")
    assert [card.number for card in cards] == [2, 1]
    assert names_on(office, second.release_id, text="药品") == ["药品零售许可"]


def test_only_who_has_the_office_drafts(city: TestCity, office: Office) -> None:
    with pytest.raises(NotAllowed):
        draft_list(city, replace(office, drafter=make_citizen()))
