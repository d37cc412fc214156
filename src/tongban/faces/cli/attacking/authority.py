"""Who may take in and decide in the attacked world: modes of intake and delegations."""

from collections.abc import Mapping

from psycopg.types.range import DateRange

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key


def delegation(world: World, item: str, power: str, start: int, end: int) -> Move:
    """A delegation from the department to the centre."""
    row = {
        "id": new_key(),
        "city": CITY,
        "document_number": "委〔2026〕1号",
        "item_id": world.key(f"item:{item}"),
        "from_body_id": world.key("body:dept"),
        "to_body_id": world.key("body:centre"),
        "power": power,
        "valid": DateRange(world.day(start), world.day(end)),
    }
    return Move(world.who["publisher"], Deed("delegation", row))


def intake_mode(world: World, item: str, mode: str, start: int, end: int) -> Move:
    """How an item is taken in at the hall."""
    row = {
        "id": new_key(),
        "city": CITY,
        "item_id": world.key(f"item:{item}"),
        "venue_id": world.key("venue:hall"),
        "mode": mode,
        "valid": DateRange(world.day(start), world.day(end)),
    }
    return Move(world.who["publisher"], Deed("intake_mode", row))


def build_authority(builder: Builder, taken_in: Mapping[str, str], since: int) -> None:
    """The modes of these items since that day, and the delegations that they rest on."""
    world = builder.world
    for item, mode in taken_in.items():
        builder.move(intake_mode(world, item, mode, since, 100))
    builder.move(intake_mode(world, "lapsed", "entrusted_acceptance", since, 100))
    builder.move(intake_mode(world, "instant_lapsed", "instant", since, 100))
    for item, power in (
        ("entrusted", "accept"),
        ("instant", "accept"),
        ("instant", "decide"),
        ("instant_lapsed", "accept"),
    ):
        builder.move(delegation(world, item, power, since, 100))
    # Ended today, and not begun before tomorrow: both no delegation.
    for item, power in (("lapsed", "accept"), ("instant_lapsed", "decide")):
        builder.move(delegation(world, item, power, since, 0))
        builder.move(delegation(world, item, power, 1, 100))
