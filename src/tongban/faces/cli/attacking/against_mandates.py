"""Attacks on acting for another: who gives a mandate, how far it goes, when it is over."""

from datetime import timedelta
from random import Random
from typing import Any

from tongban.faces.cli.attacking.agency import named
from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.mandates import (
    at_a_window,
    by_code,
    by_representative,
    end,
    filed_for,
)
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World
from tongban.plumbing.database.keys import new_key

_HALF = 0.5
RULE = "acts_for_another_only_by_mandate"


@against("a_mandate_has_its_scope_and_end")
def without_scope_or_end(world: World, random: Random) -> Move:
    """A mandate for nothing in particular, for items that are none, or for ever."""
    wrong: list[dict[str, Any]] = [
        {"valid_to": world.today},
        {"valid_to": world.day(-1)},
        {"valid_to": world.day(1097)},
        {"valid_to": "infinity"},
        {"scope_kind": "items"},
        {"scope_kind": "themes"},
        {"scope_kind": "items", "scope": [str(new_key())]},
        {"scope_kind": "all", "scope": ["person:040"]},
        {"scope_kind": "some", "scope": ["person:040"]},
        {"kind": "friend"},
    ]
    return by_representative(world).but(**random.choice(wrong))


@beside("a_mandate_has_its_scope_and_end")
def with_scope_and_end(world: World, random: Random) -> Move:
    """The longest there is, for everything, an item, or a theme."""
    item = str(world.key("item:own"))
    lawful: list[dict[str, Any]] = [
        {"valid_to": world.day(1096)},
        {"valid_to": world.day(1)},
        {"scope_kind": "items", "scope": [item]},
        {"scope_kind": "themes", "scope": ["firm:010"]},
    ]
    return by_representative(world).but(**random.choice(lawful))


@against("a_mandate_is_given_by_its_principal")
def given_by_another(world: World, random: Random) -> Move:
    """Without a code, with another's, with wider terms than it; or in somebody's name."""
    relative, stranger = world.who["relative"], world.who["stranger"]
    code, head, window = by_code(world), by_representative(world), at_a_window(world)
    return random.choice(
        [
            code.but(offer_id=None),
            code.but(principal_person_id=stranger.person),
            code.but(agent_id=stranger.person),
            code.by(stranger).but(agent_id=stranger.person, made_by_id=stranger.person),
            code.but(valid_to=world.day(31)),
            code.but(kind="agent"),
            code.but(scope_kind="themes", scope=["person:040"]),
            code.but(made_at=world.now - timedelta(days=40)),
            head.by(stranger).but(made_by_id=stranger.person),
            head.by(relative).but(made_by_id=relative.person),
            head.but(agent_id=world.key("person:citizen")),
            head.but(made_by_id=stranger.person),
            window.but(papers=""),
            window.but(made_at_body_id=None),
            window.but(made_at_body_id=world.key("body:dept")),
            window.by(world.who["leaver"]).but(
                made_by_id=world.key("person:leaver"),
                made_at_body_id=world.key("body:dept"),
            ),
            window.but(agent_id=world.key("person:clerk")),
            # Named while signed in: by another, for another, for a firm, with a scan.
            named(world).by(stranger).but(made_by_id=stranger.person),
            named(world).but(principal_person_id=stranger.person),
            named(world).but(agent_id=world.key("person:citizen")),
            named(world).but(
                principal_person_id=None, principal_firm_id=world.key("firm")
            ),
            named(world).but(scan_id=world.key("file:clerk")),
            # The file of somebody else, which the mandate would show to others.
            window.but(scan_id=world.key("file:stranger")),
        ]
    )


@beside("a_mandate_is_given_by_its_principal")
def given_by_its_principal(world: World, random: Random) -> Move:
    """By code, at a window, by who leads the firm, by naming an agent."""
    scanned = at_a_window(world).but(scan_id=world.key("file:clerk"))
    lawful = [by_code(world), by_representative(world), at_a_window(world), scanned]
    return random.choice([*lawful, named(world)])


@beside("a_mandate_never_changes")
def another_mandate(world: World, random: Random) -> Move:
    """Nothing is changed; another one is given."""
    return by_representative(world)


@against("a_mandate_is_ended_by_its_people")
def ended_by_a_stranger(world: World, random: Random) -> Move:
    """By neither side, in the other's name, or before it was given."""
    held = end(world, "held", "citizen")
    return random.choice(
        [
            end(world, "held", "relative"),
            end(world, "held", "citizen", "renounced"),
            end(world, "over", "relative"),
            held.by(world.who["relative"]),
            held.but(ended_by_id=world.key("person:relative")),
            held.but(ended_at=world.now - timedelta(days=1)),
        ]
    )


@beside("a_mandate_is_ended_by_its_people")
def ended_by_its_people(world: World, random: Random) -> Move:
    """Taken back, given up."""
    return random.choice(
        [
            end(world, "held", "citizen"),
            end(world, "held", "relative", "renounced"),
            end(world, "over", "citizen"),
        ]
    )


@against(RULE)
def filed_without_a_mandate(world: World, random: Random) -> Move:
    """For somebody who gave none; under the mandate of another; taken back just before."""
    held = world.key("mandate:held")
    if random.random() < _HALF:
        return filed_for(world, random.choice(["stranger", "citizen"]))
    if random.random() < _HALF:
        return filed_for(world, "stranger", held)
    move = filed_for(world, "citizen", held)
    back = end(world, "held", "citizen")
    before = (*move.before, (back.who, back.deed))
    # Who sees the case all the same: nothing but the rule is in the way.
    return Move(world.seen_by("relative"), move.deed, before)


@beside(RULE)
def filed_under_a_mandate(world: World, random: Random) -> Move:
    """For the principal, as their mandate says; or for oneself."""
    if random.random() < _HALF:
        return filed_for(world, "relative")
    return filed_for(world, "citizen", world.key("mandate:held"))
