"""Benefit items and their assisted paths: what is open, and the list of gaps (OLD-02)."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from tongban.capabilities.agency.models import AssistedItem
from tongban.capabilities.agency.types import ASSISTED_WORDS, GapList, GapRow
from tongban.capabilities.catalogue.queries import list_guides
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.text.tables import write_csv

_HEADINGS: Final = (
    "事项",
    "业务办理项编码",
    "实施单位",
    "类别",
    *ASSISTED_WORDS.values(),
    "缺什么",
)


@query
def list_gaps(*, actor: Actor, day: date) -> GapList:
    """Every benefit item in force on a day with its three paths, those with gaps first."""
    marked = _newest()
    rows = [
        GapRow(
            guide.item_id,
            guide.name,
            guide.handling_code,
            guide.body_name,
            marked[guide.item_id][0],
            marked[guide.item_id][1],
        )
        for guide in list_guides(actor=actor, day=day)
        if guide.item_id in marked
    ]
    rows.sort(key=lambda row: (-len(row.missing), row.handling_code))
    return GapList(tuple(rows))


@query
def list_open_paths(
    *, actor: Actor, item_ids: Iterable[UUID]
) -> dict[UUID, tuple[str, ...]]:
    """The open assisted paths of benefit items among these."""
    wanted = list(item_ids)
    return {key: paths for key, (_kind, paths) in _newest(wanted).items()}


@query
def export_gaps(*, actor: Actor, day: date) -> bytes:
    """The list of gaps as a file for spreadsheet programs."""
    rows = [
        (
            row.name,
            row.handling_code,
            row.body_name,
            row.kind_words,
            *("有" if path in row.paths else "没有" for path in ASSISTED_WORDS),
            row.missing_words,
        )
        for row in list_gaps(actor=actor, day=day).rows
    ]
    return write_csv(_HEADINGS, rows)


def _newest(only: list[UUID] | None = None) -> dict[UUID, tuple[str, tuple[str, ...]]]:
    rows = AssistedItem.objects.order_by("item_id", "-number").distinct("item_id")
    if only is not None:
        rows = rows.filter(item_id__in=only)
    return {
        row.item_id: (row.kind, tuple(row.paths)) for row in rows if row.kind != "none"
    }
