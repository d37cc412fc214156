"""The sequencer: gives committed leaves of a city their one order, hashes and signs it.

A round is one transaction of the holder of the city's advisory lock. It links what lies
below the horizon: transactions with a smaller id have all ended, so that nothing can
appear among them any more (identity values and times are no such order). How far it
read, the tree's right edge and the links are saved together.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tongban.ground.merkle import SM3, Frontier, Node
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.heads import SignedHead, sign_head
from tongban.plumbing.evidence.recording import AUDIT, canonical_text
from tongban.plumbing.evidence.signing import SigningKey
from tongban.plumbing.evidence.subtrees import stored_nodes

MOST_A_ROUND = 5000
_LOCK_CLASS = 0x74625351  # "tbSQ": the first half of our advisory locks


@dataclass(frozen=True)
class Round:
    """What one round did: `is_busy` when more waits, `is_holder` false when another works."""

    linked: int
    is_busy: bool
    is_holder: bool = True


@dataclass(frozen=True)
class _Reading:
    """How far the log was read, in which cluster, and the tree at that point."""

    cluster: str
    done: int
    frontier: Frontier


@dataclass(frozen=True)
class _Batch:
    """Leaves that one round links, whether more wait, and how far is read after it."""

    leaves: list[tuple[UUID, str, int]]
    is_busy: bool
    read_to: str


def sequencer(city: str) -> Actor:
    """The named system actor that links leaves of a city."""
    return system("sequencer", city=city)


def sequence_round(
    *, city: str, key: SigningKey, now: datetime, most: int = MOST_A_ROUND
) -> Round:
    """Link one batch of a city's leaves and sign the new head.

    After a restore into another cluster, transaction ids start elsewhere: the first
    round there links whatever has no link, wherever its id lies.
    """
    with working(sequencer(city), writing=False), connection.cursor() as cursor:
        cursor.execute(
            "select pg_try_advisory_xact_lock(%s, %s)", [_LOCK_CLASS, _half(city)]
        )
        if not cursor.fetchone()[0]:
            return Round(0, is_busy=False, is_holder=False)
        reading = _read_newest(cursor, city)
        batch = _find_batch(cursor, city, reading, most)
        if not batch.leaves:
            return Round(0, is_busy=False)
        frontier = reading.frontier if reading else Frontier()
        nodes = _link(cursor, city, frontier, batch.leaves)
        _keep_nodes(cursor, city, nodes)
        head = sign_head(
            city,
            size=frontier.size,
            root=frontier.root(),
            made_at=now,
            read_to=batch.read_to,
            key=key,
        )
        _keep_head(cursor, head, frontier)
    return Round(len(batch.leaves), is_busy=batch.is_busy)


def age_of_oldest_unlinked(*, city: str) -> float:
    """Seconds since the oldest leaf that has no link was written; 0 when none waits.

    A writer that stays open holds the horizon back; doctor alarms on this.
    """
    with working(sequencer(city), writing=False), connection.cursor() as cursor:
        reading = _read_newest(cursor, city)
        cursor.execute(
            "select coalesce(extract(epoch from clock_timestamp() - min(written_at)), 0)"
            " from evidence_leaf l where city = %s and xid >= %s::xid8"
            " and not exists (select 1 from evidence_link k where k.leaf_id = l.id)",
            [city, str(reading.done if reading else 0)],
        )
        return float(cursor.fetchone()[0])


def _find_batch(cursor: Any, city: str, reading: _Reading | None, most: int) -> _Batch:
    """The leaves to link now, and how far the log is read when they are linked."""
    # The horizon is taken in a statement of its own, before the leaves are read.
    cursor.execute(
        "select system_identifier::text,"
        " pg_snapshot_xmin(pg_current_snapshot())::text::bigint,"
        " pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        " from pg_control_system()"
    )
    cluster, horizon, ceiling = cursor.fetchone()
    # One more than a batch is asked for: does anything stay behind?
    if reading is not None and reading.cluster == cluster:
        found = _unlinked_from(cursor, city, reading.done, horizon, most + 1)
        done = f"{cluster}/{found[most - 1][2]}" if len(found) > most else ""
    else:
        found = _unlinked_anywhere(cursor, city, horizon, ceiling, most + 1)
        # Not at home before all is linked: the next round looks everywhere again.
        done = "/0" if len(found) > most else ""
        if reading is not None and not found:
            _note_restore(cursor, city, horizon, cluster)
    return _Batch(found[:most], len(found) > most, done or f"{cluster}/{horizon}")


def _half(city: str) -> int:
    """The second half of the lock: a number for the city."""
    return zlib.crc32(city.encode()) - 2**31


def _read_newest(cursor: Any, city: str) -> _Reading | None:
    cursor.execute(
        "select done_xid, frontier from evidence_head where city = %s"
        " order by size desc limit 1",
        [city],
    )
    row = cursor.fetchone()
    if row is None:
        return None
    cluster, _, done = row[0].partition("/")
    return _Reading(cluster, int(done), Frontier.load(row[1]))


def _unlinked_from(
    cursor: Any, city: str, done: int, horizon: int, most: int
) -> list[tuple[UUID, str, int]]:
    # A batch may end inside a transaction, and restored leaves may lie anywhere: what
    # has a link already is left out.
    cursor.execute(
        "select l.id, l.body, l.xid::text::bigint from evidence_leaf l"
        " where l.city = %s and l.xid >= %s::xid8 and l.xid < %s::xid8"
        " and not exists (select 1 from evidence_link k where k.leaf_id = l.id)"
        " order by l.xid, l.id limit %s",
        [city, str(done), str(horizon), most],
    )
    return list(cursor.fetchall())


def _unlinked_anywhere(
    cursor: Any, city: str, horizon: int, ceiling: int, most: int
) -> list[tuple[UUID, str, int]]:
    cursor.execute(
        "select l.id, l.body, l.xid::text::bigint from evidence_leaf l"
        " where l.city = %s and (l.xid < %s::xid8 or l.xid >= %s::xid8)"
        " and not exists (select 1 from evidence_link k where k.leaf_id = l.id)"
        " order by l.xid, l.id limit %s",
        [city, str(horizon), str(ceiling), most],
    )
    return list(cursor.fetchall())


def _note_restore(cursor: Any, city: str, horizon: int, cluster: str) -> None:
    """Leave a leaf about the restore: its head then names the new cluster.

    Without it every round would look through the whole log until somebody acts.
    """
    key = new_key()
    body = canonical_text(
        {
            "action": "evidence.log.restored",
            "actor": sequencer(city).name,
            "city": city,
            "cluster": cluster,
            "id": key,
            "kind": AUDIT,
        }
    )
    cursor.execute(
        "insert into evidence_leaf (id, city, kind, body) select %s, %s, %s, %s"
        " where not exists (select 1 from evidence_leaf where city = %s"
        " and xid >= %s::xid8)",
        [key, city, AUDIT, body, city, str(horizon)],
    )


def _link(
    cursor: Any, city: str, frontier: Frontier, leaves: list[tuple[UUID, str, int]]
) -> list[Node]:
    first = frontier.size
    hashes = [SM3.leaf(body.encode()) for _, body, _ in leaves]
    cursor.execute(
        "insert into evidence_link (city, seq, leaf_id, leaf_hash)"
        " select %s, x.seq, x.leaf, x.hash"
        " from unnest(%s::bigint[], %s::uuid[], %s::bytea[]) x(seq, leaf, hash)",
        [
            city,
            list(range(first, first + len(leaves))),
            [leaf_id for leaf_id, _, _ in leaves],
            hashes,
        ],
    )
    return stored_nodes(frontier.extend(hashes))


def _keep_nodes(cursor: Any, city: str, nodes: list[Node]) -> None:
    if not nodes:
        return
    cursor.execute(
        "insert into evidence_node (city, level, place, hash)"
        " select %s, x.level, x.place, x.hash"
        " from unnest(%s::int[], %s::bigint[], %s::bytea[]) x(level, place, hash)",
        [
            city,
            [node.level for node in nodes],
            [node.index for node in nodes],
            [node.hash for node in nodes],
        ],
    )


def _keep_head(cursor: Any, head: SignedHead, frontier: Frontier) -> None:
    cursor.execute(
        "insert into evidence_head (city, size, root, frontier, done_xid, made_at,"
        " key_id, signature) values (%s, %s, %s, %s, %s, %s, %s, %s)",
        [
            head.city,
            head.size,
            head.root,
            frontier.dump().decode(),
            head.read_to,
            head.made_at,
            head.key_id,
            head.signature,
        ],
    )
