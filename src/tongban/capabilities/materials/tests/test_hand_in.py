"""Handing a file in: kept as it came, seen by its person, refused when it is none."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tongban.capabilities.catalogue.testing import AT, publish_item
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.materials.commands import hand_in
from tongban.capabilities.materials.queries import get_uploads, list_own_uploads
from tongban.capabilities.materials.types import UploadCard
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.ground.refusals import NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.access.commands import reading
from tongban.plumbing.files.storing import open_file
from tongban.plumbing.files.testing import make_jpeg, make_ofd, make_pdf, make_png

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(city: TestCity) -> Guide:
    """An item whose materials are handed in."""
    return publish_item(city)


def _hand_in(
    actor: Actor,
    guide: Guide,
    content: bytes | None = None,
    *,
    name: str = "厨房布局图.pdf",
    declared_type: str = "application/pdf",
) -> UploadCard:
    return hand_in(
        actor=actor,
        material_type_id=guide.materials[1].material_type_id,
        content=make_pdf() if content is None else content,
        name=name,
        declared_type=declared_type,
        at=AT,
    )


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (make_pdf(), "布局图.pdf", "application/pdf"),
        (make_jpeg(), "照片.jpg", "image/jpeg"),
        (make_png(), "照片.png", "image/png"),
        (make_ofd(), "合同.ofd", "application/ofd"),
    ],
)
def test_keeps_the_file_as_it_came(
    guide: Guide, content: bytes, name: str, media_type: str
) -> None:
    citizen = make_citizen()

    card = _hand_in(citizen, guide, content, name=name, declared_type=media_type)

    assert (card.name, card.size) == (name, len(content))
    with reading(citizen), open_file(card.file_id) as file:
        assert file.read() == content


def test_may_be_used_again_by_its_person(guide: Guide) -> None:
    citizen = make_citizen()
    kind = guide.materials[1].material_type_id
    cards = [_hand_in(citizen, guide) for _time in range(2)]

    own = list_own_uploads(actor=citizen, material_type_ids=[kind])

    assert {card.upload_id for card in own} == {card.upload_id for card in cards}
    assert list_own_uploads(actor=citizen, material_type_ids=[uuid4()]) == []


def test_is_hidden_from_everybody_else(city: TestCity, guide: Guide) -> None:
    card = _hand_in(make_citizen(), guide)

    for stranger in (make_citizen("李建国"), make_staff("officer", city.market)):
        with pytest.raises(NotFound):
            get_uploads(actor=stranger, upload_ids=[card.upload_id])
        with reading(stranger), pytest.raises(NotFound):
            open_file(card.file_id)


def test_one_missing_file_makes_all_of_them_not_found(guide: Guide) -> None:
    citizen = make_citizen()
    card = _hand_in(citizen, guide)

    with pytest.raises(NotFound):
        get_uploads(actor=citizen, upload_ids=[card.upload_id, uuid4()])


@pytest.mark.parametrize(
    ("content", "name", "declared_type"),
    [
        (b"", "空.pdf", "application/pdf"),
        (b"MZ\x90\x00", "布局图.pdf", "application/pdf"),
        (make_png(), "布局图.pdf", "application/pdf"),
        (b"<html><script>alert(1)</script></html>", "页.html", "text/html"),
    ],
    ids=["empty", "programme", "picture that says PDF", "page"],
)
def test_refuses_what_is_not_what_it_says(
    guide: Guide, content: bytes, name: str, declared_type: str
) -> None:
    citizen = make_citizen()
    kind = guide.materials[1].material_type_id

    with pytest.raises(Refusal) as caught:
        _hand_in(citizen, guide, content, name=name, declared_type=declared_type)

    assert caught.value.status == 422
    assert list_own_uploads(actor=citizen, material_type_ids=[kind]) == []


def test_turns_away_who_is_not_signed_in(city: TestCity, guide: Guide) -> None:
    with pytest.raises(NotAllowed):
        _hand_in(anonymous(city.code), guide)
    with pytest.raises(NotAllowed):
        _hand_in(make_staff("approver", city.market), guide)
    with pytest.raises(NotAllowed):
        _hand_in(replace(make_citizen(), person_id=None), guide)


def test_takes_only_materials_of_the_catalogue(guide: Guide) -> None:
    with pytest.raises(Refusal) as caught:
        hand_in(
            actor=make_citizen(),
            material_type_id=uuid4(),
            content=make_pdf(),
            name="布局图.pdf",
            declared_type="application/pdf",
            at=AT,
        )

    assert caught.value.status == 409


def test_a_clerk_hands_in_over_the_counter(city: TestCity, guide: Guide) -> None:
    clerk = make_staff("clerk", city.centre)

    card = hand_in(
        actor=clerk,
        material_type_id=guide.materials[1].material_type_id,
        content=make_jpeg(),
        name="身份证.jpg",
        declared_type="image/jpeg",
        at=AT,
        at_body=city.centre,
    )

    assert get_uploads(actor=clerk, upload_ids=[card.upload_id])
    with pytest.raises(NotAllowed):
        hand_in(
            actor=clerk,
            material_type_id=guide.materials[1].material_type_id,
            content=make_jpeg(),
            name="身份证.jpg",
            declared_type="image/jpeg",
            at=AT,
            at_body=city.market,
        )
