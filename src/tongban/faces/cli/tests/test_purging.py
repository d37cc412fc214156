"""`tongban purge`: each of the two people types the own password, and tries are counted."""

import json
from typing import Any

import pytest
from pytest_django import Settings
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


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(), ["purge", *arguments, "--json"])


def facts(*arguments: str) -> dict[str, Any]:
    done = run(*arguments)
    assert done.exit_code == 0, done.exception
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def signed(who: Actor, password: str = WORDS) -> tuple[str, ...]:
    return "--login", login_of(who), "--password", password


def test_two_people_purge_with_their_passwords_and_nobody_guesses(
    settings: Settings,
) -> None:
    # Eight sign-ins: the real hasher, at its lowest cost.
    settings.PASSWORD_HASHERS = [
        "tongban.capabilities.cases.tests.citizens.QuickArgon2"
    ]
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

    order = facts("propose", str(receipt.case_id), *papers, *signed(keeper))["order"]

    assert isinstance(run("approve", order, *signed(keeper)).exception, NotAllowed)
    assert facts("approve", order, *signed(auditor))["files"] == 1
    assert facts("list")["orders"][0]["approved_by"] == str(auditor.person_id)
    for _ in range(5):
        wrong = run("approve", order, *signed(auditor, "猜的"))
        assert isinstance(wrong.exception, NotAllowed)
    assert isinstance(run("approve", order, *signed(auditor)).exception, TooMany)
