"""Texts that were handed in, with their reviews, for every version of the attacked world."""

from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import LOADER, Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, FORM, GROUP, RESULT, World
from tongban.plumbing.database.keys import new_key

# Who reviews at which stage, and the body at which that office is held.
STAGES = {
    "first_review": ("first_reviewer", "dept"),
    "legality": ("lawyer", "centre"),
    "gatekeeping": ("gatekeeper", "centre"),
}
GROUPS = [{"key": GROUP, "title": "之一", "need": "any"}]
_LISTS = {
    "basis": "legal_basis",
    "condition": "conditions",
    "situation": "situations",
    "material": "materials",
    "step": "steps",
    "fee": "fees",
    "party_role": "party_roles",
}


def document_of(
    version: dict[str, Any], item: str, parts: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    """The document whose publication gives exactly this version with these parts."""
    return (
        {
            "name": version["name"],
            "org": {"far": "dept2", "ended": "ended"}.get(item, "dept"),
            "family": "public_service"
            if item in {"far", "ended"}
            else "administrative_power",
            "item_type": "20" if item in {"far", "ended"} else "01",
            "handling_code": item,
            "case_kind": version["case_kind"],
            "visits": version["visits"],
            "statutory_limit": {
                "value": version["statutory_value"],
                "unit": version["statutory_unit"],
            },
            "promised_limit": {
                "value": version["promised_value"],
                "unit": version["promised_unit"],
            },
            "form": FORM,
            "result": RESULT,
            "condition_groups": GROUPS,
        }
        | {
            name: [_said(part, row) for row in parts[part] if not row.get("is_special")]
            for part, name in _LISTS.items()
        }
        | {
            "special_steps": [
                _said("step", row)
                | {"counts": row["counts"], "only_if": row["only_if"]}
                for row in parts["step"]
                if row["is_special"]
            ]
        }
    )


def elements_of(parts: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """What a version of the world keeps beside its rows."""
    return {
        "result": RESULT,
        "condition_groups": GROUPS,
        "statutory_basis": "",
        "step_results": {
            row["key"]: "" for row in parts["step"] if not row["is_special"]
        },
        "basis_in_force_on": [""] * len(parts["basis"]),
    }


def _said(part: str, row: dict[str, Any]) -> dict[str, Any]:
    left_out = {"id", "city", "version_id", "place"}
    said = {name: value for name, value in row.items() if name not in left_out}
    if part == "condition":
        return {key: row[key] for key in ("key", "text")} | {"group": row["group_key"]}
    if part == "situation":
        return said | {"options": []}
    if part == "material":
        keys = ("key", "name", "necessity", "form", "trust")
        more = {"catalogue_code": "m", "when": [], "waived": row["is_waived"]}
        return {key: row[key] for key in keys} | more
    if part == "step":
        limit = {"value": row["limit_value"], "unit": row["limit_unit"]}
        keys = ("key", "name", "role", "standard", "basis")
        return {key: row[key] for key in keys} | {"limit": limit}
    if part == "party_role":
        return {
            "role": row["role"],
            "label": row["label"],
            "min": row["fewest"],
            "max": row["most"],
        }
    return said


def draft_row(world: World, document: dict[str, Any]) -> dict[str, Any]:
    """A draft of the department's drafter."""
    return {
        "id": new_key(),
        "city": CITY,
        "body_id": world.key("body:dept"),
        "document": Jsonb(document),
        "findings": Jsonb([]),
        "additions": Jsonb([]),
        "source_name": "",
        "source_digest": "",
        "drafted_by_id": world.key("person:drafter"),
        "writers": [],
        "revised_at": world.now,
    }


def submission(world: World, draft: str, document: dict[str, Any]) -> Move:
    """Handing a draft in for the first time, by its drafter."""
    who = world.who["drafter"]
    row = {
        "id": new_key(),
        "city": CITY,
        "draft_id": world.key(f"draft:{draft}"),
        "number": 1,
        "document": Jsonb(document),
        "digest": "0" * 64,
        "handed_in_by_id": who.person,
        "handed_in_at": world.now,
    }
    return Move(who, Deed("item_submission", row))


def review(world: World, name: str, stage: str, outcome: str = "passed") -> Move:
    """A review of what was handed in, by the person of that stage."""
    person, body = STAGES[stage]
    who = world.who[person]
    row = {
        "id": new_key(),
        "city": CITY,
        "submission_id": world.key(f"submission:{name}"),
        "stage": stage,
        "outcome": outcome,
        "opinion": "同意",
        "digest": "0" * 64,
        "reviewer_id": who.person,
        "body_id": world.key(f"body:{body}"),
        "reviewed_at": world.now,
    }
    return Move(who, Deed("item_review", row))


def hand_in(
    builder: Builder, name: str, document: dict[str, Any], *, reviews: int = 3
) -> None:
    """A draft with this text, handed in, and passed at the first stages."""
    world = builder.world
    world.texts[name] = document
    row = draft_row(world, document) | {"id": world.key(f"draft:{name}")}
    builder.put(LOADER, Deed("item_draft", row))
    move = submission(world, name, document).but(id=world.key(f"submission:{name}"))
    builder.move(move)
    for stage in list(STAGES)[:reviews]:
        builder.move(review(world, name, stage))
