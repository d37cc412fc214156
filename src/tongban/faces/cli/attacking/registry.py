"""The register of attacks: makers of forbidden moves by rule, and of the lawful twins."""

from collections.abc import Callable
from random import Random

from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.world import World

Maker = Callable[[World, Random], Move]

ATTACKS: dict[str, list[Maker]] = {}
TWINS: dict[str, list[Maker]] = {}


def against(*rule_ids: str) -> Callable[[Maker], Maker]:
    """Register a maker of forbidden moves: the rule must refuse every one of them."""

    def keep(maker: Maker) -> Maker:
        for rule_id in rule_ids:
            ATTACKS.setdefault(rule_id, []).append(maker)
        return maker

    return keep


def beside(*rule_ids: str) -> Callable[[Maker], Maker]:
    """Register the positive twin: the lawful move beside the forbidden one."""

    def keep(maker: Maker) -> Maker:
        for rule_id in rule_ids:
            TWINS.setdefault(rule_id, []).append(maker)
        return maker

    return keep
