"""Baselines of the sample folder: what each item asked before it was made simpler."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from tongban.capabilities.catalogue.queries import list_guides
from tongban.capabilities.indicators.commands import register_baseline
from tongban.capabilities.indicators.queries import list_baselines
from tongban.capabilities.indicators.types import Counted
from tongban.plumbing.access.actor import Actor

# The story of the sample city begins before its lists are in force.
REGISTERED_ON: Final = date(2024, 3, 1)


def load_baselines(folder: Path, publisher: Actor, *, at: datetime) -> int:
    """Register what is not registered yet; a folder without baselines has none."""
    path = folder / "baselines.csv"
    if not path.exists():
        return 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = list_baselines(actor=publisher, day=REGISTERED_ON)
    guides = list_guides(actor=publisher, day=REGISTERED_ON)
    open_codes = {
        one.basic_code: one.handling_code for one in guides if one.item_id not in held
    }
    return _register(
        publisher, (row for row in rows if row["item"] in open_codes), open_codes, at
    )


def _register(
    publisher: Actor,
    rows: Iterable[dict[str, str]],
    codes: dict[str, str],
    at: datetime,
) -> int:
    done = 0
    for row in rows:
        register_baseline(
            actor=publisher,
            handling_code=codes[row["item"]],
            counted=Counted(
                counted_on=date.fromisoformat(row["counted_on"]),
                materials=int(row["materials"]),
                steps=int(row["steps"]),
                visits=int(row["visits"]),
                source=row["source"],
            ),
            day=REGISTERED_ON,
            at=at,
        )
        done += 1
    return done
