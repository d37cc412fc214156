"""Attacks on plans and incidents: alone, without a plan, without proof, closed too early."""

from datetime import timedelta
from random import Random
from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.incidents import (
    ADMIN,
    AUDIT,
    LEAD,
    OPEN,
    PLAN,
    closed,
    entry,
    opened,
    plan,
    plan_published,
    settled,
)
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World

_STRANGERS = ("officer", "clerk", "privacy_officer")


def plan_with(world: World, part: str, said: Any) -> Move:
    """A plan that says something else in one part."""
    return plan(world).but(content=Jsonb(PLAN | {part: said}))


@against("incident_plans_are_kept_by_their_office")
def planned_by_anybody(world: World, random: Random) -> Move:
    """Without the office, in another's name, or dated back."""
    by = random.choice([*_STRANGERS, AUDIT])
    other = {"drafted_by_id": world.key(f"person:{ADMIN}")}
    back = world.now - timedelta(days=40)
    return random.choice(
        [
            plan(world, by=by),
            plan(world, by=ADMIN),
            plan(world).but(**other),
            plan(world).but(drafted_at=back),
            plan_published(world, by=by),
            plan_published(world).but(published_at=back),
        ]
    )


@against("an_incident_plan_is_whole")
def half_a_plan(world: World, random: Random) -> Move:
    """A part is missing or empty, a line is blank, or nobody is told."""
    part = random.choice(["kinds", "levels", "steps", "notices"])
    without = {name: value for name, value in PLAN.items() if name != part}
    line = PLAN["steps"][0]
    return random.choice(
        [
            plan(world).but(content=Jsonb(without)),
            plan_with(world, part, []),
            plan_with(world, part, "x"),
            plan_with(world, "drill_days", random.choice([0, 367, "soon"])),
            plan_with(world, "steps", [line | {"who": " "}]),
            plan_with(world, "steps", [line | {"hours": random.choice([0, -1, "x"])}]),
            plan_with(world, "steps", [line | {"levels": ["none"]}]),
            plan_with(world, "steps", [line, line]),
            plan_with(world, "steps", ["x"]),
            plan_with(world, "notices", PLAN["notices"][:1]),
            plan_with(world, "notices", PLAN["notices"][1:]),
            plan(world).but(title=" "),
        ]
    )


@against("an_incident_plan_is_published_by_another")
def plan_published_alone(world: World, random: Random) -> Move:
    """By who drafted it, or from a day that is over."""
    back = {"in_force_from": world.day(-1 - random.randrange(9))}
    return random.choice(
        [plan_published(world, by=LEAD), plan_published(world).but(**back)]
    )


@beside(
    "incident_plans_are_kept_by_their_office",
    "an_incident_plan_is_whole",
    "an_incident_plan_is_published_by_another",
    "incident_records_never_change",
)
def planned_by_two(world: World, random: Random) -> Move:
    """Drafted by one, published by another."""
    return random.choice([plan(world), plan_published(world)])


@against("an_incident_says_who_found_what")
def reported_by_nobody(world: World, random: Random) -> Move:
    """Blank, of the future, or dated back."""
    part = random.choice(["title", "words", "found_how"])
    return random.choice(
        [
            opened(world).but(**{part: random.choice(["", "  "])}),
            opened(world).but(found_at=world.now + timedelta(hours=1)),
            opened(world).but(opened_at=world.now - timedelta(days=9)),
        ]
    )


@against("an_incident_follows_the_plan_in_force")
def under_no_plan(world: World, random: Random) -> Move:
    """Under a draft, with a kind or level of no plan, or raised to none."""
    return random.choice(
        [
            opened(world).but(plan_id=world.key("plan:waiting")),
            opened(world).but(kind="none"),
            opened(world).but(level=""),
            entry(world, "level").but(level="none"),
        ]
    )


@against("a_drill_stays_a_drill")
def made_a_drill(world: World, random: Random) -> Move:
    """What happened is called practice, or the other way round."""
    name = random.choice(OPEN)
    change = {"is_drill": name != "drill"}
    where = {"id": world.key(f"incident:{name}")}
    by = world.who[random.choice([LEAD, AUDIT, "officer"])]
    return Move(by, Deed("incident", change, "update", where))


@beside(
    "an_incident_says_who_found_what",
    "an_incident_follows_the_plan_in_force",
    "a_drill_stays_a_drill",
)
def reported(world: World, random: Random) -> Move:
    """By anybody on the staff, under the plan in force; a drill from the first."""
    return random.choice(
        [
            opened(world, random.choice(_STRANGERS)),
            opened(world, LEAD, "large"),
            opened(world, LEAD).but(is_drill=True),
            entry(world, "level").but(level="large"),
        ]
    )


@against("an_incident_is_led_by_its_office")
def led_by_anybody(world: World, random: Random) -> Move:
    """Steps by who reported it, blank, of the future, before it was found, dated back."""
    return random.choice(
        [
            settled(world, by="officer"),
            settled(world, by=AUDIT),
            entry(world, "level", by="officer").but(level="large"),
            entry(world).but(words=" "),
            entry(world).but(happened_at=world.now + timedelta(hours=1)),
            entry(world).but(happened_at=world.now - timedelta(hours=9)),
            entry(world).but(written_at=world.now - timedelta(days=9)),
        ]
    )


@against("an_incident_step_is_settled_with_proof")
def settled_without_proof(world: World, random: Random) -> Move:
    """A notice without a receipt, a step of another incident, or none at all."""
    return random.choice(
        [
            settled(world, "people").but(receipt=" "),
            settled(world).but(incident_id=world.key("incident:bare")),
            settled(world).but(step_id=None),
            settled(world).but(kind="note"),
        ]
    )


@against("an_incident_step_is_settled_once")
def settled_again(world: World, random: Random) -> Move:
    """The same, or the other way."""
    return settled(world, "office", random.choice(["done", "excused"]))


@beside(
    "an_incident_is_led_by_its_office",
    "an_incident_step_is_settled_with_proof",
    "an_incident_step_is_settled_once",
)
def settled_rightly(world: World, random: Random) -> Move:
    """By who leads, with a receipt where somebody is told; or excused with a reason."""
    return random.choice(
        [
            settled(world),
            settled(world, "people"),
            settled(world, "people", "excused").but(receipt=""),
            entry(world, by=random.choice([LEAD, AUDIT, "officer"])),
            entry(world, "estimate", by="officer").but(people=9),
        ]
    )


@against("a_closed_incident_is_reopened_first")
def written_after_the_end(world: World, random: Random) -> Move:
    """Into one that is closed, closed again, or reopened while it is open."""
    return random.choice(
        [
            entry(world, incident="over"),
            closed(world, "over"),
            entry(world, "reopened", random.choice(OPEN)),
        ]
    )


@against("an_incident_is_closed_by_another")
def closed_by_the_opener(world: World, random: Random) -> Move:
    """By who opened it, or by somebody without the office."""
    return random.choice(
        [
            closed(world, "own", LEAD),
            closed(world, "drill", LEAD),
            closed(world, "bare", "officer"),
        ]
    )


@against("an_incident_is_closed_with_its_cause")
def closed_without_cause(world: World, random: Random) -> Move:
    """Without cause, measures, or lessons."""
    part = random.choice(["cause", "measures", "lessons"])
    return closed(world).but(**{part: random.choice(["", "  "])})


@against("an_incident_is_closed_when_all_is_done")
def closed_too_early(world: World, random: Random) -> Move:
    """While a step waits, or somebody was not told."""
    before = random.choice([(), settled(world).deeds, settled(world, "people").deeds])
    move = closed(world, "full", random.choice([LEAD, AUDIT]))
    return Move(move.who, move.deed, before)


@beside(
    "a_closed_incident_is_reopened_first",
    "an_incident_is_closed_by_another",
    "an_incident_is_closed_with_its_cause",
    "an_incident_is_closed_when_all_is_done",
)
def closed_rightly(world: World, random: Random) -> Move:
    """By another, with everything, when all is done; or opened again."""
    whole = closed(world, "full", random.choice([LEAD, AUDIT]))
    done = (*settled(world).deeds, *settled(world, "people", "excused").deeds)
    return random.choice(
        [
            closed(world),
            closed(world, "own"),
            closed(world, "drill"),
            Move(whole.who, whole.deed, done),
            entry(world, "reopened", "over"),
        ]
    )
