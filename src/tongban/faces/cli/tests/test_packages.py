"""`tongban packages`: two networks with a key each, and what is carried between them."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings
from typer.testing import CliRunner

from tongban.capabilities.exchange.testing import pack_unseen
from tongban.faces.cli.main import make_app
from tongban.ground.clock import dump_private_key, dump_public_key, generate_key
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import system
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.signing import SIGNING_KEY_FILE
from tongban.plumbing.files.antivirus import ScannerAway
from tongban.plumbing.files.storing import digest_of
from tongban.plumbing.files.testing import make_pdf

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
CITY = "690100"
PUBLIC = "signing.pub.pem"
FOOD = "116901006901006815300019000100001"
SCRIPT = make_pdf(catalogue="/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")


@dataclass(frozen=True)
class Networks:
    """Two installations of the same city: each has its key and its folder."""

    folder: Path
    settings: Settings

    def at(self, name: str) -> "Networks":
        """Go to one of them."""
        data = self.folder / name
        if not data.exists():
            # The other keys seal what both were loaded with.
            shutil.copytree(self.settings.KEYS_ROOT, data / "keys")
            key = generate_key()
            (data / "keys" / SIGNING_KEY_FILE).write_bytes(dump_private_key(key))
            public = dump_public_key(key.public_key())
            (data / "keys" / PUBLIC).write_bytes(public)
        self.settings.TONGBAN_DATA = data
        self.settings.KEYS_ROOT = data / "keys"
        return self

    def key(self, name: str) -> str:
        return str(self.folder / name / "keys" / PUBLIC)

    def run(self, *words: str) -> tuple[int, dict[str, object]]:
        told = ["packages", *words, "--as", "caoyu", "--json"]
        done = CliRunner().invoke(make_app(), told)
        if isinstance(done.exception, Refusal):
            raise done.exception
        return done.exit_code, json.loads(done.stdout)

    def receive(self, parcel: Path) -> tuple[int, dict[str, object]]:
        receipt = str(self.folder / "receipt.json")
        key = self.key("outer")
        return self.run("receive", str(parcel), "--key", key, "--receipt", receipt)


@pytest.fixture
def networks(tmp_path: Path, settings: Settings) -> Networks:
    return Networks(tmp_path, settings).at("inner").at("outer")


def recorded() -> list[str]:
    with reading(system("auditing", city=CITY)), connection.cursor() as cursor:
        cursor.execute(
            "select body::json ->> 'action' from evidence_leaf where body like '%%exchange.parcel.%%' order by id"
        )
        return [str(row[0]).rpartition(".")[2] for row in cursor.fetchall()]


def test_what_goes_out_arrives_is_answered_and_again_changes_nothing(
    networks: Networks, tmp_path: Path
) -> None:
    pdf, parcel, receipt = (
        tmp_path / name for name in ("批复.pdf", "p.zip", "receipt.json")
    )
    pdf.write_bytes(make_pdf())
    words = ("send", str(parcel), "--item", FOOD, "--file", str(pdf))

    code, sent = networks.run(*words)
    before = parcel.read_bytes()
    _again, same = networks.run(*words)
    assert (code, sent["new"], same["new"]) == (0, True, False)
    assert parcel.read_bytes() == before

    code, taken = networks.at("inner").receive(parcel)
    told = receipt.read_bytes()
    _again, same = networks.receive(parcel)
    assert (code, taken["refused"], taken["new"], same["new"]) == (0, [], True, False)
    assert receipt.read_bytes() == told
    kept = tmp_path / "inner" / "parcels" / CITY / "received" / str(taken["parcel"])
    contents = {one.name: one.read_bytes() for one in (kept / "contents").iterdir()}
    assert contents[digest_of(make_pdf())] == make_pdf()
    assert all(name == digest_of(content) for name, content in contents.items())
    assert len(contents) == 2

    networks.at("outer")
    answered = ("receipt", str(receipt), "--key", networks.key("inner"))
    assert networks.run(*answered)[1]["new"] is True
    assert networks.run(*answered)[1]["new"] is False
    assert recorded() == ["sent", "received", "answered"]


def test_contents_are_looked_at_on_both_sides(
    networks: Networks, tmp_path: Path
) -> None:
    bad, parcel = tmp_path / "bad.pdf", tmp_path / "p.zip"
    bad.write_bytes(SCRIPT)
    with pytest.raises(Refusal, match="自动运行的程序"):
        networks.run("send", str(parcel), "--file", str(bad))

    # Whoever packs without looking: a program, a script, what is no item, and a good one.
    contents = {
        "a.exe": b"MZ" + b"\0" * 90,
        "b.pdf": SCRIPT,
        "c.json": b'{"format":"other"}',
        "d.pdf": make_pdf(),
    }
    parcel.write_bytes(pack_unseen(contents, city=CITY))
    networks.at("inner").settings.ANTIVIRUS = "tcp://127.0.0.1:1"
    with pytest.raises(ScannerAway):
        networks.receive(parcel)
    networks.settings.ANTIVIRUS = ""
    code, told = networks.receive(parcel)

    refused = told["refused"]
    assert isinstance(refused, list)
    assert code == 1
    assert {one["digest"] for one in refused} == {
        digest_of(content) for name, content in contents.items() if name != "d.pdf"
    }


def test_what_is_not_for_us_is_refused_and_on_record(
    networks: Networks, tmp_path: Path
) -> None:
    parcel = tmp_path / "p.zip"
    contents = {"d.pdf": make_pdf()}
    ours, theirs = (pack_unseen(contents, city=one) for one in (CITY, "690200"))
    parcel.write_bytes(ours)
    with pytest.raises(Refusal, match="自己送出去的"):
        networks.receive(parcel)

    networks.at("inner")
    parcel.write_bytes(theirs)
    with pytest.raises(Refusal, match="690200"):
        networks.receive(parcel)
    parcel.write_bytes(parcel.read_bytes()[:-30])
    with pytest.raises(Refusal, match="没有传完"):
        networks.receive(parcel)

    assert recorded() == ["refused"] * 3
    assert not (tmp_path / "inner" / "parcels").exists()
