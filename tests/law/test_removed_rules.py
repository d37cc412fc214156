"""Each rule is taken out once: an attack that still is refused then would test nothing."""

from collections.abc import Callable
from random import Random

import psycopg

from tests.law.removing import remove
from tongban.faces.cli.attacking.engine import Attack, Tally, refusing_rules
from tongban.faces.cli.attacking.registry import ATTACKS
from tongban.faces.cli.attacking.world import World

ATTEMPTS = 120


def test_every_attack_notices_that_its_rule_is_gone(
    open_session: Callable[[str], psycopg.Connection], world: World
) -> None:
    superuser = open_session("postgres")
    unnoticed = {}
    for rule in refusing_rules():
        for maker in ATTACKS[rule.rule_id]:
            remove(superuser, rule.rule_id)
            superuser.execute("set local session authorization tongban_app")
            attack = Attack(superuser, world, Random(3), tricks=False)  # noqa: S311
            tally = Tally(rule.rule_id, rule.article)
            while tally.attempts < ATTEMPTS and not tally.passed:
                attack.attempt(rule, tally, maker)
            superuser.rollback()
            if not tally.passed:
                unnoticed[rule.rule_id, maker.__name__] = tally.invalid_why
    assert unnoticed == {}
