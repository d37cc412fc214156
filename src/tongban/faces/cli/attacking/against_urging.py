"""Attacks on the window's urging: only what it took in, only while it waits, once a day."""

from datetime import timedelta
from random import Random

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, Case, World
from tongban.plumbing.database.keys import new_key

RULE = "a_window_urges_what_it_took_in"
_AT_HALL = ("collect", "entrusted")
_WAITING = ("submitted", "correcting", "accepted", "reviewed")
_OVER = ("granted", "refused", "not_accepted", "dispatched", "delivered", "withdrawn")


def urge(world: World, case: Case, by: str = "clerk") -> Move:
    """The clerk of the hall urges a case that the hall took in."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "case_id": case.case_id,
        "level": 1,
        "words": "请快办",
        "urged_by_id": who.person,
        "at_body_id": world.key("body:centre"),
        "told_id": None,
        "urged_at": world.now,
        "urged_on": world.today,
    }
    return Move(who, Deed("case_urge", row))


@against(RULE)
def urged_by_another_body(world: World, random: Random) -> Move:
    """The handling body urges itself, in its own name or in that of the hall."""
    case = world.case(random.choice(_AT_HALL), random.choice(_WAITING))
    body = random.choice(["body:dept", "body:centre", "body:dept2"])
    return urge(world, case, "officer").but(at_body_id=world.key(body))


@against(RULE)
def urged_what_is_over(world: World, random: Random) -> Move:
    """Decided, closed or withdrawn: nobody is waited for."""
    return urge(world, world.case(random.choice(_AT_HALL), random.choice(_OVER)))


@against(RULE)
def urged_what_came_online(world: World, random: Random) -> Move:
    """No window took it in."""
    case = world.case("own", random.choice(_WAITING))
    body = random.choice(["body:dept", "body:centre"])
    return urge(world, case, "officer").but(at_body_id=world.key(body))


@against(RULE)
def escalated_in_time(world: World, random: Random) -> Move:
    """The promised day is to come, or the one told is no chief representative."""
    case = world.case(random.choice(_AT_HALL), random.choice(_WAITING))
    told = random.choice(["person:approver", "person:officer", "person:colleague"])
    return urge(world, case).but(level=2, told_id=world.key(told))


@against(RULE)
def urged_on_another_day(world: World, random: Random) -> Move:
    """Dated to come, to a day before the filing, or to a day that is not its moment's."""
    case = world.case(random.choice(_AT_HALL), random.choice(_WAITING))
    days = random.choice([-40, -3, 3, 20])
    moment = world.now + timedelta(days=random.choice([0, days]))
    return urge(world, case).but(urged_at=moment, urged_on=world.day(days))


@beside(RULE)
def urged_by_its_window(world: World, random: Random) -> Move:
    """What the hall took in and the department has not decided."""
    return urge(world, world.case(random.choice(_AT_HALL), random.choice(_WAITING)))
