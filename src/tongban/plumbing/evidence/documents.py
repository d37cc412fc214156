"""Signed documents: JSON in one canonical form, checked anywhere without the platform."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any, Final

from tongban.ground.clock import Check, PublicKey, key_id
from tongban.ground.merkle import CanonicalError, canonical
from tongban.ground.refusals import Refusal
from tongban.plumbing.evidence.signing import ALGORITHM, SigningKey, is_signed

LARGEST: Final = 4_000_000


class DocumentRefused(Refusal):
    """Bytes that are no signed document of ours."""


def sign_document(document: Mapping[str, Any], key: SigningKey) -> dict[str, Any]:
    """The document with the key's name and its signature over all the rest."""
    signed = {**document, "key_id": key.key_id}
    value = b64encode(key.sign(canonical(signed))).decode()
    return {**signed, "signature": {"algorithm": ALGORITHM, "value": value}}


def encode_document(document: Mapping[str, Any]) -> bytes:
    """The bytes of its file: the only form that `read_document` takes."""
    return canonical(dict(document))


def read_document(text: bytes, *, of_format: str) -> dict[str, Any]:
    """Read a file. Refuses any form but the canonical one, so that no byte is free.

    One line end after the document is let be: editors and terminals add it.
    """
    if len(text) > LARGEST:
        raise DocumentRefused("文件太大，不是本平台出具的文件，请使用导出时的原文件。")
    try:
        document = json.loads(text.decode(), object_pairs_hook=_once)
        is_canonical = canonical(document) == text.removesuffix(b"\n")
    except (ValueError, RecursionError) as error:
        raise DocumentRefused("文件不是 JSON，请使用导出时的原文件。") from error
    if not is_canonical:
        raise DocumentRefused("文件被重新排版或改动过，请使用导出时的原文件。")
    if not isinstance(document, dict) or document.get("format") != of_format:
        raise DocumentRefused(f"文件的种类不对，format 应为 {of_format}。")
    return document


def check_signature(
    document: Mapping[str, Any], trusted: Iterable[PublicKey], name: str = "signature"
) -> Check:
    """Check the signature; keys come from the caller only, never from the document."""
    keys = {key_id(key): key for key in trusted}
    key = keys.get(str(document.get("key_id")))
    if key is None:
        return Check(name, False, "签名的密钥不在可信名单里，请向出证机关核对。")
    signature = document.get("signature")
    value = signature.get("value") if isinstance(signature, dict) else None
    if signature != {"algorithm": ALGORITHM, "value": value}:
        return Check(name, False, f"签名的写法不对，算法应为 {ALGORITHM}。")
    rest = {field: document[field] for field in document if field != "signature"}
    try:
        raw = b64decode(str(value), validate=True)
        payload = canonical(rest)
    except (ValueError, CanonicalError):
        return Check(name, False, "签名或内容的写法不对。")
    # The last character of base64 has idle bits: only one spelling is ours.
    if b64encode(raw).decode() != value or not is_signed(payload, raw, key):
        return Check(name, False, "签名与内容不符：内容被改过，或不是这把密钥签的。")
    return Check(name, True, "签名有效，签名后没有改动。")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key is written twice")
    return document
