"""Adding one row to a release by hand."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.queries import (
    find_material_types,
    find_version_in_force,
    get_guide,
)
from tongban.capabilities.lists.commands.drafting import release_to_change, row_of
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.kinds.shape import Kind, Line
from tongban.capabilities.lists.models import ListRow
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.capabilities.lists.states import FEE, MATERIAL, PROOF, STEP
from tongban.capabilities.lists.types import Entry
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST_BASIS = 400


@command
def add_entry(
    *, actor: Actor, release_id: UUID, entry: Entry, day: date, at: datetime
) -> UUID:
    """Add a row by its codes; gives its key.

    Refuses with NotFound, NotAllowed, MoveRefused; Invalid (code, part, reason, basis,
    term_<key>) where it names nothing that is in force on that day or lacks what its kind
    asks for. The database refuses the same row twice.
    """
    release, _ = release_to_change(actor, release_id)
    require(actor, DRAFT_LIST, org_id=release.body_id)
    kind = kind_of(release.kind)
    _check(kind, entry)

    row: ListRow = row_of(release, _line(actor, kind, entry, day))
    row.save(force_insert=True)
    release.revised_at = at
    release.save(update_fields=["revised_at"])

    record(
        actor,
        "lists.entry.added",
        subject="list_release",
        subject_id=release.id,
        code=entry.code,
    )
    return row.id


def _check(kind: Kind, entry: Entry) -> None:
    errors: dict[str, str] = {}
    if kind.reasons and entry.reason not in kind.reasons:
        example = next(iter(kind.reasons.values()))
        errors["reason"] = f"请选理由，例如：{example}。"
    needs_basis = bool(kind.reasons) and entry.reason not in kind.without_basis
    if needs_basis and not entry.basis.strip():
        errors["basis"] = "请写依据，例如：《中华人民共和国保守国家秘密法》第九条。"
    if len(entry.basis) > _LONGEST_BASIS:
        errors["basis"] = f"依据最多写 {_LONGEST_BASIS} 个字，请只写名称和条款。"
    for key, label in kind.terms.items():
        if not entry.terms.get(key, "").strip():
            errors[f"term_{key}"] = f"请写“{label}”，一两句话就行。"
    if errors:
        raise Invalid(errors)


def _line(actor: Actor, kind: Kind, entry: Entry, day: date) -> Line:
    terms = {key: entry.terms[key].strip() for key in kind.terms}
    said = {"reason": entry.reason, "basis": entry.basis.strip(), "terms": terms}
    if not kind.reasons:
        said = {}
    code = entry.code.strip()
    if kind.points_at == PROOF:
        key = find_material_types(actor=actor, codes=[code]).get(code)
        if key is None:
            raise Invalid(
                {"code": "材料目录里没有这个编码，请从目录里选，例如 AL-M-0002。"}
            )
        return Line(material_type_id=key, **said)  # type: ignore[arg-type]
    version_id = find_version_in_force(actor=actor, handling_code=code, day=day)
    if version_id is None:
        raise Invalid(
            {"code": "没有这个事项，或者它当天不在有效期内，请核对业务办理项编码。"}
        )
    guide = get_guide(actor=actor, version_id=version_id)
    parts: dict[str, Iterable[Any]] = {
        MATERIAL: guide.materials,
        FEE: guide.fees,
        STEP: [step for step in guide.steps if step.is_special],
    }
    if kind.points_at not in parts:
        return Line(guide=guide, **said)  # type: ignore[arg-type]
    found = [row for row in parts[kind.points_at] if row.key == entry.part]
    if not found:
        keys = "、".join(f"{row.key} {row.name}" for row in parts[kind.points_at])
        raise Invalid({"part": f"这个事项里没有它。可以写：{keys or '（没有）'}。"})
    return Line(guide=guide, **{kind.points_at: found[0]}, **said)  # type: ignore[arg-type]
