"""The supply gate finds a hole, a licence of the wrong kind, and what it could not look up."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from tools.supply.__main__ import POLICY, REQUIREMENTS, main
from tools.supply.licences import judge, read_policy
from tools.supply.pins import BadLockError, Pin, Said, read_installed, read_pins

MIT = {"license_expression": "MIT"}
HOLE = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fixed_in": ["2"], "withdrawn": None}


def document(version: str, *holes: Mapping[str, Any], **info: Any) -> dict[str, Any]:
    return {"info": {"version": version, **MIT, **info}, "vulnerabilities": list(holes)}


class FakeIndex:
    """Answers as PyPI does, for what it was told; to everything else 404."""

    def __init__(self, **known: dict[str, Any]) -> None:
        self._known = {name.replace("_", "-"): told for name, told in known.items()}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        _empty, pypi, name, version, json = request.url.path.split("/")
        assert (pypi, json) == ("pypi", "json")
        told = self._known.get(name)
        if told is None:
            return httpx.Response(404)
        return httpx.Response(200, json=told | {"asked": version})


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "some.lock"
    path.write_text(
        "nowhere-one==1.0 \\\n    --hash=sha256:00\n    # via -r some.in\n"
        "nowhere-two==2.0 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    )
    return path


def run(lock: Path, **known: dict[str, Any]) -> int:
    transport = httpx.MockTransport(FakeIndex(**known))
    return main(["--lock", str(lock), "--index", "http://index.example"], transport)


def test_sound_packages_pass(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lock, nowhere_one=document("1.0"), nowhere_two=document("2.0")) == 0
    assert "共 2 个包：0 个问题" in capsys.readouterr().out


def test_what_could_not_be_looked_up_fails_by_name(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(lock, nowhere_one=document("1.0")) == 1
    told = capsys.readouterr().out
    assert "没有查到  nowhere-two==2.0：HTTP 404" in told
    assert "nowhere-one" not in told


@pytest.mark.parametrize(
    "answer",
    [
        {"info": {"version": "1.0", **MIT}},
        {"vulnerabilities": []},
        document("9.9"),
    ],
)
def test_an_answer_that_says_nothing_of_this_version_fails(
    lock: Path, answer: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(lock, nowhere_one=answer, nowhere_two=document("2.0")) == 1
    assert "没有查到  nowhere-one==1.0" in capsys.readouterr().out


def test_an_index_that_is_away_fails(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def away(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    assert main(["--lock", str(lock)], httpx.MockTransport(away)) == 1
    assert "2 个没有查到" in capsys.readouterr().out


def test_a_known_hole_fails(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = HOLE | {"id": "PYSEC-0", "withdrawn": "2026-01-01"}
    holed = document("1.0", HOLE, old)

    assert run(lock, nowhere_one=holed, nowhere_two=document("2.0")) == 1
    told = capsys.readouterr().out
    assert "漏洞  nowhere-one==1.0：PYSEC-1、CVE-1（已修复的版本：2）" in told
    assert "PYSEC-0" not in told


def test_the_licence_of_what_is_for_other_machines_is_asked_of_the_index(
    lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    free = document("2.0", license_expression="GPL-3.0-or-later")

    assert run(lock, nowhere_one=document("1.0"), nowhere_two=free) == 1
    assert "许可证  nowhere-two==2.0 是 GPL-3.0-or-later" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["one>=1.0 \\", "one \\", "one @ https://x.example/1"])
def test_a_lock_that_pins_nothing_is_misuse(
    tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some.lock"
    path.write_text(f"{line}\n")

    assert run(path) == 2
    assert "some.lock:1" in capsys.readouterr().err


def test_a_lock_without_a_package_is_misuse(tmp_path: Path) -> None:
    empty = tmp_path / "some.lock"
    empty.write_text("# nothing\n")

    assert run(empty) == 2


# ---------------------------------------------------------------- licences
PIN = Pin("one", "1.0")
LESSER = Pin("psycopg", "3.0")
BY_HAND = Pin("axe-playwright-python", "0.1.8")


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        (PIN, Said("MIT")),
        (PIN, Said("Apache-2.0 OR GPL-3.0-only")),
        (PIN, Said("(MIT OR GPL-2.0-only) AND BSD-3-Clause")),
        (PIN, Said("Apache-2.0 WITH LLVM-exception")),
        (PIN, Said("", ("MIT License", "Apache Software License"))),
        (PIN, Said("", (), "BSD 2-Clause License")),
        (LESSER, Said("LGPL-3.0-only")),
        (BY_HAND, Said()),
    ],
)
def test_it_may_be_used(pin: Pin, said: Said) -> None:
    assert judge(pin, said, read_policy(POLICY)) is None


@pytest.mark.parametrize(
    ("pin", "said", "words"),
    [
        (PIN, Said("GPL-3.0-or-later"), "不在可用的许可证里"),
        (PIN, Said("AGPL-3.0-only"), "不在可用的许可证里"),
        (PIN, Said("MIT AND GPL-2.0-only"), "不在可用的许可证里"),
        (PIN, Said("MIT AND (BSD-3-Clause OR ISC) AND AGPL-3.0-only"), "不在可用"),
        (PIN, Said("GPL-2.0-only WITH Classpath-exception-2.0"), "不在可用"),
        (
            PIN,
            Said("", ("MIT License", "GNU Affero General Public License v3")),
            "不在",
        ),
        (PIN, Said("LGPL-3.0-only"), "逐个点名"),
        (PIN, Said("BUSL-1.1"), "不在可用的许可证里"),
        (PIN, Said(), "许可证不明"),
        (PIN, Said("", ("Free for non-commercial use",)), "许可证不明"),
        (PIN, Said("", (), "see the file LICENSE"), "许可证不明"),
        (Pin("axe-playwright-python", "0.2"), Said(), "许可证不明"),
    ],
)
def test_it_may_not_be_used(pin: Pin, said: Said, words: str) -> None:
    assert words in (judge(pin, said, read_policy(POLICY)) or "")


def test_what_is_installed_here_may_be_used() -> None:
    policy = read_policy(POLICY)
    pins = read_pins(REQUIREMENTS.glob("*.lock"))
    judged = {
        pin: judge(pin, said, policy) for pin in pins if (said := read_installed(pin))
    }

    assert len(judged) > 50
    assert [wrong for wrong in judged.values() if wrong] == []


def test_every_name_of_the_policy_is_in_the_locks() -> None:
    policy = read_policy(POLICY)
    names = {pin.name for pin in read_pins(REQUIREMENTS.glob("*.lock"))}

    assert {*policy.lgpl, *policy.by_hand} <= names


def test_an_lgpl_without_a_reason_is_no_policy(tmp_path: Path) -> None:
    path = tmp_path / "licences.toml"
    path.write_text('accepted = []\n[read_by_hand]\n[lgpl]\none = " "\n')

    with pytest.raises(ValueError, match="没有写理由"):
        read_policy(path)


def test_two_locks_are_read_once(lock: Path) -> None:
    assert len(read_pins([lock, lock])) == 2
    with pytest.raises(BadLockError):
        read_pins([POLICY])
