"""No migration takes from the previous release what it still uses while it serves."""

import ast
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from tongban.config.places import release, release_from

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
# Migrations from before the first release: nobody served anything with them.
BEFORE = Path(__file__).with_name("before_the_first_release.txt")
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
    migrations.AlterField,
)


def _modules() -> list[str]:
    paths = sorted(SOURCE.glob("tongban/**/migrations/0*.py"))
    return [".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in paths]


def _flat(operations: Iterable[Any]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def too_much(operations: list[Any]) -> list[str]:
    """What the previous release could not bear, in words."""
    made = {
        operation.name.lower()
        for operation in _flat(operations)
        if isinstance(operation, migrations.CreateModel)
    }
    return [
        operation.describe()
        for operation in _flat(operations)
        if getattr(operation, "model_name", "").lower() not in made
        and (isinstance(operation, TAKES_AWAY) or _asks_for_a_value(operation))
    ]


def _asks_for_a_value(operation: Operation) -> bool:
    """A new column that is not null: Django gives a default to rows, not to the column.

    `put_rows` names all columns of its release's models and would write null as well, so
    a default in the database helps only where rows are written otherwise.
    """
    if not isinstance(operation, migrations.AddField):
        return False
    field = operation.field
    return not (field.null or field.many_to_many or field.generated)


def contract_of(migration: Any) -> str | None:
    found = getattr(migration, "contract_of", None)
    return found if found is None else str(found)


@pytest.mark.parametrize("name", _modules())
def test_the_previous_release_can_bear_it(name: str) -> None:
    if name in BEFORE.read_text().split():
        return
    migration = import_module(name).Migration
    needs = contract_of(migration)
    if needs is not None:
        # The release that stopped using it is out already: this is a later one.
        assert release_from(needs) < release()
        return
    assert too_much(migration.operations) == [], (
        "先只加不减：新列允许为空；去掉旧的，等下一个版本，写 contract_of"
    )


def test_what_is_listed_as_before_is_there() -> None:
    assert set(BEFORE.read_text().split()) <= set(_modules())


def test_the_lint_sees_what_breaks_and_lets_be_what_does_not() -> None:
    text, null = models.TextField(default=""), models.TextField(null=True)
    breaks = [
        migrations.RemoveField("case", "x"),
        migrations.RenameField("case", "x", "y"),
        migrations.DeleteModel("Case"),
        migrations.AddField("case", "x", text),
        migrations.AlterField("case", "x", text),
    ]
    for operation in breaks:
        assert len(too_much([operation])) == 1, operation
    new = migrations.CreateModel("Thing", [("id", models.AutoField(primary_key=True))])
    assert too_much([migrations.AddField("case", "x", null)]) == []
    assert too_much([new, migrations.AddField("thing", "x", text)]) == []
    inside = migrations.SeparateDatabaseAndState(database_operations=breaks[:1])
    assert len(too_much([inside])) == 1


def test_raw_sql_that_drops_is_seen() -> None:
    """SQL by hand is read as text: a drop in it wants the mark as well."""
    listed = BEFORE.read_text().split()
    for name in set(_modules()) - set(listed):
        path = SOURCE.joinpath(*name.split(".")).with_suffix(".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = [
            node.value.lower()
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        drops = [one for one in texts if "drop table" in one or "drop column" in one]
        assert not drops or contract_of(import_module(name).Migration), name
