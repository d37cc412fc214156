"""A parcel: contents and a signed list in one archive, carried between networks by hand. Pure.

Nothing in it is compressed: what it takes on the disk is what it says, so that there is no
bomb to look for. Contents lie under numbers; their names stand in the list only.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final, Literal
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tongban.capabilities.exchange.packing import digest_of as digest_of_value
from tongban.ground.clock import PublicKey
from tongban.ground.refusals import Refusal
from tongban.plumbing.evidence.documents import (
    check_signature,
    encode_document,
    read_document,
    sign_document,
)
from tongban.plumbing.evidence.signing import SigningKey
from tongban.plumbing.files.storing import digest_of

FORMAT: Final = "tongban.parcel/1"
RECEIPT_FORMAT: Final = "tongban.parcel-receipt/1"
MOST_CONTENTS: Final = 1000
MOST_BYTES: Final = 256 * 1024 * 1024
Kind = Literal["item", "file"]
KINDS: Final = ("item", "file")
_LIST: Final = "manifest.json"
# What zipfile lets through when the bytes lie.
_UNREADABLE: Final = (
    *(BadZipFile, EOFError, OSError, OverflowError),
    *(RuntimeError, ValueError, struct.error, zlib.error),
)


class ParcelRefused(Refusal):
    """A parcel or a receipt that cannot be taken."""


@dataclass(frozen=True)
class Content:
    """One thing to carry, before it is packed."""

    kind: Kind
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Entry:
    """One thing as the list tells of it."""

    kind: str
    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True)
class Parcel:
    """A parcel that was opened: its list, whose signature holds, and what was in it."""

    manifest: Mapping[str, Any]
    entries: tuple[Entry, ...]
    contents: tuple[bytes, ...]

    @property
    def name(self) -> str:
        """By what it is known on both sides: the digest of what it carries, and to whom."""
        return str(self.manifest["parcel"])


def entry_of(content: Content) -> Entry:
    """What the list says of a content."""
    return Entry(
        content.kind,
        content.name,
        content.media_type,
        len(content.content),
        digest_of(content.content),
    )


def name_of(city: str, to: str, entries: Iterable[Entry]) -> str:
    """The same things to the same place are the same parcel, whenever it is made."""
    told = {"city": city, "to": to, "entries": [asdict(one) for one in entries]}
    return digest_of_value(told)


def pack(
    contents: Sequence[Content], *, city: str, to: str, at: datetime, key: SigningKey
) -> bytes:
    """The bytes of the archive. Refuses with ParcelRefused."""
    if not contents:
        raise ParcelRefused(
            "没有要送的内容。请写 --item 事项编码 或 --file 文件，例如 --file 批复.pdf。"
        )
    entries = [entry_of(one) for one in contents]
    _refuse_too_much(entries)
    manifest = {
        "format": FORMAT,
        "parcel": name_of(city, to, entries),
        "city": city,
        "to": to,
        "made_at": at.isoformat(timespec="seconds"),
        "entries": [asdict(one) for one in entries],
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr(ZipInfo(_LIST), encode_document(sign_document(manifest, key)))
        for number, one in enumerate(contents):
            archive.writestr(ZipInfo(_place(number)), one.content)
    return out.getvalue()


def unpack(archive: bytes, *, trusted: Iterable[PublicKey]) -> Parcel:
    """Open a parcel from a stranger. Refuses with ParcelRefused where a byte was changed."""
    try:
        with ZipFile(BytesIO(archive)) as package:
            parts = {part.filename: part for part in package.infolist()}
            _refuse_odd(package.infolist())
            manifest = read_document(package.read(_LIST), of_format=FORMAT)
            check = check_signature(manifest, trusted)
            if not check.ok:
                raise ParcelRefused(f"这一包不能收：{check.detail}")
            entries = _entries(manifest)
            places = [_place(number) for number in range(len(entries))]
            if set(parts) != {_LIST, *places}:
                raise ParcelRefused("包里的文件和清单不一致，请对方重新打包。")
            contents = tuple(package.read(place) for place in places)
    except KeyError as error:
        raise ParcelRefused("包里没有清单，不是送来的原包。") from error
    except _UNREADABLE as error:
        raise ParcelRefused("这不是打好的包，或者没有传完，请用原来的文件。") from error
    for entry, content in zip(entries, contents, strict=True):
        if entry.digest != digest_of(content) or entry.size != len(content):
            raise ParcelRefused(f"“{entry.name}”和清单上的摘要不一致，请对方重新打包。")
    return Parcel(manifest, entries, contents)


def make_receipt(
    parcel: Parcel, refused: Mapping[str, str], *, at: datetime, key: SigningKey
) -> dict[str, Any]:
    """What the other side says: what was taken, what was not, and why."""
    digests = [entry.digest for entry in parcel.entries]
    told = {
        "format": RECEIPT_FORMAT,
        "parcel": parcel.name,
        "city": parcel.manifest["city"],
        "received_at": at.isoformat(timespec="seconds"),
        "taken": [one for one in digests if one not in refused],
        "refused": [
            {"digest": digest, "reason": reason} for digest, reason in refused.items()
        ],
    }
    return sign_document(told, key)


def read_receipt(text: bytes, *, trusted: Iterable[PublicKey]) -> dict[str, Any]:
    """A receipt whose signature holds. Refuses with ParcelRefused, DocumentRefused."""
    receipt = read_document(text, of_format=RECEIPT_FORMAT)
    check = check_signature(receipt, trusted)
    if not check.ok:
        raise ParcelRefused(f"这张回执不能认：{check.detail}")
    return receipt


def see_that_it_agrees(receipt: Mapping[str, Any], manifest: Mapping[str, Any]) -> None:
    """A receipt speaks of each thing of its parcel once. Refuses with ParcelRefused."""
    sent = sorted(one["digest"] for one in manifest["entries"])
    try:
        refused = [str(one["digest"]) for one in receipt["refused"]]
        said = sorted([*map(str, receipt["taken"]), *refused])
    except (KeyError, TypeError) as error:
        raise ParcelRefused("回执读不懂：要写明收下的和没收的。") from error
    if receipt.get("parcel") != manifest["parcel"] or said != sent:
        raise ParcelRefused("回执里收下的和没收的，加起来不是送去的那一包。")


def _place(number: int) -> str:
    return f"contents/{number}"


def _entries(manifest: Mapping[str, Any]) -> tuple[Entry, ...]:
    try:
        entries = tuple(Entry(**one) for one in manifest["entries"])
        name = name_of(str(manifest["city"]), str(manifest["to"]), entries)
        _refuse_too_much(entries)
    except (KeyError, TypeError) as error:
        raise ParcelRefused("清单读不懂，请对方用同一版本的系统打包。") from error
    if not entries or manifest.get("parcel") != name:
        raise ParcelRefused("清单和包的编号不一致，请对方重新打包。")
    if any(entry.kind not in KINDS for entry in entries):
        raise ParcelRefused("清单里有不收的种类，只收事项和文件。")
    return entries


def _refuse_too_much(entries: Sequence[Entry]) -> None:
    if len({entry.digest for entry in entries}) != len(entries):
        raise ParcelRefused("有两份内容一字不差，请去掉一份。")
    size = sum(entry.size for entry in entries)
    if len(entries) > MOST_CONTENTS or size > MOST_BYTES:
        raise ParcelRefused(
            f"一包最多 {MOST_CONTENTS} 份、{MOST_BYTES // 1024 // 1024} MB，请分成几包。"
        )


def _refuse_odd(parts: Sequence[ZipInfo]) -> None:
    """Nothing is compressed, encrypted, or there twice; the whole is bounded."""
    is_plain = all(
        part.compress_type == ZIP_STORED
        and part.compress_size == part.file_size
        and not part.flag_bits & 1
        for part in parts
    )
    is_bounded = (
        len(parts) <= MOST_CONTENTS + 1
        and sum(part.file_size for part in parts) <= MOST_BYTES
    )
    if not (is_plain and is_bounded and len({p.filename for p in parts}) == len(parts)):
        raise ParcelRefused("包的结构不对（压缩过、加了密或者太大），请用原来的文件。")
