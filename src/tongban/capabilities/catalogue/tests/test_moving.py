"""A draft that another body shall implement goes there, with what follows from the body."""

from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.catalogue.checking.facts import BodyFacts
from tongban.capabilities.catalogue.commands import (
    complete_draft,
    hand_in_draft,
    import_guide,
    save_draft,
)
from tongban.capabilities.catalogue.elements.moving import moved_to
from tongban.capabilities.catalogue.queries import get_draft, list_drafts
from tongban.capabilities.catalogue.testing import (
    AT,
    ORG_USCC,
    Office,
    begin_draft,
    make_document,
)
from tongban.capabilities.catalogue.tests.typing_in import browser, text_of
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import Post, make_staff_together
from tongban.ground.refusals import MoveRefused, NotAllowed

pytestmark = pytest.mark.django_db


def basic_page(office: Office, draft_id: UUID, **changes: Any) -> dict[str, Any]:
    document = get_draft(actor=office.drafter, draft_id=draft_id).document
    names = (
        *("name", "org", "item_type", "exercise_level", "served_objects"),
        *("basic_code", "implementation_code", "handling_code"),
    )
    return {name: document[name] for name in names} | {"do": "save"} | changes


def test_a_draft_goes_to_the_body_that_was_chosen(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    before = get_draft(actor=office.drafter, draft_id=draft_id)
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{draft_id}/edit/basic"

    saved = client.post(url, basic_page(office, draft_id, org="CIVIL"))

    after = get_draft(actor=office.drafter, draft_id=draft_id)
    assert (before.body_id, after.body_id) == (city.market, city.civil)
    code = after.document["implementation_code"]
    assert code == ORG_USCC["CIVIL"] + before.document["implementation_code"][18:]
    assert after.document["handling_code"] == f"{code}01"
    assert "code.body" not in {one.rule for one in after.findings}
    page = text_of(client.get(saved["Location"]))
    assert "草稿已经转到安澜市民政局" in page
    assert code in page
    assert "市民政局" in text_of(client.get("/desk/items?show=drafts"))
    # Every other way out of the page says so as well.
    back = client.post(url, basic_page(office, draft_id, org="MARKET", do="back"))
    assert "草稿已经转到安澜市市场监督管理局" in text_of(client.get(back["Location"]))


def test_looking_through_the_bodies_moves_nothing(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    page = basic_page(office, draft_id, org="CIVIL", do="keep", name="换个名称")

    said = browser(office.drafter).post(
        f"/desk/items/drafts/{draft_id}/edit/basic", page
    )

    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert (draft.body_id, draft.name) == (city.market, "换个名称")
    assert "按“保存”才换" in text_of(said)


def test_who_moves_a_draft_drafts_for_both_bodies(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    (local,) = make_staff_together(
        Post("catalogue_drafter", (city.market,), "何起"), city=city.code
    )
    changed = make_document(org="CIVIL")
    with pytest.raises(NotAllowed):
        save_draft(
            actor=local,
            body_id=city.market,
            document=changed,
            at=AT,
            draft_id=draft_id,
        )
    with pytest.raises(NotAllowed):
        complete_draft(actor=local, draft_id=draft_id, fragment={"org": "CIVIL"}, at=AT)
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert (draft.body_id, draft.document["org"]) == (city.market, "MARKET")


def test_an_imported_draft_stays_where_the_list_put_it(
    city: TestCity, office: Office
) -> None:
    import_guide(actor=office.drafter, guide=make_document(), org="MARKET", at=AT)
    (card,) = list_drafts(actor=office.drafter)
    with pytest.raises(MoveRefused, match="从清单导入"):
        save_draft(
            actor=office.drafter,
            body_id=city.market,
            document=card.document | {"org": "CIVIL"},
            at=AT,
            draft_id=card.draft_id,
        )


def test_a_moved_draft_is_handed_in_by_its_new_body(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    document = get_draft(actor=office.drafter, draft_id=draft_id).document
    save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=document | {"org": "CIVIL"},
        at=AT,
        draft_id=draft_id,
    )
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert draft.stage == "first_review"


_OLD = BodyFacts("甲局", "116901006901006815", "3")
_NEW = BodyFacts("乙局", "1169010069010085X4", "4")
_REST = "000190000007"


@pytest.mark.parametrize(
    ("held", "now", "moved"),
    [
        (f"{_OLD.credit_code}3{_REST}", _NEW, f"{_NEW.credit_code}4{_REST}"),
        # What a platform gave, or another body's code, is left to the compiler.
        (f"9{_OLD.credit_code[1:]}3{_REST}", _NEW, f"9{_OLD.credit_code[1:]}3{_REST}"),
        ("LOCAL-1", _NEW, "LOCAL-1"),
        (f"{_OLD.credit_code}3{_REST}", BodyFacts("丙局", "", "4"), ""),
    ],
)
def test_codes_that_follow_from_the_body_go_along(
    held: str, now: BodyFacts, moved: str
) -> None:
    document = {
        "exercise_level": "3",
        "implementation_code": held,
        "handling_code": f"{held}02",
    }
    after = moved_to(document, _OLD, now)
    assert after["implementation_code"] == moved
    assert after["handling_code"] == (f"{moved}02" if moved else "")
    assert after["exercise_level"] == "4"
    kept = moved_to(document | {"exercise_level": "5"}, _OLD, now)
    assert kept["exercise_level"] == "5"
