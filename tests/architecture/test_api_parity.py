"""Whatever a page can do, the API can: every command that a page calls has an endpoint."""

import ast
from pathlib import Path

CAPABILITIES = Path(__file__).parents[2] / "src" / "tongban" / "capabilities"
# Signing in is the door itself: pages have a session, the API has /session.
PAGES = ("portal", "desk")
# OpenID Connect is an interface of its own: systems call it, and send browsers to it.
PROTOCOL = {
    "end_grant",
    "give_sign_in",
    "note_handed",
    "note_refusal",
    "redeem_code",
    "renew_tokens",
}


def _modules(capability: Path, room: str) -> list[Path]:
    single, package = capability / f"{room}.py", capability / room
    found = [single] if single.exists() else []
    found += sorted(capability.glob(f"{room}_*.py"))
    return found + (sorted(package.rglob("*.py")) if package.is_dir() else [])


def _commands() -> set[str]:
    """Every name that a room of commands exports."""
    names: set[str] = set()
    for path in CAPABILITIES.glob("*/commands/__init__.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if (
                isinstance(node, ast.Assign)
                and ast.unparse(node.targets[0]) == "__all__"
            ):
                names |= set(ast.literal_eval(node.value))
    for path in CAPABILITIES.glob("*/commands.py"):
        names |= {
            node.name
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        }
    return names


def _called(rooms: tuple[str, ...]) -> set[str]:
    """The commands that modules of these rooms name."""
    known = _commands()
    names: set[str] = set()
    for capability in CAPABILITIES.iterdir():
        for room in rooms:
            for module in _modules(capability, room):
                for node in ast.walk(ast.parse(module.read_text("utf-8"))):
                    if isinstance(node, ast.Call):
                        names.add(ast.unparse(node.func).rsplit(".", 1)[-1])
    return names & known


def test_the_walk_finds_what_pages_are_known_to_do() -> None:
    assert {
        "accept_case",
        "file_application",
        "hand_in",
        "keep_draft",
        "take_in_at_window",
    } <= _called(PAGES)


def test_every_act_of_a_page_can_be_done_through_the_api() -> None:
    assert _called(PAGES) - _called(("api",)) == PROTOCOL


def test_no_two_bodies_share_a_name() -> None:
    """The document knows a shape by its name alone: the later of two would stand for both."""
    named: dict[str, list[str]] = {}
    for capability in CAPABILITIES.iterdir():
        for module in _modules(capability, "api"):
            for node in ast.parse(module.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    named.setdefault(node.name, []).append(str(module))
    assert {name: places for name, places in named.items() if len(places) > 1} == {}
