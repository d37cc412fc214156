"""Makers for the tests of the log: leaves by a command and by raw sessions."""

from datetime import UTC, datetime
from uuid import UUID

import psycopg

from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.evidence.sequencing import Round, sequence_round
from tongban.plumbing.evidence.signing import installation_key

CITY = "690100"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WRITER = system("test", city=CITY)


@command
def leave_note(*, actor: Actor, about: str) -> None:
    """Leave one audit leaf."""
    record(actor, "test.note.left", subject="note", subject_id=about)


def leave_notes(count: int) -> None:
    """Leave some leaves, each in its own transaction."""
    for number in range(count):
        leave_note(actor=WRITER, about=f"note {number}")


def write_leaf(session: psycopg.Connection, about: str) -> UUID:
    """One leaf by a raw session of the application's role, not yet committed."""
    key = new_key()
    session.execute(
        "select set_config('app.city', %s, true), set_config('app.kind', 'staff', true)",
        [CITY],
    )
    body = f'{{"about":"{about}","city":"{CITY}","id":"{key}","kind":"audit"}}'
    session.execute(
        "insert into evidence_leaf (id, city, kind, body) values (%s, %s, 'audit', %s)",
        [key, CITY, body],
    )
    return key


def sequence(most: int = 5000) -> Round:
    """One round of the sequencer."""
    return sequence_round(city=CITY, key=installation_key(), now=NOW, most=most)


def sequence_all(most: int = 5000) -> int:
    """Rounds until nothing waits."""
    linked = 0
    while (done := sequence(most)).linked:
        linked += done.linked
    return linked
