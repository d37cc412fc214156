"""Attacks on places: a hall that is not called what its level is called (ORG-04)."""

from random import Random

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

_HALLS = {
    "city": "政务服务中心",
    "county": "政务服务中心",
    "township": "便民服务中心",
    "village": "便民服务站",
}
_COUNTER = "某局柜台"


def _venue(world: World, name: str, level: str) -> Move:
    row = {
        "id": new_key(),
        "city": CITY,
        "code": str(new_key()),
        "name": name,
        "level": level,
        "region_id": world.key("region:city"),
        "body_id": world.key("body:centre"),
        "address": "",
        "hours": "",
        "phone": "",
    }
    return Move(world.who["loader"], Deed("venue", row))


@against("a_hall_is_named_by_its_level")
def hall_of_another_level(world: World, random: Random) -> Move:
    """The ending of another level, another word for it, or something after it."""
    level, ending = random.choice(list(_HALLS.items()))
    others = {"行政服务中心", "服务中心", "大厅", "", *_HALLS.values()} - {ending}
    names = [f"某地{other}" for other in sorted(others)]
    names += [
        ending,
        f"某地{ending}分厅",
        f"某地{ending}\n",
        f"某地 {ending} ",
        f"\u3000{ending}",
    ]
    return _venue(world, random.choice(names), level)


@against("a_hall_is_named_by_its_level")
def hall_behind_a_counter(world: World, random: Random) -> Move:
    """A hall that is called a counter, so that no level is asked for."""
    level, ending = random.choice(list(_HALLS.items()))
    return _venue(world, f"某地{ending}{random.choice(['柜台', '二号柜台'])}", level)


@beside("a_hall_is_named_by_its_level")
def hall_of_its_level(world: World, random: Random) -> Move:
    """The ending of its level behind a name of its own; or a department's counter."""
    level, ending = random.choice(list(_HALLS.items()))
    return _venue(world, random.choice([f"某地{ending}", _COUNTER]), level)
