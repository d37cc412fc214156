"""`tongban systems`: what operators see of systems that sign people in, and of their keys."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from tongban.capabilities.federation.adapter import provider
from tongban.capabilities.federation.commands import rotate_key
from tongban.capabilities.federation.testing import make_client
from tongban.capabilities.orgs.testing import CITY, make_city
from tongban.capabilities.people.testing import make_staff
from tongban.faces.cli.main import make_app


@pytest.mark.django_db
def test_operators_see_systems_and_keys_at_the_shell() -> None:
    city = make_city()
    make_client(make_staff("operator", city.centre), city.market)
    rotate_key(actor=provider(CITY), at=timezone.now() - timedelta(days=3))
    rotate_key(actor=provider(CITY), at=timezone.now() - timedelta(hours=1))

    def run(*words: str) -> Any:
        done = CliRunner().invoke(make_app(), ["systems", *words, "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.output)["cities"][CITY]

    assert [one["name"] for one in run("list")] == ["公积金网上大厅"]
    # One signs, the one before it is still shown; what a third signed has ended by then.
    assert [one["shown_to"] is None for one in run("keys", "--rotate")] == [
        True,
        False,
        False,
    ]
    assert len(run("keys")) == 3
    assert run("logins")["figure"]["total"] == 0
    assert run("tell") == 0
