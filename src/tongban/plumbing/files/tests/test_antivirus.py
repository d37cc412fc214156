"""A file from outside is looked at before it is kept; what is found is put aside, not kept."""

import json
import socket
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.files.antivirus import (
    EICAR,
    MOST_PUT_ASIDE,
    Infected,
    Scanner,
    ScannerAway,
    put_aside,
)
from tongban.plumbing.files.models import StoredFile
from tongban.plumbing.files.storing import digest_of, keep
from tongban.plumbing.files.testing import make_pdf
from tongban_simulators import clamav

pytestmark = pytest.mark.django_db

CITY = "690100"
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ZHANG = Actor(kind="citizen", city=CITY, name="张秀兰", person_id=new_key())
HIDDEN = make_pdf().replace(b"%%EOF", b"% " + EICAR + b"\n%%EOF")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with clamav.serve() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    settings.QUARANTINE_ROOT = tmp_path / "quarantine"


def hand_in(content: bytes, *, made_here: bool = False) -> None:
    with working(ZHANG, writing=True):
        keep(
            content,
            city=CITY,
            name="材料.pdf",
            received_by=ZHANG.person_id,
            at=NOON,
            made_here=made_here,
        )


def count_kept() -> int:
    with working(ZHANG, writing=False):
        return StoredFile.objects.count()


def test_a_clean_file_is_kept(settings: Settings, address: str) -> None:
    settings.ANTIVIRUS = address
    hand_in(make_pdf())
    assert count_kept() == 1
    assert not settings.QUARANTINE_ROOT.exists()


@pytest.mark.parametrize("content", [EICAR, HIDDEN], ids=["plain", "in a PDF"])
def test_an_infected_file_is_refused_and_put_aside(
    content: bytes, settings: Settings, address: str
) -> None:
    settings.ANTIVIRUS = address
    with pytest.raises(Infected, match="查出了病毒"):
        hand_in(content)

    assert count_kept() == 0
    assert not settings.FILES_ROOT.exists()
    folder = settings.QUARANTINE_ROOT / CITY
    aside, note = (
        folder / f"{digest_of(content)}{end}" for end in (".infected", ".json")
    )
    assert aside.read_bytes() == content
    assert json.loads(note.read_text())["found"] == clamav.NAME
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_an_answer_nothing_is_taken(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    settings.ANTIVIRUS = f"tcp://127.0.0.1:{port}"

    with pytest.raises(ScannerAway) as told:
        hand_in(make_pdf())
    assert told.value.status == 503
    assert count_kept() == 0


def test_what_was_made_here_is_not_asked_about(settings: Settings) -> None:
    settings.ANTIVIRUS = "tcp://127.0.0.1:1"
    hand_in(make_pdf(), made_here=True)
    assert count_kept() == 1


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"\xff"]
)
def test_an_answer_that_says_nothing_is_no_answer(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer_once() -> None:
            line, _where = server.accept()
            with line:
                line.recv(1 << 20)
                line.sendall(answer)

        thread = threading.Thread(target=answer_once, daemon=True)
        thread.start()
        scanner = Scanner(f"tcp://127.0.0.1:{server.getsockname()[1]}", patience=5)
        with pytest.raises(ScannerAway):
            scanner.find(b"x")
        thread.join()


def test_a_scanner_works_when_it_finds_the_test_file(address: str) -> None:
    assert Scanner(address).works()
    assert not Scanner("tcp://127.0.0.1:1").works()
    assert not Scanner("unix:/nowhere/clamd.ctl").works()


def test_who_sends_virus_after_virus_does_not_fill_the_disk(settings: Settings) -> None:
    for number in range(MOST_PUT_ASIDE + 3):
        put_aside(b"x", city=CITY, digest=str(number), name="x", found="V", at=NOON)

    folder = settings.QUARANTINE_ROOT / CITY
    assert len(list(folder.glob("*.infected"))) == MOST_PUT_ASIDE
    assert len(list(folder.glob("*.json"))) == MOST_PUT_ASIDE + 3
