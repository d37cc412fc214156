"""`tongban apps` and `tongban links`: the registers at the shell, and acts by somebody named."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from typer.testing import CliRunner

from tongban.capabilities.linking.commands import link_account
from tongban.capabilities.orgs.testing import CITY, make_city
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.faces.cli.main import make_app
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban_simulators.cityapp import CityApp

pytestmark = pytest.mark.django_db


def run(*words: str, code: int = 0) -> Any:
    done = CliRunner().invoke(make_app(), [*words, "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.output)


def login_of(actor: Actor) -> str:
    with reading(actor):
        account: Any = get_user_model().objects.get(pk=actor.own_account)
        return str(account.login)


def test_an_app_is_registered_admitted_merged_and_ended(tmp_path: Path) -> None:
    city = make_city()
    operator = login_of(make_staff("operator", city.centre))
    key = tmp_path / "app.pem"
    key.write_text(CityApp("").public_key())
    named = ("--as", operator)
    until = ("--until", date(2999, 1, 1).isoformat())
    app = run("apps", "register", "安澜通", "--org", "CENTRE", *until, *named)["app"]
    said = ("--origin", "https://app.example.gov.cn", "--key", str(key))
    made = run("apps", "admit", app, *said, *named)
    assert made["code"].startswith("app-")
    into = ("--into", made["container"])
    run("apps", "standing", app, "merged", *into, *named)

    figure = run("apps", "list")["cities"][CITY]["figure"]
    assert (figure["total"], figure["merged"], figure["late"]) == (1, 1, 0)

    run("apps", "end", made["container"], *named)
    late = ("--until", "2020-01-01")
    run("apps", "standing", app, "to_merge", *late, *named)
    assert run("apps", "list", code=1)["cities"][CITY]["figure"]["late"] == 1


def test_links_are_listed_and_taken_away() -> None:
    make_city()
    citizen = make_citizen()
    link_account(actor=citizen, kind="wechat", subject="x", at=timezone.now())
    named = ("--as", login_of(citizen))
    assert {one["open"] for one in run("links", "kinds")["kinds"]} == {False}
    (held,) = run("links", "list", *named)["links"]
    assert held["kind"] == "wechat"
    run("links", "end", held["link_id"], *named)
    assert run("links", "list", *named)["links"] == []
