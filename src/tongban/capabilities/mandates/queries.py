"""What others may ask about mandates. Reading only."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.queries import list_item_ids
from tongban.capabilities.mandates.models import Mandate, MandateOffer
from tongban.capabilities.mandates.permissions import REGISTER_MANDATE
from tongban.capabilities.mandates.types import (
    FirmAgentCard,
    MandateCard,
    OfferCard,
    Scope,
)
from tongban.capabilities.people.queries import get_firms, list_own_firms
from tongban.capabilities.people.types import FirmCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, Principal, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.files.storing import FileFacts, get_file

_HOLDS_ANY = """
select exists (select 1 from mandate
 where agent_id = %s and valid_from <= %s and valid_to > %s)
"""
_REGISTERED = """
select f.id, f.name, a.role, a.scope from firm_agent a join firm f on f.id = a.firm_id
 where a.person_id = %(person)s and a.valid_from <= %(day)s
   and (a.valid_to is null or a.valid_to > %(day)s)
 order by f.name, f.id, a.id
"""
PAGE = 100
EVERYTHING = "*"


@query
def list_given(*, actor: Actor) -> list[MandateCard]:
    """The mandates that the signed-in person gave, the newest first."""
    return _cards(Mandate.objects.filter(principal_person_id=actor.natural_person))


@query
def list_held(*, actor: Actor) -> list[MandateCard]:
    """The mandates under which the signed-in person acts or acted, the newest first."""
    return _cards(Mandate.objects.filter(agent_id=actor.natural_person))


@query
def list_given_by_firm(*, actor: Actor, firm_id: UUID) -> list[MandateCard]:
    """The mandates of a firm that the signed-in person leads, the newest first."""
    rows = Mandate.objects.filter(principal_firm_id=firm_id)
    return _cards(rows.exclude(agent_id=actor.natural_person))


@query
def list_registered_at(*, actor: Actor, body_ids: Iterable[UUID]) -> list[MandateCard]:
    """What windows of these bodies registered, the newest first.

    Refuses with NotAllowed.
    """
    wanted = list(body_ids)
    for body_id in wanted:
        require(actor, REGISTER_MANDATE, org_id=body_id)
    return _cards(Mandate.objects.filter(made_at_body_id__in=wanted))


@query
def get_scan(*, actor: Actor, mandate_id: UUID) -> FileFacts:
    """The scan of the paper behind a mandate, by whoever sees it. Refuses with NotFound."""
    row = Mandate.objects.filter(pk=mandate_id, scan__isnull=False).first()
    if row is None or row.scan_id is None:
        raise NotFound("没有找到这份扫描件，这个授权登记时可能没有扫描。")
    return get_file(row.scan_id)


@query
def get_mandate(*, actor: Actor, mandate_id: UUID) -> MandateCard:
    """One mandate, by its two sides. Refuses with NotFound."""
    found = _cards(Mandate.objects.filter(pk=mandate_id))
    if not found:
        raise NotFound("没有找到这个代办授权。")
    return found[0]


@query
def list_people_to_tell(*, actor: Actor, mandate_id: UUID) -> list[UUID]:
    """Both sides of a mandate, as a system actor sees them; for a firm, who leads it."""
    row = Mandate.objects.select_related("principal_firm").get(pk=mandate_id)
    firm = row.principal_firm
    principal = firm.legal_representative_id if firm else row.principal_person_id
    return sorted({key for key in (principal, row.agent_id) if key})


@query
def list_offers(*, actor: Actor, now: datetime) -> list[OfferCard]:
    """The codes that the signed-in person gave and that nobody has used yet."""
    rows = MandateOffer.objects.filter(
        principal_id=actor.natural_person, taken_at=None, ends_at__gt=now
    )
    return [
        OfferCard(
            row.id,
            row.kind,
            Scope(row.scope_kind, tuple(row.scope)),
            row.valid_to - timedelta(days=1),
            row.ends_at,
        )
        for row in rows.order_by("-made_at")
    ]


@query
def list_registered_agents(*, actor: Actor, firm_id: UUID) -> list[FirmAgentCard]:
    """Whom the register of firms names for a firm, told to who leads it."""
    rows = fetch_all("select * from agents_of_firm(%s)", [firm_id])
    return [
        FirmAgentCard(
            name,
            role,
            scope,
            valid_from,
            valid_to - timedelta(days=1) if valid_to else None,
        )
        for name, role, scope, valid_from, valid_to in rows
    ]


@query
def leads_firm(*, actor: Actor, firm_id: UUID) -> bool:
    """Whether the signed-in person leads this firm, and so gives its mandates."""
    rows = fetch_all("select leads_firm(%s, %s)", [actor.natural_person, firm_id])
    return bool(rows[0][0])


@query
def acts_for_others(*, actor: Actor) -> bool:
    """Whether the signed-in person may act for anybody today."""
    return bool(fetch_all("select actor_acts_for_others()")[0][0])


@query
def list_firms(*, actor: Actor, today: date) -> list[FirmCard]:
    """The firms for which the signed-in person may act: by the register, or a mandate."""
    own = list_own_firms(actor=actor, today=today)
    known = {firm.firm_id for firm in own}
    held = {
        row.principal_firm_id
        for row in _in_force(actor, today).filter(principal_firm__isnull=False)
    }
    more = get_firms(actor=actor, firm_ids=[key for key in held - known if key])
    return sorted([*own, *more], key=lambda firm: firm.name)


@query
def list_principals(*, actor: Actor, today: date) -> list[Principal]:
    """For whom the signed-in person may act today, and how far: people, then firms.

    Several mandates of one principal reach as far as all of them together.
    """
    found: dict[UUID, Principal] = {}
    for card in _held_cards(actor, today):
        known = found.get(card.principal_id)
        found[card.principal_id] = _joined(known, card.principal)
    for registered in _list_registered(actor, today):
        key = registered.subject_id
        found[key] = _joined(found.get(key), registered)
    return sorted(found.values(), key=lambda one: (one.kind != "person", one.name))


@query
def find_mandate(
    *,
    actor: Actor,
    principal_id: UUID,
    item_id: UUID,
    themes: frozenset[str],
    today: date,
) -> UUID | None:
    """The mandate of this principal that reaches this item today; the longest one."""
    cards = [
        card
        for card in _held_cards(actor, today)
        if card.principal_id == principal_id and card.principal.reaches(item_id, themes)
    ]
    cards.sort(key=lambda card: card.valid_until)
    return cards[-1].mandate_id if cards else None


def _in_force(actor: Actor, today: date) -> Any:
    return Mandate.objects.filter(
        agent_id=actor.natural_person,
        valid_from__lte=today,
        valid_to__gt=today,
        end__isnull=True,
    )


def _joined(known: Principal | None, more: Principal) -> Principal:
    if known is None:
        return more
    if known.is_whole or more.is_whole:
        return Principal(more.kind, more.subject_id, more.name)
    return Principal(
        more.kind,
        more.subject_id,
        more.name,
        items=(known.items or frozenset()) | (more.items or frozenset()),
        themes=(known.themes or frozenset()) | (more.themes or frozenset()),
    )


def _held_cards(actor: Actor, today: date) -> list[MandateCard]:
    # Most people hold none, and every filing asks.
    held = fetch_all(_HOLDS_ANY, [actor.natural_person, today, today])
    return _cards(_in_force(actor, today)) if held[0][0] else []


def _list_registered(actor: Actor, today: date) -> list[Principal]:
    """The firms whose agent the register names, and how far, as the database reads it."""
    said: dict[tuple[UUID, str], list[tuple[str, str]]] = {}
    day = {"person": actor.natural_person, "day": today}
    for firm_id, name, role, scope in fetch_all(_REGISTERED, day):
        said.setdefault((firm_id, name), []).append((role, scope))
    return [
        _registered(actor, firm_id, name, rows)
        for (firm_id, name), rows in said.items()
    ]


def _registered(
    actor: Actor, firm_id: UUID, name: str, rows: Iterable[tuple[str, str]]
) -> Principal:
    codes: set[str] = set()
    for role, scope in rows:
        named = _items_of(scope)
        if role == "legal_representative" or named is None:
            return Principal("firm", firm_id, name)
        codes |= named
    keys = list_item_ids(actor=actor, basic_codes=codes).values()
    return Principal("firm", firm_id, name, items=frozenset(map(str, keys)))


def _items_of(scope: str) -> set[str] | None:
    """The basic codes of a register's scope; None: every item."""
    try:
        said = json.loads(scope)
    except ValueError:
        return None
    named = said.get("items") if isinstance(said, dict) else None
    if named is None or EVERYTHING in named:
        return None
    return set(named)


def _cards(rows: Any) -> list[MandateCard]:
    found: Sequence[Mandate] = list(
        rows.select_related("end").order_by("-made_at", "-id")[:PAGE]
    )
    names = _names([row.id for row in found])
    return [_card(row, *names.get(row.id, ("", ""))) for row in found]


def _names(keys: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    # Most people act for nobody.
    wanted = list(keys)
    rows = fetch_all("select * from mandate_names(%s)", [wanted]) if wanted else []
    return {key: (principal, agent) for key, principal, agent in rows}


def _card(row: Mandate, principal: str, agent: str) -> MandateCard:
    end = getattr(row, "end", None)
    is_firm = row.principal_firm_id is not None
    subject = row.principal_firm_id if is_firm else row.principal_person_id
    if subject is None:
        raise LookupError(row.id)
    return MandateCard(
        mandate_id=row.id,
        principal_kind="firm" if is_firm else "person",
        principal_id=subject,
        principal_name=principal,
        agent_name=agent,
        kind=row.kind,
        scope=Scope(row.scope_kind, tuple(row.scope)),
        valid_from=row.valid_from,
        valid_until=row.valid_to - timedelta(days=1),
        made_how=row.made_how,
        made_at=row.made_at,
        ended_at=end.ended_at if end else None,
        ended_because=end.why if end else "",
        papers=row.papers,
        has_scan=row.scan_id is not None,
    )
