"""An earlier case of the same person under an item of which one is enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.capabilities.cases.models import Party
from tongban.capabilities.cases.queries.sight import seen_by
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import PartyEntry
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.people.queries import get_own_card
from tongban.ground.codes.writing import tidy_number
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.keyed import document_key
from tongban.plumbing.database.prepared import fetch_all

APPLICANT = "applicant"
_FIND = "select * from earlier_of_its_kind(%s, %s, %s)"


@dataclass(frozen=True)
class EarlierCase:
    """One that is open or was granted; the number only where one may follow it."""

    case_id: UUID
    number: str
    state: CaseState
    filed_on: date


@query
def list_earlier_cases(
    *, actor: Actor, guide: Guide, parties: Iterable[PartyEntry]
) -> list[EarlierCase]:
    """What these applicants have of an item of which one is enough, newest first.

    Empty for other items, and for whoever may not know.
    """
    if not guide.one_per_person:
        return []
    keys = [
        document_key(
            actor.city,
            row.id_kind if row.kind == "natural" else "uscc",
            tidy_number(row.id_number),
        )
        for row in parties
        if row.role == APPLICANT and row.id_number.strip()
    ]
    return _find(guide.item_id, keys, None) if keys else []


@query
def list_own_earlier_cases(*, actor: Actor, version_id: UUID) -> list[EarlierCase]:
    """What the signed-in person already has of this item. Refuses with NotFound."""
    guide = get_guide(actor=actor, version_id=version_id)
    own = get_own_card(actor=actor)
    party = PartyEntry(APPLICANT, "natural", own.name, own.id_kind, own.id_number)
    return list_earlier_cases(actor=actor, guide=guide, parties=[party])


@query
def list_earlier_cases_of(*, actor: Actor, case_id: UUID) -> list[EarlierCase]:
    """What the applicants of a case have beside it, for who decides it."""
    case = seen_by(actor).filter(pk=case_id).only("item_id", "application_id").first()
    if case is None:
        return []
    parties = Party.objects.filter(application_id=case.application_id, role=APPLICANT)
    keys = list(parties.values_list("id_key", flat=True))
    return _find(case.item_id, keys, case_id) if keys else []


def _find(item_id: UUID, keys: list[str], but: UUID | None) -> list[EarlierCase]:
    return [
        EarlierCase(case_id, number, CaseState(state), filed_on)
        for case_id, number, state, filed_on in fetch_all(_FIND, [item_id, keys, but])
    ]
