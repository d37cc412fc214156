"""Applies the law files: functions, triggers, policies, grants and the rule register.

All files run in one transaction by the owner, after the migrations, when their digest
differs from the last one recorded. They can be run again at any time.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from tongban.plumbing.database.rules import law_folders, rules
from tongban.plumbing.database.waiting import take_all_tables
from tongban.plumbing.database.writing import writer_sql

_afterwards: list[Callable[[Any], None]] = []


def after_the_law(step: Callable[[Any], None]) -> None:
    """Let a room above see to what it needs once there are tables and their law."""
    if step not in _afterwards:
        _afterwards.append(step)


def law_files() -> list[Path]:
    """All law files in the order in which they are applied."""
    return [path for folder in law_folders() for path in sorted(folder.glob("*.sql"))]


def law_digest() -> str:
    """SM3 over all law files and rule registers, in order."""
    digest = hashlib.new("sm3")
    for folder in law_folders():
        for path in sorted([*folder.glob("*.sql"), *folder.glob("rules.json")]):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def apply_law(alias: str, *, force: bool = False) -> bool:
    """Apply all law files; says whether anything had to be done."""
    digest = law_digest()
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("select digest from law_release order by id desc limit 1")
        row = cursor.fetchone()
        # Made of the models, so it may be another when no law has changed.
        cursor.execute(writer_sql())
        is_new = force or not row or row[0] != digest
        if is_new and row:
            take_all_tables(cursor)
        if is_new:
            _apply_files(cursor, digest)
        for step in _afterwards:
            step(cursor)
    return is_new


def _apply_files(cursor: Any, digest: str) -> None:
    for path in law_files():
        cursor.execute(path.read_text(encoding="utf-8"))
    _register_rules(cursor)
    cursor.execute(
        "insert into law_release (digest, applied_at) values (%s, %s) "
        "on conflict (digest) do nothing",
        [digest, datetime.now(UTC)],
    )


def _register_rules(cursor: Any) -> None:
    for rule in rules().values():
        cursor.execute(
            "insert into law_rule (rule_id, title, message, article, rank, effect,"
            " mechanism, scope, requirement, in_force_from)"
            " values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)"
            " on conflict (rule_id, in_force_from) do update set title=excluded.title,"
            " message=excluded.message, article=excluded.article, rank=excluded.rank,"
            " effect=excluded.effect, mechanism=excluded.mechanism,"
            " scope=excluded.scope, requirement=excluded.requirement",
            [
                rule.rule_id,
                rule.title,
                rule.message,
                rule.article,
                rule.rank,
                rule.effect,
                rule.mechanism,
                rule.scope,
                rule.requirement,
                rule.in_force_from,
            ],
        )
