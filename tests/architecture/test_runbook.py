"""Every alarm that the code can raise has its section in the runbook, and none is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tongban.plumbing.backups.telling import ALARMS

ROOT = Path(__file__).parents[2]
RUNBOOK = ROOT / "docs" / "runbook.zh-CN.md"
LOUD = {"error", "warning", "exception", "critical"}


def _sources() -> Iterator[Path]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        if "tests" not in path.parts:
            yield path


def logged() -> set[str]:
    """The first words of everything that is logged as wrong."""
    found = set()
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in LOUD
                and ast.unparse(node.func.value) == "log"
            ):
                assert isinstance(node.args[0], ast.Constant), path
                found.add(str(node.args[0].value))
    return found


def health() -> set[str]:
    """What /readyz looks at."""
    text = (ROOT / "src/tongban/faces/health.py").read_text(encoding="utf-8")
    named = re.findall(r'checks\["(\w+)"\]|checks: dict\[str, Any\] = {"(\w+)"', text)
    return {f"not_ready_{first or second}" for first, second in named}


def test_every_alarm_has_its_section() -> None:
    text = RUNBOOK.read_text(encoding="utf-8")
    sections = re.findall(r"^### `(\w+)`", text, re.MULTILINE)
    raised = logged() | health() | ALARMS

    assert {"log_does_not_verify", "loop_stuck"} <= logged()
    assert len(health()) == 3
    assert sorted(sections) == sorted(raised)


def test_a_section_says_what_it_means_and_what_to_do() -> None:
    text = RUNBOOK.read_text(encoding="utf-8")
    for part in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        body = part.split("\n## ")[0]
        assert "**意思**" in body, body[:30]
        assert "**先做**" in body, body[:30]
