"""A parcel that was changed on its way, by whom and wherever, is not taken."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from tongban.capabilities.exchange.parcels import (
    Content,
    ParcelRefused,
    make_receipt,
    pack,
    read_receipt,
    see_that_it_agrees,
    unpack,
)
from tongban.ground.clock import generate_key, key_id
from tongban.ground.refusals import Refusal
from tongban.plumbing.evidence.documents import encode_document, sign_document
from tongban.plumbing.evidence.signing import SigningKey

AT = datetime(2026, 11, 23, tzinfo=UTC)
CITY = "690100"


def make_key() -> SigningKey:
    private = generate_key()
    return SigningKey(private, key_id(private.public_key()))


OURS, THEIRS = make_key(), make_key()
TRUSTED = [OURS.private.public_key()]
CONTENTS = [
    Content("item", "a.json", "application/json", b'{"format":"tongban.item/1"}'),
    Content("file", "../../b.pdf", "application/pdf", b"%PDF-"),
]


def packed(contents: list[Content] = CONTENTS, key: SigningKey = OURS) -> bytes:
    return pack(contents, city=CITY, to="内网", at=AT, key=key)


def rebuilt(change: Callable[[dict[str, bytes]], None], kind: int) -> bytes:
    with ZipFile(BytesIO(packed())) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    change(parts)
    out = BytesIO()
    with ZipFile(out, "w", kind) as after:
        for name, content in parts.items():
            after.writestr(name, content)
    return out.getvalue()


def nothing(_parts: dict[str, bytes]) -> None:
    """As it was."""


def test_what_was_packed_comes_out() -> None:
    parcel = unpack(packed(), trusted=TRUSTED)

    assert parcel.contents == tuple(one.content for one in CONTENTS)
    assert [one.name for one in parcel.entries] == ["a.json", "../../b.pdf"]


def test_the_same_things_are_the_same_parcel_whenever_they_are_packed() -> None:
    later = pack(CONTENTS, city=CITY, to="内网", at=AT.replace(hour=9), key=OURS)
    elsewhere = pack(CONTENTS, city=CITY, to="外网", at=AT, key=OURS)

    names = [unpack(one, trusted=TRUSTED).name for one in (packed(), later, elsewhere)]
    assert names[0] == names[1] != names[2]


def test_no_byte_of_list_or_contents_is_free() -> None:
    whole = packed()
    taken = 0
    for place in range(0, len(whole), 7):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        try:
            parcel = unpack(changed, trusted=TRUSTED)
        except Refusal:
            continue
        # A date or a right in the archive's own directory says nothing of the contents.
        taken += 1
        assert parcel.contents == tuple(one.content for one in CONTENTS)
    assert taken < len(whole) / 7 / 4


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (nothing, ZIP_DEFLATED, "压缩过"),
        (lambda parts: parts.pop("contents/1"), ZIP_STORED, "和清单不一致"),
        (lambda parts: parts.update({"x": b""}), ZIP_STORED, "和清单不一致"),
        (lambda parts: parts.pop("manifest.json"), ZIP_STORED, "没有清单"),
        (lambda parts: parts.update({"contents/1": b"%PDF+"}), ZIP_STORED, "摘要"),
        (lambda parts: parts.update({"manifest.json": b"{}"}), ZIP_STORED, "种类不对"),
    ],
)
def test_an_archive_that_was_made_anew_is_refused(
    change: Callable[[dict[str, bytes]], Any], kind: int, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        unpack(rebuilt(change, kind), trusted=TRUSTED)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(ParcelRefused):
        unpack(content, trusted=TRUSTED)


def test_who_is_not_known_is_not_believed() -> None:
    with pytest.raises(ParcelRefused, match="不在可信名单"):
        unpack(packed(key=THEIRS), trusted=TRUSTED)


@pytest.mark.parametrize(
    "contents", [[], CONTENTS * 2, [CONTENTS[0]] * 1001], ids=["none", "twice", "many"]
)
def test_what_should_not_be_packed_is_not(contents: list[Content]) -> None:
    with pytest.raises(ParcelRefused):
        packed(contents)


def test_a_receipt_speaks_of_each_thing_of_its_parcel_once() -> None:
    parcel = unpack(packed(), trusted=TRUSTED)
    refused = {parcel.entries[1].digest: "不收"}
    receipt = make_receipt(parcel, refused, at=AT, key=THEIRS)
    text, theirs = encode_document(receipt), [THEIRS.private.public_key()]

    told = read_receipt(text, trusted=theirs)
    see_that_it_agrees(told, parcel.manifest)
    with pytest.raises(ParcelRefused, match="不能认"):
        read_receipt(text, trusted=TRUSTED)
    with pytest.raises(Refusal):
        read_receipt(text.replace(b'"taken"', b'"tak3n"'), trusted=theirs)
    lies: list[dict[str, Any]] = [{"taken": []}, {"parcel": "x"}, {"refused": "none"}]
    for lie in lies:
        rest = {k: v for k, v in receipt.items() if k not in {"signature", "key_id"}}
        with pytest.raises(ParcelRefused):
            see_that_it_agrees(sign_document(rest | lie, THEIRS), parcel.manifest)
