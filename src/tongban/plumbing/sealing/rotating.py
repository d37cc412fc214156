"""Rotating the data key while everything runs.

A new version wraps what is new from now on; the keys of subjects are wrapped anew in
batches; when nothing is wrapped with an old version any more, it is destroyed. Both
versions open until then, so no reader and no writer waits or fails. Whatever stops a
rotation, the next one goes on: how far it came is what stands in the rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.work import working
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.sealing.models import SubjectKey
from tongban.plumbing.sealing.ring import (
    LOOKED_AGAIN_AFTER,
    add_data_key,
    forget_ring,
    newest_version,
)
from tongban.plumbing.sealing.subjects import unwrap_subject_key, wrap_subject_key

BATCH: Final = 1000
# Every process has looked at the ring again by then, and what it had begun has ended.
GRACE: Final = LOOKED_AGAIN_AFTER * 3

_FIRST: Final = UUID(int=0)
_TAKE: Final = (
    "select id, city, kind, key_version, wrapped from subject_key where city = %s"
    " and id > %s and key_version < %s and wrapped <> '' order by id limit %s for update"
)
_PUT: Final = (
    "update subject_key k set key_version = %s, wrapped = x.wrapped"
    " from unnest(%s::uuid[], %s::text[]) x(id, wrapped) where k.id = x.id"
)


@dataclass(frozen=True)
class RingLine:
    """One version of the data key, and how much is wrapped with it in a city."""

    version: int
    made_at: datetime
    superseded_at: datetime | None
    destroyed_at: datetime | None
    kek_mark: str
    subjects: int


@dataclass(frozen=True)
class Rotated:
    """What a rotation did."""

    version: int
    wrapped: int
    destroyed: tuple[int, ...]


def keeper(city: str) -> Actor:
    """The named system actor that keeps the keys of a city."""
    return system("keys", city=city)


def rotate(
    *,
    cities: Sequence[str],
    at: datetime,
    wait: Callable[[float], None],
    tell: Callable[[int], None],
    grace: float = GRACE,
) -> Rotated:
    """Make a new version, or go on with the last; wrap all with it; destroy the others.

    `tell` hears how many were wrapped after each batch. `wait` lets every process look at
    the ring again before what it may still use is destroyed.
    """
    version = _begin(cities[0], at)
    total = 0
    for city in cities:
        total = _wrap_all(city, version, total, tell)
    # Whoever had not looked at the ring yet wrapped with the old version meanwhile.
    wait(grace)
    for city in cities:
        total = _wrap_all(city, version, total, tell)
    destroyed = _destroy_older(cities[0], version)
    return Rotated(version, total, destroyed)


def list_versions(*, city: str) -> list[RingLine]:
    """The ring, newest first, with how many subjects of the city each version wraps."""
    with working(keeper(city), writing=False), connection.cursor() as cursor:
        cursor.execute(
            "select d.version, d.made_at, d.superseded_at, d.destroyed_at, d.kek_mark,"
            " (select count(*) from subject_key k where k.key_version = d.version"
            "   and k.city = %s and k.wrapped <> '') from data_key d order by 1 desc",
            [city],
        )
        return [RingLine(*row) for row in cursor.fetchall()]


def _begin(city: str, at: datetime) -> int:
    """The version to wrap with: that of an unfinished rotation, else a new one."""
    actor = keeper(city)
    with working(actor, writing=True), connection.cursor() as cursor:
        forget_ring()
        newest = newest_version()
        cursor.execute("select count(*) from data_key where wrapped <> ''")
        if cursor.fetchone()[0] > 1:
            return newest
        add_data_key(cursor, newest + 1, at)
        cursor.execute(
            "update data_key set superseded_at = %s where version = %s", [at, newest]
        )
        record(
            actor, "sealing.key.made", subject="data_key", subject_id=str(newest + 1)
        )
    forget_ring()
    return newest + 1


def _wrap_all(city: str, version: int, done: int, tell: Callable[[int], None]) -> int:
    after = _FIRST
    while True:
        count, after = _wrap_batch(city, version, after)
        done += count
        if count:
            tell(done)
        if count < BATCH:
            return done


def _wrap_batch(city: str, version: int, after: UUID) -> tuple[int, UUID]:
    """Wrap the next ones anew, in a transaction of their own: an intake waits for none."""
    with working(keeper(city), writing=True), connection.cursor() as cursor:
        cursor.execute(_TAKE, [city, after, version, BATCH])
        rows = [SubjectKey(*row) for row in cursor.fetchall()]
        if not rows:
            return 0, after
        wrapped = [_wrapped_anew(row, version) for row in rows]
        cursor.execute(_PUT, [version, [row.id for row in rows], wrapped])
        return len(rows), rows[-1].id


def _wrapped_anew(row: SubjectKey, version: int) -> str:
    key = unwrap_subject_key(row)
    row.key_version = version
    return wrap_subject_key(key, row)


def _destroy_older(city: str, version: int) -> tuple[int, ...]:
    """The database looks whether anything anywhere is still wrapped with them."""
    actor = keeper(city)
    destroyed: list[int] = []
    with working(actor, writing=True), connection.cursor() as cursor:
        cursor.execute(
            "select version from data_key where version < %s and wrapped <> ''",
            [version],
        )
        for old in [row[0] for row in cursor.fetchall()]:
            cursor.execute("select destroy_data_key(%s)", [old])
            answer: Any = cursor.fetchone()
            if answer[0]:
                destroyed.append(old)
                record(
                    actor,
                    "sealing.key.destroyed",
                    subject="data_key",
                    subject_id=str(old),
                )
    forget_ring()
    return tuple(destroyed)
