"""`tongban agency`: from the roster to the outcome of an order, and the list of gaps."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tongban.capabilities.agency.testing import at_home
from tongban.capabilities.cases.testing import make_world
from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.people.queries import find_account
from tongban.capabilities.people.testing import Post, make_staff_together
from tongban.faces import clock
from tongban.faces.cli.main import make_app
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db


def login_of(actor: Actor) -> str:
    """Makers name sign-ins by kind, number and person; the number is looked for."""
    for number in range(1, 10_000):
        login = f"{actor.kind}-{number}-{actor.person_id}"
        if find_account(actor=actor, login=login) == actor.account_id:
            return login
    raise LookupError(actor.name)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(), ["agency", *arguments, "--json"])


def facts(*arguments: str) -> dict[str, Any]:
    done = run(*arguments)
    assert done.exit_code == 0, done.exception
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_from_the_roster_to_the_outcome(tmp_path: Path) -> None:
    world = make_world()
    agent, keeper = make_staff_together(
        Post("assistance_agent", (world.city.civil,), "林晓"),
        Post("assistance_keeper", (world.city.civil,), "高明"),
    )
    at_home(agent)
    code = get_body(actor=keeper, body_id=world.city.civil).code
    office, old, desk = (
        ("--as", login_of(one)) for one in (keeper, world.citizen, agent)
    )
    days = "--from", clock.today().isoformat()
    last = clock.today() + timedelta(days=30)
    post = facts(
        *("register", login_of(agent), "--org", code, *days),
        *("--until", last.isoformat(), *office),
    )["post"]
    item = world.guide.handling_code
    order = facts("ask", post, "--item", item, *old)["order"]
    assert [one["state"] for one in facts("orders", *desk)["orders"]] == ["asked"]
    facts("take", order, *desk)
    assert run("note", order, "done", *desk).exception is not None
    facts("note", order, "done", "--words", "办好了", *desk)
    steps = facts("show", order, *old)["steps"]
    assert [one["kind"] for one in steps] == ["taken", "done"]
    assert len(facts("of-body", code, *office)["orders"]) == 1
    assert [one["name"] for one in facts("agents")["agents"]] == ["林晓"]

    facts("mark", item, "--kind", "allowance", "--path", "family", *office)
    file = tmp_path / "gaps.csv"
    gaps = facts("gaps", "--csv", str(file))
    assert (gaps["total"], gaps["complete"]) == (1, 0)
    assert "远程认证、代为办理" in file.read_text(encoding="utf-8-sig")
    facts("end", post, "--last", clock.today().isoformat(), "--reason", "换届", *office)
