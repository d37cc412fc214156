"""The whole attack: lawful twins, attempts alone, and two sessions interleaved."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tongban.faces.cli.attacking.building import build
from tongban.faces.cli.attacking.engine import (
    Attack,
    Tally,
    attack_alone,
    new_tallies,
    report,
    try_twins,
)
from tongban.faces.cli.attacking.interleaving import Sessions, attack_together
from tongban.faces.cli.attacking.scratch import Open

# A pair costs some twenty attempts of one session: it needs a fresh case and two commits.
PAIR_SHARE = 0.05
TOGETHER = "two_sessions_are_one_after_the_other"


@dataclass(frozen=True)
class Findings:
    """What the attack found."""

    tallies: dict[str, Tally]
    twins: list[dict[str, Any]]

    @property
    def is_sound(self) -> bool:
        """Nothing passed, every lawful act did, and few attempts missed."""
        return all(tally.is_sound for tally in self.tallies.values()) and all(
            twin["ok"] for twin in self.twins
        )

    def facts(self) -> dict[str, Any]:
        """Counts, as contracts have them."""
        return {"rules": report(self.tallies), "twins": self.twins}

    def details(self) -> dict[str, Any]:
        """What passed and what missed, in words, for the report file."""
        return {
            tally.rule_id: {"passed": tally.holes, "invalid": tally.invalid_why}
            for tally in self.tallies.values()
            if tally.holes or tally.invalid_why
        }


def attack_everything(opened: Open, *, attempts: int, seed: int) -> Findings:
    """Build the world, then attack it; the same seed makes the same attempts."""
    random = Random(seed)  # noqa: S311  # to be repeated, not to be secret
    with opened("owner") as owner:
        world = build(owner)
    attack = Attack(opened("app"), world, random, tricks=True)
    tallies = new_tallies()
    twins = try_twins(attack, tallies)
    sessions = Sessions(opened("app"), opened("app"), opened("app"), opened("owner"))
    differences = attack_together(
        sessions, world, random, tallies, int(attempts * PAIR_SHARE)
    )
    left = attempts - sum(tally.attempts for tally in tallies.values())
    attack_alone(attack, tallies, left)
    twins.append(
        {"id": TOGETHER, "ok": not differences, "detail": "; ".join(differences[:5])}
    )
    return Findings(tallies, twins)
