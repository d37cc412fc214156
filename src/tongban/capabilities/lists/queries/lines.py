"""Rows with what they point at: the columns of a list are read through it, never stored."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from tongban.capabilities.catalogue.queries import get_guides
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import Kind, Line
from tongban.capabilities.lists.models import ListRow
from tongban.plumbing.access.actor import Actor


def read_lines(actor: Actor, rows: Collection[ListRow]) -> list[Line]:
    """The rows as lines, in the same order; proofs come with their material type."""
    wanted = {row.version_id for row in rows if row.version_id is not None}
    guides = get_guides(actor=actor, version_ids=wanted)
    return [
        _line(row, guides.get(row.version_id) if row.version_id else None)
        for row in rows
    ]


def _line(row: ListRow, guide: Guide | None) -> Line:
    proof = row.material_type
    return Line(
        guide=guide,
        material=_one(guide.materials if guide else (), "material_id", row.material_id),
        fee=_one(guide.fees if guide else (), "fee_id", row.fee_id),
        step=_one(guide.steps if guide else (), "step_id", row.step_id),
        material_type_id=row.material_type_id,
        proof_name=proof.name if proof else "",
        proof_code=proof.code if proof else "",
        reason=row.reason,
        basis=row.basis,
        terms=row.terms,
    )


def _one(cards: Iterable[Any], key: str, wanted: UUID | None) -> Any:
    if wanted is None:
        return None
    return next((card for card in cards if getattr(card, key) == wanted), None)


def cells_of(kind: Kind, line: Line) -> tuple[str, ...]:
    """What stands in the columns of its kind."""
    return tuple(column.read(line) for column in kind.columns)


def code_of(line: Line) -> str:
    """What tells a line from the others of any release: codes and keys, no key of a row."""
    if line.guide is None:
        return line.proof_code
    part = line.material or line.fee or line.step
    return (
        f"{line.guide.handling_code}/{part.key}" if part else line.guide.handling_code
    )


def reference_of(line: Line) -> dict[str, Any]:
    """The line as data: which version it names, by codes and digest, and why."""
    said: dict[str, Any] = {"code": code_of(line)}
    if line.guide is not None:
        said |= {"version": line.guide.number, "version_digest": line.guide.digest}
    told = {"reason": line.reason, "basis": line.basis, "terms": dict(line.terms)}
    return said | {name: value for name, value in told.items() if value}
