"""An entry beside its implementations: an element a row, a body a column, differences marked."""

from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.directory.cards import (
    Counts,
    EntryDetail,
    ImplementationCard,
)
from tongban.capabilities.catalogue.directory.showing import lines_of
from tongban.capabilities.catalogue.directory.slots import MODES, SCOPES, Slot

# More columns than a screen holds are no comparison; the rest is asked for by name.
MOST: Final = 4


def per_cent(counts: Counts) -> str:
    """The uniformity as people read it; a dash where nothing is compared."""
    rate = counts.uniformity
    return "–" if rate is None else f"{rate:.1%}"


def beside(
    entry: EntryDetail, bodies: dict[UUID, str], *, whole: bool
) -> dict[str, Any]:
    """The table of an entry: those that differ most come first."""
    card = entry.card
    version = next(one for one in entry.versions if one.number == card.number)
    listed = sorted(entry.implementations, key=lambda one: (not one.drifts, one.equal))
    shown = listed[:MOST]
    rows = [_row(slot, shown) for slot in version.slots]
    differing = [row for row in rows if row["differs"]]
    return {
        "number": card.number,
        "columns": [_column(one, bodies) for one in shown],
        "rows": rows if whole else differing,
        "alike": len(rows) - len(differing),
        "total": len(rows),
        "is_cut": len(listed) > MOST,
        "count": len(listed),
    }


def _column(one: ImplementationCard, bodies: dict[UUID, str]) -> dict[str, Any]:
    rests = (
        _("依据目录第 %(number)s 版") % {"number": one.rests_on}
        if one.rests_on
        else _("没有依据目录")
    )
    return {
        "body": bodies.get(one.body_id, ""),
        "href": reverse("desk:item", args=[one.handling_code]),
        "drifts": one.drifts,
        "note": f"{rests}，{one.equal}/{one.stated}",
    }


def _row(slot: Slot, shown: list[ImplementationCard]) -> dict[str, Any]:
    cells = [_cell(slot, one) for one in shown]
    return {
        "label": slot.label,
        "scope": f"{SCOPES[slot.scope]} · {MODES[slot.mode]}",
        "is_core": slot.core,
        "stated": lines_of(slot, slot.value),
        "cells": cells,
        "differs": any(cell["state"] != "same" for cell in cells),
    }


def _cell(slot: Slot, one: ImplementationCard) -> dict[str, Any]:
    """The same · allowed to differ (better for people, or only recommended) · departs."""
    if slot.key not in one.differing:
        return {"state": "same"}
    held = lines_of(slot, one.said.get(slot.key))
    stated = lines_of(slot, slot.value)
    if slot.key in one.departing:
        state, words, kind = "departs", _("要照目录改"), "danger"
    elif slot.is_uniform:
        state, words, kind = "allowed", _("允许的差别"), "ok"
    else:
        state, words, kind = "differs", _("有差别"), "warn"
    return {
        "state": state,
        "words": words,
        "kind": kind,
        "more": [line for line in held if line not in stated],
        "less": [line for line in stated if line not in held]
        if len(stated) > 1
        else [],
    }
