"""`clock`, `log` and `receipt` as operators and auditors type them."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_case,
    make_world,
    take_step,
)
from tongban.capabilities.cases.types import Receipt
from tongban.faces.cli import clock, log, receipt
from tongban.ground.clock import dump_public_key, generate_key
from tongban.ground.refusals import NotFound
from tongban.plumbing.evidence.sequencing import sequence_round
from tongban.plumbing.evidence.signing import installation_key

RUNNER = CliRunner()


def run(app: typer.Typer, *words: object, given: str | None = None) -> Result:
    return RUNNER.invoke(app, [str(word) for word in words], input=given)


def make_accepted_case(world: World) -> Receipt:
    made = make_case(world)
    take_step(world, made.case_id, "accept", at=AT)
    return made


def test_due_days_one_and_many() -> None:
    one = run(clock.app, "due", "--accepted-on", "2026-09-24", "--limit", 5, "--json")
    assert json.loads(one.stdout)["due_on"] == "2026-10-09"
    assert (
        "2026-10-09"
        in run(clock.app, "due", "--accepted-on", "2026-09-24", "--limit", 5).stdout
    )
    lines = (
        '{"accepted_on":"2025-09-25","limit":20}\n{"accepted_on":"soon","limit":1}\n'
    )
    many = run(clock.app, "due", "--batch", "-", given=lines)
    first, second = map(json.loads, many.stdout.splitlines())
    assert first["due_on"] == "2025-10-29"
    assert "error" in second
    assert many.exit_code == 1
    assert run(clock.app, "due").exit_code == 2
    assert run(clock.app, "due", "--batch", "/no/such/file").exit_code == 2


@pytest.mark.django_db
def test_a_case_is_explained_exported_and_checked(tmp_path: Path) -> None:
    world = make_world()
    made = make_accepted_case(world)
    told = json.loads(run(clock.app, "explain", made.number, "--json").stdout)
    days = told["promised"]["days"]
    assert told["promised"]["due_on"] == "2026-11-27"
    assert sum(day["counted"] for day in days) == 5
    assert all(day["reason"] and day["article"] for day in days)
    words = run(clock.app, "explain", made.case_id).stdout
    assert "不计入" in words
    assert "《行政许可法》第八十二条" in words
    assert words.startswith(f"办件 {made.number}，2026-11-")

    file = tmp_path / "clock.json"
    assert run(clock.app, "export", made.number, "--out", file).exit_code == 0
    good = run(clock.app, "check", file, "--json")
    assert json.loads(good.stdout)["valid"]
    assert good.exit_code == 0
    stranger = tmp_path / "stranger.pem"
    stranger.write_bytes(dump_public_key(generate_key().public_key()))
    assert run(clock.app, "check", file, "--key", stranger).exit_code == 1
    file.write_bytes(file.read_bytes().replace(b"2026-11-27", b"2026-11-30"))
    assert run(clock.app, "check", file).exit_code == 1
    assert run(clock.app, "check", tmp_path / "none.json").exit_code == 2
    with pytest.raises(NotFound):
        RUNNER.invoke(clock.app, ["explain", "690"], catch_exceptions=False)


@pytest.mark.django_db(transaction=True)
def test_the_log_is_proved_and_verified(tmp_path: Path) -> None:
    world = make_world()
    made = make_accepted_case(world)
    sequence_round(city=world.city.code, key=installation_key(), now=AT)
    file = tmp_path / "proof.json"
    assert (
        run(log.app, "prove", made.number, "--event", 1, "--out", file).exit_code == 0
    )
    proof = json.loads(file.read_text())
    assert json.loads(proof["leaf"])["event"] == "submitted"
    assert run(log.app, "check", file).exit_code == 0
    assert run(log.app, "prove", proof["leaf_id"]).exit_code == 0
    file.write_bytes(file.read_bytes().replace(b"submitted", b"delivered"))
    assert run(log.app, "check", file).exit_code == 1

    verdict = json.loads(run(log.app, "verify", "--json").stdout)
    assert verdict["valid"]
    assert {"order", "hashes", "heads", "signatures", "events", "papers"} <= {
        check["name"] for check in verdict["checks"]
    }


@pytest.mark.django_db
def test_a_receipt_is_exported_and_verified(tmp_path: Path) -> None:
    world = make_world()
    made = make_case(world)
    file = tmp_path / "receipt.json"
    assert run(receipt.app, "export", made.number, "--out", file).exit_code == 0
    good = run(receipt.app, "verify", file)
    assert good.exit_code == 0
    assert made.number in good.stdout
    document = json.loads(file.read_text())
    assert run(receipt.app, "verify", document["promise"]).exit_code == 0
    whole = document["promise"]
    changed = whole[:-1] + ("Q" if whole.endswith("A") else "A")
    assert run(receipt.app, "verify", changed).exit_code == 1
    file.write_bytes(file.read_bytes().replace(b'"copies":1', b'"copies":2'))
    bad = run(receipt.app, "verify", file, "--json")
    assert bad.exit_code == 1
    assert not json.loads(bad.stdout)["valid"]
