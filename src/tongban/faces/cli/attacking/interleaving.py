"""Two sessions at once: every pair of moves on one case, one version, one register entry.

What the second session gets must be what it would have got had the first one simply come
earlier. So each pair is first made in one session, one after the other, and then interleaved
with the first left open until the second has finished or waits for it.
"""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

import psycopg

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import SET_ACTOR, Move
from tongban.faces.cli.attacking.engine import Tally, describe
from tongban.faces.cli.attacking.stages import STAGES
from tongban.faces.cli.attacking.statements import run
from tongban.faces.cli.attacking.world import World
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.rules import rules

OK = "ok"
# Nothing was there to be changed, or nothing that the one who acts may see.
NO_ROW = "no row"
SERIALIZATION = "40001"
LEVELS = ("read committed", "read committed", "repeatable read", "serializable")
LONGEST_WAIT = 10.0


@dataclass
class Sessions:
    """Two of the application, one that watches them, and the owner who sets the stage."""

    first: psycopg.Connection
    second: psycopg.Connection
    watch: psycopg.Connection
    owner: psycopg.Connection

    def clear(self) -> None:
        """End whatever is open."""
        for session in (self.first, self.second, self.watch, self.owner):
            session.rollback()


# ------------------------------------------------------------ one pair


def attack_together(
    sessions: Sessions,
    world: World,
    random: Random,
    tallies: dict[str, Tally],
    rounds: int,
) -> list[str]:
    """Interleave pairs of moves; what went otherwise than in a row is told."""
    differences = []
    builder = Builder(sessions.owner, world)
    with ThreadPoolExecutor(1) as pool:
        for _ in range(rounds):
            sessions.clear()
            moves = random.choice(STAGES)(builder, random)
            sessions.owner.commit()
            pair = _pair(sessions.first, moves, random)
            if pair is None:
                continue
            level = random.choice(LEVELS)
            commits = random.random() < 0.8  # noqa: PLR2004
            told = _interleave(sessions, pool, pair, level, tallies, commits=commits)
            if told:
                differences.append(told)
    sessions.clear()
    return differences


def _pair(
    session: psycopg.Connection, moves: list[Move], random: Random
) -> tuple[Move, Move] | None:
    """A first move that is lawful, and any second one."""
    random.shuffle(moves)
    first = next((move for move in moves if _in_a_row(session, [move]) == OK), None)
    if first is None:
        return None
    second = random.choice(moves)
    if second is first and first.deed.verb == "insert":
        second = second.but(id=new_key())
    return first, second


def _in_a_row(session: psycopg.Connection, moves: list[Move]) -> str:
    """What the last of the moves gets when each comes after the one before."""
    session.rollback()
    got = OK
    for move in moves:
        got = _make(session, move)
        if got != OK:
            break
    session.rollback()
    return got


def _make(session: psycopg.Connection, move: Move) -> str:
    try:
        # The move before, in the same transaction, asked for them at its end.
        session.execute("set constraints all deferred")
        for who, deed in move.deeds:
            session.execute(SET_ACTOR, who.settings())
            if not run(session, deed, deed.verb):
                return NO_ROW
        session.execute("set constraints all immediate")
    except psycopg.Error as error:
        named = error.diag.constraint_name
        return named if named in rules() else describe(error)
    return OK


def _interleave(
    sessions: Sessions,
    pool: ThreadPoolExecutor,
    pair: tuple[Move, Move],
    level: str,
    tallies: dict[str, Tally],
    *,
    commits: bool,
) -> str:
    first, second = pair
    expected = _in_a_row(sessions.first, [first, second] if commits else [second])
    other_way = _in_a_row(sessions.first, [second, first])
    _make(sessions.first, first)
    sessions.second.execute(f"set transaction isolation level {level}")
    running = pool.submit(_make, sessions.second, second)
    waited = _waits(sessions, running)
    sessions.first.commit() if commits else sessions.first.rollback()
    got = running.result(LONGEST_WAIT)
    sessions.second.commit() if got == OK else sessions.second.rollback()
    if level != "read committed" and got.startswith(SERIALIZATION):
        return ""
    if not waited and other_way == OK and got == OK:
        return ""
    how = f"together, {'commit' if commits else 'rollback'}, {level}"
    told = f"{_said(first)}, then {_said(second)}: {expected}, got {got}, {how}"
    return _judge(tallies, second, told, (expected, got, how))


def _said(move: Move) -> str:
    rows = [deed.table for _, deed in move.before]
    return " ".join([*rows, move.deed.table, str(move.deed.row.get("kind", ""))])


def _judge(
    tallies: dict[str, Tally], move: Move, told: str, outcome: tuple[str, str, str]
) -> str:
    """Count the attempt for the rule that refuses it in a row; tell a difference."""
    expected, got, how = outcome
    tally = tallies.get(expected)
    higher = "read committed" not in how
    if tally is not None:
        what = {expected: "refused", OK: "passed"}.get(got, "invalid")
        if (
            higher and got in tallies
        ):  # another rule asks first where the snapshot is old
            what = "refused"
        tally.count(what, (move.deed.verb, move.deed.table, how), told)
        return ""
    return told if (expected == OK) != (got == OK) and not higher else ""


def _waits(sessions: Sessions, running: "Future[str]") -> bool:
    """Whether the second waits for the first; false when it has finished before."""
    pid = sessions.second.info.backend_pid
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        if running.done():
            return False
        row = sessions.watch.execute("select pg_blocking_pids(%s)", [pid]).fetchone()
        sessions.watch.rollback()
        if row and row[0]:
            return True
        time.sleep(0.0005)
    raise TimeoutError("the second session neither finishes nor waits")
