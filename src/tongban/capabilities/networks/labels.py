"""The label of every column: data beside the schema, one line a table.

Whose values of a table nobody could take for a person's, a firm's or the city's own secret
stands under `without`, with what it holds.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tongban.capabilities.networks.types import LABEL_WORDS, FieldLabel

FILE: Final = Path(__file__).with_name("labels.json")


@dataclass(frozen=True)
class Labels:
    """Labels of columns by table, and tables that hold nothing of a protected class."""

    # The data resources in which tables lie, by code.
    resources: Mapping[str, str]
    columns: tuple[FieldLabel, ...]
    without: Mapping[str, str]

    def tables_of(self, resource: str) -> tuple[str, ...]:
        """The tables in which a data resource lies."""
        return tuple(
            sorted({one.table for one in self.columns if one.resource == resource})
        )


@cache
def read_labels() -> Labels:
    """All labels, in the order of the file."""
    document = json.loads(FILE.read_text("utf-8"))
    columns = tuple(_columns(document["tables"]))
    return Labels(document["resources"], columns, document["without"])


def _columns(tables: Mapping[str, Mapping[str, Any]]) -> list[FieldLabel]:
    return [
        FieldLabel(table, column, label, said["resource"])
        for table, said in tables.items()
        for label in LABEL_WORDS
        for column in said.get(label, "").split()
    ]
