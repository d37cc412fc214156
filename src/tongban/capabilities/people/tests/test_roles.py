"""Roles are data, permission names are code: each is held against the other."""

from importlib import import_module
from pathlib import Path

import tongban.capabilities
from tongban.capabilities.people.roles import (
    everybodys_permissions,
    known_roles,
    system_permissions,
)
from tongban.plumbing.access.permissions import known_permissions

CAPABILITIES = Path(tongban.capabilities.__file__).parent


def declared() -> set[str]:
    for module in CAPABILITIES.glob("*/permissions.py"):
        import_module(f"tongban.capabilities.{module.parent.name}.permissions")
    return set(known_permissions())


def test_every_permission_of_a_role_is_declared_and_every_declared_one_is_held() -> (
    None
):
    held = {name for names in known_roles().values() for name in names}

    assert held | system_permissions() | everybodys_permissions() == declared()


def test_no_person_holds_what_only_the_system_may() -> None:
    held = {name for names in known_roles().values() for name in names}

    assert not held & system_permissions()


def test_nobody_may_both_accept_and_decide_but_at_an_instant_window() -> None:
    both = {
        role
        for role, names in known_roles().items()
        if {"cases.case.accept", "cases.case.decide"} <= set(names)
    }
    # An instant item is decided at the window; the database refuses all others there.
    assert both == {"clerk"}


def test_nobody_may_both_draft_and_publish() -> None:
    for names in known_roles().values():
        assert not {"catalogue.item.draft", "catalogue.item.publish"} <= set(names)
