"""One guide, one digest: every channel shows the same (R-09)."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from tongban.capabilities.catalogue.queries import find_version_in_force, get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.capabilities.people.testing import open_page_session
from tongban.faces.cli.main import make_app
from tongban.faces.clock import today
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.papers.testing import text_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_city"),
]
FOOD = "116901006901006815300019000100001"
CLERK = "liufang"
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@pytest.fixture
def guide() -> Guide:
    actor = anonymous("690100")
    found = find_version_in_force(actor=actor, handling_code=FOOD, day=today())
    assert found is not None
    return get_guide(actor=actor, version_id=found)


def test_every_channel_shows_the_same_digest(guide: Guide) -> None:
    channels = {
        "web page": _web(),
        "phone page for elders": _web(mode="elder"),
        "standard tab": _web(query="?tab=standard"),
        "notice": _notice(guide, ""),
        "window": _window(),
        "API": Client().get(f"/api/v1/items/{FOOD}").json()["digest"],
        "command line": _command("show")["digest"],
        "recomputed by hand": _command("digest")["items"][0]["digest"],
        "paper": text_of(_notice_paper(guide)),
    }

    shown = {name: set(_DIGEST.findall(text)) for name, text in channels.items()}

    assert shown == {name: {guide.digest} for name in channels}


def test_the_paper_form_names_the_same_one(guide: Guide) -> None:
    form = Client().get(f"/items/{FOOD}/form-blank.pdf")

    assert guide.digest[:16] in text_of(form.content)


def _web(*, mode: str = "standard", query: str = "") -> str:
    client = Client()
    client.cookies["mode"] = mode
    return client.get(f"/items/{FOOD}{query}").content.decode()


def _answers(guide: Guide) -> dict[str, str]:
    return {f"situation_{row.key}": "unsure" for row in guide.situations}


def _notice(guide: Guide, suffix: str) -> str:
    path = f"/items/{FOOD}/notice{suffix}"
    return Client().get(path, _answers(guide)).content.decode()


def _notice_paper(guide: Guide) -> bytes:
    content: bytes = Client().get(f"/items/{FOOD}/notice.pdf", _answers(guide)).content
    return content


def _window() -> str:
    account_id = find_account(actor=anonymous(""), login=CLERK)
    assert account_id is not None
    clerk = get_actor(account_id=account_id, today=today())
    client = Client()
    client.cookies["sessionid"] = open_page_session(clerk)
    page = client.post("/desk/window", {"desk-item": FOOD, "desk-intent": "choose"})
    assert page.status_code == 200
    return page.content.decode()


def _command(name: str) -> Any:
    done = CliRunner().invoke(make_app(), ["items", name, FOOD, "--json"])
    return json.loads(done.stdout)
