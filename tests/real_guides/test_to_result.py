"""The main job on real input: a guide as it came, to a result, by the web and the window.

The published guides lie beside the project; a guide of our own with the same flaws does
the same work always.
"""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from typer.testing import CliRunner

from tongban.capabilities.cases.tests.citizens import submit, text_of
from tongban.capabilities.cases.tests.clerks import browser_of, post_at_window
from tongban.capabilities.catalogue.commands import (
    complete_draft,
    import_guide,
    register_intake_mode,
)
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.testing import Office, publish_reviewed
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.queries import list_venues, list_windows
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.capabilities.people.testing import make_staff
from tongban.faces.cli.main import make_app
from tongban.faces.clock import today
from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.files.testing import make_pdf

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "real_guides"
COMPLETIONS = Path(__file__).parent / "completions"
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ZHANG = {
    "visitor-id_kind": "citizen_id",
    "visitor-id_number": "690121195603080248",
    "visitor-name": "张秀兰",
    "visitor-phone": "13912345678",
    "visitor-address": "安澜市青渡县临江街道百花巷8号",
}

pytestmark = pytest.mark.django_db


def load_guide(number: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A guide as it was published, and what an officer adds to it."""
    if number == "own":
        sample = ROOT / "sample"
        return (
            json.loads((sample / "guide-with-flaws.json").read_text("utf-8")),
            json.loads((sample / "completion.json").read_text("utf-8")),
        )
    found = sorted(REAL.glob(f"{number}-*.json"))
    if not found:
        pytest.skip("no published guides beside the project")
    fragment = json.loads((COMPLETIONS / f"{number}.json").read_text("utf-8"))
    return json.loads(found[0].read_text("utf-8")), fragment


def sign_in(login: str) -> Actor:
    account_id = find_account(actor=anonymous(""), login=login)
    assert account_id is not None
    return get_actor(account_id=account_id, today=today())


def reviewers_of(org: str) -> tuple[str, str, str]:
    """The sign-ins of who reviews for that body, stage by stage."""
    first = {"AL-MARKET": "chenli", "AL-CIVIL": "sunhao", "AL-LAND": "majun"}
    return first.get(org, "gaoming"), "songlan", "qinlang"


def publish(number: str, sample: Path) -> Guide:
    """Import, complete, publish by five people, and register how the hall takes it in."""
    loading = ["sample", "load", "--from", str(sample)]
    assert CliRunner().invoke(make_app(), loading).exit_code == 0
    drafter, publisher = sign_in("linxiao"), sign_in("tangwen")
    guide, fragment = load_guide(number)
    outcome = import_guide(actor=drafter, guide=guide, org=fragment["org"], at=AT)
    assert outcome.draft_id is not None
    complete_draft(actor=drafter, draft_id=outcome.draft_id, fragment=fragment, at=AT)
    office = Office(
        drafter, publisher, *(sign_in(login) for login in reviewers_of(fragment["org"]))
    )
    version_id = publish_reviewed(office, outcome.draft_id, effective_on=today())
    made = get_guide(actor=publisher, version_id=version_id)
    hall = next(v for v in list_venues(actor=publisher) if v.code == "al-hall")
    register_intake_mode(
        actor=publisher,
        item_id=made.item_id,
        venue_id=hall.venue_id,
        mode="collect",
        valid_from=date(2026, 1, 1),
    )
    return made


def answers_of(guide: Guide) -> dict[str, str]:
    """The first answer to each question, and nobody acts for another."""
    return {
        row.key: next(
            (option.key for option in row.options if option.key == "self"),
            row.options[0].key,
        )
        for row in guide.situations
    }


def values_of(guide: Guide) -> dict[str, Any]:
    """What a page posts: the guide's own examples."""
    values: dict[str, Any] = {}
    for page in guide.form_schema["pages"]:
        for field in page["fields"]:
            name, example = field["name"], field.get("example", "")
            match field["type"]:
                case "choice":
                    values[name] = field["choices"][0]["value"]
                case "choices":
                    values[name] = [field["choices"][0]["value"]]
                case "yes_no":
                    values[name] = "yes"
                case "date":
                    parts = zip(
                        ("year", "month", "day"), example.split("-"), strict=True
                    )
                    values |= {f"{name}-{part}": value for part, value in parts}
                case _:
                    values[name] = example
    return values


def apply_on_the_web(guide: Guide) -> str:
    """张秀兰 applies page by page, without a script."""
    client, code = browser_of(sign_in("zhangxiulan")), guide.handling_code
    answers = {f"situation_{key}": value for key, value in answers_of(guide).items()}
    step = client.post(f"/apply/{code}/situation", answers | {"acting": "self"})
    while "/form/" in step["Location"]:
        step = client.post(step["Location"], values_of(guide))
        assert step.status_code == 302, text_of(step)
    for card in guide.materials_for(answers_of(guide)):
        if card.necessity == "required" and not card.is_waived:
            paper = SimpleUploadedFile("材料.pdf", make_pdf(), "application/pdf")
            kept = client.post(
                f"/apply/{code}/materials", {"material": card.key, "file": paper}
            )
            assert kept.status_code == 302, text_of(kept)
    done = submit(client, code)
    assert done.status_code == 302, text_of(done)
    return str(done["Location"]).rsplit("/", 1)[1]


def apply_at_the_window(guide: Guide) -> str:
    """刘芳 takes it in at window 3 on paper."""
    client = browser_of(sign_in("liufang"))
    page: dict[str, Any] = ZHANG | values_of(guide)
    page |= {f"situation-{key}": value for key, value in answers_of(guide).items()}
    page |= {
        "desk-intent": "take",
        "desk-key": "real-guide",
        "desk-item": guide.handling_code,
        "desk-received": [
            card.key
            for card in guide.materials_for(answers_of(guide))
            if not card.is_waived
        ],
    }
    done = client.post("/desk/window", page)
    assert done.status_code == 302, text_of(done)
    return str(done["Location"]).rsplit("/", 1)[1]


def press(client: Client, case_id: str, what: str, **more: str) -> None:
    answer = client.post(f"/desk/cases/{case_id}/act", {"act": what, **more})
    assert answer.status_code == 302, text_of(answer)


def issuer_at_the_hall() -> Client:
    """Who sits at the hall's window for results: what it took in leaves there."""
    viewer = sign_in("tangwen")
    hall = next(v for v in list_venues(actor=viewer) if v.code == "al-hall")
    windows = list_windows(actor=viewer, venue_id=hall.venue_id)
    window = next(row.window_id for row in windows if row.kind == "issue")
    issuer = make_staff("clerk", hall.body_id, name="贺敏")
    post_at_window(issuer, hall.body_id, window)
    return browser_of(issuer)


def hand_over(client: Client, case_id: str) -> None:
    """张秀兰 shows her card, and signs."""
    page = {"act": "hand", "shown": ZHANG["visitor-id_number"], "confirm": "yes"}
    done = client.post(f"/desk/issue/{case_id}", page)
    assert done.status_code == 302, text_of(done)


def do_special_steps(client: Client, case_id: str) -> None:
    """Every special step that the guide publishes, begun and passed."""
    for row in client.get(f"/desk/cases/{case_id}").context["special_steps"]:
        step = {"step": row["line"].key}
        press(client, case_id, "begin_special", **step)
        press(client, case_id, "end_special", outcome="passed", **step)


@pytest.mark.parametrize("channel", ["web", "window"])
@pytest.mark.parametrize("number", ["own", "03", "05", "09", "24", "27", "28"])
def test_a_guide_as_it_came_carries_a_case_to_its_result(
    number: str, channel: str, small_sample: Path
) -> None:
    guide = publish(number, small_sample)
    apply = apply_on_the_web if channel == "web" else apply_at_the_window
    case_id = apply(guide)

    officer = browser_of(make_staff("officer", guide.body_id, name="罗成"))
    approver = browser_of(make_staff("approver", guide.body_id, name="高远"))
    press(officer, case_id, "accept")
    press(approver, case_id, "review", opinion="材料齐全，符合条件")
    do_special_steps(approver, case_id)
    press(approver, case_id, "grant")
    hand_over(officer if channel == "web" else issuer_at_the_hall(), case_id)

    citizen = browser_of(sign_in("zhangxiulan"))
    shown = text_of(citizen.get(f"/my/cases/{case_id}"))
    assert "已办结" in shown
    assert guide.name in shown
    assert "罗成" in shown
