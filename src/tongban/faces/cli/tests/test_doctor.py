"""The doctor: each unsafe choice is named, and a safe installation is left in peace."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from typer.testing import CliRunner

from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.commands import load_accounts
from tongban.capabilities.people.testing import make_people_loader, make_person
from tongban.capabilities.people.types import AccountLine
from tongban.faces.cli.doctoring import DEMO_FILE, Facts, judge, look
from tongban.faces.cli.main import make_app
from tongban.plumbing.access.limits import Limits
from tongban.plumbing.backups.telling import Trouble

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SAFE = Facts()
LATE = Trouble("backup_too_old", "上次备份太久了。")
NEVER_TRIED = Trouble("drill_missing", "还没有做过恢复演练。")
UNSAFE = [
    ({"debug": True}, "debug", "danger", "调试模式"),
    ({"sample": True}, "sample", "danger", "示例城市"),
    ({"secure": False}, "cookies", "danger", "HTTPS"),
    ({"hosts": ("*",)}, "hosts", "danger", "任何域名"),
    ({"hosts": (".gov.cn",)}, "hosts", "danger", "任何域名"),
    ({"hosts": ("localhost", "127.0.0.1")}, "hosts", "warning", "只有本机"),
    ({"proxies": ("0.0.0.0/0",)}, "proxies", "danger", "绕过"),
    ({"proxies": ("unix", "::/0")}, "proxies", "danger", "绕过"),
    ({"proxies": ()}, "proxies", "danger", "同一个地址"),
    ({"session_key": "short"}, "session_key", "danger", "会话密钥"),
    ({"session_key": "django-insecure-" + "x" * 40}, "session_key", "danger", "默认"),
    ({"open_files": ("/k/hash.key",)}, "key_files", "danger", "/k/hash.key"),
    ({"missing_files": ("/k/hash.key",)}, "key_files", "danger", "不见了"),
    ({"demo_logins": ("liufang",)}, "demo_accounts", "danger", "liufang"),
    ({"role_is_mighty": True}, "database_role", "danger", "行级安全"),
    ({"role_settings": ("row_security=off",)}, "role_settings", "danger", "规则"),
    ({"archives": False}, "backup", "warning", "归档"),
    ({"archives": True, "archived_at": NOW - timedelta(days=2)}, "backup", "danger", "一天"),
    ({"archives": True}, "backup", "danger", "一天"),
    ({"backups": (LATE,)}, "backup_too_old", "danger", "太久了"),
    ({"backups": (NEVER_TRIED,)}, "drill_missing", "warning", "runbook"),
    ({"antivirus": "off"}, "antivirus", "warning", "TONGBAN_ANTIVIRUS"),
    ({"antivirus": "away"}, "antivirus", "danger", "不收任何上传"),
    ({"limits": replace(Limits(), tries=500)}, "tries", "warning", "TONGBAN_TRIES"),
    ({"limits": replace(Limits(), rest_minutes=1)}, "rest_minutes", "warning", "默认"),
    ({"limits": replace(Limits(), staff_idle_minutes=999)}, "staff_idle_minutes", "warning", "999"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "key", "severity", "word"), UNSAFE, ids=lambda one: str(one)[:40]
)
def test_each_unsafe_choice_is_named_alone(
    change: dict[str, object], key: str, severity: str, word: str
) -> None:
    found = judge(replace(SAFE, **change), at=NOW)  # type: ignore[arg-type]  # by name

    assert [(one.key, one.severity) for one in found] == [(key, severity)]
    assert word in found[0].what + found[0].remedy


def test_a_safe_installation_is_left_in_peace() -> None:
    strict = replace(SAFE, limits=replace(Limits(), tries=3, rest_minutes=60))

    assert judge(SAFE, at=NOW) == []
    assert judge(strict, at=NOW) == []
    assert judge(replace(SAFE, archives=True, archived_at=NOW), at=NOW) == []


@pytest.mark.django_db
def test_what_lies_on_the_disk_and_in_the_database_is_seen(
    settings: Settings, tmp_path: Path
) -> None:
    make_city()
    line = AccountLine("liufang", "staff", make_person("刘芳"), "")
    load_accounts(actor=make_people_loader(), accounts=[line])
    (tmp_path / DEMO_FILE).write_text("# x\nliufang\tx\t刘芳\ngone\tx\tx\n")
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o755)
    (keys / "hash.key").write_text("x")
    settings.KEYS_ROOT, settings.SAMPLE_CITY = keys, False
    settings.ANTIVIRUS, settings.BACKUPS_ROOT = "tcp://127.0.0.1:1", None
    # Read once and kept: the test's own key must not be forgotten with the folder.
    facts = look(tmp_path, at=NOW)

    assert facts.demo_logins == ("liufang",)
    assert str(keys) in facts.open_files
    assert {Path(path).name for path in facts.missing_files} == {
        "session.key",
        "signing.pem",
    }
    assert not facts.role_is_mighty
    assert facts.role_settings == ()
    assert [one.code for one in facts.backups] == ["backup_not_configured"]
    assert facts.antivirus == "away"


@pytest.mark.django_db
def test_the_command_answers_and_fails_where_something_is_dangerous() -> None:
    make_city()
    done = CliRunner().invoke(make_app(), ["doctor", "--json"])

    told = json.loads(done.stdout)
    keys = {one["key"] for one in told["findings"]}
    assert done.exit_code == 1
    assert not told["safe"]
    assert "cookies" in keys
    assert "危险" in CliRunner().invoke(make_app(), ["doctor"]).stdout
