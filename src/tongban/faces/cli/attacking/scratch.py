"""A scratch copy of the schema and its law, beside the real database, dropped afterwards."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from tongban.ground.refusals import Refusal
from tongban.plumbing.database.applying import apply_law

Role = Literal["app", "owner"]
Open = Callable[[Role], psycopg.Connection]

_ALIAS: dict[Role, str] = {"app": "default", "owner": "owner"}
_PLACE = ("user", "password", "host", "port")
# What the cluster's superuser does for each of our databases; its owner may do it as well.
_CLOSE = """
revoke all on database {name} from public;
grant connect on database {name} to tongban_app;
"""


@contextmanager
def scratch_database() -> Iterator[Open]:
    """Make it, migrate it, put the law in; opens sessions as either role; drop it."""
    if "owner" not in connections:
        raise Refusal(
            "攻击演练要在一份临时的库里进行，需要建库的账户。请先用 python3 start.py "
            "启动系统，或设置 TONGBAN_OWNER_URL，例如 "
            "postgresql://tongban_owner@127.0.0.1:5432/tongban。"
        )
    name = f"tongban_attack_{secrets.token_hex(4)}"
    opened: list[psycopg.Connection] = []

    def open_one(role: Role) -> psycopg.Connection:
        opened.append(_connect(role, name))
        return opened[-1]

    with _connect("owner", None) as keeper:
        keeper.autocommit = True
        create = "create database {} owner tongban_owner"
        keeper.execute(sql.SQL(create).format(sql.Identifier(name)))
        keeper.execute(sql.SQL(_CLOSE).format(name=sql.Identifier(name)))
        try:
            _fill(name)
            yield open_one
        finally:
            for session in opened:
                session.close()
            drop = sql.SQL("drop database {}")  # waits for sessions that end
            keeper.execute(drop.format(sql.Identifier(name)))


def _connect(role: Role, name: str | None) -> psycopg.Connection:
    """Open a session as Django would, in that database or in the real one."""
    wanted = connections[_ALIAS[role]].get_connection_params()
    place = {key: wanted[key] for key in _PLACE if wanted.get(key)}
    return psycopg.connect(dbname=name or wanted["dbname"], **place)


def _fill(name: str) -> None:
    """Migrate the scratch database through the owner's alias, which is lent for it."""
    owner = connections["owner"]
    real = owner.settings_dict["NAME"]
    owner.close()
    owner.settings_dict["NAME"] = name
    try:
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        apply_law("owner")
    finally:
        owner.close()
        owner.settings_dict["NAME"] = real
