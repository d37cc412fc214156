"""`tongban papers`: the way of a version, as the desk has it, from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.queries import find_account
from tongban.capabilities.wording.testing import WordingOffice, make_wording_office
from tongban.faces.cli.main import make_app
from tongban.ground.refusals import Invalid, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.papers.testing import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> WordingOffice:
    return make_wording_office(make_city())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(make_app(), ["papers", *arguments])


def facts(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.exception
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def login_of(actor: Actor) -> str:
    """Makers name sign-ins by kind, number and person; the number is looked for."""
    for number in range(1, 10_000):
        login = f"staff-{number}-{actor.person_id}"
        if find_account(actor=actor, login=login) == actor.account_id:
            return login
    raise LookupError(actor.name)


def test_a_version_is_saved_printed_put_in_force_and_ended(
    office: WordingOffice, tmp_path: Path
) -> None:
    editor, approver = login_of(office.editor), login_of(office.approver)
    words = tmp_path / "words.json"
    words.write_text('{"remarks": "请{申请人}留意。"}', encoding="utf-8")
    own = ("--as", editor)

    saved = facts("save", "acceptance", str(words), "--org", "MARKET", *own)
    key = saved["version_id"]
    assert (saved["number"], saved["state"]) == (2, "draft")
    assert "{受理决定}" in saved["blocks"]["reason"]
    changed = facts("diff", key, *own)["changed"]
    assert [one["title"] for one in changed] == ["备注"]
    assert "备注：请{申请人}留意。" in run("show", key, *own).stdout

    pdf = tmp_path / "试打.pdf"
    facts("print", key, str(pdf), *own)
    assert "请河畔餐饮有限公司留意。" in text_of(pdf.read_bytes())

    assert isinstance(run("put-in-force", key, *own).exception, NotAllowed)
    put = ("put-in-force", key, "--on", "2027-01-01", "--as", approver)
    assert facts(*put)["effective_on"] == "2027-01-01"
    listed = facts("list", "--on", "2027-01-02", *own)["versions"]
    assert [one["number"] for one in listed if one["kind"] == "acceptance"] == [1, 2]
    facts("end", key, "--on", "2027-02-01", "--as", approver)
    versions = facts("versions", "acceptance", "--org", "MARKET", *own)["versions"]
    assert [(one["number"], one["until"]) for one in versions] == [
        (2, "2027-02-01"),
        (1, None),
    ]


def test_what_is_wrong_is_said(office: WordingOffice, tmp_path: Path) -> None:
    own = ("--as", login_of(office.editor))
    words = tmp_path / "words.json"
    words.write_text("[]", encoding="utf-8")
    save = ("save", "acceptance", str(words), "--org", "MARKET", *own)
    assert isinstance(run(*save).exception, Invalid)
    words.write_text('{"remarks": "{姓名}"}', encoding="utf-8")
    refused = run(*save).exception
    assert isinstance(refused, Invalid)
    assert "没有“{姓名}”这个字段" in refused.errors["remarks"]
    assert isinstance(run("fields", "letter").exception, NotFound)
    assert isinstance(run("show", "x", *own).exception, NotFound)


def test_fields_and_fonts_are_shown() -> None:
    shown = run("fields", "decision_refused").stdout
    assert "必须保留：救济途径" in shown
    assert "{决定内容}  例如：" in shown
    assert "自带的思源字体" in run("fonts").stdout


def test_a_short_message_is_shown_filled_in_and_counted(
    office: WordingOffice, tmp_path: Path
) -> None:
    own = ("--as", login_of(office.editor))
    words = tmp_path / "words.json"
    words.write_text('{"text": "【{机关名称}】{办件编号} 受理了。"}', encoding="utf-8")
    key = facts("save", "sms_accepted", str(words), "--org", "MARKET", *own)[
        "version_id"
    ]

    shown = facts("message", key, *own)
    assert shown["text"].endswith("690100-2026-0112-000123 受理了。")
    assert shown["characters"] == len(shown["text"])
    assert shown["parts"] == 1
    assert (
        f"共 {shown['characters']} 个字，分 1 条发送。"
        in run("message", key, *own).stdout
    )

    # A paper is no short message, and a key that is none is said to be none.
    paper = facts("versions", "acceptance", "--org", "MARKET", *own)["versions"][0]
    refused = run("message", paper["version_id"] or "x", *own)
    assert isinstance(refused.exception, NotFound)
    assert isinstance(run("message", "x", *own).exception, NotFound)
