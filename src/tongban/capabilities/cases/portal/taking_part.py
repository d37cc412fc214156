"""Who takes part in an application: oneself or one's firm, and those that were typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongban.capabilities.cases.portal.folder import AGENT, Folder
from tongban.capabilities.cases.types import PartyEntry
from tongban.capabilities.catalogue.types import PartyRoleCard
from tongban.capabilities.people.types import PersonCard
from tongban.ground.codes.identity import IdKind
from tongban.ground.codes.mask import mask_identity_number, mask_mobile


@dataclass(frozen=True)
class Participant:
    """A party as the page lists it; only those that were typed can be taken off."""

    role: str
    name: str
    document: str
    phone: str
    place: int | None = None


def _entry(card: PersonCard, role: str, mandate: str = "") -> PartyEntry:
    """A person in a role, as the register knows them."""
    return PartyEntry(
        role,
        "natural",
        card.name,
        card.id_kind,
        card.id_number,
        card.phone,
        card.address,
        mandate,
    )


def list_parties(folder: Folder) -> tuple[PartyEntry, ...]:
    """Everybody who takes part, oneself first, as it will be filed."""
    parties = [*_sure_parties(folder)]
    for role in folder.guide.party_roles:
        parties += [
            entry_of(role.role, row) for row in folder.parties.get(role.role, [])
        ]
    return tuple(parties)


def _sure_parties(folder: Folder) -> tuple[PartyEntry, ...]:
    if not folder.acting or not folder.own_role:
        return ()
    firm = folder.firm
    if folder.principal is not None:
        main = _entry(folder.principal, folder.own_role, folder.both_names)
        if folder.role(AGENT) is None:
            return (main,)
        return main, _entry(folder.own, AGENT)
    if firm is None:
        return (_entry(folder.own, folder.own_role),)
    entry = PartyEntry(
        folder.own_role,
        "legal",
        firm.name,
        "uscc",
        firm.uscc,
        address=firm.address,
        mandate=_("法定代表人或者经办人 %(name)s") % {"name": folder.own.name},
    )
    # Whoever acts for a firm without leading it is named as its agent.
    is_agent = firm.legal_representative != folder.own.name
    if is_agent and folder.role(AGENT) is not None:
        return entry, _entry(folder.own, AGENT)
    return (entry,)


def entry_of(role: str, row: Mapping[str, str]) -> PartyEntry:
    """A typed party as a value; what is missing is empty, and refused later."""
    kind = "legal" if row.get("kind") == "legal" else "natural"
    return PartyEntry(
        role,
        kind,
        row.get("name", ""),
        "uscc" if kind == "legal" else row.get("id_kind", ""),
        row.get("id_number", ""),
        row.get("phone", ""),
    )


def room_in(folder: Folder, role: PartyRoleCard) -> int:
    """How many more can take part in a role."""
    return role.most - sum(row.role == role.role for row in list_parties(folder))


def missing_roles(folder: Folder) -> tuple[PartyRoleCard, ...]:
    """The roles that nobody, or too few, have yet."""
    parties = list_parties(folder)
    return tuple(
        row
        for row in folder.guide.party_roles
        if sum(party.role == row.role for party in parties) < row.fewest
    )


def needs_parties(folder: Folder) -> bool:
    """Whether somebody besides oneself must be named."""
    if not folder.acting or not folder.own_role:
        return bool(folder.role_choices)
    return bool(missing_roles(folder)) or any(folder.parties.values())


def participants(folder: Folder, role: str) -> tuple[Participant, ...]:
    """The parties of a role for a page, numbers masked."""
    sure = [row for row in _sure_parties(folder) if row.role == role]
    typed = [entry_of(role, row) for row in folder.parties.get(role, [])]
    return (
        *(_shown(row, None) for row in sure),
        *(_shown(row, place) for place, row in enumerate(typed)),
    )


def _shown(entry: PartyEntry, place: int | None) -> Participant:
    if entry.kind == "legal":
        document = _("统一社会信用代码 %(code)s") % {"code": entry.id_number}
    else:
        label = IdKind(entry.id_kind).label if entry.id_kind in set(IdKind) else ""
        document = f"{label} {mask_identity_number(entry.id_number)}".strip()
    phone = mask_mobile(entry.phone) if entry.phone else ""
    return Participant(entry.role, entry.name, document, phone, place)
