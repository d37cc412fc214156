"""Attacks on how a result leaves: sent only where asked, fetched at the right window."""

from datetime import timedelta
from random import Random
from typing import Any

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.turns import act, dispatch, hand_over
from tongban.faces.cli.attacking.world import TAKEN_IN, Case, World

_ITEMS = tuple(TAKEN_IN)
_AT_HALL = ("collect", "entrusted")
_BLANK = (" ", "\t", "　", "\u00a0", " \r\n　")


def _whole(
    world: World, case: Case, kind: str, **changed: Any
) -> tuple[Who, Deed, tuple[tuple[Who, Deed], ...]]:
    """Who acts, the row of the act with some columns changed, and its event."""
    whole = act(world, case, kind)
    (who, row), *_ = whole.before
    return who, row.but(**changed), ((whole.who, whole.deed),)


@against("a_delivery_says_how")
def left_without_a_trace(world: World, random: Random) -> Move:
    """An event without its row, or a row that no event follows."""
    kind = random.choice(["dispatched", "delivered"])
    states = ["granted", "refused"] + ["dispatched"] * (kind == "delivered")
    whole = act(world, world.case(random.choice(_ITEMS), random.choice(states)), kind)
    if random.random() < 0.5:  # noqa: PLR2004
        return Move(whole.who, whole.deed)
    return Move(*whole.before[0])


@against("a_delivery_says_how")
def handed_out_somehow(world: World, random: Random) -> Move:
    """Signed for what was never sent, fetched what is under way, fetched by nobody."""
    state = random.choice(["granted", "refused", "dispatched"])
    case = world.case(random.choice(_ITEMS), state)
    wrong: dict[str, Any] = {"way": "pickup" if state == "dispatched" else "post"}
    if state != "dispatched" and random.random() < 0.6:  # noqa: PLR2004
        wrong = random.choice(
            [{"taken_by": random.choice(_BLANK)}, {"way": "electronic"}]
        )
    who, row, after = _whole(world, case, "delivered", **wrong)
    return Move(who, row, after=after)


@against("a_delivery_says_how")
def sent_somehow(world: World, random: Random) -> Move:
    """A parcel of no courier, or under no number."""
    case = world.case(random.choice(_ITEMS), random.choice(["granted", "refused"]))
    column = random.choice(["courier", "tracking_number"])
    who, row, after = _whole(
        world, case, "dispatched", **{column: random.choice(_BLANK)}
    )
    return Move(who, row, after=after)


@against("a_delivery_says_how")
def handed_out_by_nobody(world: World, random: Random) -> Move:
    """A system hands over at a window, where only an opening online needs no hand."""
    case = world.case(random.choice(_ITEMS), random.choice(["granted", "refused"]))
    who = world.who["connector"]
    _, row, after = _whole(world, case, "delivered", handed_by=None)
    event = after[0][1].but(actor_person=None)
    return Move(who, row, after=((who, event),))


@beside("a_delivery_says_how", "posted_only_where_asked")
def sent_and_signed_for(world: World, random: Random) -> Move:
    """Sent where it was asked for; signed for afterwards."""
    state = random.choice(["granted", "refused", "dispatched"])
    kind = "delivered" if state == "dispatched" else "dispatched"
    return act(world, world.case(random.choice(_ITEMS), state), kind)


@beside("a_delivery_says_how")
def opened_online(world: World, random: Random) -> Move:
    """Delivered online by the platform itself, where the applicant wished it."""
    case = world.case(random.choice(_ITEMS), "granted_electronic")
    who = world.who["connector"]
    _, row, after = _whole(world, case, "delivered", handed_by=None)
    online = row.but(way="electronic", taken_by="", window_id=None)
    return Move(who, after[0][1].but(actor_person=None), ((who, online),))


@against("posted_only_where_asked")
def sent_unasked(world: World, random: Random) -> Move:
    """Sent though the applicant wished to fetch it, or said nothing."""
    state = random.choice(["granted_", "granted_pickup", "granted_electronic"])
    case = world.case(random.choice(_ITEMS), state)
    who, row, after = _whole(world, case, "dispatched")
    return Move(who, row, after=after)


@against("handed_out_at_the_issue_window")
def handed_out_elsewhere(world: World, random: Random) -> Move:
    """At no window, at one that takes in, at another hall's, in another city."""
    case = world.case(random.choice(_AT_HALL), random.choice(["granted", "refused"]))
    names = ["intake", "office", "other"]
    windows = [None, *(world.key(f"window:{name}") for name in names)]
    who, row, after = _whole(world, case, "delivered", window_id=random.choice(windows))
    return Move(who, row, after=after)


def _at_the_hall(world: World, random: Random, window: str) -> Move:
    """What was filed on the web is handed out by the clerk of the hall of its item."""
    clerk, centre = world.who["clerk"], world.key("body:centre")
    case = world.case("own", random.choice(["granted", "refused"]))
    key = world.key(f"window:{window}") if window else None
    _, row, after = _whole(
        world, case, "delivered", handed_by=clerk.person, window_id=key
    )
    event = after[0][1].but(actor_person=clerk.person, acting_body=centre)
    return Move(clerk, event, ((clerk, row),))


@against("handed_out_at_the_issue_window")
def web_result_handed_out_elsewhere(world: World, random: Random) -> Move:
    """At no window of the hall, at the department's counter, at one that takes in."""
    move = _at_the_hall(world, random, random.choice(["", "office", "intake"]))
    ((who, row),) = move.before
    return Move(who, row, after=((move.who, move.deed),))


@beside("handed_out_at_the_issue_window")
def web_result_handed_out_at_the_hall(world: World, random: Random) -> Move:
    """At the hall's window for results, though it was never there before."""
    return _at_the_hall(world, random, "issue")


@beside("handed_out_at_the_issue_window")
def handed_out_at_the_window(world: World, random: Random) -> Move:
    """At the hall's window for results; a hall without one is free."""
    case = world.case(random.choice(_ITEMS), random.choice(["granted", "refused"]))
    who, row, after = _whole(world, case, "delivered")
    if case.item == "own" and random.random() < 0.5:  # noqa: PLR2004
        row = row.but(window_id=world.key("window:office"))
    return Move(*after[0], before=((who, row),))


# ------------------------------------------------------------ older rules, new rows


@against("acts_only_by_people_in_office")
def sent_by_anybody(world: World, random: Random) -> Move:
    """Dispatched or handed over by somebody outside the offices of the case."""
    kind = random.choice(["dispatched", "delivered"])
    case = world.case(random.choice(_ITEMS), random.choice(["granted", "refused"]))
    name = random.choice(["leaver", "newcomer", "stranger_officer", "stranger"])
    who = world.seen_by(name)
    column = {"dispatched": "sent_by", "delivered": "handed_by"}[kind]
    _, row, after = _whole(world, case, kind, **{column: who.person})
    body = random.choice([None, world.key("body:dept"), world.key("body:dept2")])
    event = after[0][1].but(actor_person=who.person, acting_body=body)
    return Move(who, event, ((who, row),))


@against("an_act_names_who_acts")
def sent_under_another_name(world: World, random: Random) -> Move:
    """Dispatched or handed over in a colleague's name; or row and event by two people."""
    kind = random.choice(["dispatched", "delivered"])
    case = world.case(random.choice(_ITEMS), random.choice(["granted", "refused"]))
    column = {"dispatched": "sent_by", "delivered": "handed_by"}[kind]
    other = world.who["approver" if world.is_at_hall(case.item) else "drafter"]
    who, row, after = _whole(world, case, kind, **{column: other.person})
    if random.random() < 0.5:  # noqa: PLR2004
        return Move(who, row, after=after)
    return Move(*after[0], before=((other, row),))


@against("events_in_their_order")
def sent_at_another_time(world: World, random: Random) -> Move:
    """Sent before it was decided, or fetched after it is said to have been."""
    kind = random.choice(["dispatched", "delivered"])
    case = world.case(random.choice(_ITEMS), random.choice(["granted", "refused"]))
    column = {"dispatched": "sent_at", "delivered": "signed_for_at"}[kind]
    moment: Any = random.choice(
        [world.now - timedelta(days=9), world.now + timedelta(days=2), "-infinity"]
    )
    who, row, after = _whole(world, case, kind, **{column: moment})
    return Move(*after[0], before=((who, row),))


@against("no_step_outside_the_flow")
def sent_twice(world: World, random: Random) -> Move:
    """Sent or handed over once more, after it has left."""
    kind, state = random.choice(
        [("dispatched", "delivered"), ("delivered", "delivered")]
    )
    case = world.case(random.choice(_ITEMS), state)
    who = act(world, case, kind).who
    row = dispatch(case, who, world.now)
    if kind == "delivered":
        row = hand_over(world, case, who, world.now)
        return Move(who, row)
    return Move(who, row, after=((who, world.event(case, "dispatched").deed),))


@against("only_a_connector_speaks_for_elsewhere")
def sent_for_elsewhere(world: World, random: Random) -> Move:
    """A clerk hands out what another system decided."""
    case = world.case("theirs", random.choice(["accepted", "granted"]))
    who = world.seen_by(random.choice(["officer", "clerk"]))
    rows = [dispatch(case, who, world.now), hand_over(world, case, who, world.now)]
    return Move(who, random.choice(rows))
