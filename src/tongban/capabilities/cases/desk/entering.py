"""What a clerk typed at the window, read from the request and turned into a filing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from tongban.capabilities.cases.types import Filing, MaterialEntry, PartyEntry
from tongban.capabilities.catalogue.types import Guide, MaterialCard, PartyRoleCard
from tongban.plumbing.schemas.pages import PageForm, page_form

APPLICANT_FIELDS = ("name", "id_kind", "id_number", "phone", "address")
FIRM_FIELDS = ("firm_name", "firm_uscc")
AGENT_ROLE = "agent"


@dataclass(frozen=True)
class Typed:
    """The page's own fields: visitor, firm, further parties, situations, materials."""

    visitor: dict[str, str]
    firm: dict[str, str]
    parties: dict[str, list[dict[str, str]]]
    situations: dict[str, str]
    received: frozenset[str]
    originals: frozenset[str]
    key: str


def read_typed(data: QueryDict, guide: Guide | None) -> Typed:
    """Everything that was typed, whatever step the clerk is at; nothing is lost."""
    roles = guide.party_roles if guide else ()
    keys = guide.situations if guide else ()
    return Typed(
        visitor={name: data.get(name, "").strip() for name in APPLICANT_FIELDS},
        firm={name: data.get(name, "").strip() for name in FIRM_FIELDS},
        parties={row.role: _rows(data, row) for row in roles},
        situations={
            row.key: data[f"s_{row.key}"] for row in keys if data.get(f"s_{row.key}")
        },
        received=frozenset(data.getlist("received")),
        originals=frozenset(data.getlist("original_checked")),
        key=data.get("key") or uuid4().hex,
    )


def _rows(data: QueryDict, role: PartyRoleCard) -> list[dict[str, str]]:
    rows = []
    for place in range(role.most):
        prefix = f"p_{role.role}_{place}_"
        row = {
            name: data.get(f"{prefix}{name}", "").strip() for name in APPLICANT_FIELDS
        }
        if any(row[name] for name in ("name", "id_number")):
            rows.append(row)
    return rows


def first_role(guide: Guide) -> PartyRoleCard:
    """The role that the visitor at the window has unless a firm applies."""
    return guide.party_roles[0]


def further_roles(guide: Guide) -> list[tuple[PartyRoleCard, int]]:
    """Roles that need rows of their own, with how many rows the page shows."""
    rows = []
    for place, role in enumerate(guide.party_roles):
        fewest = role.fewest - 1 if place == 0 else role.fewest
        if fewest > 0 or (place and role.most > 1):
            rows.append((role, max(fewest, 1)))
    return rows


def forms_of(
    guide: Guide, data: QueryDict | None, on: Any, facts: dict[str, Any]
) -> list[PageForm]:
    """The item's own form, page by page, exactly as on the web (PRT-08)."""
    pages = guide.form_schema.get("pages", [])
    return [
        page_form(guide.form_schema, page["key"], on=on, data=data, initial=facts)
        for page in pages
    ]


def filing_of(guide: Guide, typed: Typed, values: dict[str, Any]) -> Filing:
    """The filing that the commands take."""
    return Filing(
        version_id=guide.version_id,
        situations=typed.situations,
        values=values,
        parties=tuple(_parties(guide, typed)),
        materials=tuple(_materials(guide, typed)),
        idempotency_key=typed.key,
    )


def _parties(guide: Guide, typed: Typed) -> list[PartyEntry]:
    first = first_role(guide).role
    roles = {row.role for row in guide.party_roles}
    visitor = _party(first, "natural", typed.visitor)
    entries: list[PartyEntry] = []
    if typed.firm["firm_uscc"]:
        entries.append(
            PartyEntry(
                first,
                "legal",
                typed.firm["firm_name"],
                "uscc",
                typed.firm["firm_uscc"],
                typed.visitor["phone"],
            )
        )
        if AGENT_ROLE in roles:
            entries.append(_party(AGENT_ROLE, "natural", typed.visitor))
    else:
        entries.append(visitor)
    for role, rows in typed.parties.items():
        entries += [_party(role, "natural", row) for row in rows]
    return entries


def _party(role: str, kind: str, row: dict[str, str]) -> PartyEntry:
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
    return [
        MaterialEntry(card.key, _received_form(card, typed))
        for card in guide.materials_for(typed.situations)
        if card.key in typed.received and not card.is_waived
    ]


def _received_form(card: MaterialCard, typed: Typed) -> str:
    if card.key in typed.originals:
        return "original_seen"
    if card.details.get("original_or_copy") == "copy":
        return "copy_kept"
    return "paper_kept"
