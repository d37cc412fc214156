"""Attacks on bodies over time: alone, backwards, on what has ended, or written over."""

from datetime import timedelta
from random import Random
from typing import Any

from tongban.faces.cli.attacking.deeds import Deed, Move, Verb
from tongban.faces.cli.attacking.orgs import (
    approval,
    change,
    closing,
    line,
    pilot,
    scheme,
    sheet,
)
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.turns import pre_review
from tongban.faces.cli.attacking.world import World


@against("what_was_so_stays_known")
def history_written_over(world: World, random: Random) -> Move:
    """What a body was called, who decided it, or where a measure ran is changed."""
    table, column = random.choice(
        [
            ("org_change", "words"),
            ("org_change_answer", "reason"),
            ("body_fact", "name"),
            ("region_fact", "name"),
            ("org_succession", "takes"),
            ("pilot", "document_number"),
        ]
    )
    ways: list[tuple[Verb, dict[str, Any]]] = [
        ("update", {column: "y"}),
        ("delete", {}),
    ]
    verb, row = random.choice(ways)
    return Move(world.who["org_drafter"], Deed(table, row, verb, {column: "x"}))


@against("an_org_change_takes_two_people")
def changed_alone(world: World, random: Random) -> Move:
    """Drafted or approved without the office, by one person, or in another's name."""
    alone = change(world, by="org_both")
    other = random.choice(["officer", "publisher", "secadmin", "org_approver"])
    stranger = random.choice(["officer", "publisher", "secadmin", "org_drafter"])
    return random.choice(
        [
            approval(world, alone, "org_both"),
            change(world, by=other),
            change(world).but(drafted_by_id=world.key("person:org_both")),
            approval(world, change(world), stranger),
            approval(world, alone).but(answered_by_id=world.key("person:org_both")),
        ]
    )


@against("an_org_change_comes_later")
def changed_at_once(world: World, random: Random) -> Move:
    """From today, from a day that is over, or as if it had been asked long ago."""
    days = random.choice([0, -1, -200])
    long_ago = world.now - timedelta(days=40)
    return random.choice(
        [
            change(world, day=days),
            change(world).but(drafted_at=long_ago),
            approval(world, change(world)).but(answered_at=long_ago),
            approval(world, change(world)).but(answered_at=world.now + timedelta(4)),
            pilot(world, "dept").but(set_at=long_ago),
            pilot(world, "dept").but(set_at=world.now - timedelta(days=2)),
        ]
    )


@against("only_what_stands_is_changed")
def changed_after_its_end(world: World, random: Random) -> Move:
    """A body that ended is renamed, or takes another one over."""
    into = line("dept2", ended=True, successors=[{"code": "ended", "takes": ""}])
    itself = line("dept2", ended=True, successors=[{"code": "dept2", "takes": ""}])
    lines = random.choice([line("ended"), into, itself])
    return approval(world, change(world, lines))


@beside(
    "what_was_so_stays_known",
    "an_org_change_takes_two_people",
    "an_org_change_comes_later",
    "only_what_stands_is_changed",
)
def changed_by_two(world: World, random: Random) -> Move:
    """Renamed, merged, or founded, from a day to come."""
    day = random.choice([1, 30])
    merged = line("dept2", ended=True, successors=[{"code": "centre", "takes": "x"}])
    founded = line("new", level="city", region=world.who["org_drafter"].city, uscc="n")
    lines = random.choice([line("dept2"), merged, founded])
    return approval(world, change(world, lines, day=day))


@against("pilots_are_set_by_their_office")
def started_by_anybody(world: World, random: Random) -> Move:
    """By somebody else, or in the name of who may."""
    by = random.choice(["officer", "publisher", "secadmin", "org_approver"])
    named = random.choice([world.who[by].person, world.key("person:org_drafter")])
    return pilot(world, "dept", by).but(set_by_id=named)


@beside("pilots_are_set_by_their_office")
def started_by_its_office(world: World, random: Random) -> Move:
    """A measure starts, or is wanted by a day."""
    return random.choice(
        [pilot(world, "dept"), pilot(world, "dept2").but(starts_on=None)]
    )


@against("an_ended_body_takes_no_new_case")
def filed_where_nobody_is(world: World, random: Random) -> Move:
    """A case for an item that still stands there."""
    filed = world.application("own", "ended")
    return world.new_case(filed, "ended").but(body_id=world.key("body:ended"))


@beside("an_ended_body_takes_no_new_case")
def filed_where_somebody_is(world: World, random: Random) -> Move:
    """The same at a body that stands."""
    return world.new_case(world.application("own"), "own")


@against("a_measure_runs_where_it_started")
def looked_at_where_nobody_looks(world: World, random: Random) -> Move:
    """A pre-review at a body that has not begun it."""
    return pre_review(world, "ended", body="ended")


@beside("a_measure_runs_where_it_started")
def looked_at_where_it_runs(world: World, random: Random) -> Move:
    """The same at one that has."""
    return pre_review(world, random.choice(["entrusted", "instant"]))


@against("assessments_are_only_added_to")
def assessment_written_over(world: World, random: Random) -> Move:
    """What was published is made better, or taken away."""
    table, column = random.choice(
        [
            ("assessment_scheme", "title"),
            ("assessment_sheet", "body_name"),
            ("body_closing", "city"),
        ]
    )
    ways: list[tuple[Verb, dict[str, Any]]] = [
        ("update", {column: "y"}),
        ("delete", {}),
    ]
    verb, row = random.choice(ways)
    return Move(world.who["org_approver"], Deed(table, row, verb, {column: "x"}))


@against("bodies_are_kept_by_their_office")
def assessed_by_anybody(world: World, random: Random) -> Move:
    """Closed or published without the office, or in another's name."""
    by = random.choice(["officer", "publisher", "secadmin"])
    stolen = world.key("person:org_approver")
    return random.choice(
        [
            scheme(world, by),
            sheet(world, by),
            sheet(world, by).but(published_by_id=stolen),
            scheme(world, "org_drafter"),
            closing(world, "emptied", by),
            closing(world, "emptied", "org_approver"),
        ]
    )


@beside("assessments_are_only_added_to", "bodies_are_kept_by_their_office")
def assessed_by_its_office(world: World, random: Random) -> Move:
    """A further scheme, a further sheet."""
    return random.choice([scheme, sheet])(world)


@against("a_body_closes_with_nothing_left")
def closed_too_early(world: World, random: Random) -> Move:
    """One that stands, or where an item is still in force."""
    return closing(world, random.choice(["ended", "dept", "dept2", "centre"]))


@beside("a_body_closes_with_nothing_left")
def closed_when_empty(world: World, random: Random) -> Move:
    """One that ended and has nothing left."""
    return closing(world, "emptied")
