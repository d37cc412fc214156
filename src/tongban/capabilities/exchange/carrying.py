"""Parcels on their way: what is looked at before it leaves and where it arrives, and kept.

A folder beside the data keeps what was sent and received, so that the same act again gives
the same answer; the evidence log says who carried what.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from tongban.capabilities.catalogue.queries import read_published
from tongban.capabilities.exchange.commands import keep_parcel
from tongban.capabilities.exchange.parcels import (
    Content,
    Entry,
    Parcel,
    ParcelRefused,
    entry_of,
    make_receipt,
    name_of,
    pack,
    read_receipt,
    see_that_it_agrees,
    unpack,
)
from tongban.capabilities.exchange.permissions import SEND_PACKAGES
from tongban.capabilities.exchange.queries import list_ours, may_carry
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.ground.clock import PublicKey
from tongban.ground.refusals import Invalid, MoveRefused, NotFound, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.documents import encode_document
from tongban.plumbing.evidence.recording import canonical_text
from tongban.plumbing.evidence.signing import installation_key
from tongban.plumbing.files.antivirus import refuse_infected
from tongban.plumbing.files.checking import check_file
from tongban.plumbing.files.storing import digest_of

ITEM_FORMAT: Final = "tongban.item/1"
JSON: Final = "application/json"
_MOST_ITEM: Final = 4_000_000
LONGEST_PLACE: Final = 40
CARRIER: Final = "package-carrier"
_PARCEL, _RECEIPT = "parcel.zip", "receipt.json"


@dataclass(frozen=True)
class Carried:
    """What an act came to; `is_new` is false where it had been done before."""

    parcel: str
    entries: tuple[Entry, ...]
    refused: Mapping[str, str]
    is_new: bool
    folder: Path
    document: bytes = b""


def carrier(city: str) -> Actor:
    """The named system actor that packs and unpacks; people hold no such permission."""
    grants = frozenset({(SEND_PACKAGES, None)})
    return system_actor_for_city(name=CARRIER, city=city, grants=grants)


def send_parcel(
    *,
    actor: Actor,
    to: str,
    items: Sequence[str],
    files: Sequence[tuple[str, bytes]],
    by: Actor,
    day: date,
    at: datetime,
) -> Carried:
    """Look at contents, pack and sign them; the same things to the same place once.

    Refuses with NotFound, FileRefused, Infected, ScannerAway, ParcelRefused, NotAllowed.
    """
    may_carry(by)
    if not 0 < len(to.strip()) <= LONGEST_PLACE:
        raise Invalid({"to": "请写送到哪个网络，最多 40 个字，例如：内网。"})
    contents = _items(actor, items, day) + [
        Content("file", name, "", content) for name, content in files
    ]
    seen = [_look(one, city=actor.city, at=at) for one in contents]
    entries = tuple(entry_of(one) for one in seen)
    name = name_of(actor.city, to, entries)
    folder = _folder(actor.city, "sent") / name
    is_new = not (folder / _PARCEL).exists()
    if is_new:
        packed = pack(seen, city=actor.city, to=to, at=at, key=installation_key())
        told = {"to": to, "entries": len(entries)}
        keep_parcel(
            actor=actor,
            act="sent",
            parcel=name,
            by=by,
            at=at,
            facts=told,
            told=_listed(entries, {}),
        )
        _write(folder / _PARCEL, packed)
    document = (folder / _PARCEL).read_bytes()
    return Carried(name, entries, {}, is_new, folder, document)


def receive_parcel(
    *,
    actor: Actor,
    archive: bytes,
    trusted: Iterable[PublicKey],
    by: Actor,
    at: datetime,
) -> Carried:
    """Check a parcel, keep what passes, and sign a receipt; again gives the same receipt.

    Refuses with ParcelRefused, ScannerAway, NotAllowed; what was refused is on record too.
    """
    may_carry(by)
    try:
        parcel = unpack(archive, trusted=trusted)
        _refuse_foreign(parcel, actor.city)
    except Refusal as refusal:
        name, told = digest_of(archive), {"reason": refusal.message}
        keep_parcel(
            actor=actor,
            act="refused",
            parcel=name,
            by=by,
            at=at,
            facts=told,
            told={},
        )
        raise
    folder = _folder(actor.city, "received") / parcel.name
    kept = folder / _RECEIPT
    is_new = not kept.exists()
    if is_new:
        refused = _take(parcel, folder, city=actor.city, at=at)
        receipt = make_receipt(parcel, refused, at=at, key=installation_key())
        counts = {"entries": len(parcel.entries), "refused": len(refused)}
        keep_parcel(
            actor=actor,
            act="received",
            parcel=parcel.name,
            by=by,
            at=at,
            facts=counts,
            told=_listed(parcel.entries, refused) | {"to": str(parcel.manifest["to"])},
        )
        _write(kept, encode_document(receipt))
    document = kept.read_bytes()
    reasons = {one["digest"]: one["reason"] for one in json.loads(document)["refused"]}
    return Carried(parcel.name, parcel.entries, reasons, is_new, folder, document)


def answer_parcel(
    *,
    actor: Actor,
    text: bytes,
    trusted: Iterable[PublicKey],
    by: Actor,
    at: datetime,
) -> Carried:
    """Keep what the other side said of a parcel, once.

    Refuses with ParcelRefused, DocumentRefused, NotFound where nothing like it was sent,
    MoveRefused where another receipt was kept, NotAllowed.
    """
    may_carry(by)
    receipt = read_receipt(text, trusted=trusted)
    name = str(receipt.get("parcel"))
    folder = _find(actor.city, "sent", name)
    sent = unpack((folder / _PARCEL).read_bytes(), trusted=[_own()])
    see_that_it_agrees(receipt, sent.manifest)
    reasons = {one["digest"]: str(one["reason"]) for one in receipt["refused"]}
    kept, document = folder / _RECEIPT, encode_document(receipt)
    is_new = not kept.exists()
    if is_new:
        told = {"refused": len(reasons), "receipt_digest": digest_of(document)}
        keep_parcel(
            actor=actor,
            act="answered",
            parcel=name,
            by=by,
            at=at,
            facts=told,
            told=_listed(sent.entries, reasons),
        )
        _write(kept, document)
    elif kept.read_bytes() != document:
        raise MoveRefused("这一包已经有另一张回执，不能换。请和对方核对是哪一张。")
    return Carried(name, sent.entries, reasons, is_new, folder, document)


def read_parcel_part(*, by: Actor, parcel: str, part: str) -> bytes:
    """The archive of a parcel that was sent, or the receipt of one that was received.

    Refuses with NotFound, NotAllowed.
    """
    may_carry(by)
    sides = {"archive": ("sent", _PARCEL), "receipt": ("received", _RECEIPT)}
    side, name = sides[part]
    try:
        return (_find(by.city, side, parcel) / name).read_bytes()
    except FileNotFoundError:
        raise NotFound("这一包的文件不在这里，请从交换包清单里打开。") from None


def _listed(entries: Sequence[Entry], refused: Mapping[str, str]) -> dict[str, Any]:
    """What the page tells of each content."""
    rows = [asdict(one) | {"refused": refused.get(one.digest, "")} for one in entries]
    return {"contents": rows}


def _items(actor: Actor, codes: Sequence[str], day: date) -> list[Content]:
    listed = {one.code: one for one in list_ours(actor=actor, day=day)} if codes else {}
    if missing := [code for code in codes if code not in listed]:
        raise NotFound(f"没有在用的事项 {missing[0]}，请核对实施编码。")
    found = []
    for code in dict.fromkeys(codes):
        (document,) = read_published(actor=actor, digests=[listed[code].digest])
        text = canonical_text(document).encode()
        found.append(Content("item", f"{code}.json", JSON, text))
    return found


def _look(content: Content, *, city: str, at: datetime) -> Content:
    """The content with its kind as it really is, on both sides of the way.

    Refuses with FileRefused (any but the four kinds, another label, scripts, too large),
    Infected, ScannerAway, ParcelRefused.
    """
    digest = digest_of(content.content)
    name = Path(content.name).name
    refuse_infected(content.content, city=city, digest=digest, name=name, at=at)
    kinds: dict[str, Callable[[], str]] = {
        "item": lambda: _check_item(content.content),
        "file": lambda: (
            check_file(
                content.content,
                name=name,
                declared_type=content.media_type,
                most_bytes=settings.MOST_BYTES_A_FILE,
            ).media_type
        ),
    }
    return Content(content.kind, name, kinds[content.kind](), content.content)


def _check_item(content: bytes) -> str:
    try:
        told: Any = json.loads(content) if len(content) <= _MOST_ITEM else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or told.get("format") != ITEM_FORMAT:
        raise ParcelRefused(f"不是事项文件（{ITEM_FORMAT}），不能收。")
    return JSON


def _take(parcel: Parcel, folder: Path, *, city: str, at: datetime) -> dict[str, str]:
    """Keep what passes under its digest; why the rest does not."""
    refused = {}
    for entry, content in zip(parcel.entries, parcel.contents, strict=True):
        kind: Any = entry.kind
        try:
            _look(
                Content(kind, entry.name, entry.media_type, content), city=city, at=at
            )
        except Refusal as refusal:
            # A scanner that is away passes: nothing is taken, and it is tried again.
            if refusal.status >= 500:  # noqa: PLR2004  # the server's own trouble
                raise
            refused[entry.digest] = refusal.message
        else:
            _write(folder / "contents" / entry.digest, content)
    return refused


def _refuse_foreign(parcel: Parcel, city: str) -> None:
    if parcel.manifest["city"] != city:
        raise ParcelRefused(f"这一包是 {parcel.manifest['city']} 的，不是 {city} 的。")
    if parcel.manifest["key_id"] == installation_key().key_id:
        raise ParcelRefused("这一包是这里自己送出去的，要在另一个网络里收。")


def _find(city: str, side: str, name: str) -> Path:
    # Looked up among what is there: a name from outside is never part of a path.
    folder = _folder(city, side)
    folders = {one.name: one for one in folder.iterdir()} if folder.is_dir() else {}
    if name not in folders:
        raise NotFound("没有收发过这一包，请核对是不是这座城市的。")
    return folders[name]


def _own() -> PublicKey:
    return installation_key().private.public_key()


def _folder(city: str, side: str) -> Path:
    return Path(settings.TONGBAN_DATA) / "parcels" / city / side


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all; read by nobody else."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.touch(mode=0o600)
    part.write_bytes(content)
    part.rename(path)
