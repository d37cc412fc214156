"""Secrets come from files or the environment: no command takes one, and no log line has one."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_type_hints

import typer

from tests.architecture.test_runbook import LOUD
from tongban.faces.cli.main import make_app

ROOT = Path(__file__).parents[2]
# As parts of a name: `keys` is a folder of them, `keep` and `tokens` (a count) are none.
SECRET = re.compile(r"(^|_)(password|passwords|secret|token|pin|key|keys)$")
# Looked at: the key by which a figure is called.
NO_SECRETS = {"indicators key"}
QUIET = LOUD | {"info", "debug"}
# What is known of people, and what opens something.
NEVER_LOGGED = re.compile(
    r"(^|_)(password|secret|token|key|code|phone|name|id_number|body|content|text|values)$"
)


def _commands(app: typer.Typer) -> Iterator[Callable[..., object]]:
    yield from (one.callback for one in app.registered_commands if one.callback)
    for group in app.registered_groups:
        assert group.typer_instance is not None
        yield from _commands(group.typer_instance)


def test_no_command_takes_a_secret_but_as_a_file() -> None:
    taken = [
        (f"{command.__module__.rpartition('.')[2]} {name}", repr(kind))
        for command in _commands(make_app())
        for name, kind in get_type_hints(command).items()
    ]
    assert len(taken) > 100
    # Or a list of files, or none.
    words = {
        place
        for place, kind in taken
        if SECRET.search(place.split()[1]) and "pathlib.Path" not in kind
    }
    assert words == NO_SECRETS


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("src", "tools"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if "tests" not in path.parts and ("log." in text or "add_argument" in text):
                yield path, ast.parse(text)


def _calls(tree: ast.Module, owner: str, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in names
            and ast.unparse(node.func.value).endswith(owner)
        ):
            yield node


def test_no_program_beside_it_takes_one_either() -> None:
    taken = [
        (path.name, call)
        for path, tree in _trees()
        for call in _calls(tree, "", {"add_argument"})
    ]
    assert len(taken) > 10
    for name, call in taken:
        words = {ast.unparse(one).strip("'-").replace("-", "_") for one in call.args}
        types = {ast.unparse(one.value) for one in call.keywords if one.arg == "type"}
        if any(SECRET.search(word) for word in words):
            assert types == {"Path"}, f"{name}: {words}"


def test_no_log_line_has_a_secret_or_what_is_known_of_people() -> None:
    lines = [
        (path.name, call)
        for path, tree in _trees()
        for call in _calls(tree, "log", QUIET)
    ]
    assert len(lines) > 10
    for name, call in lines:
        told = {one.arg or "" for one in call.keywords}
        found = {one for one in told if NEVER_LOGGED.search(one)}
        assert not found, f"{name}: {found}"
