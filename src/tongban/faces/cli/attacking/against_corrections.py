"""Attacks on the correction notice: once, in time, whole, of the guide; and on its answer."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.turns import (
    act,
    answer,
    correction,
    line,
    mended,
)
from tongban.faces.cli.attacking.world import TAKEN_IN, WAIVED, Case, World
from tongban.plumbing.database.keys import new_key

_ITEMS = tuple(TAKEN_IN)


def _case(world: World, random: Random, state: str) -> Case:
    return world.case(random.choice(_ITEMS), state)


def _notice(world: World, case: Case) -> tuple[Who, Deed, tuple[Who, Deed]]:
    """Who may ask, the notice, and the event that sends it."""
    event = world.event(case, "correction_asked")
    return (
        event.who,
        correction(world, case, event.who, world.now),
        (event.who, event.deed),
    )


@against("one_correction_notice")
def second_notice(world: World, random: Random) -> Move:
    """Another notice while the first waits, or after it was answered."""
    case = _case(world, random, random.choice(["correcting", "mended"]))
    again = act(world, case, "correction_asked")
    if case.state == "submitted" and random.random() < 0.4:  # noqa: PLR2004
        return Move(again.who, again.deed)
    who = random.choice([again.who, world.seen_by("officer"), world.who["citizen"]])
    row = again.before[0][1].but(id=new_key(), asked_by=who.person)
    return Move(who, row)


@against("correction_notice_in_five_days")
def notice_too_late(world: World, random: Random) -> Move:
    """Asked on the sixth working day, or dated back into the five."""
    case = _case(world, random, "late")
    moment = random.choice([world.now, world.now - timedelta(days=4, hours=2)])
    return act(world, case, "correction_asked", moment)


@against("a_notice_lists_everything")
def notice_of_nothing(world: World, random: Random) -> Move:
    """A notice without a line, without itself, or one that is never sent."""
    case = _case(world, random, random.choice(["submitted", "in_time"]))
    who, notice, event = _notice(world, case)
    choice = random.random()
    if choice < 0.3:  # noqa: PLR2004
        return Move(*event)
    if choice < 0.6:  # noqa: PLR2004
        return Move(*event, before=((who, notice),))
    return Move(who, notice)


@against("a_notice_lists_everything")
def line_added_later(world: World, random: Random) -> Move:
    """One more thing to mend, after the notice was sent or answered."""
    case = _case(world, random, random.choice(["correcting", "mended"]))
    field = random.choice(["", "floor_space"])
    who = random.choice(
        [world.event(case, "accepted").who, world.who["citizen"], world.who["officer"]]
    )
    return Move(who, line(world, case, 2, field=field))


@beside(
    "one_correction_notice",
    "correction_notice_in_five_days",
    "a_notice_lists_everything",
    "correction_of_the_guide",
    "correction_of_the_cases_version",
    "line_of_its_correction",
)
def notice_in_time(world: World, random: Random) -> Move:
    """One whole notice, on the fifth working day at the latest."""
    case = _case(world, random, random.choice(["submitted", "in_time"]))
    return act(world, case, "correction_asked")


@against("correction_of_the_guide")
def line_outside_the_guide(world: World, random: Random) -> Move:
    """A material of no guide or of another, one that is waived, a field of no form."""
    case = _case(world, random, "submitted")
    who, notice, event = _notice(world, case)
    other = random.choice([*(set(_ITEMS) - {case.item}), "withdrawn", "superseded"])
    wrong: dict[str, Any] = random.choice(
        [
            {"material_id": new_key()},
            {"material_id": world.key(f"material:{other}:1")},
            {"material_id": world.key(f"material:{case.item}:{WAIVED}")},
            {"material_id": None, "field": "income"},
            {"material_id": None, "field": "Shop_name"},
            {"material_id": None, "field": " "},
        ]
    )
    row = line(world, case, 1).but(**wrong)
    return Move(who, row, ((who, notice),), (event,))


@against("correction_of_the_cases_version")
def notice_of_another_version(world: World, random: Random) -> Move:
    """A notice under another guide than the case's, with lines of that guide."""
    case = _case(world, random, "submitted")
    who, notice, event = _notice(world, case)
    other = random.choice([*(set(_ITEMS) - {case.item}), "withdrawn", "superseded"])
    version = world.key(f"version:{other}")
    asked = replace(case, version=version, item=other)
    lines = ((who, line(world, asked, 1)), event)
    return Move(who, notice.but(version_id=version), after=lines)


@against("line_of_its_correction")
def line_of_another_version(world: World, random: Random) -> Move:
    """A line under another guide than its notice's: its material, or its field."""
    case = _case(world, random, "submitted")
    who, notice, event = _notice(world, case)
    other = random.choice([*(set(_ITEMS) - {case.item}), "withdrawn", "superseded"])
    version = world.key(f"version:{other}")
    elsewhere = replace(case, version=version, item=other)
    field = random.choice(["", "shop_name"])
    row = line(world, elsewhere, 1, field=field)
    return Move(who, row, ((who, notice),), (event,))


# ------------------------------------------------------------ the answer


def _answer(world: World, case: Case) -> tuple[Who, Deed, Deed, tuple[Who, Deed]]:
    """Who answers, the material, the values, and the event."""
    whole = act(world, case, "corrected")
    material, typed = (deed for _, deed in whole.before)
    return whole.who, material, typed, (whole.who, whole.deed)


@against("only_what_the_notice_asks")
def material_not_asked(world: World, random: Random) -> Move:
    """With the answer comes a material that nobody asked for."""
    case = _case(world, random, "correcting")
    who, material, typed, event = _answer(world, case)
    row = mended(world, case, who, 2)
    return Move(who, row, after=((who, material), (who, typed), event))


@against("only_what_the_notice_asks")
def material_of_another_round(world: World, random: Random) -> Move:
    """As first filed while an answer is due, as an answer at another time, a third time."""
    state, turn = random.choice(
        [
            ("correcting", 0),
            ("mended", 1),
            ("submitted", 2),
            ("correcting", 2),
            ("accepted", 7),
            ("reviewed", 32767),
        ]
    )
    case = _case(world, random, state)
    n = random.choice([1, 2]) if turn not in {0, 1} else 2
    officer = world.who["officer"]
    who = random.choice([officer, world.who["citizen"]])
    row = mended(world, case, who, n).but(round=turn)
    return Move(who, row)


@against("only_what_the_notice_asks")
def values_not_asked(world: World, random: Random) -> Move:
    """The answer overwrites a field that the notice does not list, or is no set of fields."""
    case = _case(world, random, "correcting")
    who, material, _, event = _answer(world, case)
    values: Any = random.choice(
        [
            {"shop_name": "x", "floor_space": "900"},
            {"shop_name": "x", "": "y"},
            {"shop_name": "x", "Shop_name": "y"},
            {"floor_space": "900"},
            ["shop_name"],
            "shop_name",
            7,
        ]
    )
    row = answer(world, case, who, world.now, values)
    return Move(who, row, ((who, material),), (event,))


@against("only_what_the_notice_asks")
def answered_at_another_time(world: World, random: Random) -> Move:
    """Values for a notice that was answered, or before the notice is sent."""
    if random.random() < 0.3:  # noqa: PLR2004
        case = _case(world, random, "mended")
        who = random.choice([world.who["citizen"], world.who["officer"]])
        return Move(who, answer(world, case, who, world.now, {"shop_name": "x"}))
    case = _case(world, random, "submitted")
    asked = act(world, case, "correction_asked")
    later = replace(case, last_seq=case.last_seq + 1)
    who, material, typed, event = _answer(world, later)
    sent = ((asked.who, asked.deed), (who, material), event)
    return Move(who, typed, asked.before, sent)


@against("an_answer_answers_everything")
def half_an_answer(world: World, random: Random) -> Move:
    """A line without its material or its value, or rows that are never handed in."""
    case = _case(world, random, "correcting")
    who, material, typed, event = _answer(world, case)
    values: Any = random.choice([{}, {"shop_name": None}])
    choice = random.randint(0, 5)
    rows: dict[int, tuple[Deed, ...]] = {
        0: (),
        1: (material,),
        2: (typed,),
        3: (material, typed.but(values=Jsonb(values))),
    }
    if choice in rows:
        return Move(*event, before=tuple((who, row) for row in rows[choice]))
    return Move(who, random.choice([material, typed]))


@beside("only_what_the_notice_asks", "an_answer_answers_everything")
def answered(world: World, random: Random) -> Move:
    """Every line, and nothing else; an empty value is an answer."""
    case = _case(world, random, "correcting")
    who, material, typed, event = _answer(world, case)
    if random.random() < 0.5:  # noqa: PLR2004
        typed = typed.but(values=Jsonb({"shop_name": ""}))
    return Move(*event, before=((who, typed), (who, material)))


@beside("only_what_the_notice_asks", "an_answer_answers_everything")
def answered_at_the_counter(world: World, random: Random) -> Move:
    """Who took it in, or whose case it is, takes the answer in."""
    case = _case(world, random, "correcting")
    name, body = random.choice([("officer", "dept"), ("clerk", "centre")])
    if case.item == "own":
        name, body = "officer", "dept"
    who = world.who[name]
    _, _, typed, event = _answer(world, case)
    deed = event[1].but(actor_person=who.person, acting_body=world.key(f"body:{body}"))
    rows = (mended(world, case, who), typed.but(answered_by=who.person))
    return Move(who, deed, before=tuple((who, row) for row in rows))


# ------------------------------------------------------------ withdrawal


@against("only_the_applicant_withdraws")
def withdrawn_by_another(world: World, random: Random) -> Move:
    """An officer, a clerk, a stranger or a connector gives up for the applicant."""
    state = random.choice(["submitted", "correcting", "accepted", "reviewed"])
    move = world.event(_case(world, random, state), "withdrawn")
    bodies = [None, world.key("body:dept"), world.key("body:centre")]
    if random.random() < 0.2:  # noqa: PLR2004
        return move.but(acting_body=random.choice(bodies[1:]))
    names = ["officer", "approver", "clerk", "stranger", "stranger_officer", "leaver"]
    who = world.seen_by(random.choice(names))
    if random.random() < 0.1:  # noqa: PLR2004
        who = world.who["connector"]
    return move.by(who).but(actor_person=who.person, acting_body=random.choice(bodies))


@beside("only_the_applicant_withdraws")
def withdrawn_by_the_applicant(world: World, random: Random) -> Move:
    """Who submitted it gives it up, before it is decided."""
    state = random.choice(["submitted", "correcting", "accepted", "reviewed", "mended"])
    return world.event(_case(world, random, state), "withdrawn")


# ------------------------------------------------------------ older rules, new rows


@against("acts_only_by_people_in_office")
def corrected_by_anybody(world: World, random: Random) -> Move:
    """A notice or an answer by somebody outside the offices and the application."""
    names = ["stranger_officer", "leaver", "newcomer", "stranger"]
    who = world.seen_by(random.choice(names))
    case = _case(world, random, random.choice(["submitted", "correcting"]))
    kind = "corrected" if case.state == "correcting" else "correction_asked"
    whole = act(world, case, kind)
    body = world.key(f"body:{random.choice(['dept', 'dept', 'dept2', 'centre'])}")
    event = whole.deed.but(actor_person=who.person, acting_body=body)
    if random.random() < 0.3:  # noqa: PLR2004
        return Move(who, event, whole.before)
    rows = {row.table: row for _, row in whole.before}
    if kind == "corrected":
        material = rows["case_material"].but(received_by=who.person)
        typed = rows["correction_answer"].but(answered_by=who.person)
        return Move(who, typed, ((who, material),), ((who, event),))
    notice = rows["correction"].but(asked_by=who.person)
    return Move(who, notice, after=((who, line(world, case, 1)), (who, event)))


@against("an_act_names_who_acts")
def rows_under_another_name(world: World, random: Random) -> Move:
    """A notice or an answer under a colleague's name, or under the applicant's."""
    case = _case(world, random, random.choice(["submitted", "correcting"]))
    kind = "corrected" if case.state == "correcting" else "correction_asked"
    whole = act(world, case, kind)
    column = {"correction": "asked_by", "correction_answer": "answered_by"}
    rows = [pair for pair in whole.before if pair[1].table in column]
    others = [pair for pair in whole.before if pair[1].table not in column]
    who, row = rows[0]
    name = random.choice(["approver", "drafter", "leaver", "stranger"])
    row = row.but(**{column[row.table]: world.key(f"person:{name}")})
    return Move(who, row, after=(*others, (whole.who, whole.deed)))


@against("events_in_their_order")
def rows_of_another_time(world: World, random: Random) -> Move:
    """A notice or an answer dated before the step before it, or after its own event."""
    case = _case(world, random, random.choice(["submitted", "correcting"]))
    kind = "corrected" if case.state == "correcting" else "correction_asked"
    whole = act(world, case, kind)
    column = {"correction": "asked_at", "correction_answer": "answered_at"}
    moment: Any = random.choice(
        [world.now - timedelta(days=2), world.now + timedelta(days=2), "infinity"]
    )
    rows = tuple(
        (who, row.but(**{column[row.table]: moment}) if row.table in column else row)
        for who, row in whole.before
    )
    return Move(whole.who, whole.deed, rows)


@against("only_a_connector_speaks_for_elsewhere")
def notice_for_elsewhere(world: World, random: Random) -> Move:
    """A clerk writes a notice about a case that another system handles."""
    case = world.case("theirs", random.choice(["draft", "accepted", "granted"]))
    who = world.seen_by(random.choice(["officer", "clerk"]))
    return Move(who, correction(world, case, who, world.now))
