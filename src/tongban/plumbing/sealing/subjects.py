"""Keys of subjects as a transaction needs them: read once, made with what is new.

They are remembered for the transaction alone: a purge holds from the next one on.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from tongban.plumbing.access.work import current_work
from tongban.plumbing.database.prepared import execute, fetch_all
from tongban.plumbing.database.writing import insert_all
from tongban.plumbing.sealing.cipher import new_cipher_key, open_text, seal_text
from tongban.plumbing.sealing.models import SubjectKey
from tongban.plumbing.sealing.ring import city_key, newest_version

_READ: Final = (
    "select id, city, kind, key_version, wrapped from subject_key where id = any(%s)"
)
_ADD: Final = (
    "insert into subject_key (id, city, kind, key_version, wrapped)"
    " values (%s, %s, %s, %s, %s) on conflict (id) do nothing"
)
# What stands for a key that a purge has destroyed.
DESTROYED: Final = b""
Keys = dict[UUID, bytes]


def begin_subjects(kind: str, ids: Iterable[UUID], city: str) -> None:
    """Give new subjects their keys, by one statement: what names them is sealed next."""
    held = _held()
    rows = []
    for subject_id in ids:
        row, held[subject_id] = _new_row(kind, subject_id, city)
        rows.append(row)
    insert_all(rows)


def hold_keys(ids: Iterable[UUID]) -> None:
    """Read the keys of several subjects at once, for a list of them."""
    held = _held()
    missing = sorted(set(ids) - set(held))
    if missing:
        held.update(_read(missing))


def key_to_open(subject_id: UUID) -> bytes | None:
    """The key of a subject; None where the reader has none, empty when destroyed."""
    hold_keys([subject_id])
    return _held().get(subject_id)


def key_to_seal(kind: str, subject_id: UUID, city: str) -> bytes:
    """The key of a subject, made now where there is none yet."""
    key = key_to_open(subject_id)
    if key is None:
        row, _ = _new_row(kind, subject_id, city)
        execute(_ADD, [row.id, row.city, row.kind, row.key_version, row.wrapped])
        # Somebody may have been first: theirs is the key then.
        key = key_to_open(subject_id)
    if not key:
        raise RuntimeError(f"the key of {kind} {subject_id} was destroyed")
    return key


def wrap_subject_key(key: bytes, row: SubjectKey) -> str:
    """The key of a subject under that of its city."""
    return seal_text(city_key(row.key_version, row.city), key.hex(), _place(row))


def unwrap_subject_key(row: SubjectKey) -> bytes:
    """The key of a subject as it was made."""
    outer = city_key(row.key_version, row.city)
    return bytes.fromhex(open_text(outer, row.wrapped, _place(row)))


def _place(row: SubjectKey) -> str:
    return f"subject_key|{row.kind}|{row.id}|{row.city}|{row.key_version}"


def _new_row(kind: str, subject_id: UUID, city: str) -> tuple[SubjectKey, bytes]:
    key = new_cipher_key()
    row = SubjectKey(id=subject_id, city=city, kind=kind, key_version=newest_version())
    row.wrapped = wrap_subject_key(key, row)
    return row, key


def _read(ids: list[UUID]) -> Keys:
    found: Keys = {}
    for subject_id, city, kind, version, wrapped in fetch_all(_READ, [ids]):
        row = SubjectKey(subject_id, city, kind, version, wrapped)
        found[subject_id] = unwrap_subject_key(row) if wrapped else DESTROYED
    return found


def _held() -> Keys:
    work = current_work()
    if work is None:
        raise RuntimeError("sealed values are written and opened inside a transaction")
    return work.subject_keys
