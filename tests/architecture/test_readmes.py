"""Every capability has a README that names its public commands, queries and events."""

import ast
from pathlib import Path

import pytest

from tests.architecture.test_command_shape import CAPABILITIES, commands

FOLDERS = sorted(path for path in CAPABILITIES.iterdir() if (path / "apps.py").exists())


def _public(path: Path, kinds: tuple[type[ast.stmt], ...]) -> list[str]:
    if not path.exists():
        return []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        str(getattr(node, "name", ""))
        for node in tree.body
        if isinstance(node, kinds) and not getattr(node, "name", "_").startswith("_")
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_readme_names_what_is_public(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    names = [
        name.split(".")[1]
        for name, _ in commands()
        if name.startswith(f"{folder.name}.")
    ]
    names += _public(folder / "queries.py", (ast.FunctionDef,))
    names += _public(folder / "queries" / "__init__.py", (ast.FunctionDef,))
    names += _public(folder / "events.py", (ast.ClassDef,))
    missing = [name for name in names if f"`{name}" not in text]
    assert not missing


def test_the_two_readmes_have_the_same_headings_and_commands() -> None:
    root = CAPABILITIES.parents[2]
    english = (root / "README.md").read_text(encoding="utf-8")
    chinese = (root / "README.zh-CN.md").read_text(encoding="utf-8")
    assert [
        line
        for line in english.splitlines()
        if line.startswith(("    ", "python3", "tongban "))
    ] == [
        line
        for line in chinese.splitlines()
        if line.startswith(("    ", "python3", "tongban "))
    ]
    assert english.count("\n## ") == chinese.count("\n## ")
