"""The rows of a release, searched and a page at a time."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.capabilities.catalogue.queries import list_items
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.models import ListRow
from tongban.capabilities.lists.queries.lines import cells_of, code_of, read_lines
from tongban.capabilities.lists.types import RowsPage, ShownRow
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query

A_PAGE: Final = 50
_EVERY: Final = 1_000_000
# What the search of a list looks at: what its rows name, not what was copied of it.
_SEARCHED: Final = (
    "version__name",
    "item__handling_code",
    "item__basic_code",
    "item__body__name",
    "material__name",
    "fee__name",
    "step__name",
    "material_type__name",
    "material_type__code",
    "basis",
)
ORDER: Final = (
    "version__name",
    "item__handling_code",
    "material__place",
    "fee__place",
    "step__place",
    "material_type__name",
    "id",
)


@query
def list_rows(
    *,
    actor: Actor,
    release_id: UUID,
    kind: str,
    text: str = "",
    skip: int = 0,
    limit: int = A_PAGE,
    day: date | None = None,
) -> RowsPage:
    """Rows of a release that say the words, in the order of names.

    With a day, a row is marked whose guide has been replaced by then.
    """
    shape = kind_of(kind)
    rows = rows_of(release_id)
    for word in text.split():
        said = Q()
        for field in _SEARCHED:
            said |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(said)
    shown = list(rows[skip : skip + limit])
    lines = read_lines(actor, shown)
    current = _current(actor, shown, day)
    return RowsPage(
        headings=tuple(column.label for column in shape.columns),
        rows=tuple(
            ShownRow(
                row_id=row.id,
                cells=cells_of(shape, line),
                code=code_of(line),
                is_overtaken=bool(current) and row.version_id not in current,
            )
            for row, line in zip(shown, lines, strict=True)
        ),
        total=rows.count(),
    )


def rows_of(release_id: UUID) -> QuerySet[ListRow]:
    """All rows of a release in the order in which they are shown."""
    return (
        ListRow.objects.filter(release_id=release_id)
        .select_related("material_type")
        .order_by(*ORDER)
    )


def _current(
    actor: Actor, rows: Sequence[ListRow], day: date | None
) -> frozenset[UUID | None]:
    if day is None or not any(row.version_id for row in rows):
        return frozenset()
    listed = list_items(actor=actor, day=day, limit=_EVERY)
    return frozenset(one.version_id for one in listed) | {None}
