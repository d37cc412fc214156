"""Every command has the usual shape: keywords, actor first, one transaction, a trace."""

import ast
from pathlib import Path

import pytest

CAPABILITIES = Path(__file__).parents[2] / "src" / "tongban" / "capabilities"


def _exported(module: Path) -> set[str] | None:
    """The names in `__all__` of a package of commands; None: all public functions."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return None


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def commands() -> list[tuple[str, ast.FunctionDef]]:
    """All commands of all capabilities, by capability and name."""
    found = []
    for folder in sorted(path for path in CAPABILITIES.iterdir() if path.is_dir()):
        single, package = folder / "commands.py", folder / "commands"
        if single.exists():
            found += [
                (f"{folder.name}.{node.name}", node)
                for node in _functions(single)
                if not node.name.startswith("_")
            ]
        if package.is_dir():
            wanted = _exported(package / "__init__.py") or set()
            found += [
                (f"{folder.name}.{node.name}", node)
                for module in sorted(package.glob("*.py"))
                for node in _functions(module)
                if node.name in wanted
            ]
    return found


def test_the_walk_finds_the_commands_that_are_known() -> None:
    names = {name for name, _ in commands()}
    assert {
        "cases.accept_case",
        "cases.take_in_at_window",
        "materials.hand_in",
    } <= names


@pytest.mark.parametrize(
    "command", [pytest.param(node, id=name) for name, node in commands()]
)
def test_a_command_has_the_usual_shape(command: ast.FunctionDef) -> None:
    names = [argument.arg for argument in command.args.kwonlyargs]
    called = {
        call.func.id
        for call in ast.walk(command)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }
    decorators = {ast.unparse(decorator) for decorator in command.decorator_list}

    assert not command.args.args, "takes keywords only"
    assert names[:1] == ["actor"], "says who is asking, first"
    assert ast.get_docstring(command), "says what it does and what it refuses with"
    assert "command" in decorators, "is one transaction of one actor"
    assert "require" in called, "asks for a permission"
    assert called & {"record", "_leave_trace"}, "leaves a record"
