"""Items of a body that goes over: drafted in one act, published as ever, nothing left behind."""

import json
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tongban.capabilities.bodies.queries import get_body_page
from tongban.capabilities.catalogue.commands import (
    propose_to_successor,
    register_intake_mode,
)
from tongban.capabilities.catalogue.queries import (
    find_version_in_force,
    get_bulk_change,
    get_guide,
    list_taken_in,
    search_items,
)
from tongban.capabilities.catalogue.testing import (
    Office,
    publish_item,
    publish_reviewed,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.commands import answer_change, draft_change
from tongban.capabilities.orgs.testing import TestCity, merge, rename
from tongban.capabilities.orgs.types import ChangeAsked
from tongban.capabilities.people.testing import (
    Post,
    make_staff_together,
    open_api_session,
    signed_in,
)
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import anonymous

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 9, tzinfo=OFFICE_ZONE)
DAY = date(2026, 12, 1)
BEFORE = DAY - timedelta(days=1)


def merged(city: TestCity, office: Office) -> Guide:
    """An item of the market office, which goes over into the civil office on the day."""
    guide = publish_item(city, office)
    register_intake_mode(
        actor=office.publisher,
        item_id=guide.item_id,
        venue_id=city.hall,
        mode="collect",
        valid_from=date(2026, 1, 1),
    )
    _approved(city, merge("MARKET", "CIVIL", DAY))
    return guide


def _approved(city: TestCity, asked: ChangeAsked) -> None:
    drafter, approver = make_staff_together(
        Post("organisation_drafter", (city.approval,), "编小章"),
        Post("organisation_approver", (city.approval,), "审大海"),
    )
    change = draft_change(actor=drafter, asked=asked, at=AT)
    answer_change(actor=approver, change_id=change, outcome="confirmed", at=AT)


def propose(city: TestCity, office: Office, to: UUID | None = None) -> UUID:
    return propose_to_successor(
        actor=office.drafter,
        from_body_id=city.market,
        to_body_id=to or city.civil,
        reason="机构改革并入",
        at=AT,
    )


def test_the_successor_publishes_the_items_and_the_old_ones_end_that_day(
    city: TestCity, office: Office
) -> None:
    old = merged(city, office)
    batch = get_bulk_change(actor=office.drafter, batch_id=propose(city, office))
    (draft,) = batch.drafts
    assert "安澜市民政局" in batch.card.words
    assert draft.document["org"] == "CIVIL"
    assert draft.document["handling_code"] != old.handling_code

    version = publish_reviewed(office, draft.draft_id, effective_on=DAY)

    new = get_guide(actor=office.drafter, version_id=version)
    assert (new.name, new.body_id) == (old.name, city.civil)
    in_force = {
        (code, day): find_version_in_force(
            actor=office.drafter, handling_code=code, day=day
        )
        for code in (old.handling_code, new.handling_code)
        for day in (BEFORE, DAY)
    }
    assert in_force == {
        (old.handling_code, BEFORE): old.version_id,
        (old.handling_code, DAY): None,
        (new.handling_code, BEFORE): None,
        (new.handling_code, DAY): version,
    }
    taken = [
        one.venue_id
        for one in list_taken_in(actor=office.drafter, day=DAY)
        if one.item_id == new.item_id
    ]
    assert taken == [city.hall]
    left = {
        day: get_body_page(actor=office.drafter, code="MARKET", day=day).left.items
        for day in (BEFORE, DAY)
    }
    assert left == {BEFORE: 1, DAY: 0}


def test_all_of_them_once_and_only_under_a_successor(
    city: TestCity, office: Office
) -> None:
    merged(city, office)
    with pytest.raises(Invalid) as refused:
        propose(city, office, city.approval)
    assert "承接单位" in refused.value.errors["to"]
    (clerk,) = make_staff_together(Post("officer", (city.civil,), "周敏"))
    with pytest.raises(NotAllowed):
        propose_to_successor(
            actor=clerk,
            from_body_id=city.market,
            to_body_id=city.civil,
            reason="x",
            at=AT,
        )
    propose(city, office)
    with pytest.raises(Invalid) as again:
        propose(city, office)
    assert "没有要提的事项" in again.value.errors["items"]


def test_the_page_and_the_api_do_it(city: TestCity, office: Office) -> None:
    merged(city, office)
    desk, page = signed_in(office.drafter), "/desk/bodies/of/MARKET"
    assert "事项提给承接单位" in desk.get(page).content.decode()
    sent = {"do": "items", "to": str(city.civil), "reason": ""}
    assert desk.post(page, sent).status_code == 422
    done = desk.post(page, sent | {"reason": "机构改革"})
    assert done["Location"].startswith("/desk/items/bulk/")
    assert "安澜市民政局" in desk.get(done["Location"]).content.decode()
    again = Client().post(
        "/api/v1/bodies/of/MARKET/items-to-successor",
        json.dumps({"to": "CIVIL", "reason": "机构改革"}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {open_api_session(office.drafter)}"},
    )
    assert again.status_code == 422
    assert "没有要提的事项" in again.content.decode()


def test_the_search_finds_an_item_by_every_name_of_its_body(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)

    def found(words: str, day: date) -> list[str]:
        nobody = anonymous(city.code, day=day)
        return [
            one.handling_code for one in search_items(actor=nobody, text=words, day=day)
        ]

    assert found("社会事务局", DAY) == []
    _approved(city, rename("MARKET", "安澜市社会事务局", DAY))
    assert found("社会事务局", BEFORE) == []
    assert found("社会事务局", DAY) == [guide.handling_code]
    assert found("市场监督管理局", DAY) == [guide.handling_code]
