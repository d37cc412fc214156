"""The everyday turns of a case in the attacked world: notice, answer, parcel, hand-over."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.world import CITY, Case, World
from tongban.plumbing.database.keys import new_key

# The place of the special step whose time is not counted.
UNCOUNTED = 3
Rows = tuple[tuple[Who, Deed], ...]


def act(world: World, case: Case, kind: str, at: datetime | None = None) -> Move:
    """The next event with the rows that it needs, by the right person, at one moment."""
    moment = at or world.now
    event = world.event(case, kind).but(occurred_at=moment)
    rows = _ROWS.get(kind)
    if rows is None or case.item == "theirs":
        return event
    return Move(event.who, event.deed, rows(world, case, event.who, moment))


def correction_key(world: World, case: Case) -> UUID:
    """The key of the one notice of a case."""
    return world.key(f"correction:{case.case_id}")


def correction(world: World, case: Case, who: Who, at: datetime) -> Deed:
    """The notice itself."""
    row = {
        "id": correction_key(world, case),
        "city": CITY,
        "case_id": case.case_id,
        "version_id": case.version,
        "asked_at": at,
        "asked_by": who.person,
        "answer_by": world.day(20),
    }
    return Deed("correction", row)


def line(world: World, case: Case, n: int, *, field: str = "") -> Deed:
    """A line of it: the n-th material of the guide, or a field of its form."""
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "correction_id": correction_key(world, case),
        "version_id": case.version,
        "place": n,
        "field": field,
        "reason": "看不清",
    }
    if not field:
        row["material_id"] = world.key(f"material:{case.item}:{n}")
    return Deed("correction_line", row)


def mended(world: World, case: Case, who: Who, n: int = 1) -> Deed:
    """A material in answer to the notice."""
    row = {"round": 1, "received_by": who.person}
    return world.of_case(case, "material", n).deed.but(**row)


def answer(world: World, case: Case, who: Who, at: datetime, values: Any) -> Deed:
    """The values typed in answer to the notice."""
    row = {
        "correction_id": correction_key(world, case),
        "city": CITY,
        "values": Jsonb(values),
        "answered_at": at,
        "answered_by": who.person,
    }
    return Deed("correction_answer", row)


def special(world: World, case: Case, kind: str, place: int, outcome: str = "") -> Move:
    """A special step of the item "checked" begins or ends; uncounted time moves the days."""
    facts: dict[str, Any] = {"step": f"s{place}"}
    if kind == "special_ended":
        facts["outcome"] = outcome
    if place == UNCOUNTED and outcome != "not_needed":
        late = 7 if kind == "special_begun" else 0
        facts["promised_due_on"] = str(world.day(7 + late))
        facts["statutory_due_on"] = str(world.day(28 + late))
    return world.event(case, kind).but(facts=Jsonb(facts))


def wish(case: Case, way: str) -> Deed:
    """How the applicant wants the result."""
    row = {
        "application_id": case.application_id,
        "city": CITY,
        "way": way,
        "name": "李四",
        "phone": "1",
        "address": "某路",
    }
    return Deed("delivery_wish", row)


def dispatch(case: Case, who: Who, at: datetime) -> Deed:
    """The result given to a courier."""
    row = {
        "case_id": case.case_id,
        "city": CITY,
        "courier": "邮政",
        "tracking_number": "1234567890123",
        "sent_at": at,
        "sent_by": who.person,
    }
    return Deed("dispatch", row)


def hand_over(world: World, case: Case, who: Who, at: datetime) -> Deed:
    """The result in somebody's hand: signed for, or fetched at the window for results."""
    row = {
        "case_id": case.case_id,
        "city": CITY,
        "way": "post" if case.state == "dispatched" else "pickup",
        "taken_by": "李四",
        "signed_for_at": at,
        "handed_by": who.person,
    }
    if world.is_at_hall(case.item):
        row["window_id"] = world.key("window:issue")
    return Deed("hand_over", row)


def pre_review(world: World, version: str, *, body: str = "dept") -> Move:
    """A person asks the office to look at a draft."""
    who = world.who["citizen"]
    row = {
        "id": new_key(),
        "city": CITY,
        "person_id": who.person,
        "version_id": world.key(f"version:{version}"),
        "body_id": world.key(f"body:{body}"),
        "answers": Jsonb({}),
        "digest": "0" * 64,
        "outcome": "",
        "opinion": "",
        "asked_at": world.now,
        "due_on": world.day(2),
    }
    return Move(who, Deed("pre_review", row))


def _notice(world: World, case: Case, who: Who, at: datetime) -> Rows:
    by_field = line(world, case, 2, field="shop_name")
    rows = (correction(world, case, who, at), line(world, case, 1), by_field)
    return tuple((who, row) for row in rows)


def _answer(world: World, case: Case, who: Who, at: datetime) -> Rows:
    typed = answer(world, case, who, at, {"shop_name": "新店名"})
    return ((who, mended(world, case, who)), (who, typed))


_ROWS: dict[str, Callable[[World, Case, Who, datetime], Rows]] = {
    "correction_asked": _notice,
    "corrected": _answer,
    "dispatched": lambda _, case, who, at: ((who, dispatch(case, who, at)),),
    "delivered": lambda world, case, who, at: ((who, hand_over(world, case, who, at)),),
}
