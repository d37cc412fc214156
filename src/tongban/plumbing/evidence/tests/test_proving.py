"""Proofs are checked without the database, and any change is found."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tongban.ground.clock import PublicKey, generate_key
from tongban.ground.refusals import NotFound, Refusal
from tongban.plumbing.access.work import working
from tongban.plumbing.evidence.documents import (
    DocumentRefused,
    encode_document,
    read_document,
)
from tongban.plumbing.evidence.promising import promise, read_promise, verify_promise
from tongban.plumbing.evidence.proving import FORMAT, prove, verify_proof
from tongban.plumbing.evidence.sequencing import sequencer
from tongban.plumbing.evidence.signing import (
    installation_key,
    installation_public_keys,
)
from tongban.plumbing.evidence.tests.logs import (
    CITY,
    NOW,
    leave_notes,
    sequence_all,
)

LEAF = UUID("0190a000-0000-7000-8000-000000000001")


def proof_of(seq: int) -> dict[str, Any]:
    with working(sequencer(CITY), writing=False), connection.cursor() as cursor:
        cursor.execute("select leaf_id from evidence_link where seq = %s", [seq])
        (leaf_id,) = cursor.fetchone()
    return prove(actor=sequencer(CITY), leaf_id=leaf_id, key=installation_key())


def is_good(document: dict[str, Any], keys: list[PublicKey]) -> bool:
    return all(check.ok for check in verify_proof(document, keys))


@pytest.mark.django_db(transaction=True)
def test_every_leaf_of_a_log_with_subtrees_has_its_proof() -> None:
    leave_notes(300)
    sequence_all()
    keys = installation_public_keys()
    for seq in (0, 1, 127, 255, 256, 299):
        document = proof_of(seq)
        assert is_good(document, keys)
        assert document["seq"] == seq
        text = encode_document(document)
        assert read_document(text, of_format=FORMAT) == document


@pytest.mark.django_db(transaction=True)
def test_any_changed_value_and_any_other_key_is_found() -> None:
    leave_notes(5)
    sequence_all()
    document, keys = proof_of(2), installation_public_keys()
    assert not is_good(document, [generate_key().public_key()])
    for name in document:
        if name == "head":
            continue
        changed = {**document, name: _other(document[name])}
        assert not is_good(changed, keys), name
    for name in document["head"]:
        head = {**document["head"], name: _other(document["head"][name])}
        assert not is_good({**document, "head": head}, keys), name


def _other(value: Any) -> Any:
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1] != "0" else "1")
    if isinstance(value, list):
        return value[1:]
    return {**value, "algorithm": "none"}


@pytest.mark.django_db(transaction=True)
def test_no_proof_of_what_is_not_there_or_not_linked_yet() -> None:
    with pytest.raises(NotFound):
        prove(actor=sequencer(CITY), leaf_id=LEAF, key=installation_key())
    leave_notes(1)
    with working(sequencer(CITY), writing=False), connection.cursor() as cursor:
        cursor.execute("select id from evidence_leaf")
        (leaf_id,) = cursor.fetchone()
    with pytest.raises(Refusal, match="过几秒"):
        prove(actor=sequencer(CITY), leaf_id=leaf_id, key=installation_key())


def test_a_document_has_one_form_only() -> None:
    text = json.dumps({"format": "x", "a": 1}).encode()
    with pytest.raises(DocumentRefused):
        read_document(text, of_format="x")
    with pytest.raises(DocumentRefused):
        read_document(b'{"a":1,"a":1,"format":"x"}', of_format="x")
    with pytest.raises(DocumentRefused):
        read_document(b'{"a":1,"format":"y"}', of_format="x")


def test_a_promise_fits_a_qr_code_and_holds_us() -> None:
    body = '{"kind":"case_event"}'
    made = promise(
        city=CITY, leaf_id=LEAF, leaf_body=body, at=NOW, key=installation_key()
    )
    text, keys = made["text"], installation_public_keys()
    assert len(text) < 230
    assert read_promise(text) == made
    assert made["by"] == "2026-11-23T09:00:00+00:00"
    assert all(check.ok for check in verify_promise(text, keys, body))
    assert not all(check.ok for check in verify_promise(text, keys, body + " "))
    assert not all(
        check.ok for check in verify_promise(text, [generate_key().public_key()])
    )


def test_a_promise_with_any_letter_changed_is_refused() -> None:
    made = promise(
        city=CITY, leaf_id=LEAF, leaf_body="{}", at=NOW, key=installation_key()
    )
    text, keys = made["text"], installation_public_keys()
    for place in range(len(text)):
        other = "1" if text[place] != "1" else "2"
        changed = text[:place] + other + text[place + 1 :]
        assert not all(check.ok for check in verify_promise(changed, keys)), place
