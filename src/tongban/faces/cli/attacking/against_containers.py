"""Attacks on what apps bring: for whom, how sure, when, how often; and what they answer."""

from datetime import timedelta
from random import Random
from typing import Any

from tongban.faces.cli.attacking.containers import (
    GATE,
    answered,
    asked,
    entry,
    standing,
    ticket,
)
from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World
from tongban.plumbing.database.keys import new_key

ACTS = ("face_check", "scan", "pay")


@against("a_ticket_says_no_more_than_its_app")
def said_too_much(world: World, random: Random) -> Move:
    """Surer than registered or not sure at all; for a while; for staff; by who has ended."""
    made = ticket(world)
    at = made.deed.row["made_at"]
    return random.choice(
        [
            made.but(level=3),
            made.but(level=1),
            made.but(level=4),
            made.but(ends_at=at + timedelta(hours=1)),
            made.but(ends_at=at - timedelta(seconds=1)),
            made.but(made_at=at - timedelta(hours=1), ends_at=at - timedelta(hours=1)),
            made.but(account_id=world.who["officer"].account),
            made.but(container_id=new_key()),
            ticket(world, app="endedapp"),
            ticket(world, app="overapp"),
        ]
    )


@beside("a_ticket_says_no_more_than_its_app", "a_statement_is_used_once")
def said_what_is_registered(world: World, random: Random) -> Move:
    """At the level that the app may say, for a minute."""
    app = random.choice(["cityapp", "otherapp"])
    return ticket(world, whom=random.choice(["citizen", "stranger"]), app=app)


@against("a_statement_is_used_once")
def said_again(world: World, random: Random) -> Move:
    """One statement, two tickets."""
    whom = random.choice(["citizen", "stranger"])
    first, second = ticket(world), ticket(world, whom=whom)
    number = first.deed.row["statement"]
    return Move(GATE, second.deed.but(statement=number), first.deeds)


@against("a_ticket_opens_for_its_app_in_time")
def opened_by_another(world: World, random: Random) -> Move:
    """Through the address of another app; a ticket that nobody gave; long ago."""
    made = entry(world)
    at = made.deed.row["entered_at"]
    return random.choice(
        [
            made.but(container_id=world.key("container:otherapp")),
            made.but(container_id=world.key("container:endedapp")),
            made.but(ticket_id=new_key()),
            made.but(entered_at=at - timedelta(days=1)),
            made.but(entered_at=at + timedelta(days=1)),
        ]
    )


@beside("a_ticket_opens_for_its_app_in_time", "a_ticket_is_used_once")
def opened_at_once(world: World, random: Random) -> Move:
    """Within its minute, by the app that asked for it."""
    return entry(
        world,
        whom=random.choice(["citizen", "stranger"]),
        app=random.choice(["cityapp", "otherapp"]),
    )


@against("a_ticket_is_used_once")
def opened_twice(world: World, random: Random) -> Move:
    """The same ticket again."""
    first = entry(world, whom=random.choice(["citizen", "stranger"]))
    return Move(GATE, first.deed.but(id=new_key()), first.deeds)


@against("an_app_answers_what_it_was_asked")
def asked_or_answered_amiss(world: World, random: Random) -> Move:
    """Asked of an app that brought nobody, from no session; answered by another app."""
    request, answer = asked(world), answered(world)
    at = request.deed.row["made_at"]
    return random.choice(
        [
            request.but(container_id=world.key("container:otherapp")),
            request.but(container_id=world.key("container:endedapp")),
            request.but(session_id=world.key("session:stranger")),
            request.but(session_id=new_key()),
            request.but(ends_at=at + timedelta(hours=1)),
            request.but(made_at=at - timedelta(hours=1)),
            answer.but(container_id=world.key("container:otherapp")),
            answer.but(request_id=new_key()),
            answer.but(person_id=world.key("person:stranger")),
            answered(world, act="pay").but(text="s1.x"),
        ]
    )


@beside("an_app_answers_what_it_was_asked", "an_app_answers_once")
def asked_and_answered(world: World, random: Random) -> Move:
    """What was asked, by whom it was asked of."""
    act = random.choice(ACTS)
    return random.choice([asked, answered])(world, act=act)


@against("an_app_answers_once")
def answered_twice(world: World, random: Random) -> Move:
    """Another outcome afterwards."""
    first = answered(world, act=random.choice(ACTS))
    again = first.deed.but(id=new_key(), outcome=random.choice(["done", "failed"]))
    return Move(GATE, again, first.deeds)


@against("an_app_outside_says_why_and_until_when")
def outside_without_a_word(world: World, random: Random) -> Move:
    """Exempt for ever or for no reason; merged into nothing, or into what has ended."""
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("exempt", {"reason": ""}),
        ("exempt", {"due_on": None}),
        ("to_merge", {"due_on": None}),
        ("to_merge", {"into_id": world.key("container:cityapp")}),
        ("merged", {"into_id": None}),
        ("merged", {"into_id": world.key("container:endedapp")}),
        ("merged", {"into_id": world.key("container:overapp")}),
        ("merged", {"due_on": world.day(1)}),
        ("to_merge", {"state": "away"}),
    ]
    state, change = random.choice(wrong)
    return standing(world, state).but(**change)


@beside("an_app_outside_says_why_and_until_when", "what_an_app_said_never_changes")
def outside_with_reasons(world: World, random: Random) -> Move:
    """To be merged by a day, merged into an open container, exempt with a reason and a day."""
    return standing(world, random.choice(["to_merge", "merged", "exempt"]))
