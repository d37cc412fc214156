"""What synthetic cases need to know of an item: its guide, a filled form, and its people."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import psycopg

from tongban.capabilities.catalogue.queries import get_guide, list_items
from tongban.capabilities.catalogue.types import Guide, MaterialCard
from tongban.faces.cli.filling.people import invent
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.schemas.validation import validate

MOST_ITEMS: Final = 500
_NAMED: Final = {"identity_document": "{number}", "phone": "{phone}"}
_PLAIN: Final = {
    "address": "安澜市青渡县临江街道百花巷8号",
    "textarea": "无",
    "money": 8000000,
    "yes_no": "yes",
    "postcode": "690100",
    "email": "someone@example.com",
    "date": "2024-06-03",
    "landline": "0690-12345678",
}
_ACCEPTS: Final = "cases.case.accept"
_DECIDES: Final = "cases.case.decide"
_TAKES_IN: Final = "cases.case.take_in"
_IN_OFFICE: Final = """
select o.person_id from posting o join role_grant g on g.role = o.role
 where o.city = %s and o.body_id = %s and g.permission = %s and o.valid_from <= %s
   and (o.valid_to is null or o.valid_to > %s) order by o.valid_from, o.person_id
"""
_HALL: Final = """
select v.id, v.body_id from intake_mode m join venue v on v.id = m.venue_id
 where m.city = %s and m.item_id = %s and m.valid @> %s::date order by v.code limit 1
"""


@dataclass(frozen=True)
class Office:
    """An item, and the people who handle it."""

    guide: Guide
    form: str
    answers: dict[str, str]
    materials: tuple[MaterialCard, ...]
    acceptor: UUID
    decider: UUID
    venue: UUID | None
    venue_body: UUID | None
    clerk: UUID | None

    @property
    def roles(self) -> tuple[str, str | None]:
        """The first party's role, and the second's where the guide wants one."""
        wanted = [row.role for row in self.guide.party_roles if row.fewest > 0]
        return wanted[0], wanted[1] if len(wanted) > 1 else None


def find_offices(
    owner: psycopg.Connection, actor: Actor, *, first_day: date, today: date, seed: int
) -> list[Office]:
    """Every item in force since the first day that two people of its body can handle."""
    found = []
    for summary in list_items(actor=actor, day=first_day, limit=MOST_ITEMS):
        guide = get_guide(actor=actor, version_id=summary.version_id)
        office = _office(owner, actor, guide, (first_day, today), seed)
        if office is not None:
            found.append(office)
    return found


def _office(
    owner: psycopg.Connection,
    actor: Actor,
    guide: Guide,
    days: tuple[date, date],
    seed: int,
) -> Office | None:
    first_day, today = days
    uscc = owner.execute("select uscc from firm order by id limit 1").fetchone()
    form = _fill(guide, today, seed, str(uscc[0]) if uscc else "")

    def people(body: UUID, permission: str) -> list[UUID]:
        values = [actor.city, body, permission, first_day, today]
        return [row[0] for row in owner.execute(_IN_OFFICE, values)]

    acceptors = people(guide.body_id, _ACCEPTS)
    deciders = [
        person
        for person in people(guide.body_id, _DECIDES)
        if person not in acceptors[:1]
    ]
    if (
        form is None
        or not acceptors
        or not deciders
        or not guide.conditions
        or _is_complex(guide)
    ):
        return None
    hall = owner.execute(_HALL, [actor.city, guide.item_id, first_day]).fetchone()
    clerks = people(hall[1], _TAKES_IN) if hall else []
    answers = {row.key: row.options[0].key for row in guide.situations}
    return Office(
        guide=guide,
        form=form,
        answers=answers,
        materials=tuple(
            card
            for card in guide.materials_for(answers)
            if card.is_waived or card.necessity == "required"
        ),
        acceptor=acceptors[0],
        decider=deciders[0],
        venue=hall[0] if hall and clerks else None,
        venue_body=hall[1] if hall and clerks else None,
        clerk=clerks[0] if clerks else None,
    )


def _is_complex(guide: Guide) -> bool:
    """More than two parties at least: not planned for."""
    return sum(row.fewest for row in guide.party_roles) not in {1, 2}


def _fill(guide: Guide, today: date, seed: int, uscc: str) -> str | None:
    """A form that passes its own checks, with places for the person; None where none does."""
    template = {
        field["name"]: _value(field, uscc)
        for page in guide.form_schema.get("pages", [])
        for field in page["fields"]
        if field.get("required")
    }
    text = json.dumps(template, ensure_ascii=False)
    person = invent(1, city="", seed=seed)
    example = (
        text.replace("{name}", person.name)
        .replace("{number}", person.id_number)
        .replace("{phone}", person.phone)
    )
    try:
        validate(guide.form_schema, json.loads(example), on=today)
    except Invalid:
        return None
    return text


def _value(field: dict[str, Any], uscc: str) -> Any:
    kind = field["type"]
    if kind in {"choice", "choices"}:
        values = [str(row["value"]) for row in field["choices"]]
        chosen = "citizen_id" if "citizen_id" in values else values[0]
        return chosen if kind == "choice" else [chosen]
    if kind == "integer":
        return max(int(field.get("min") or 0), 60)
    if kind == "uscc":
        return uscc
    if kind == "yes_no":
        return True
    return _NAMED.get(kind) or _PLAIN.get(kind, "{name}")
