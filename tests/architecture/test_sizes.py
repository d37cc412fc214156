"""No file over 500 lines, no function over 50, no class over 200."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES, MOST_FUNCTION, MOST_CLASS = 500, 50, 200


def _sources() -> list[Path]:
    listed = subprocess.run(
        [
            "git",
            "ls-files",
            "-co",
            "--exclude-standard",
            "*.py",
            "*.html",
            "*.css",
            "*.js",
            "*.sql",
            "*.typ",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [
        ROOT / name
        for name in listed
        if "/migrations/" not in name and (ROOT / name).exists()
    ]


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in _sources()]
)
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    if path.suffix != ".py":
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < MOST_FUNCTION, node.name
        if isinstance(node, ast.ClassDef):
            assert (node.end_lineno or 0) - node.lineno < MOST_CLASS, node.name


def test_no_folder_is_a_drawer() -> None:
    drawers = {"utils", "common", "helpers", "base", "manager", "lib", "core", "shared"}
    for path in _sources():
        parts = set(path.relative_to(ROOT).with_suffix("").parts)
        if path.name == "base.py" and path.parent.name == "settings":
            continue
        assert not parts & drawers, path
