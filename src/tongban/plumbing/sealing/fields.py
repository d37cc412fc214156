"""Columns whose values are sealed at rest: a row is written and read as if they were not.

    id_number = SealedText(kind="person", subject="id")

The field seals when the row is written and opens on first access, so commands and queries
do not know. What they cannot do is ask the database for a value: there is a keyed hash in
a column of its own for that. A list opens its keys together with `hold_keys`.
"""

import json
import re
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import psycopg
from django.db import DataError, models
from django.db.models.query_utils import DeferredAttribute

from tongban.plumbing.sealing.cipher import open_text, seal_text
from tongban.plumbing.sealing.subjects import key_to_open, key_to_seal

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
else:
    _Field = models.Field

# The form of a sealed value: SM4-GCM under the key of its subject.
MARK: Final = "s1."
# What a reader sees in place of a value that a lawful purge has destroyed.
PURGED: Final = "（已依法销毁）"
_TOKEN: Final = ""
# As it stands, or as JSON writes it.
_NUL: Final = re.compile(r"\x00|(?<!\\)(?:\\\\)*\\u0000")


class Sealed(str):
    """A text as the column holds it."""

    __slots__ = ()


def as_stored(value: str) -> str:
    """A text that came from the database past the models, for a row of its model."""
    return Sealed(value) if value.startswith(MARK) else value


class SealedObject(dict[str, Any]):
    """An object as the column holds it: which names it has, and one sealed text."""


class _Opening(DeferredAttribute):
    """Opens a value when it is first asked for; rows that nobody looks at cost nothing."""

    field: Any

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(self.field.attname, self)
        if value is self:
            value = super().__get__(instance, owner)
        if isinstance(value, Sealed | SealedObject):
            value = self.field.opened(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _SealedField(_Field):
    """What both kinds of column share: whose key it is, and where the value belongs."""

    descriptor_class = _Opening

    def __init__(self, *args: Any, kind: str, subject: str, **kwargs: Any) -> None:
        """`subject` is the attribute of the row that names whose key seals it."""
        self.kind = kind
        self.subject = subject
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """For migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "kind": self.kind, "subject": self.subject}

    def seal(self, row: models.Model, text: str) -> str:
        """The text, sealed for this column of this row.

        What the database could not hold is refused as it would refuse it: sealed, it would
        go in, and nothing that is made of it afterwards would.
        """
        if _NUL.search(text):
            raise DataError("a sealed text holds NUL") from psycopg.DataError("NUL")
        key = key_to_seal(self.kind, self._subject_of(row), row.city)  # type: ignore[attr-defined]
        return MARK + seal_text(key, text, self._place(row))

    def open(self, row: models.Model, sealed: str) -> str | None:
        """The text; None once its key has been destroyed."""
        key = key_to_open(self._subject_of(row))
        if not key:
            return None
        return open_text(key, sealed.removeprefix(MARK), self._place(row))

    def _subject_of(self, row: models.Model) -> UUID:
        subject = getattr(row, self.subject)
        return subject if isinstance(subject, UUID) else UUID(str(subject))

    def _place(self, row: models.Model) -> str:
        return f"{row._meta.db_table}|{self.column}|{row.pk}|{row.city}"  # type: ignore[attr-defined]


class SealedText(_SealedField):
    """A short text; an empty one says nothing and is kept as it is."""

    def db_type(self, connection: Any) -> str:
        """Longer than what it holds, by a half and forty letters."""
        return "text"

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """As it stands; a text from before this release is not sealed."""
        return value if value is None else as_stored(value)

    def opened(self, row: models.Model, value: Sealed) -> str:
        """The text that was written."""
        text = self.open(row, value)
        return PURGED if text is None else text

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | str:
        """Sealed for its row, unless nobody has opened it."""
        value = model_instance.__dict__[self.attname]
        if isinstance(value, Sealed) or not value:
            return value
        return Sealed(self.seal(model_instance, value))

    def get_prep_value(self, value: Any) -> Any:
        """Only a row knows its key: a query that brings a plain value is a slip."""
        if value and not isinstance(value, Sealed):
            raise TypeError(f"{self.attname} is sealed: ask for its keyed hash")
        return value if value is None else str(value)


class SealedJSON(_SealedField):
    """An object of typed values. The database still sees which names have a value."""

    def db_type(self, connection: Any) -> str:
        """An object, so that rules can ask which names it has."""
        return "jsonb"

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """As it stands; an object from before this release is not sealed."""
        if value is None:
            return None
        found = json.loads(value)
        return SealedObject(found) if _TOKEN in found else found

    def opened(self, row: models.Model, value: SealedObject) -> dict[str, Any]:
        """The object that was written; after a purge its names, each without its value."""
        text = self.open(row, value[_TOKEN])
        if text is None:
            return dict.fromkeys((name for name in value if name != _TOKEN), PURGED)
        return dict(json.loads(text))

    def pre_save(self, model_instance: models.Model, add: bool) -> SealedObject:
        """Sealed for its row, unless nobody has opened it; an empty object says nothing."""
        value = model_instance.__dict__[self.attname]
        if isinstance(value, SealedObject) or not value:
            return SealedObject(value)
        text = self.seal(model_instance, json.dumps(value, ensure_ascii=False))
        names = {name: None if one is None else True for name, one in value.items()}
        return SealedObject({**names, _TOKEN: text})

    def get_db_prep_value(
        self, value: Any, connection: Any, prepared: bool = False
    ) -> Any:
        """Only a row knows its key: a query that brings a plain object is a slip."""
        if value is None:
            return None
        if not isinstance(value, SealedObject):
            raise TypeError(f"{self.attname} is sealed: write it through its row")
        return connection.ops.adapt_json_value(dict(value), None)
