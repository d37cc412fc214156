"""The receipt as a file: true offline, and any change is refused."""

import json

import pytest
from django.test import Client

from tongban.capabilities.cases.paper_files import (
    get_own_receipt_document,
    papers_actor,
)
from tongban.capabilities.cases.queries import (
    check_receipt_document,
    get_receipt_document,
)
from tongban.capabilities.cases.testing import AT, make_case, make_world
from tongban.capabilities.cases.tests.clerks import browser_of
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.clock import generate_key
from tongban.ground.refusals import NotFound
from tongban.plumbing.evidence.documents import encode_document, sign_document
from tongban.plumbing.evidence.signing import (
    SigningKey,
    installation_key,
    installation_public_keys,
)

pytestmark = pytest.mark.django_db


def make_file() -> tuple[bytes, str]:
    world = make_world()
    receipt = make_case(world)
    document = get_receipt_document(
        actor=papers_actor(world.city.code),
        case_id=receipt.case_id,
        key=installation_key(),
        at=AT,
    )
    assert document["number"] == receipt.number
    assert [row["name"] for row in document["materials"]] == [
        "营业执照",
        "食品安全管理制度目录",
    ]
    return encode_document(document), get_own_card(actor=world.citizen).name


def is_good(text: bytes) -> bool:
    _, checks = check_receipt_document(text, installation_public_keys())
    return all(check.ok for check in checks)


def test_it_is_good_and_names_no_person() -> None:
    text, name = make_file()
    assert is_good(text)
    assert is_good(text + b"\n")
    assert name not in text.decode()


def test_any_changed_byte_is_refused() -> None:
    text, _ = make_file()
    for place in range(0, len(text), 5):
        other = b"7" if text[place : place + 1] != b"7" else b"8"
        assert not is_good(text[:place] + other + text[place + 1 :]), place


def test_another_key_and_another_record_are_refused() -> None:
    text, _ = make_file()
    stranger = generate_key()
    _, checks = check_receipt_document(text, [stranger.public_key()])
    assert not all(check.ok for check in checks)
    document = json.loads(text)
    rest = {k: v for k, v in document.items() if k not in {"key_id", "signature"}}
    forged = sign_document({**rest, "record": rest["record"] + " "}, installation_key())
    assert not is_good(encode_document(forged))
    other = sign_document(rest, SigningKey(stranger, "0" * 64))
    assert not is_good(encode_document(other))


def test_the_filer_takes_it_home_and_a_stranger_does_not() -> None:
    world = make_world()
    receipt = make_case(world)
    document = get_own_receipt_document(
        actor=world.citizen, case_id=receipt.case_id, at=AT
    )
    assert is_good(encode_document(document))
    with pytest.raises(NotFound):
        get_own_receipt_document(
            actor=make_citizen("李建国"), case_id=receipt.case_id, at=AT
        )


def test_citizens_do_not_export_the_record() -> None:
    world = make_world()
    receipt = make_case(world)
    with pytest.raises(NotFound):
        get_receipt_document(
            actor=world.citizen,
            case_id=receipt.case_id,
            key=installation_key(),
            at=AT,
        )


def test_the_applicant_downloads_it_from_the_page_of_the_case() -> None:
    world = make_world()
    receipt = make_case(world)
    href = f"/my/cases/{receipt.case_id}/receipt.json"
    client = browser_of(world.citizen)

    page = client.get(f"/my/cases/{receipt.case_id}").content.decode()
    assert href in page
    name = f"receipt-{receipt.number}.json"
    assert f"tongban receipt verify {name} --key keys.json" in page
    file = client.get(href)
    assert name in file["Content-Disposition"]
    assert file["Cache-Control"] == "no-store"
    assert is_good(file.content)
    stranger = browser_of(make_citizen("李建国"))
    assert stranger.get(href).status_code == 404
    assert Client().get(href)["Location"].startswith("/sign-in")
