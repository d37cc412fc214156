"""Makes the attempts, one savepoint each, and counts what the law did with them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any

import psycopg
from psycopg import sql

from tongban.faces.cli import attacking
from tongban.faces.cli.attacking.deeds import SET_ACTOR, Deed, Move, Who
from tongban.faces.cli.attacking.registry import ATTACKS, TWINS, Maker
from tongban.faces.cli.attacking.statements import TRICKS, choose, run
from tongban.faces.cli.attacking.world import World
from tongban.plumbing.database.rules import Rule, rules

MISSING_RIGHT = "42501"
# Rules carried by a grant as well: the missing right on that table is their refusal.
BY_GRANT = frozenset({"grant_and_trigger"})
BY_KEY = frozenset({"unique", "exclusion"})
TRICK_SHARE = 0.25
TWINS_EACH = 12
# So that one transaction does not gather savepoints without end.
ROUND = 400
MOST_INVALID = 0.10


def _read_attacks() -> None:
    """Attacks register themselves when their module is read, in the order of its name."""
    for module in iter_modules(attacking.__path__):
        if module.name.startswith("against_"):
            import_module(f"{attacking.__name__}.{module.name}")


_read_attacks()


@dataclass
class Tally:
    """What became of the attempts against one rule."""

    rule_id: str
    source: str
    attempts: int = 0
    refused: int = 0
    passed: int = 0
    shapes: set[tuple[str, str, str]] = field(default_factory=set)
    holes: list[str] = field(default_factory=list)
    invalid_why: dict[str, int] = field(default_factory=dict)

    @property
    def invalid(self) -> int:
        """Attempts that failed for another reason than the rule."""
        return self.attempts - self.refused - self.passed

    @property
    def is_sound(self) -> bool:
        """Attacked at all, never passed, and rarely missed."""
        return (
            self.attempts > 0
            and not self.passed
            and self.invalid <= MOST_INVALID * self.attempts
        )

    def count(self, outcome: str, shape: tuple[str, str, str], why: str = "") -> None:
        """Add one attempt: refused, passed, or anything else, which is invalid."""
        self.attempts += 1
        self.shapes.add(shape)
        if outcome == "refused":
            self.refused += 1
        elif outcome == "passed":
            self.passed += 1
            self.holes.append(why)
        else:
            self.invalid_why[why] = self.invalid_why.get(why, 0) + 1


class Attack:
    """Attempts in one session of the application's role."""

    def __init__(
        self, session: psycopg.Connection, world: World, random: Random, *, tricks: bool
    ) -> None:
        """`tricks` tries settings, shadow tables and other roles before a deed."""
        self.session, self.world, self.random = session, world, random
        self.tricks = tricks

    def attempt(self, rule: Rule, tally: Tally, maker: Maker | None = None) -> None:
        """One forbidden move, in a savepoint that is rolled back."""
        maker = maker or self.random.choice(ATTACKS[rule.rule_id])
        move = maker(self.world, self.random)
        unique = rule.mechanism in BY_KEY
        kind = choose(move.deed, self.random, tally.attempts, unique=unique)
        trick = ""
        if self.tricks and self.random.random() < TRICK_SHARE:
            trick = self.random.choice(list(TRICKS))
        outcome, why = self._in_savepoint(lambda: self._try(rule, move, kind, trick))
        said = f"{maker.__name__} by {move.who.kind}, {kind} {move.deed.table}: {why}"
        tally.count(outcome, (kind, move.deed.table, "alone"), said)

    def twin(self, rule_id: str) -> str:
        """Make the lawful move beside the rule; what stood in its way, or nothing."""
        for _ in range(TWINS_EACH):
            maker = self.random.choice(TWINS[rule_id])
            move = maker(self.world, self.random)
            outcome, why = self._in_savepoint(lambda m=move: self._do(m))  # type: ignore[misc]
            if outcome != "passed":
                return f"{maker.__name__}: {why}"
        return ""

    def _in_savepoint(self, act: Callable[[], tuple[str, str]]) -> tuple[str, str]:
        self.session.execute("savepoint attempt")
        try:
            return act()
        finally:
            self.session.execute("rollback to savepoint attempt")

    def _do(self, move: Move) -> tuple[str, str]:
        try:
            for who, deed in move.deeds:
                self._put(who, deed)
            self.session.execute("set constraints all immediate")
        except psycopg.Error as error:
            return "invalid", describe(error)
        return "passed", ""

    def _put(self, who: Who, deed: Deed) -> None:
        self.session.execute(SET_ACTOR, who.settings())
        run(self.session, deed, deed.verb)

    def _try(self, rule: Rule, move: Move, kind: str, trick: str) -> tuple[str, str]:
        try:
            for who, deed in move.before:
                self._put(who, deed)
        except psycopg.Error as error:
            return "invalid", f"before: {describe(error)}"
        self._play(trick)
        try:
            self.session.execute(SET_ACTOR, move.who.settings())
            touched = run(self.session, move.deed, kind)
            for who, deed in move.after:
                self._put(who, deed)
            self.session.execute("set constraints all immediate")
        except psycopg.Error as error:
            if is_refusal(error, rule, move.deed.table):
                return "refused", ""
            return "invalid", describe(error)
        return (
            ("passed", f"{trick} {move.deed.row}") if touched else ("invalid", "no row")
        )

    def _play(self, trick: str) -> None:
        if not trick or not TRICKS[trick]:
            return
        self.session.execute("savepoint trick")
        try:
            self.session.execute(sql.SQL(TRICKS[trick]))
        except psycopg.Error:
            self.session.execute("rollback to savepoint trick")


def is_refusal(error: psycopg.Error, rule: Rule, table: str) -> bool:
    """Whether the error names the rule; a missing right names the table instead."""
    if error.diag.constraint_name == rule.rule_id:
        return True
    said = error.diag.message_primary or ""
    return (
        rule.mechanism in BY_GRANT
        and error.sqlstate == MISSING_RIGHT
        and said == f"permission denied for table {table}"
    )


def describe(error: psycopg.Error) -> str:
    """Code, constraint and words of an error: the world holds no real person."""
    return f"{error.sqlstate} {error.diag.constraint_name or ''} {error.diag.message_primary}"


def refusing_rules() -> list[Rule]:
    """The rules that refuse, in the order of the register."""
    return [rule for rule in rules().values() if rule.effect != "finding"]


def attack_alone(attack: Attack, tallies: dict[str, Tally], attempts: int) -> None:
    """Spread the attempts over all rules, in rounds that are rolled back."""
    session, register = attack.session, rules()
    targets = [rule_id for rule_id in tallies if ATTACKS.get(rule_id)]
    for number in range(attempts):
        if number % ROUND == 0:
            session.rollback()
        rule_id = targets[number % len(targets)]
        attack.attempt(register[rule_id], tallies[rule_id])
    session.rollback()


def try_twins(attack: Attack, tallies: dict[str, Tally]) -> list[dict[str, Any]]:
    """The lawful act beside each rule: without it a broken schema would look sound."""
    found = []
    for rule_id in tallies:
        why = attack.twin(rule_id) if rule_id in TWINS else "no twin is written"
        found.append({"id": rule_id, "ok": not why, "detail": why})
    with suppress(psycopg.Error):
        attack.session.rollback()
    return found


def new_tallies() -> dict[str, Tally]:
    """One empty tally for each rule that refuses."""
    return {
        rule.rule_id: Tally(rule.rule_id, rule.article) for rule in refusing_rules()
    }


def report(tallies: dict[str, Tally]) -> list[dict[str, Any]]:
    """The counts as contracts have them."""
    return [
        {
            "id": tally.rule_id,
            "source": tally.source,
            "attempts": tally.attempts,
            "refused": tally.refused,
            "invalid": tally.invalid,
            "passed": tally.passed,
            "shapes": len(tally.shapes),
        }
        for tally in tallies.values()
    ]
