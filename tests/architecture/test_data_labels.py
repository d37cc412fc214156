"""Every column of every table that holds personal data has a sensitivity label (SEC-04).

A column without one fails here: look at what it holds and write it into
`src/tongban/capabilities/networks/labels.json`, under the heaviest class that fits; a table in
which nothing is of a protected class goes under `without`, with what it holds.
"""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection

from tongban.capabilities.networks.queries import read_labels
from tongban.capabilities.networks.types import LABEL_WORDS
from tongban.plumbing.sealing.fields import SealedJSON, SealedText

# Partitions have the columns of their table.
COLUMNS = """
select c.relname, a.attname from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relkind in ('r', 'p') and not c.relispartition
"""


@pytest.mark.django_db
def test_every_column_has_a_label() -> None:
    labels = read_labels()
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        there = {(str(table), str(column)) for table, column in cursor.fetchall()}
    labelled = Counter((one.table, one.column) for one in labels.columns)

    wanted = {pair for pair in there if pair[0] not in labels.without}
    assert len(wanted) > 400
    assert sorted(wanted - set(labelled)) == [], "columns without a label"
    assert sorted(set(labelled) - wanted) == [], "labels of columns that are not there"
    assert [pair for pair, times in labelled.items() if times > 1] == []
    assert sorted(set(labels.without) - {table for table, _column in there}) == []
    assert all(labels.without.values())
    assert {one.resource for one in labels.columns} == set(labels.resources)


def test_what_is_sealed_is_of_a_protected_class() -> None:
    labels = {(one.table, one.column): one.label for one in read_labels().columns}
    sealed = {
        (model._meta.db_table, str(field.column))
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, (SealedText, SealedJSON))
    }
    assert ("person", "id_number") in sealed
    assert {pair for pair in sealed if labels.get(pair, "none") == "none"} == set()
    assert set(labels.values()) <= set(LABEL_WORDS)
