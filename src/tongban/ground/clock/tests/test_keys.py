"""Keys of clock proofs: written and read back, other kinds refused."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from tongban.ground.clock import (
    ProofRefused,
    check_proof,
    dump_private_key,
    dump_public_key,
    generate_key,
    key_id,
    load_private_key,
    load_public_key,
    make_proof,
)
from tongban.ground.clock.tests.proofs import KEY, PLAIN, PUBLIC

P384 = ec.generate_private_key(ec.SECP384R1())
KEY_NAME = "158010175b8721201c71a0d55c9fdf20c9bb6caacd04b44e9e4d4e565cb925f3"
ED25519 = ed25519.Ed25519PrivateKey.generate()


@pytest.mark.parametrize("password", [None, b"anlan"])
def test_come_back_from_their_files(password: bytes | None) -> None:
    key = generate_key()
    read = load_private_key(dump_private_key(key, password), password)
    public = load_public_key(dump_public_key(key.public_key()))
    assert all(check.ok for check in check_proof(make_proof(PLAIN, read), [public]))


def test_lie_locked_under_a_password() -> None:
    pem = dump_private_key(KEY, b"anlan")
    assert b"ENCRYPTED" in pem
    for password in (None, b"wrong"):
        with pytest.raises(ProofRefused, match="口令"):
            load_private_key(pem, password)
    with pytest.raises(ProofRefused, match="口令"):
        load_private_key(dump_private_key(KEY), b"anlan")


def test_are_named_by_their_content() -> None:
    assert key_id(PUBLIC) == key_id(load_public_key(dump_public_key(PUBLIC)))
    assert key_id(PUBLIC) == KEY_NAME
    assert key_id(PUBLIC) != key_id(generate_key().public_key())


@pytest.mark.parametrize("key", [P384, ED25519])
def test_of_other_kinds_are_refused(
    key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey,
) -> None:
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with pytest.raises(ProofRefused, match="P-256"):
        load_private_key(pem)
    with pytest.raises(ProofRefused, match="P-256"):
        load_public_key(public)


def test_are_not_read_from_other_files() -> None:
    with pytest.raises(ProofRefused, match="私钥"):
        load_private_key(b"x")
    with pytest.raises(ProofRefused, match="公钥"):
        load_public_key(b"x")
    with pytest.raises(ProofRefused, match="P-256"):
        key_id(P384.public_key())
