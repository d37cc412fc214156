"""`tongban rights confirm`: the second person signs in, and nobody speaks for another."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tongban.capabilities.accounts.commands import set_password
from tongban.capabilities.cases.testing import AT
from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_staff
from tongban.capabilities.rights.testing import make_administrators
from tongban.faces import clock
from tongban.faces.cli.main import make_app
from tongban.faces.cli.tests.test_papers import login_of
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db
WORDS = "纸鸢 石桥 晚钟"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(), ["rights", *arguments, "--json"])


def facts(*arguments: str) -> dict[str, Any]:
    done = run(*arguments)
    assert done.exit_code == 0, done.exception
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_who_confirms_gives_the_own_password(city: TestCity, tmp_path: Path) -> None:
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.write_text(f"{WORDS}\n", encoding="utf-8")
    wrong.write_text("猜的", encoding="utf-8")
    people = make_administrators(city)
    new = make_staff("officer", city.civil, name="新任")
    for one in (people.security, people.audit):
        set_password(actor=one, password=WORDS, at=AT)

    def signed(who: Actor, password: Path = right) -> tuple[str, ...]:
        return "--login", login_of(who), "--password-file", str(password)

    body = get_body(actor=people.security, body_id=city.civil).code
    wanted = login_of(new), "system_administrator", body
    since = "--from", clock.today().isoformat()
    asker = "--as", login_of(people.security)
    papers = "--document", "安政数〔2026〕3号", "--reason", "补缺"
    granted = facts("grant", *wanted, *since, *papers, *asker)
    request = granted["request_id"]

    guessed = run("confirm", request, *signed(people.audit, wrong))
    assert isinstance(guessed.exception, NotAllowed)
    assert run("confirm", request, *signed(people.security)).exception is not None
    listed = facts("requests", *asker)["requests"]
    assert [one["outcome"] for one in listed] == [""]
    assert facts("confirm", request, *signed(people.audit)) == {"outcome": "confirmed"}
