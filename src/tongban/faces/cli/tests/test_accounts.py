"""`tongban accounts`: a clerk signs in and lets in whom they saw; the number is asked for."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tongban.capabilities.accounts.commands import set_password
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.capabilities.rights.queries import list_requests
from tongban.capabilities.rights.testing import make_administrators
from tongban.faces.cli.main import make_app
from tongban.faces.cli.tests.test_papers import login_of

pytestmark = pytest.mark.django_db
WORDS = "纸鸢 石桥 晚钟"


def test_who_was_seen_is_let_in_and_staff_are_asked_for(
    city: TestCity, tmp_path: Path
) -> None:
    word = tmp_path / "word"
    word.write_text(f"{WORDS}\n", encoding="utf-8")
    own = get_own_card(actor=make_citizen("张秀兰"))
    clerk = make_staff("clerk", city.centre)
    security = make_administrators(city).security
    for one in (clerk, security):
        set_password(actor=one, password=WORDS, at=datetime.now(UTC))
    why = ("--reason", "手机丢了", "--password-file", str(word), "--json")

    done = CliRunner().invoke(
        make_app(),
        [
            "accounts",
            "readmit",
            "张秀兰",
            "--org",
            "CENTRE",
            "--papers",
            "身份证原件",
            "--login",
            login_of(clerk),
            *why,
        ],
        input=f"{own.id_number}\n",
    )
    assert done.exit_code == 0, done.exception
    told = json.loads(done.stdout[done.stdout.index("{") :])
    assert len(told["code"]) == 8

    asked = CliRunner().invoke(
        make_app(),
        [
            "accounts",
            "readmit-staff",
            login_of(clerk),
            "--document",
            "安政数〔2026〕3号",
            "--login",
            login_of(security),
            *why,
        ],
    )
    assert asked.exit_code == 0, asked.exception
    (request,) = list_requests(actor=security)
    assert str(request.request_id) == json.loads(asked.stdout)["request"]
