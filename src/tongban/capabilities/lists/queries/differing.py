"""What changed between two releases of one kind: rows that came, went, or read otherwise."""

from uuid import UUID

from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.kinds.shape import Kind, Line
from tongban.capabilities.lists.queries.lines import cells_of, code_of, read_lines
from tongban.capabilities.lists.queries.releases import get_release
from tongban.capabilities.lists.queries.rows import rows_of
from tongban.capabilities.lists.types import (
    Change,
    ReleaseCard,
    ReleaseDifference,
    ShownRow,
)
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

Held = dict[str, tuple[UUID, Line]]


@query
def compare_releases(
    *, actor: Actor, before_id: UUID, after_id: UUID
) -> ReleaseDifference:
    """Row by row, told apart by code. Refuses with NotFound; Invalid where kinds differ."""
    before = get_release(actor=actor, release_id=before_id)
    after = get_release(actor=actor, release_id=after_id)
    if _place(before) != _place(after):
        raise Invalid(
            {"release": "两份清单不是同一种，不能比较。请选同一种清单的两次发布。"}
        )
    kind = kind_of(after.kind)
    old, new = _held(actor, before_id), _held(actor, after_id)
    return ReleaseDifference(
        headings=tuple(column.label for column in kind.columns),
        added=_only(kind, new, old),
        removed=_only(kind, old, new),
        changed=_papers(kind, before, after)
        + tuple(
            change
            for code in sorted(old.keys() & new.keys())
            for change in _changes(kind, code, old[code][1], new[code][1])
        ),
    )


def _place(card: ReleaseCard) -> tuple[object, ...]:
    return card.kind, card.venue_id, card.window_class_id


def _papers(kind: Kind, before: ReleaseCard, after: ReleaseCard) -> tuple[Change, ...]:
    """The papers that read otherwise; they stand before the rows."""
    return tuple(
        Change("", title, before.papers.get(key, ""), after.papers.get(key, ""))
        for key, title in kind.papers.items()
        if before.papers.get(key, "") != after.papers.get(key, "")
    )


def _held(actor: Actor, release_id: UUID) -> Held:
    rows = list(rows_of(release_id))
    return {
        code_of(line): (row.id, line)
        for row, line in zip(rows, read_lines(actor, rows), strict=True)
    }


def _only(kind: Kind, held: Held, other: Held) -> tuple[ShownRow, ...]:
    return tuple(
        ShownRow(row_id=row_id, cells=cells_of(kind, line), code=code)
        for code, (row_id, line) in held.items()
        if code not in other
    )


def _changes(kind: Kind, code: str, before: Line, after: Line) -> list[Change]:
    found = [
        Change(code, column.label, column.read(before), column.read(after))
        for column in kind.columns
        if column.read(before) != column.read(after)
    ]
    if before.guide and after.guide and before.guide.digest != after.guide.digest:
        versions = (f"第 {one.number} 版" for one in (before.guide, after.guide))
        found.append(Change(code, "办事指南", *versions))
    return found
