"""`tongban purge`: each of the two people types the own password, and tries are counted."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tongban.capabilities.accounts.commands import set_password
from tongban.capabilities.cases.commands import file_application, withdraw_application
from tongban.capabilities.cases.testing import AT, make_filing, make_world
from tongban.capabilities.people.testing import make_staff
from tongban.faces.cli.main import make_app
from tongban.faces.cli.tests.test_papers import login_of
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.tallies import TooMany

pytestmark = pytest.mark.django_db
WORDS = "纸鸢 石桥 晚钟"


def run(*arguments: str, typed: str = "") -> Result:
    command = ["purge", *arguments, "--json"]
    return CliRunner().invoke(make_app(), command, input=typed)


def facts(*arguments: str, typed: str = "") -> dict[str, Any]:
    done = run(*arguments, typed=typed)
    assert done.exit_code == 0, done.exception
    # What was asked before stands on the same stream.
    found: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
    return found


def test_two_people_purge_with_their_passwords_and_nobody_guesses(
    tmp_path: Path,
) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text(f"{WORDS}\n", encoding="utf-8")
    wrong.write_text("猜的", encoding="utf-8")

    def signed(who: Actor, password: Path = right) -> tuple[str, ...]:
        return "--login", login_of(who), "--password-file", str(password)

    world = make_world()
    receipt = file_application(
        actor=world.citizen, filing=make_filing(world), channel="web", at=AT
    )
    withdraw_application(actor=world.citizen, case_id=receipt.case_id, at=AT)
    keeper = make_staff("operator", world.city.centre, name="郑运维")
    auditor = make_staff("auditor", world.city.centre, name="钱审计")
    for one in (keeper, auditor):
        set_password(actor=one, password=WORDS, at=AT)
    papers = ("--document", "安档销〔2026〕3号", "--reason", "保管期限届满")

    ask = "--login", login_of(keeper)
    typed = f"{WORDS}\n"
    order = facts("propose", str(receipt.case_id), *papers, *ask, typed=typed)["order"]

    assert isinstance(run("approve", order, *signed(keeper)).exception, NotAllowed)
    assert facts("approve", order, *signed(auditor))["files"] == 1
    assert facts("list")["orders"][0]["approved_by"] == str(auditor.person_id)
    for _ in range(5):
        refused = run("approve", order, *signed(auditor, wrong))
        assert isinstance(refused.exception, NotAllowed)
    assert isinstance(run("approve", order, *signed(auditor)).exception, TooMany)
