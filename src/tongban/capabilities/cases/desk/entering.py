"""What a clerk typed at the window: read from the request, turned into a filing.

Names of the page's own controls have a hyphen; names of an item's form never do, so the
two cannot be taken for each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from django.http import QueryDict

from tongban.capabilities.cases.types import Filing, MaterialEntry, PartyEntry
from tongban.capabilities.catalogue.types import Guide, MaterialCard, PartyRoleCard

PERSON_FIELDS = ("name", "id_kind", "id_number", "phone", "address")
USCC = "uscc"
AGENT = "agent"
_LONGEST_KEY = 80

Row = dict[str, str]


@dataclass(frozen=True)
class Typed:
    """The page's own controls: visitor, firm, further parties, situations, materials."""

    visitor: Row
    firm: Row
    parties: Mapping[str, tuple[Row, ...]]
    situations: dict[str, str]
    received: frozenset[str]
    originals: frozenset[str]
    key: str
    firm_id: UUID | None = None
    scans: Mapping[str, UUID] = field(default_factory=dict)

    @property
    def is_for_firm(self) -> bool:
        """Whether the visitor came for a firm."""
        return bool(self.firm["uscc"])

    def with_visitor(self, **found: str) -> "Typed":
        """The same, with what was found about the visitor."""
        return replace(self, visitor={**self.visitor, **found})

    def with_firm(self, firm_id: UUID, **found: str) -> "Typed":
        """The same, with the firm as it is registered."""
        return replace(self, firm={**self.firm, **found}, firm_id=firm_id)

    def with_parties(self, parties: Mapping[str, tuple[Row, ...]]) -> "Typed":
        """The same, with names that were found for the further parties."""
        return replace(self, parties=parties)

    def with_scans(self, scans: Mapping[str, UUID]) -> "Typed":
        """The same, with files that were kept."""
        return replace(self, scans={**self.scans, **scans})


def read_typed(data: QueryDict, guide: Guide | None) -> Typed:
    """Everything that was typed, whatever step the clerk is at; nothing is lost."""
    situations = guide.situations if guide else ()
    materials = guide.materials if guide else ()
    return Typed(
        visitor={name: _text(data, f"visitor-{name}") for name in PERSON_FIELDS},
        firm={name: _text(data, f"firm-{name}") for name in ("uscc", "name")},
        parties={
            row.role: tuple(_rows(data, row))
            for row in (guide.party_roles if guide else ())
        },
        situations={
            row.key: answer
            for row in situations
            if (answer := _text(data, f"situation-{row.key}"))
        },
        received=frozenset(data.getlist("desk-received")),
        originals=frozenset(data.getlist("desk-original")),
        key=_text(data, "desk-key")[:_LONGEST_KEY] or uuid4().hex,
        scans={
            row.key: UUID(kept)
            for row in materials
            if _is_key(kept := _text(data, f"upload-{row.key}"))
        },
    )


def _text(data: QueryDict, name: str) -> str:
    return str(data.get(name, "")).strip()


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _rows(data: QueryDict, role: PartyRoleCard) -> list[Row]:
    """The rows of a role in which something was typed, without gaps between them."""
    rows = []
    for place in range(role.most + 1):
        prefix = f"party-{role.role}-{place}-"
        row = {name: _text(data, prefix + name) for name in PERSON_FIELDS}
        if row["name"] or row["id_number"]:
            rows.append(row)
    return rows


def taken_places(guide: Guide, typed: Typed, role: str) -> int:
    """How many places of a role the visitor and the firm fill already."""
    if role == guide.party_roles[0].role:
        return 1
    return int(role == AGENT and typed.is_for_firm)


def make_filing(guide: Guide, typed: Typed, values: dict[str, object]) -> Filing:
    """The filing that the command takes."""
    return Filing(
        version_id=guide.version_id,
        situations=typed.situations,
        values=values,
        parties=tuple(_parties(guide, typed)),
        materials=tuple(_materials(guide, typed)),
        idempotency_key=typed.key,
        firm_id=typed.firm_id,
    )


def _parties(guide: Guide, typed: Typed) -> list[PartyEntry]:
    first = guide.party_roles[0].role
    if typed.is_for_firm:
        firm = typed.firm
        entries = [
            PartyEntry(
                first, "legal", firm["name"], USCC, firm["uscc"], typed.visitor["phone"]
            )
        ]
        if any(row.role == AGENT for row in guide.party_roles):
            entries.append(_party(AGENT, typed.visitor))
    else:
        entries = [_party(first, typed.visitor)]
    for role, rows in typed.parties.items():
        entries += [_party(role, row) for row in rows]
    return entries


def _party(role: str, row: Row) -> PartyEntry:
    kind = "legal" if row["id_kind"] == USCC else "natural"
    return PartyEntry(
        role,
        kind,
        row["name"],
        row["id_kind"],
        row["id_number"],
        row["phone"],
        row["address"],
    )


def _materials(guide: Guide, typed: Typed) -> list[MaterialEntry]:
    entries = []
    for card in guide.materials_for(typed.situations):
        if card.is_waived:
            continue
        entry = entry_of(card, typed)
        if entry is not None:
            entries.append(entry)
    return entries


def entry_of(card: MaterialCard, typed: Typed) -> MaterialEntry | None:
    """A material as it was received: its scan, else on paper; None if it is not here."""
    scan = typed.scans.get(card.key)
    if scan is not None:
        return MaterialEntry(card.key, "electronic", scan)
    if card.key in typed.received:
        return MaterialEntry(card.key, _paper_form(card, typed))
    return None


def _paper_form(card: MaterialCard, typed: Typed) -> str:
    if card.key in typed.originals:
        return "original_seen"
    if card.details.get("original_or_copy") == "copy":
        return "copy_kept"
    return "paper_kept"


def place_errors(
    guide: Guide, typed: Typed, errors: Mapping[str, str]
) -> dict[str, str]:
    """The command's names of what is wrong as the names of this page's controls."""
    first = guide.party_roles[0].role
    visitors = f"party_{AGENT if typed.is_for_firm else first}_0_"
    placed = {}
    for name, text in errors.items():
        if typed.is_for_firm and name.startswith(f"party_{first}_0_"):
            part = name.removeprefix(f"party_{first}_0_")
            place = {"name": "firm-name", "id_number": "firm-uscc"}.get(
                part, f"visitor-{part}"
            )
        elif name.startswith(visitors):
            place = "visitor-" + name.removeprefix(visitors)
        elif name.startswith("situation_"):
            place = "situation-" + name.removeprefix("situation_")
        elif name.startswith("material_"):
            place = "material-" + name.removeprefix("material_")
        elif name.startswith("party_"):
            place = _party_place(guide, name)
        else:
            place = name
        placed[place] = text
    return placed


def _party_place(guide: Guide, name: str) -> str:
    """`party_co_owner_1_id_number` as `party-co_owner-1-id_number`: roles have underscores."""
    for row in guide.party_roles:
        rest = name.removeprefix(f"party_{row.role}")
        if rest == "":
            return f"party-{row.role}"
        number, _sep, part = rest.removeprefix("_").partition("_")
        if rest != name and number.isdecimal():
            return f"party-{row.role}-{number}-{part}"
    return name
