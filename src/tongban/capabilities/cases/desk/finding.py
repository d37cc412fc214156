"""Who is at the counter: looked up by the typed document, never by browsing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongban.capabilities.cases.desk.entering import USCC, Row, Typed
from tongban.capabilities.people.queries import find_firm, find_person_by_document
from tongban.ground.codes.credit_code import check_credit_code
from tongban.ground.codes.identity import IdKind
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.requests import ActorRequest


@dataclass(frozen=True)
class Found:
    """What was typed with what the registers know added; and what cannot be right."""

    typed: Typed
    errors: dict[str, str]


def look_up(request: ActorRequest, typed: Typed) -> Found:
    """Find the visitor, the firm and further parties that have a number and no name."""
    errors: dict[str, str] = {}
    if typed.visitor["id_number"]:
        try:
            typed = typed.with_visitor(**_person(request, typed.visitor))
        except Refusal as refusal:
            errors["visitor-id_number"] = refusal.message
    if typed.is_for_firm:
        try:
            check_credit_code(typed.firm["uscc"])
            typed = register_firm(request, typed)
        except Refusal as refusal:
            errors["firm-uscc"] = refusal.message
    return Found(_with_parties(request, typed), errors)


def _person(request: ActorRequest, row: Row) -> Row:
    kind = row["id_kind"] or IdKind.CITIZEN.value
    if kind not in set(IdKind):
        raise Refusal(_("请选择证件类型，例如居民身份证。"))
    found = find_person_by_document(
        actor=request.actor,
        id_kind=kind,
        id_number=row["id_number"],
        today=request.today,
    )
    known = {"id_kind": kind, "id_number": tidy_number(row["id_number"])}
    if found is None:
        return known
    # The register knows the name better than the keyboard; a phone may be newer.
    return known | {
        "name": found.name,
        "phone": row["phone"] or found.phone,
        "address": row["address"] or found.address,
    }


def register_firm(request: ActorRequest, typed: Typed) -> Typed:
    """The same with the registered firm, so that the application belongs to it."""
    if not typed.is_for_firm:
        return typed
    card = find_firm(actor=request.actor, uscc=tidy_number(typed.firm["uscc"]))
    if card is None:
        return typed
    return typed.with_firm(card.firm_id, uscc=card.uscc, name=card.name)


def _with_parties(request: ActorRequest, typed: Typed) -> Typed:
    parties = {
        role: tuple(_party(request, row) for row in rows)
        for role, rows in typed.parties.items()
    }
    return typed.with_parties(parties)


def _party(request: ActorRequest, row: Row) -> Row:
    if row["name"] or not row["id_number"]:
        return row
    try:
        if row["id_kind"] == USCC:
            card = find_firm(actor=request.actor, uscc=tidy_number(row["id_number"]))
            return row | {"name": card.name} if card else row
        return row | _person(request, row)
    except Refusal:
        # It is said when the page is handed in, beside all the other fields.
        return row


def facts_of(request: ActorRequest, typed: Typed) -> dict[str, object]:
    """What the item's form is filled in from."""
    visitor = typed.visitor
    facts: dict[str, object] = {
        "person.name": visitor["name"],
        "person.id_type": visitor["id_kind"] or IdKind.CITIZEN.value,
        "person.id_number": visitor["id_number"],
        "person.phone": visitor["phone"],
        "person.address": visitor["address"],
    }
    if not typed.is_for_firm:
        return facts
    uscc = tidy_number(typed.firm["uscc"])
    card = find_firm(actor=request.actor, uscc=uscc)
    if card is None:
        return facts | {"firm.name": typed.firm["name"], "firm.uscc": uscc}
    return facts | {
        "firm.name": card.name,
        "firm.uscc": card.uscc,
        "firm.address": card.address,
        "firm.legal_representative": card.legal_representative,
    }
