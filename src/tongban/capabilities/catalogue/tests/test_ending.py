"""Entries of authority that end, and drafts taken off the list: what stays, and who may."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tongban.capabilities.catalogue.commands import (
    discard_draft,
    end_delegation,
    end_intake_mode,
    hand_in_draft,
    import_file,
    register_intake_mode,
    save_draft,
)
from tongban.capabilities.catalogue.models import IntakeMode, ItemDraft
from tongban.capabilities.catalogue.queries import (
    get_draft,
    get_intake,
    list_delegations,
    list_drafts,
    list_intake_modes,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    let_take_in,
    make_document,
    pass_reviews,
    publish_item,
    review,
)
from tongban.capabilities.catalogue.tests.typing_in import browser, text_of
from tongban.capabilities.orgs.testing import TestCity
from tongban.ground.refusals import MoveRefused, NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 10)


def taken_in(
    city: TestCity, office: Office, mode: str = "collect"
) -> tuple[UUID, UUID]:
    """An item and how the hall takes it in from the first of May."""
    guide = publish_item(city, office)
    key = register_intake_mode(
        actor=office.publisher,
        item_id=guide.item_id,
        venue_id=city.hall,
        mode=mode,
        valid_from=date(2026, 5, 1),
    )
    return guide.item_id, key


def mode_on(city: TestCity, office: Office, item_id: UUID, day: date) -> str:
    card = get_intake(
        actor=office.publisher, item_id=item_id, venue_id=city.hall, day=day
    )
    return card.mode if card else ""


def test_a_mode_ends_and_another_begins_the_day_after(
    city: TestCity, office: Office
) -> None:
    item_id, key = taken_in(city, office)
    end_intake_mode(actor=office.publisher, intake_mode_id=key, last_day=MAY, at=AT)
    register_intake_mode(
        actor=office.publisher,
        item_id=item_id,
        venue_id=city.hall,
        mode="entrusted_acceptance",
        valid_from=date(2026, 5, 11),
    )

    assert mode_on(city, office, item_id, MAY) == "collect"
    assert mode_on(city, office, item_id, date(2026, 5, 11)) == "entrusted_acceptance"
    row = IntakeMode.objects.get(pk=key)
    assert row.registered_valid.upper is None
    assert row.ended_by_id == office.publisher.person_id


def test_a_mistake_is_taken_back_and_stays_to_be_seen(
    city: TestCity, office: Office
) -> None:
    item_id, key = taken_in(city, office, mode="instant")
    end_intake_mode(
        actor=office.publisher,
        intake_mode_id=key,
        last_day=date(2026, 4, 30),
        at=AT,
    )

    assert mode_on(city, office, item_id, MAY) == ""
    (card,) = list_intake_modes(actor=office.publisher, item_id=item_id)
    assert card.is_void
    assert card.valid_from == date(2026, 5, 1)
    with pytest.raises(MoveRefused):
        end_intake_mode(actor=office.publisher, intake_mode_id=key, last_day=MAY, at=AT)


def test_ending_is_for_the_office_of_the_list(city: TestCity, office: Office) -> None:
    _item, key = taken_in(city, office)
    with pytest.raises(NotAllowed):
        end_intake_mode(actor=office.drafter, intake_mode_id=key, last_day=MAY, at=AT)
    with pytest.raises(NotFound):
        end_intake_mode(
            actor=office.publisher, intake_mode_id=uuid4(), last_day=MAY, at=AT
        )


def test_a_delegation_ends_too(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    let_take_in(city, office, guide.item_id, "entrusted_acceptance", powers=("accept",))
    (card,) = list_delegations(actor=office.publisher, item_id=guide.item_id)
    end_delegation(
        actor=office.publisher, delegation_id=card.delegation_id, last_day=MAY, at=AT
    )
    (card,) = list_delegations(actor=office.publisher, item_id=guide.item_id)
    assert card.valid_until == MAY


def test_a_mode_is_corrected_on_its_page(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    url = f"/desk/items/{guide.handling_code}"
    client = browser(office.publisher)
    key = register_intake_mode(
        actor=office.publisher,
        item_id=guide.item_id,
        venue_id=city.hall,
        mode="instant",
        valid_from=date(2026, 1, 5),
    )
    posted = {"do": "end_mode", "entry": str(key)}
    day = {"last_day-year": "2030", "last_day-month": "2", "last_day-day": "3"}
    assert client.post(url, posted | day | {"last_day-day": "31"}).status_code == 422
    assert client.post(url, posted | day).status_code == 302
    assert "到2030 年 2 月 3 日" in text_of(client.get(url))
    done = client.post(url, posted | {"mistake": "1"})
    assert done.status_code == 302, text_of(done)
    (card,) = list_intake_modes(actor=office.publisher, item_id=guide.item_id)
    assert card.valid_until is not None
    assert card.valid_until < date(2030, 2, 3)


def draft(city: TestCity, office: Office) -> UUID:
    saved = save_draft(
        actor=office.drafter, body_id=city.market, document=make_document(), at=AT
    )
    return saved.draft_id


def test_a_discarded_draft_is_off_the_list_and_keeps_its_text(
    city: TestCity, office: Office
) -> None:
    key = draft(city, office)
    discard_draft(actor=office.drafter, draft_id=key, at=AT)

    assert list_drafts(actor=office.drafter) == []
    card = get_draft(actor=office.drafter, draft_id=key)
    assert card.stage == "discarded"
    assert card.document["name"]
    row = ItemDraft.objects.get(pk=key)
    assert row.discarded_by_id == office.drafter.person_id
    with pytest.raises(MoveRefused):
        save_draft(
            actor=office.drafter,
            body_id=city.market,
            document=make_document(),
            at=AT,
            draft_id=key,
        )
    with pytest.raises(MoveRefused):
        hand_in_draft(actor=office.drafter, draft_id=key, at=AT)
    with pytest.raises(MoveRefused):
        discard_draft(actor=office.drafter, draft_id=key, at=AT)


def test_a_row_whose_draft_was_discarded_may_come_again(office: Office) -> None:
    listed = "实施主体,事项名称,实施编码\n市场监督管理局,食品经营许可,".encode()
    for _time in range(2):
        result = import_file(
            actor=office.drafter, content=listed, name="清单.csv", org="MARKET", at=AT
        )
        assert [one.outcome for one in result.outcomes] == ["imported"]
        (held,) = list_drafts(actor=office.drafter)
        discard_draft(actor=office.drafter, draft_id=held.draft_id, at=AT)


def test_a_review_ends_with_the_draft(city: TestCity, office: Office) -> None:
    key = draft(city, office)
    pass_reviews(office, key, stages=("first_review",))
    discard_draft(actor=office.drafter, draft_id=key, at=AT)
    with pytest.raises(Refusal) as refused:
        review(office, key, "legality")
    assert refused.value.rule == "only_the_text_handed_in_counts"


def test_only_the_drafters_of_the_body_discard_and_nothing_published(
    city: TestCity, office: Office
) -> None:
    key = draft(city, office)
    for actor in (office.first_reviewer, office.publisher):
        with pytest.raises(NotAllowed):
            discard_draft(actor=actor, draft_id=key, at=AT)
    publish_item(city, office)
    published = ItemDraft.objects.exclude(published_version=None).get().id
    with pytest.raises(MoveRefused):
        discard_draft(actor=office.drafter, draft_id=published, at=AT)


def test_discarding_is_asked_once_more(city: TestCity, office: Office) -> None:
    key = draft(city, office)
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{key}/discard"
    assert "不能恢复" in text_of(client.get(url))
    assert len(list_drafts(actor=office.drafter)) == 1
    done = client.post(url)
    assert done.status_code == 302
    assert "草稿已经作废" in text_of(client.get(done["Location"]))
    assert "已作废" in text_of(client.get(f"/desk/items/drafts/{key}"))
    assert browser(office.publisher).get(url).status_code == 403
