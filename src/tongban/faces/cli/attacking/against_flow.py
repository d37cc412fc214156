"""Attacks on the rules of events: order, authority, two people, whose name, what paper."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.turns import act
from tongban.faces.cli.attacking.world import TAKEN_IN, World

_ITEMS = tuple(TAKEN_IN)
_NEXT = {
    "draft": ("submitted",),
    "submitted": ("accepted",),
    "accepted": ("reviewed",),
    "reviewed": ("granted", "refused"),
    "granted": ("delivered", "dispatched"),
    "refused": ("delivered", "dispatched"),
    "correcting": ("corrected", "withdrawn"),
    "dispatched": ("delivered",),
}


def _as(move: Move, who: Who, body: UUID | None) -> Move:
    """The same event by another person, for another body, under that person's name."""
    return move.by(who).but(actor_person=who.person, acting_body=body)


def lawful_step(world: World, random: Random) -> Move:
    """Any lawful next event of any case."""
    state = random.choice(list(_NEXT))
    case = world.case(random.choice(_ITEMS), state)
    kind = random.choice(_NEXT[state])
    if case.item == "instant" and kind == "reviewed":
        return world.event(case, "granted")
    return act(world, case, kind)


beside(
    "acts_only_by_people_in_office",
    "no_step_outside_the_flow",
    "events_in_their_order",
    "an_event_says_whose_it_is",
    "an_act_names_who_acts",
    "one_event_a_number",
    "each_move_once",
    "events_never_change",
    "state_is_what_the_last_event_says",
)(lawful_step)


@against("no_decision_before_acceptance")
def decided_unaccepted(world: World, random: Random) -> Move:
    """A decision on what was never accepted."""
    state = random.choice(
        ["draft", "submitted", "not_accepted", "correcting", "mended"]
    )
    return world.event(
        world.case(random.choice(_ITEMS), state), random.choice(["granted", "refused"])
    )


@against("no_decision_before_review")
def decided_unreviewed(world: World, random: Random) -> Move:
    """A decision on a promised case that nobody reviewed."""
    item = random.choice(["collect", "entrusted", "own"])
    return world.event(
        world.case(item, "accepted"), random.choice(["granted", "refused"])
    )


@beside(
    "no_decision_before_acceptance",
    "no_decision_before_review",
    "accept_and_decide_by_two_people",
)
def decided_in_order(world: World, random: Random) -> Move:
    """A decision after acceptance and review, by another person."""
    item = random.choice(["collect", "entrusted", "own"])
    return world.event(
        world.case(item, "reviewed"), random.choice(["granted", "refused"])
    )


@against("no_result_before_decision")
def delivered_undecided(world: World, random: Random) -> Move:
    """A result handed out or sent that nobody decided."""
    state = random.choice(
        [
            "draft",
            "submitted",
            "accepted",
            "reviewed",
            "not_accepted",
            "correcting",
            "mended",
            "withdrawn",
            "given_up",
        ]
    )
    case = world.case(random.choice(_ITEMS), state)
    move = act(world, case, random.choice(["delivered", "dispatched"]))
    if random.random() < 0.5:  # noqa: PLR2004
        return Move(move.who, move.deed)
    return Move(*move.before[0], after=((move.who, move.deed),))


@beside("no_result_before_decision")
def delivered_decided(world: World, random: Random) -> Move:
    """A result handed out after the decision."""
    state = random.choice(["granted", "refused", "dispatched"])
    return act(world, world.case(random.choice(_ITEMS), state), "delivered")


@against("no_step_outside_the_flow")
def out_of_the_flow(world: World, random: Random) -> Move:
    """A step that the state does not allow, and that was never taken before."""
    state, kind = random.choice(
        [
            ("draft", "accepted"),
            ("draft", "not_accepted"),
            ("draft", "reviewed"),
            ("submitted", "reviewed"),
            ("accepted", "not_accepted"),
            ("reviewed", "not_accepted"),
            ("reviewed", "reviewed"),
            ("granted", "refused"),
            ("refused", "granted"),
            ("not_accepted", "accepted"),
            ("not_accepted", "reviewed"),
            ("delivered", "refused"),
            ("granted", "reviewed"),
            ("delivered", "reviewed"),
            ("correcting", "accepted"),
            ("correcting", "not_accepted"),
            ("correcting", "reviewed"),
            ("submitted", "corrected"),
            ("accepted", "corrected"),
            ("accepted", "correction_asked"),
            ("reviewed", "correction_asked"),
            ("withdrawn", "accepted"),
            ("withdrawn", "granted"),
            ("withdrawn", "correction_asked"),
            ("given_up", "granted"),
            ("given_up", "refused"),
            ("draft", "withdrawn"),
            ("granted", "withdrawn"),
            ("not_accepted", "withdrawn"),
            ("dispatched", "withdrawn"),
            ("delivered", "withdrawn"),
        ]
    )
    return world.event(world.case(random.choice(_ITEMS), state), kind)


@against("each_move_once")
def once_more(world: World, random: Random) -> Move:
    """The same step again under the next number: a replay."""
    if random.random() < 0.2:  # noqa: PLR2004
        case = world.case("theirs", random.choice(["accepted", "granted"]))
        return world.event(case, random.choice(["submitted", "accepted"]))
    state, kinds = random.choice(
        [
            ("submitted", ["submitted"]),
            ("accepted", ["submitted", "accepted"]),
            ("reviewed", ["submitted", "accepted"]),
            ("granted", ["submitted", "accepted", "granted"]),
            ("refused", ["accepted", "refused"]),
            ("delivered", ["submitted", "accepted", "granted", "delivered"]),
            ("dispatched", ["submitted", "accepted", "granted", "dispatched"]),
            ("mended", ["submitted", "corrected"]),
            ("withdrawn", ["submitted", "withdrawn"]),
        ]
    )
    return world.event(world.case(random.choice(_ITEMS), state), random.choice(kinds))


@against("one_event_a_number")
def replayed(world: World, random: Random) -> Move:
    """An event under a number that is taken: a stale page, or a replay."""
    state = random.choice(["submitted", "accepted", "reviewed", "granted"])
    case = world.case(random.choice(_ITEMS), state)
    move = world.event(case, random.choice([*_NEXT[state], *case.events]))
    if random.random() < 0.2:  # noqa: PLR2004
        return move.but(seq=0)
    return move.but(seq=random.randint(1, case.last_seq))


@against("events_in_their_order")
def out_of_order(world: World, random: Random) -> Move:
    """A gap in the numbers, or a time that goes back, is long past, or has not come."""
    state = random.choice(["submitted", "accepted", "reviewed", "granted"])
    case = world.case(random.choice(_ITEMS), state)
    move = world.event(case, random.choice(_NEXT[state]))
    if random.random() < 0.3:  # noqa: PLR2004
        return move.but(seq=case.last_seq + random.choice([2, 3, 1000, 2**31 - 1 - 9]))
    moment: Any = random.choice(
        [
            world.now - timedelta(minutes=40),
            world.now - timedelta(days=31),
            world.now + timedelta(hours=2),
            world.now + timedelta(days=400),
            "1999-12-31 12:00+08",
            "0001-01-01 00:00+00",
            "-infinity",
            "infinity",
        ]
    )
    return move.but(occurred_at=moment)


@against("events_in_their_order")
def first_out_of_order(world: World, random: Random) -> Move:
    """A first event before the application came, or on a day before the rules."""
    move = world.event(world.case(random.choice(_ITEMS), "draft"), "submitted")
    moment: Any = random.choice(
        [
            world.now - timedelta(minutes=31),
            world.now - timedelta(days=2),
            world.now + timedelta(hours=2),
            "1999-12-31 12:00+08",
            "-infinity",
            "infinity",
        ]
    )
    return move.but(occurred_at=moment)


@against("an_event_says_whose_it_is")
def of_another_source(world: World, random: Random) -> Move:
    """An event of ours said to come from elsewhere, or the other way round."""
    if random.random() < 0.3:  # noqa: PLR2004
        case = world.case("theirs", random.choice(["draft", "accepted", "granted"]))
        return world.event(case, "delivered").but(source=random.choice(["us", ""]))
    move = lawful_step(world, random)
    return move.but(source=random.choice(["elsewhere", "", "US", "us "]))


# ------------------------------------------------------------ authority


@against("collecting_window_cannot_accept")
def accepted_at_collecting_window(world: World, random: Random) -> Move:
    """A hall that collects, or whose delegation has ended or not begun, accepts."""
    item = random.choice(["collect", "collect", "lapsed"])
    kind = random.choice(["accepted", "not_accepted", "correction_asked"])
    move = act(world, world.case(item, "submitted"), kind)
    move = _as(
        move, world.who[random.choice(["clerk", "clerk2"])], world.key("body:centre")
    )
    return _with_clock(world, move) if kind == "accepted" else move


def _with_clock(world: World, move: Move) -> Move:
    facts = {
        "promised_due_on": str(world.day(7)),
        "statutory_due_on": str(world.day(28)),
    }
    return move.but(facts=Jsonb(facts))


@beside("collecting_window_cannot_accept", "an_accepted_case_has_its_clock")
def accepted_under_delegation(world: World, random: Random) -> Move:
    """The hall accepts what it was entrusted with; the department accepts its own."""
    return world.event(
        world.case(random.choice(["entrusted", "instant", "collect"]), "submitted"),
        "accepted",
    )


@against("front_office_does_not_decide")
def decided_at_the_window(world: World, random: Random) -> Move:
    """A window reviews or decides what is not instant, or without a delegation."""
    item, state = random.choice(
        [
            ("collect", "reviewed"),
            ("entrusted", "reviewed"),
            ("collect", "accepted"),
            ("entrusted", "accepted"),
            ("instant_lapsed", "accepted"),
        ]
    )
    kind = "reviewed" if state == "accepted" and item != "instant_lapsed" else "granted"
    kind = random.choice([kind, "refused"]) if kind == "granted" else kind
    return _as(
        world.event(world.case(item, state), kind),
        world.who["clerk2"],
        world.key("body:centre"),
    )


@beside("front_office_does_not_decide")
def decided_instantly(world: World, random: Random) -> Move:
    """An instant item, decided at the window under its delegation."""
    return world.event(
        world.case("instant", "accepted"), random.choice(["granted", "refused"])
    )


@against("acts_only_by_people_in_office")
def acted_out_of_office(world: World, random: Random) -> Move:
    """Somebody who left, begins tomorrow, works elsewhere, or holds no office at all."""
    state = random.choice(["submitted", "accepted", "reviewed", "granted"])
    item = random.choice(_ITEMS)
    kind = random.choice(_NEXT[state])
    if item == "instant" and kind == "reviewed":
        kind = "granted"
    move = world.event(world.case(item, state), kind)
    name = random.choice(
        ["leaver", "newcomer", "stranger_officer", "citizen", "stranger", "clerk"]
    )
    if name == "stranger_officer" and random.random() < 0.5:  # noqa: PLR2004
        return _as(move, world.seen_by(name), world.key("body:dept2"))
    if random.random() < 0.2:  # noqa: PLR2004
        return _as(move, world.seen_by("approver"), None)
    move = _as(move, world.seen_by(name), world.key("body:dept"))
    if random.random() < 0.3 and kind != "accepted":  # noqa: PLR2004
        return move.but(occurred_at=world.now + timedelta(minutes=5))
    return move


@against("acts_only_by_people_in_office")
def judged_by_anybody(world: World, random: Random) -> Move:
    """A condition judged or a step taken by somebody outside the offices of the case."""
    case = world.case(random.choice(_ITEMS), random.choice(["submitted", "accepted"]))
    part, column = random.choice([("condition", "judged_by"), ("step", "taken_by")])
    who = world.seen_by(
        random.choice(["leaver", "newcomer", "stranger_officer", "citizen"])
    )
    return world.of_case(case, part, 2).by(who).but(**{column: who.person})


@against("acts_only_by_people_in_office")
def submitted_by_another(world: World, random: Random) -> Move:
    """An application submitted by somebody who neither filed it nor took it in."""
    case = world.case(random.choice(_ITEMS), "draft")
    name = random.choice(["officer", "stranger_officer", "leaver"])
    body = random.choice([None, world.key("body:dept")])
    return _as(world.event(case, "submitted"), world.seen_by(name), body)


@against("accept_and_decide_by_two_people")
def one_pair_of_hands(world: World, random: Random) -> Move:
    """The acceptor decides as well."""
    item = random.choice(["collect", "own"])
    kind = random.choice(["granted", "refused"])
    move = world.event(world.case(item, "reviewed"), kind)
    return _as(move, world.who["officer"], world.key("body:dept"))


@against("an_act_names_who_acts")
def under_another_name(world: World, random: Random) -> Move:
    """A step under a colleague's name, or under none."""
    named = world.key(
        f"person:{random.choice(['approver', 'officer', 'citizen', 'stranger'])}"
    )
    choice = random.random()
    if choice < 0.5:  # noqa: PLR2004
        move = lawful_step(world, random)
        named = world.key("person:stranger") if named == move.who.person else named
        return move.but(actor_person=random.choice([named, None]))
    named = world.key(f"person:{random.choice(['approver', 'citizen'])}")
    case = world.case(random.choice(_ITEMS), "submitted")
    if choice < 0.8:  # noqa: PLR2004
        part, column = random.choice(
            [
                ("condition", "judged_by"),
                ("step", "taken_by"),
                ("material", "received_by"),
            ]
        )
        return world.of_case(case, part, 2).but(**{column: named})
    case = world.case(random.choice(["collect", "own"]), "granted")
    return world.paper(case, "granted").but(issued_by=world.key("person:leaver"))


@against("non_acceptance_names_a_condition")
def refused_without_condition(world: World, random: Random) -> Move:
    """Not accepted, and no condition of the guide was found unmet."""
    case = world.case(random.choice(_ITEMS), "submitted")
    move = world.event(case, "not_accepted")
    if random.random() < 0.5:  # noqa: PLR2004
        met = world.of_case(case, "condition", 2)
        return Move(move.who, move.deed, ((met.who, met.deed),))
    return move


@beside("non_acceptance_names_a_condition")
def refused_with_condition(world: World, random: Random) -> Move:
    """Not accepted, and the condition is named."""
    case = world.case(random.choice(_ITEMS), "submitted")
    move = world.event(case, "not_accepted")
    unmet = world.of_case(case, "condition", 2).but(is_met=False)
    return Move(move.who, move.deed, ((unmet.who, unmet.deed),))


@against("an_accepted_case_has_its_clock")
def accepted_without_clock(world: World, random: Random) -> Move:
    """Accepted without due days, or with days that the version's limits cannot give."""
    promised, statutory = str(world.day(7)), str(world.day(28))
    facts = random.choice(
        [
            {},
            {"promised_due_on": promised},
            {"statutory_due_on": statutory},
            {"promised_due_on": None, "statutory_due_on": None},
            {"promised_due_on": "", "statutory_due_on": statutory},
            {"promised_due_on": "soon", "statutory_due_on": statutory},
            {"promised_due_on": "2026-13-45", "statutory_due_on": statutory},
            {"promised_due_on": "infinity", "statutory_due_on": "infinity"},
            {"promised_due_on": promised, "statutory_due_on": "9999-12-31"},
            {"promised_due_on": str(world.day(-1)), "statutory_due_on": statutory},
            {
                "promised_due_on": str(world.day(28)),
                "statutory_due_on": str(world.day(7)),
            },
            {
                "promised_due_on": str(world.day(300)),
                "statutory_due_on": str(world.day(300)),
            },
            {
                "promised_due_on": promised,
                "statutory_due_on": statutory,
                "provisional": "x",
            },
        ]
    )
    case = world.case(random.choice(_ITEMS), "submitted")
    return world.event(case, "accepted").but(facts=Jsonb(facts))
