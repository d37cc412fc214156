"""Publishing a draft: who may, what it becomes, and what blocks it."""

from dataclasses import replace
from datetime import date

import pytest

from tongban.capabilities.catalogue.commands import (
    hand_in_draft,
    publish_draft,
    save_draft,
)
from tongban.capabilities.catalogue.models import (
    ItemMaterial,
    ItemVersion,
    MaterialType,
    Publication,
)
from tongban.capabilities.catalogue.queries import find_version_in_force, get_guide
from tongban.capabilities.catalogue.testing import (
    AT,
    EFFECTIVE_ON,
    make_document,
    make_office,
    pass_reviews,
    publish_item,
    publish_reviewed,
)
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import make_staff
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, Refusal
from tongban.plumbing.access.actor import system
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.models import Leaf

pytestmark = pytest.mark.django_db


def test_makes_a_version_with_all_its_parts() -> None:
    city = make_city()
    document = make_document(
        fees=[
            {
                "key": "f1",
                "name": "工本费",
                "amount_fen": 8000,
                "standard": "每证 80 元",
                "basis": "《收费办法》第三条",
                "waiver": "",
            }
        ]
    )
    office = make_office(city)
    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    )
    version_id = publish_reviewed(office, draft.draft_id)

    guide = get_guide(actor=office.publisher, version_id=version_id)
    assert guide.name == "食品经营许可"
    assert guide.body_name == "安澜市市场监督管理局"
    assert [row.key for row in guide.materials] == ["m1", "m2", "m3"]
    assert [row.is_waived for row in guide.materials] == [True, False, False]
    assert guide.materials[1].when == (("s1", ("make", "unsure")),)
    assert guide.materials[1].details["issuer"] == "申请人"
    assert [(row.key, row.is_special) for row in guide.steps][-1] == ("x1", True)
    assert [row.amount_fen for row in guide.fees] == [8000]
    assert [row.role for row in guide.party_roles] == ["applicant", "agent"]
    assert guide.form_schema == document["form"]
    assert guide.elements["plain"]["cost"] == "80 元。"
    assert guide.elements["step_results"]["p1"] == "收件的结果"
    assert guide.effective_on == EFFECTIVE_ON
    assert len(guide.digest) == 64


def test_leaves_a_trace_that_names_the_digest() -> None:
    guide = publish_item(make_city())

    with reading(system("reader", city="690100")):
        bodies = [
            leaf.body
            for leaf in Leaf.objects.all()
            if "catalogue.item.published" in leaf.body
        ]
    assert len(bodies) == 1
    assert guide.digest in bodies[0]


def test_gives_the_same_digest_to_the_same_elements_only() -> None:
    city = make_city()
    office = make_office(city)
    document = make_document()

    first = save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    )
    one = publish_reviewed(office, first.draft_id)
    changed = document | {
        "visits": 1,
        "visit_reason": "要当面按指纹。",
        "plain": document["plain"] | {"visits": "本人来一趟。"},
    }
    second = save_draft(
        actor=office.drafter, body_id=city.market, document=changed, at=AT
    )
    two = publish_reviewed(office, second.draft_id, effective_on=date(2026, 6, 1))

    guides = [get_guide(actor=office.publisher, version_id=key) for key in (one, two)]
    assert guides[0].item_id == guides[1].item_id
    assert [guide.number for guide in guides] == [1, 2]
    assert guides[0].digest != guides[1].digest
    code = document["handling_code"]
    for day, version in ((date(2026, 5, 31), one), (date(2026, 6, 1), two)):
        found = find_version_in_force(
            actor=office.publisher, handling_code=code, day=day
        )
        assert found == version


def test_registers_a_material_once_for_all_items() -> None:
    city = make_city()
    office = make_office(city)
    publish_item(city, office)
    publish_item(city, office)

    with reading(office.publisher):
        assert MaterialType.objects.filter(code="AL-M-0002").count() == 1
        assert ItemMaterial.objects.filter(material_type__code="AL-M-0002").count() == 2


def test_is_refused_to_one_without_the_office() -> None:
    city = make_city()
    office = make_office(city)
    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=make_document(), at=AT
    )

    with pytest.raises(NotAllowed):
        publish_draft(
            actor=office.drafter,
            draft_id=draft.draft_id,
            effective_on=EFFECTIVE_ON,
            at=AT,
        )


def test_is_refused_by_the_database_to_the_drafter() -> None:
    city = make_city()
    office = make_office(city)
    both = make_staff("catalogue_publisher", city.approval)
    drafter = make_staff("catalogue_drafter", city.market)
    one_person = replace(
        both,
        grants=both.grants | drafter.grants,
        org_ids=(*both.org_ids, *drafter.org_ids),
    )
    draft = save_draft(
        actor=one_person, body_id=city.market, document=make_document(), at=AT
    )
    pass_reviews(replace(office, drafter=one_person), draft.draft_id)

    with pytest.raises(Refusal) as refused:
        publish_draft(
            actor=one_person,
            draft_id=draft.draft_id,
            effective_on=EFFECTIVE_ON,
            at=AT,
        )

    assert refused.value.rule == "draft_and_publish_by_two_people"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"promised_limit": {"value": 21, "unit": "working_day"}}, "promised_limit"),
        ({"plain": {}}, "plain"),
        ({"conditions": []}, "conditions"),
        ({"remedies": {}}, "remedies"),
        ({"fees": None}, "fees"),
        ({"case_kind": "instant"}, "promised_limit"),
        (
            {"form": {"pages": [{"key": "a", "title": "页", "fields": []}]}},
            "form.pages[1].fields",
        ),
        ({"org": "NOBODY"}, "org"),
    ],
)
def test_refuses_what_is_not_whole_and_says_where(
    changes: dict[str, object], where: str
) -> None:
    city = make_city()
    office = make_office(city)
    document = make_document(**changes)
    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    )

    with pytest.raises(Invalid) as refused:
        hand_in_draft(actor=office.drafter, draft_id=draft.draft_id, at=AT)

    assert where in refused.value.errors
    with reading(office.publisher):
        assert not Publication.objects.exists()
        assert not ItemVersion.objects.exists()


def test_refuses_a_draft_that_is_published_already() -> None:
    city = make_city()
    office = make_office(city)
    draft = save_draft(
        actor=office.drafter, body_id=city.market, document=make_document(), at=AT
    )
    publish_reviewed(office, draft.draft_id)

    with pytest.raises(MoveRefused):
        publish_draft(
            actor=office.publisher,
            draft_id=draft.draft_id,
            effective_on=EFFECTIVE_ON,
            at=AT,
        )
