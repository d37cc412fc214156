"""A signed promise that a leaf will stand in the log, short enough for a QR code.

A paper is handed out at once; the proof of inclusion follows within seconds. Until then
the promise holds us: a leaf that was promised and is not in the log convicts us.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from tongban.ground.clock import Check, PublicKey, key_id
from tongban.ground.merkle import SM3
from tongban.plumbing.evidence.signing import SigningKey, is_signed

FORMAT: Final = "tb1"
# How long the sequencer may stand still before a promise is broken.
WITHIN: Final = timedelta(hours=24)
_KEY_LENGTH: Final = 16
_TEXT: Final = re.compile(
    r"tb1:(?P<city>[0-9A-Za-z_-]{1,12})\.(?P<leaf>[0-9a-f]{32})\."
    r"(?P<hash>[A-Za-z0-9_-]{43})\.(?P<by>[0-9]{1,12})\.(?P<key>[0-9a-f]{16})\."
    r"(?P<signature>[A-Za-z0-9_-]{86})"
)


def promise(
    *, city: str, leaf_id: UUID, leaf_body: str, at: datetime, key: SigningKey
) -> dict[str, str]:
    """Promise that this leaf stands in the city's log a day after `at`."""
    digest = _short(SM3.leaf(leaf_body.encode()))
    by = int((at + WITHIN).timestamp())
    facts = f"{FORMAT}:{city}.{leaf_id.hex}.{digest}.{by}.{key.key_id[:_KEY_LENGTH]}"
    return read_promise(f"{facts}.{_short(key.sign(facts.encode()))}") or {}


def read_promise(text: str) -> dict[str, str] | None:
    """The parts of a promise as its QR code carries it, or None when it is not one."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return None
    by = datetime.fromtimestamp(int(found["by"]), UTC)
    return {
        "text": text,
        "city": found["city"],
        "leaf": str(UUID(found["leaf"])),
        "leaf_hash": _long(found["hash"]).hex(),
        "by": by.isoformat(),
        "key": found["key"],
    }


def verify_promise(
    text: str, trusted: Iterable[PublicKey], leaf_body: str | None = None
) -> list[Check]:
    """Check form and signature, and, where the leaf is given, that it is the promised one."""
    found = _TEXT.fullmatch(text)
    if found is None:
        return [Check("format", False, "不是存证承诺，请重新扫码。")]
    facts, _, _ = text.rpartition(".")
    signature = _long(found["signature"])
    keys = [key for key in trusted if key_id(key).startswith(found["key"])]
    ok = _short(signature) == found["signature"] and any(
        is_signed(facts.encode(), signature, key) for key in keys
    )
    words = "承诺的签名有效。" if ok else "承诺的签名无效，或签名的密钥不在可信名单里。"
    checks = [Check("format", True, "承诺的写法正确。"), Check("signature", ok, words)]
    if leaf_body is not None:
        same = _short(SM3.leaf(leaf_body.encode())) == found["hash"]
        words = "记录与承诺相符。" if same else "记录与承诺不符。"
        checks.append(Check("leaf", same, words))
    return checks


def _short(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _long(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
