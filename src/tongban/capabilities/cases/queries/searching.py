"""Finding a case at the desk: by number, by a whole document or phone, or by a name.

The wall shows staff what their body handles or took in, and nothing else is searched.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from tongban.capabilities.cases.models import Party
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.cases.queries.lines import list_lines, read_rows
from tongban.capabilities.cases.queries.sight import seen_by
from tongban.capabilities.cases.types import CaseLine
from tongban.ground.codes.identity import IdKind
from tongban.ground.codes.mask import NameRule, mask_identity_number, mask_name
from tongban.ground.codes.phone import check_any_phone
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.keyed import document_key, phone_key
from tongban.plumbing.sealing.subjects import hold_keys

MOST_FOUND: Final = 20
CASE_NUMBER: Final = 22
USCC: Final = "uscc"
_SHORTEST_NAME: Final = 2
# Names and phones have no index of their own: they are looked for among recent filings.
_RECENT: Final = timedelta(days=731)


@dataclass(frozen=True)
class FoundCase:
    """A case that matches, with its first party as far as a list may show them."""

    line: CaseLine
    applicant: str
    document: str


@query
def search_cases(*, actor: Actor, words: str, today: date) -> list[FoundCase]:
    """Cases of the number, person or firm that was typed, the newest first; at most 21.

    Refuses with NotAllowed. Words that fit nothing find nothing.
    """
    if not actor.may_anywhere(SEE_CASE):
        require(actor, SEE_CASE)
    wanted = _wanted(actor.city, words.strip(), today)
    if wanted is None:
        return []
    rows = (
        seen_by(actor)
        .filter(wanted, city=actor.city)
        .exclude(state="draft")
        .order_by("-filed_on", "-id")
    )
    return _masked(actor, read_rows(rows, MOST_FOUND + 1))


def keys_of_number(city: str, number: str) -> list[str]:
    """The hashes under which a document of any kind with this number would stand."""
    return [document_key(city, kind, number) for kind in (*IdKind, USCC)]


def _wanted(city: str, words: str, today: date) -> Q | None:
    number = tidy_number(words)
    if len(number) == CASE_NUMBER and number.isdecimal():
        return Q(number=number)
    is_number = number.isascii() and any(sign.isdigit() for sign in number)
    if is_number:
        parties = Q(id_key__in=keys_of_number(city, number))
        phone = _phone(words)
        if phone:
            parties |= Q(phone_key=phone_key(city, phone))
    elif len(words) >= _SHORTEST_NAME:
        parties = Q(name__startswith=words)
    else:
        return None
    found = Party.objects.filter(parties, city=city).values("application_id")
    since = Q() if is_number and not _phone(words) else Q(filed_on__gte=today - _RECENT)
    return since & Q(application_id__in=found)


def _phone(words: str) -> str:
    try:
        return check_any_phone(words)
    except Refusal:
        return ""


def _masked(actor: Actor, cases: list[Any]) -> list[FoundCase]:
    applications = {case.id: case.application_id for case in cases}
    first: dict[tuple[UUID, str], Party] = {}
    parties = Party.objects.filter(application_id__in=list(applications.values()))
    hold_keys(applications.values())
    for party in parties:
        first[party.application_id, party.name] = party
    found = []
    for line in list_lines(actor, cases):
        named = first.get((applications[line.case_id], line.applicant))
        if named is None or named.kind == "legal":
            # A firm's name and code are public.
            number = named.id_number if named else ""
            found.append(FoundCase(line, line.applicant, number))
            continue
        name = mask_name(line.applicant, NameRule.KEEP_ENDS)
        found.append(FoundCase(line, name, mask_identity_number(named.id_number)))
    return found
