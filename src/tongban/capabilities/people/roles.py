"""What each role may do, as the data file beside this module says."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

_DELIVER: Final = """
insert into role_grant (city, role, permission)
select %s, given.role, given.permission
  from unnest(%s::text[], %s::text[]) given(role, permission)
 where not exists (select from role_grant g
   where g.city = %s and g.role = given.role and g.permission = given.permission)
"""
_OF_NO_CITY: Final = ""


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


def deliver_roles(cursor: Any) -> None:
    """Give each role what this release says it may do; the owner's step after the law.

    An installation without a sample city has its roles too, and an older one gets what is
    new. Nothing is taken away: the release before may still serve, so a migration does that.
    """
    pairs = [(role, name) for role, names in known_roles().items() for name in names]
    roles, names = [one for one, _ in pairs], [name for _, name in pairs]
    cursor.execute(_DELIVER, [_OF_NO_CITY, roles, names, _OF_NO_CITY])


def _document() -> dict[str, dict[str, list[str]]]:
    document: dict[str, dict[str, list[str]]] = json.loads(_text())
    return document


@cache
def everybodys_permissions() -> frozenset[str]:
    """What comes with an account, in office or not: for oneself only."""
    return frozenset(_document()["everybody"])


def _text() -> str:
    return files("tongban.capabilities.people").joinpath("roles.json").read_text()
