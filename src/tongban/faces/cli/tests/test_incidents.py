"""`tongban incidents`: a plan from a file, a report from an alarm, steps, closing; assessments."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tongban.capabilities.federation.queries import get_client
from tongban.capabilities.federation.testing import make_client
from tongban.capabilities.incidents.testing import PLAN, make_incident_office
from tongban.capabilities.orgs.testing import CITY, TestCity
from tongban.capabilities.people.testing import make_staff
from tongban.capabilities.privacy.testing import make_sharing_assessment
from tongban.faces.cli.main import make_app
from tongban.faces.cli.tests.test_papers import login_of
from tongban.faces.clock import now, today

pytestmark = pytest.mark.django_db


def run(*words: str, code: int = 0) -> Any:
    done = CliRunner().invoke(make_app(), [*words, "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.output) if code == 0 else done.output


def test_an_alarm_becomes_an_incident_that_another_closes(
    city: TestCity, tmp_path: Path
) -> None:
    office = make_incident_office(city)
    lead, admin = login_of(office.lead), login_of(office.admin)
    clerk = login_of(make_staff("clerk", city.centre))
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(PLAN), encoding="utf-8")

    def incidents(*words: str, by: str = lead) -> Any:
        return run("incidents", *words, "--as", by)

    plan = incidents("draft-plan", str(file), "--title", "预案")["plan"]
    incidents("publish-plan", plan, "--from", today().isoformat(), by=admin)
    assert [one["number"] for one in incidents("plans")["plans"]] == [1]
    made = incidents("open", "--from-alarm", "odd_reads_found", by=clerk)
    number = made["number"]
    incidents("note", number, "--words", "数过", "--people", "9", by=clerk)
    incidents("level", number, "large", "--words", "更多")
    card = incidents("show", number)
    assert (card["people"], card["alarm"]) == (9, "odd_reads_found")
    for step in card["steps"]:
        done = ("--words", "办了", "--receipt", "王主任")
        incidents("settle", number, step["code"], *done)
    said = ("--cause", "x", "--measures", "x", "--lessons", "x")
    incidents("close", number, *said)
    assert incidents("list")["incidents"] == []
    incidents("reopen", number, "--words", "又有")
    assert [one["number"] for one in incidents("list")["incidents"]] == [number]
    assert incidents("drills")["has_plan"]


def test_a_system_is_put_on_another_assessment(city: TestCity) -> None:
    operator = make_staff("operator", city.centre)
    made = make_client(operator, city.market)
    later = make_sharing_assessment(city.market, ("profile", "phone"), at=now())
    known = run("systems", "assessments")["cities"][CITY]
    assert str(later) in {one["assessment_id"] for one in known}
    run("systems", "cover", made.code, str(later), "--as", login_of(operator))
    client = get_client(actor=operator, client_id=made.client_id)
    assert client.assessment_id == later
