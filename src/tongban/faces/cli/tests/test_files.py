"""`tongban files antivirus` says whether files from outside are looked at."""

import json
import threading
from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner

from tongban.faces.cli.main import make_app
from tongban_simulators import clamav


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.QUARANTINE_ROOT = tmp_path / "quarantine"


def ask() -> tuple[int, str]:
    done = CliRunner().invoke(make_app(), ["files", "antivirus", "--json"])
    return done.exit_code, str(json.loads(done.stdout)["state"])


def test_without_a_scanner_it_says_so(settings: Settings) -> None:
    settings.ANTIVIRUS = ""
    assert ask() == (1, "off")
    told = CliRunner().invoke(make_app(), ["files", "antivirus"]).stdout
    assert "只按结构检查" in told
    assert "TONGBAN_ANTIVIRUS" in told


def test_a_scanner_that_does_not_answer_is_away(settings: Settings) -> None:
    settings.ANTIVIRUS = "tcp://127.0.0.1:1"
    assert ask() == (1, "away")


def test_a_scanner_that_finds_the_test_file_works(settings: Settings) -> None:
    with clamav.serve() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.ANTIVIRUS = f"tcp://127.0.0.1:{server.server_address[1]}"
        assert ask() == (0, "works")
        server.shutdown()
