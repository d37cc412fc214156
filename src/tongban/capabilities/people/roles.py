"""What each role may do, as the data file beside this module says."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def known_roles() -> Mapping[str, tuple[str, ...]]:
    """The permissions of each role that people can be posted to."""
    roles = _document()["roles"]
    return MappingProxyType({role: tuple(held) for role, held in roles.items()})


@cache
def role_titles() -> Mapping[str, str]:
    """What people call each role as delivered."""
    titles: dict[str, str] = json.loads(_text())["titles"]
    return MappingProxyType(titles)


@cache
def system_permissions() -> frozenset[str]:
    """What no person holds: only a named system actor, started by an operator."""
    return frozenset(_document()["system"])


def _document() -> dict[str, dict[str, list[str]]]:
    document: dict[str, dict[str, list[str]]] = json.loads(_text())
    return document


@cache
def everybodys_permissions() -> frozenset[str]:
    """What comes with an account, in office or not: for oneself only."""
    return frozenset(_document()["everybody"])


def _text() -> str:
    return files("tongban.capabilities.people").joinpath("roles.json").read_text()
