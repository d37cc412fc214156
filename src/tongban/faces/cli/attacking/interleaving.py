"""Two sessions at once: every pair of moves on one case, one version, one register entry.

What the second session gets must be what it would have got had the first one simply come
earlier. So each pair is first made in one session, one after the other, and then interleaved
with the first left open until the second has finished or waits for it.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from random import Random

import psycopg

from tongban.faces.cli.attacking import building
from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.building import delegation, intake_mode
from tongban.faces.cli.attacking.deeds import SET_ACTOR, Deed, Move
from tongban.faces.cli.attacking.engine import Tally, describe
from tongban.faces.cli.attacking.statements import run
from tongban.faces.cli.attacking.turns import act, special, wish
from tongban.faces.cli.attacking.world import STATES, TAKEN_IN, World
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.rules import rules

OK = "ok"
SERIALIZATION = "40001"
LEVELS = ("read committed", "read committed", "repeatable read", "serializable")
EVENTS = (
    "submitted",
    "correction_asked",
    "corrected",
    "accepted",
    "not_accepted",
    "reviewed",
    "granted",
    "refused",
    "dispatched",
    "delivered",
    "withdrawn",
)
LONGEST_WAIT = 10.0

Stage = Callable[[Builder, Random], list[Move]]


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


# ------------------------------------------------------------ stages


def on_a_case(builder: Builder, random: Random) -> list[Move]:
    """All that can be done to one fresh case, under the next number and the one after."""
    world = builder.world
    item, state = random.choice(list(TAKEN_IN)), random.choice(STATES)
    way = "post" if state == "dispatched" else random.choice(["", "post"])
    case = building.new_case(builder, item, state, way=way)
    moves = [act(world, case, kind) for kind in EVENTS]
    later = replace(case, last_seq=case.last_seq + 1)
    moves += [act(world, later, kind) for kind in EVENTS]
    moves += [world.event(later, kind) for kind in ("corrected", "delivered")]
    who = world.event(case, "submitted").who
    moves += [Move(who, wish(case, "post"))]
    moves += [world.of_case(case, "material", 2).but(round=1)]
    moves += [world.of_case(case, part, 2) for part in ("material", "step", "fee")]
    moves += [world.of_case(case, "condition", 2).but(is_met=False)]
    moves += [world.of_case(case, "material", 2).but(received_form="copy_kept")]
    moves += [world.party(case).but(role="role2")]
    again = world.new_case(world.application(item).but(id=case.application_id), item)
    filed_on = building.local_day(world)
    moves += [Move(again.who, again.deed.but(filed_on=filed_on))]
    return moves


def on_an_application(builder: Builder, random: Random) -> list[Move]:
    """Two cases for one application that has none yet."""
    world = builder.world
    filed = world.application(item := random.choice(list(TAKEN_IN)))
    builder.move(filed)
    case = world.new_case(filed, item)
    return [
        Move(case.who, case.deed),
        Move(case.who, case.deed.but(id=new_key(), number=str(new_key())[-24:])),
    ]


def on_a_version(builder: Builder, random: Random) -> list[Move]:
    """Publishing a fresh version, publishing its twin from the same day, adding parts."""
    world = builder.world
    item = f"item{len(world.ids)}"
    building.new_item(builder, item, len(world.ids))
    names = [f"{item}a", f"{item}b"]
    for number, name in enumerate(names, 1):
        building.new_version(builder, name, item, number)
    moves = [world.publication(name, item) for name in names]
    version = world.key(f"version:{names[0]}")
    drafter = world.who["drafter"]
    moves += [
        Move(drafter, Deed(f"item_{part}", world.part_row(part, version, 9)))
        for part in ("material", "condition", "step", "fee", "party_role")
    ]
    return moves


def on_the_register(builder: Builder, random: Random) -> list[Move]:
    """Delegations and modes for a fresh item that overlap, or touch."""
    world = builder.world
    item = f"item{len(world.ids)}"
    building.new_item(builder, item, len(world.ids))
    days = ((0, 10), (9, 20), (10, 20), (-5, 50))
    moves = [delegation(world, item, "accept", start, end) for start, end in days]
    return moves + [
        intake_mode(world, item, "collect", start, end) for start, end in days
    ]


def on_special_steps(builder: Builder, random: Random) -> list[Move]:
    """Special steps and decisions of one case, under the next number and the one after."""
    world = builder.world
    ways = [way for way in building.CHECKED if way != "ready"]
    case = building.new_checked(builder, building.CHECKED[random.choice(ways)])
    moves = []
    for at in (case, replace(case, last_seq=case.last_seq + 1)):
        moves += [world.event(at, kind) for kind in ("granted", "refused", "withdrawn")]
        moves += [special(world, at, "special_begun", place) for place in (2, 3)]
        moves += [
            special(world, at, "special_ended", place, outcome)
            for place in (2, 3)
            for outcome in ("passed", "failed", "not_needed")
        ]
    return moves


STAGES: tuple[Stage, ...] = (
    on_a_case,
    on_a_case,
    on_a_case,
    on_a_case,
    on_a_case,
    on_a_case,
    on_special_steps,
    on_an_application,
    on_a_version,
    on_the_register,
)


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
    return first, second.but(id=new_key()) if second is first else second


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
            run(session, deed, "insert")
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
    if tally is not None:
        what = {expected: "refused", OK: "passed"}.get(got, "invalid")
        tally.count(what, ("insert", move.deed.table, how), told)
        return ""
    higher = "read committed" not in how
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
