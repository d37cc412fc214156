"""Clock proofs: due days that anyone can check with the office's key and no network."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256

from tongban.ground.clock.counting import due
from tongban.ground.clock.proof_document import (
    Clock,
    ClockFacts,
    ProofRefused,
    canonical,
    parse,
    read_document,
    write_document,
    write_due,
)
from tongban.ground.clock.reference import due_by_walking

PrivateKey = ec.EllipticCurvePrivateKey
PublicKey = ec.EllipticCurvePublicKey

ALGORITHM: Final = "ECDSA-P256-SHA256"
_HALF: Final = 32
# Order of the curve P-256 (SEC 2, 2.4.2).
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `name` is for machines, `detail` for people."""

    name: str
    ok: bool
    detail: str


def make_proof(facts: ClockFacts, private_key: PrivateKey) -> dict[str, Any]:
    """Write the facts with their due days and sign all of it."""
    document = write_document(facts)
    document["key_id"] = key_id(private_key.public_key())
    document["signature"] = {
        "algorithm": ALGORITHM,
        "value": _sign(canonical(document), private_key),
    }
    return document


def encode_proof(document: Mapping[str, Any]) -> bytes:
    """Give the bytes of the proof's file: the only form that `check_proof` takes as bytes."""
    return canonical(dict(document))


def check_proof(
    document: Mapping[str, Any] | bytes, trusted_public_keys: Iterable[PublicKey]
) -> list[Check]:
    """Check form, signature, and the due days by both implementations.

    A proof is valid if every check is. Keys come from the caller only: a key inside
    a document proves nothing about it.
    """
    keys = {key_id(key): key for key in trusted_public_keys}
    try:
        proof = parse(document) if isinstance(document, bytes) else dict(document)
        signed = {name: proof[name] for name in proof if name != "signature"}
        payload = canonical(signed)
        facts = read_document(
            {name: signed[name] for name in signed if name != "key_id"}
        )
    except ProofRefused as refusal:
        skipped = "证明的写法不对，这一项没有核对"
        return [
            Check("format", False, refusal.message),
            *(
                Check(name, False, skipped)
                for name in ("signature", "due", "reference")
            ),
        ]
    return [
        Check("format", True, "证明的写法正确"),
        _check_signature(proof, payload, keys),
        _check_due("due", "时限计算", facts, proof, due),
        _check_due("reference", "独立复算", facts, proof, due_by_walking),
    ]


def _check_signature(
    proof: Mapping[str, Any], payload: bytes, keys: Mapping[str, PublicKey]
) -> Check:
    name = "signature"
    claimed = proof.get("key_id")
    key = keys.get(claimed) if isinstance(claimed, str) else None
    if key is None:
        return Check(name, False, "签名的密钥不在可信名单里，请向出证机关核对")
    signature = proof.get("signature")
    value = signature.get("value") if isinstance(signature, dict) else None
    if signature != {"algorithm": ALGORITHM, "value": value} or not isinstance(
        value, str
    ):
        return Check(name, False, f"签名的写法不对，算法应为 {ALGORITHM}")
    if not _is_signed(payload, value, key):
        return Check(name, False, "签名与内容不符：内容被改过，或不是这把密钥签的")
    return Check(name, True, "签名有效，签名后没有改动")


def _check_due(
    name: str, word: str, facts: ClockFacts, proof: Mapping[str, Any], clock: Clock
) -> Check:
    counted = write_due(facts, clock)
    if canonical(counted) != canonical(proof["due"]):
        return Check(name, False, f"{word}的结果与证明不同：{_tell(counted)}")
    return Check(name, True, f"{word}的结果与证明相同：{_tell(counted)}")


def _tell(counted: Mapping[str, Any]) -> str:
    parts = []
    for word, answer in (
        ("承诺", counted["promised"]),
        ("法定", counted["statutory"]),
    ):
        if answer is not None:
            parts.append(f"{word}到期日 {answer['due_on'] or '暂停中，未定'}")
    return "，".join(parts)


def _sign(payload: bytes, key: PrivateKey) -> str:
    # Deterministic (RFC 6979): no random number whose weakness would give the key away.
    algorithm = ec.ECDSA(SHA256(), deterministic_signing=True)
    r, s = decode_dss_signature(key.sign(payload, algorithm))
    # Both s and its negative verify; only the lower is ours, so no byte is free.
    low = min(s, _ORDER - s)
    # r and s side by side is what a browser's Web Crypto reads, DER is not.
    return b64encode(r.to_bytes(_HALF) + low.to_bytes(_HALF)).decode()


def _is_signed(payload: bytes, value: str, key: PublicKey) -> bool:
    try:
        raw = b64decode(value, validate=True)
    except ValueError:
        return False
    r, s = int.from_bytes(raw[:_HALF]), int.from_bytes(raw[_HALF:])
    # The last character of base64 has idle bits: only one spelling is ours.
    if len(raw) != 2 * _HALF or b64encode(raw).decode() != value or s > _ORDER - s:
        return False
    try:
        key.verify(encode_dss_signature(r, s), payload, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def generate_key() -> PrivateKey:
    """Make a new signing key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def key_id(public_key: PublicKey) -> str:
    """Name a key: SHA-256 of its DER form (SubjectPublicKeyInfo), in hexadecimal."""
    der = _require_p256(public_key).public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return sha256(der).hexdigest()


def dump_private_key(key: PrivateKey, password: bytes | None = None) -> bytes:
    """Write a signing key as PEM (PKCS #8), locked if a password is given."""
    lock: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if password is not None:
        lock = serialization.BestAvailableEncryption(password)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock
    )


def load_private_key(pem: bytes, password: bytes | None = None) -> PrivateKey:
    """Read a signing key. Refuses other kinds of key and a wrong password."""
    try:
        key = serialization.load_pem_private_key(pem, password)
    # TypeError: a password for an unlocked key, or none for a locked one.
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ProofRefused("签名私钥读不出来，请核对文件和口令") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ProofRefused("签名私钥要是 P-256 曲线的密钥，请换一个文件")
    _require_p256(key.public_key())
    return key


def dump_public_key(key: PublicKey) -> bytes:
    """Write a public key as PEM, for those who check."""
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def load_public_key(pem: bytes) -> PublicKey:
    """Read a public key. Refuses other kinds of key."""
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise ProofRefused("公钥读不出来，请核对文件，应为 PEM 格式") from error
    return _require_p256(key)


def _require_p256(key: object) -> PublicKey:
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(
        key.curve, ec.SECP256R1
    ):
        return key
    raise ProofRefused("公钥要是 P-256 曲线的密钥，请换一个文件")
