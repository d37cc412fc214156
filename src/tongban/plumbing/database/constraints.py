"""Constraints that Django lacks: a composite foreign key that ties rows to one parent."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import BaseConstraint, Model, UniqueConstraint


class SameParent(BaseConstraint):
    """FOREIGN KEY (fields) REFERENCES to (to_fields), not deferrable.

    The law "a row of a case belongs to the item version of that case" is such a key.
    Every column must be NOT NULL: with MATCH SIMPLE one NULL switches the key off. A
    ForeignKey of these columns is then said twice: `db_constraint=False, db_index=False`
    on it spares every row a check, and an index where the column leads another already.
    """

    def __init__(
        self, *, name: str, fields: Sequence[str], to: str, to_fields: Sequence[str]
    ) -> None:
        """Keep the names; `to` is an app label and model."""
        super().__init__(name=name)
        self.fields = tuple(fields)
        self.to = to
        self.to_fields = tuple(to_fields)

    def _columns(self, model: type[Model], names: Sequence[str]) -> list[str]:
        return [str(model._meta.get_field(name).column) for name in names]  # type: ignore[union-attr]

    def _statement(
        self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> Statement:
        target = model._meta.apps.get_model(self.to)
        quote = schema_editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (%(columns)s) "
            "REFERENCES %(to)s (%(to_columns)s)",
            table=Table(model._meta.db_table, quote),
            name=quote(self.name),
            columns=Columns(
                model._meta.db_table, self._columns(model, self.fields), quote
            ),
            to=Table(target._meta.db_table, quote),
            to_columns=Columns(
                target._meta.db_table, self._columns(target, self.to_fields), quote
            ),
        )

    def create_sql(  # type: ignore[override]
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> None:
        """Put the key at the end of the migration, behind the unique key it needs."""
        if model is None or schema_editor is None:
            return
        schema_editor.deferred_sql.append(self._statement(model, schema_editor))

    def constraint_sql(  # type: ignore[override]
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> None:
        """As `create_sql`: nothing stands inside CREATE TABLE."""
        self.create_sql(model, schema_editor)

    def remove_sql(  # type: ignore[override]
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> Statement | None:
        """Drop the key."""
        if model is None or schema_editor is None:
            return None
        quote = schema_editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, quote),
            name=quote(self.name),
        )

    def validate(
        self,
        model: type[Model],
        instance: Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Leave the answer to the database: it alone sees both rows at once."""

    def check(self, model: type[Model], connection: Any) -> list[checks.CheckMessage]:
        """Demand a unique constraint on exactly the columns that are pointed at."""
        target = apps.get_model(self.to)
        wanted = set(self.to_fields)
        unique = [
            set(constraint.fields)
            for constraint in target._meta.constraints
            if isinstance(constraint, UniqueConstraint)
        ]
        if wanted in unique:
            return []
        message = f"{self.to} has no unique constraint on {self.to_fields}"
        return [checks.Error(message, obj=model, id="tongban.E001")]

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Say how to make it again in a migration."""
        path = f"{type(self).__module__}.{type(self).__name__}"
        return (
            path,
            (),
            {
                "name": self.name,
                "fields": self.fields,
                "to": self.to,
                "to_fields": self.to_fields,
            },
        )

    def __eq__(self, other: object) -> bool:
        """Compare by what the database would see, else every run finds a change."""
        if isinstance(other, SameParent):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]
