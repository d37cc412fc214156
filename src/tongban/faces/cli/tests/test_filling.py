"""Synthetic cases keep every law, come whole, and come the same again."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tongban.faces.cli.filling.histories import plan_history
from tongban.faces.cli.filling.people import invent
from tongban.faces.cli.main import make_app
from tongban.ground.codes.identity import check_identity
from tongban.plumbing.database.cluster.testing import OpenSession

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def run(*words: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(make_app(), [*words, "--json"])
    line = result.stdout.strip().splitlines()[-1]
    facts: dict[str, Any] = json.loads(line)
    return result.exit_code, facts


def test_people_are_invented_with_documents_that_can_exist() -> None:
    for number in (0, 1, 23_999, 24_000, 250_000):
        person = invent(number, city="690100", seed=1)
        kind = check_identity("citizen_id", person.id_number, on=NOW.date())
        assert kind.number == person.id_number


def test_nobody_is_invented_twice() -> None:
    people = [invent(n, city="690100", seed=s) for n in range(500) for s in (1, 2)]

    assert len({one.key for one in people}) == len(people)
    assert len({one.id_number for one in people}) == len(people)


def test_a_history_is_in_order_and_not_in_the_future() -> None:
    for number in range(400):
        one = plan_history(number, 400, seed=1, now=NOW, is_instant=number % 5 == 0)
        steps = [one.submitted, one.accepted, one.reviewed, one.decided, one.delivered]
        taken = [at for at in steps if at is not None]
        assert taken == sorted(taken)
        assert taken[-1] <= NOW


@pytest.mark.usefixtures("large_city")
@pytest.mark.django_db(transaction=True)
def test_cases_come_lawful_once_and_go_on_where_they_stopped(
    tmp_path: Path, open_session: OpenSession
) -> None:
    code, first = run("sample", "load", "--cases", "40")
    again = run("sample", "load", "--cases", "40")[1]
    more = run("sample", "load", "--cases", "60")[1]

    assert code == 0, first
    assert not any(first["breaches"].values())
    assert (first["cases_loaded"], again["cases_loaded"]) == (40, 0)
    assert (more["cases_before"], more["cases_loaded"]) == (40, 20)
    with open_session("owner") as owner:
        rows = owner.execute(
            'select (select count(*) from "case"), (select count(*) from application_form),'
            " (select count(distinct application_id) from party),"
            " (select count(*) from paper where kind = 'receipt'),"
            " (select count(*) from pg_trigger where tgenabled <> 'O' and not tgisinternal)"
        ).fetchone()
    assert rows == (60, 60, 60, 60, 0)
    valid = run("log", "verify")[1]
    assert all(check["ok"] for check in valid["checks"] if check["name"] != "complete")


@pytest.mark.usefixtures("small_city")
@pytest.mark.django_db(transaction=True)
def test_a_real_city_is_refused(open_session: OpenSession) -> None:
    with open_session("owner") as owner:
        owner.execute("update city set is_sample = false")

    result = CliRunner().invoke(make_app(), ["sample", "load", "--cases", "1"])

    assert result.exit_code == 1
    assert "示例城市" in str(result.exception)
