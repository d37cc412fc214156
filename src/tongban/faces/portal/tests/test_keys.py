"""Anyone gets the public keys, and checks with them what the city has signed."""

import json
from pathlib import Path

import pytest
import typer
from django.test import Client
from typer.testing import CliRunner

from tongban.capabilities.cases.testing import AT, make_case, make_world, take_step
from tongban.faces.cli import clock, receipt
from tongban.ground.clock import (
    dump_private_key,
    dump_public_key,
    generate_key,
    key_id,
    load_public_key,
)
from tongban.plumbing.evidence.signing import installation_key, list_published_keys

pytestmark = pytest.mark.django_db


def run(app: typer.Typer, *words: object) -> int:
    return CliRunner().invoke(app, [str(word) for word in words]).exit_code


def test_the_list_names_each_key_by_its_own_value() -> None:
    listed = json.loads(Client().get("/keys.json").content)

    assert listed["format"] == "tongban.keys/1"
    assert listed["keys"][0]["key_id"] == installation_key().key_id
    assert listed["keys"][0]["signs_now"]
    for key in listed["keys"]:
        assert key["algorithm"] == "ECDSA-P256-SHA256"
        assert key_id(load_public_key(key["public_key"].encode())) == key["key_id"]
        assert key["valid_from"].startswith("20")


def test_the_page_leads_to_the_files_and_says_how_to_check() -> None:
    name = installation_key().key_id
    page = Client().get("/keys").content.decode()

    assert f'href="/keys/{name}.pem"' in page
    assert 'href="/keys.json"' in page
    assert "tongban receipt verify" in page
    file = Client().get(f"/keys/{name}.pem")
    assert key_id(load_public_key(file.content)) == name
    assert Client().get("/keys/none.pem").status_code == 404


def test_every_page_links_to_the_keys() -> None:
    assert 'href="/keys"' in Client().get("/help").content.decode()


def test_the_published_list_checks_a_receipt_and_a_proof(tmp_path: Path) -> None:
    world = make_world()
    made = make_case(world)
    take_step(world, made.case_id, "accept", at=AT)
    keys, proof, paper = (tmp_path / name for name in ("keys", "proof", "receipt"))
    keys.write_bytes(Client().get("/keys.json").content)
    assert run(clock.app, "export", made.number, "--out", proof) == 0
    assert run(receipt.app, "export", made.number, "--out", paper) == 0

    assert run(clock.app, "check", proof, "--key", keys) == 0
    assert run(receipt.app, "verify", paper, "--key", keys) == 0
    keys.write_text('{"keys": "none"}')
    assert run(clock.app, "check", proof, "--key", keys) == 1
    assert run(clock.app, "check", proof, "--key", tmp_path / "no.pem") == 2


def test_an_old_key_is_still_published_behind_the_present_one(tmp_path: Path) -> None:
    present, old = generate_key(), generate_key()
    pem = tmp_path / "signing.pem"
    pem.write_bytes(dump_private_key(present))
    (tmp_path / "signing.pub.pem").write_bytes(dump_public_key(present.public_key()))
    (tmp_path / "signing-2024.pub.pem").write_bytes(dump_public_key(old.public_key()))

    found = list_published_keys(tmp_path)

    assert [key.signs_now for key in found] == [True, False]
    assert found[1].key_id == key_id(old.public_key())
