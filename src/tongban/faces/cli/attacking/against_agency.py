"""Attacks on assisted handling: no order without a mandate, no fee by an agent, no foreign step."""

from random import Random

from tongban.faces.cli.attacking.agency import (
    AGENT,
    COLLEAGUE,
    LATE,
    fee,
    marked,
    named,
    order,
    post,
    post_end,
    step,
)
from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.mandates import end
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World
from tongban.plumbing.database.keys import new_key


@beside("agency_is_only_added_to")
def another_order(world: World, random: Random) -> Move:
    """Nothing is changed; another one is asked."""
    return order(world)


@against("an_agent_is_registered_by_the_office")
def registered_by_nobody(world: World, random: Random) -> Move:
    """By another office, of who is no agent, for the past, too long, twice."""
    lawful = post(world)
    officer = world.who["officer"]
    return random.choice(
        [
            lawful.by(officer).but(registered_by_id=officer.person),
            lawful.but(registered_by_id=officer.person),
            lawful.but(body_id=world.key("body:dept")),
            post(world, "clerk"),
            post(world, "citizen"),
            post(world, AGENT),
            lawful.but(valid_from=world.day(-1)),
            lawful.but(valid_to=world.day(1100)),
            post_end(world).by(officer).but(ended_by_id=officer.person),
            post_end(world).but(ends_on=world.day(-1)),
            post_end(world).but(ends_on=world.day(301)),
            post_end(world).but(reason=""),
        ]
    )


@beside("an_agent_is_registered_by_the_office")
def registered_by_the_office(world: World, random: Random) -> Move:
    """On the roster from today; ended some day."""
    return random.choice([post(world), post_end(world)])


@against("assisted_paths_are_said_by_the_office")
def marked_by_another(world: World, random: Random) -> Move:
    """By another office, in its name, or over a number."""
    officer, again = world.who["officer"], marked(world, number=2)
    return random.choice(
        [
            again.by(officer).but(said_by_id=officer.person),
            again.but(said_by_id=officer.person),
            again.but(number=3),
            again.but(kind="none"),
        ]
    )


@beside("assisted_paths_are_said_by_the_office")
def marked_by_the_office(world: World, random: Random) -> Move:
    """More paths are open; or it is no such item after all."""
    again = marked(world, number=2)
    return random.choice(
        [again.but(paths=["remote", "family"]), again.but(kind="none", paths=[])]
    )


@against("an_order_is_asked_by_its_principal")
def asked_by_another(world: World, random: Random) -> Move:
    """In somebody's name, where nobody serves, for no item there is, with a foreign mandate."""
    lawful, stranger = order(world), world.who["stranger"]
    return random.choice(
        [
            lawful.but(asked_by_id=stranger.person),
            lawful.by(stranger).but(asked_by_id=stranger.person),
            lawful.but(principal_person_id=stranger.person),
            lawful.but(body_id=world.key("body:dept")),
            order(world, agent=None).but(body_id=world.key("body:dept2")),
            lawful.but(items=[new_key()]),
            lawful.but(post_id=world.key("agency_post:past")),
            lawful.but(post_id=world.key(f"agency_post:{COLLEAGUE}")),
            lawful.but(mandate_id=world.key("mandate:held")),
            lawful.but(asked_at=world.now - LATE),
            lawful.by(stranger).but(
                asked_by_id=stranger.person, principal_person_id=stranger.person
            ),
        ]
    )


@beside("an_order_is_asked_by_its_principal")
def asked_by_its_principal(world: World, random: Random) -> Move:
    """By name, or of the hall."""
    return random.choice([order(world), order(world, agent=None)])


@against("an_assisted_path_is_open")
def by_a_closed_path(world: World, random: Random) -> Move:
    """Remote, though the item has no such path."""
    agent = random.choice([AGENT, None])
    return order(world, agent=agent).but(path="remote")


@beside("an_assisted_path_is_open")
def by_an_open_path(world: World, random: Random) -> Move:
    """Remote, once the office has said so."""
    opened = marked(world, number=2).but(paths=["remote"])
    asked = order(world).but(path="remote")
    return Move(asked.who, asked.deed, opened.deeds)


@against("an_order_is_taken_under_a_mandate")
def taken_without_a_mandate(world: World, random: Random) -> Move:
    """None, one of another agent, one that is over, one for something else, ended just now."""
    taken, bare = step(world, "open", "taken"), step(world, "unnamed", "taken")
    narrow = named(world).but(scope=[str(world.key("item:collect"))])
    return random.choice(
        [
            bare.but(mandate_id=None),
            step(world, "open", "taken", by=COLLEAGUE),
            taken.but(mandate_id=world.key("mandate:held")),
            taken.but(mandate_id=world.key("mandate:ended")),
            bare.but(mandate_id=world.key("mandate:over")),
            Move(
                bare.who,
                bare.deed.but(mandate_id=narrow.deed.row["id"]),
                narrow.deeds,
            ),
        ]
    )


@beside("an_order_is_taken_under_a_mandate")
def taken_under_a_mandate(world: World, random: Random) -> Move:
    """The one that came with it; or one given since."""
    given = named(world, COLLEAGUE)
    taken = step(world, "unnamed", "taken", by=COLLEAGUE)
    taken = taken.but(mandate_id=given.deed.row["id"])
    return random.choice(
        [step(world, "open", "taken"), Move(taken.who, taken.deed, given.deeds)]
    )


@against("an_order_goes_step_by_step")
def out_of_turn(world: World, random: Random) -> Move:
    """Not taken, taken twice, over, by somebody else, without words, after the mandate's end."""
    stranger = world.who["stranger"]
    stop = step(world, "taken", "stopped", 2, by="citizen")
    back = end(world, "agency", "citizen")
    late = step(world, "taken", "under_way", 2)
    return random.choice(
        [
            step(world, "open", "under_way"),
            step(world, "open", "done"),
            step(world, "taken", "taken", 2),
            step(world, "over", "under_way", 3),
            step(world, "taken", "under_way", 3),
            step(world, "taken", "under_way", 2, by=COLLEAGUE),
            step(world, "taken", "done", 2, by="officer"),
            step(world, "taken", "done", 2).but(words=""),
            step(world, "taken", "given_up", 2).but(words=""),
            step(world, "taken", "handed_on", 2).but(post_id=None),
            step(world, "taken", "handed_on", 2).but(
                post_id=world.key(f"agency_post:{AGENT}")
            ),
            step(world, "taken", "stopped", 2),
            stop.by(stranger).but(by_id=stranger.person),
            step(world, "taken", "under_way", 2).but(happened_at=world.now - LATE),
            Move(late.who, late.deed, back.deeds),
        ]
    )


@beside("an_order_goes_step_by_step")
def in_its_turn(world: World, random: Random) -> Move:
    """Under way, done, given up, handed on; stopped by whose it is."""
    return random.choice(
        [
            step(world, "taken", "under_way", 2),
            step(world, "taken", "done", 2),
            step(world, "taken", "given_up", 2),
            step(world, "open", "given_up", by=COLLEAGUE),
            step(world, "taken", "handed_on", 2),
            step(world, "taken", "stopped", 2, by="citizen"),
            step(world, "open", "stopped", by="citizen"),
        ]
    )


@against("an_order_names_its_own_case")
def with_a_foreign_case(world: World, random: Random) -> Move:
    """A case of another item; or none that there is."""
    filed = step(world, "taken", "filed", 2)
    other = random.choice(["collect", "entrusted"])
    cases = [world.case(other, "submitted").case_id, new_key()]
    return filed.but(case_id=random.choice(cases))


@beside("an_order_names_its_own_case")
def with_its_own_case(world: World, random: Random) -> Move:
    """The principal's, for the item of the order."""
    return step(world, "taken", "filed", 2)


@against("agency_is_free")
def fee_by_the_agent(world: World, random: Random) -> Move:
    """By who has the order, or anybody who is not of the office that handles the case."""
    by = random.choice([AGENT, COLLEAGUE, "citizen", "stranger_officer"])
    return fee(world).by(world.seen_by(by))


@beside("agency_is_free")
def fee_by_the_office(world: World, random: Random) -> Move:
    """What the published guide says, by the office that handles the case."""
    return fee(world)
