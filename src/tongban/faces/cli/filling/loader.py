"""Loads synthetic cases in batches: planned in Python, written by set-based statements.

Each batch is one transaction, so a load that was broken off goes on behind the last one;
the same seed and number of cases give the same rows again.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import psycopg
from django.db import connections

from tongban.capabilities.orgs.queries import get_calendar
from tongban.faces.cli.filling import statements
from tongban.faces.cli.filling.histories import (
    DAYS,
    History,
    base_text,
    plan_history,
)
from tongban.faces.cli.filling.looking import LOGS, TABLES
from tongban.faces.cli.filling.offices import Office, find_offices
from tongban.faces.cli.filling.people import Invented, file_key, invent, person_key
from tongban.ground.clock import Calendar, Limit, due
from tongban.ground.codes.case_number import make_case_number
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.work import working
from tongban.plumbing.evidence.sequencing import sequence_round
from tongban.plumbing.evidence.signing import SigningKey
from tongban.plumbing.files.storing import digest_of, keep

BATCH: Final = 20_000
# Numbers of the day that the counters of the live city do not come to.
FIRST_SERIAL: Final = 5_000_000
# Loads of two seeds take their numbers of a day from different stretches.
SERIALS_APART: Final = 1_000_003
CASES_A_PERSON: Final = 4
LEAST_PEOPLE: Final = 50
LINKED_AT_ONCE: Final = 20_000
# One empty page: what every synthetic applicant handed in; its bytes are stored once.
PDF: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n169\n%%EOF\n"
)


@dataclass
class Filler:
    """One load of so many cases into a sample city."""

    actor: Actor
    cases: int
    seed: int
    at: datetime
    today: date
    owner: psycopg.Connection = field(init=False)

    def __post_init__(self) -> None:
        """Open the owner's session; refuses where there is none, or the city is real."""
        if "owner" not in connections:
            raise Refusal("装入合成办件要用表的所有者账户，请先运行 python3 start.py。")
        self.owner = _open_owner()
        row = self.owner.execute(
            "select is_sample from city where code = %s", [self.actor.city]
        ).fetchone()
        if row is None or not row[0]:
            self.owner.close()
            raise Refusal("合成办件只能装进示例城市，真实城市里不能有编造的办件。")

    @property
    def mark(self) -> str:
        """What idempotency keys of this seed begin with."""
        return f"sample-{self.seed}-"

    def load(self, tell: Callable[[int], None]) -> dict[str, Any]:
        """Load what is still missing; `tell` hears how many are there after each batch."""
        first_day = (self.at - timedelta(days=DAYS)).date()
        offices = find_offices(
            self.owner,
            self.actor,
            first_day=first_day,
            today=self.today,
            seed=self.seed,
        )
        if not offices:
            raise Refusal("没有可以办理的事项，请先装入示例城市：tongban sample load。")
        present = self._count()
        begin = time.perf_counter()
        if not present:
            self._keep_file()
        self._stage(offices)
        for first in range(present, self.cases, BATCH):
            last = min(first + BATCH, self.cases)
            self._write(offices, first, last)
            tell(last)
        seconds = time.perf_counter() - begin
        names = ", ".join(f'"{name}"' for name in (*TABLES, *LOGS))
        self.owner.execute(f"analyze {names}".encode())
        self.owner.commit()
        made = max(0, self.cases - present)
        return {
            "cases_before": present,
            "cases_loaded": made,
            "seconds": round(seconds, 1),
            "cases_per_second": round(made / seconds) if made else None,
        }

    def link(self, key: SigningKey) -> int:
        """Let the log take all new leaves in; how many this process linked itself."""
        linked = 0
        while True:
            done = sequence_round(
                city=self.actor.city, key=key, now=self.at, most=LINKED_AT_ONCE
            )
            linked += done.linked
            if not done.is_holder:
                time.sleep(0.05)
            elif not done.is_busy:
                return linked

    def _count(self) -> int:
        row = self.owner.execute(
            "select count(*) from application where idempotency_key like %s",
            [f"{self.mark}%"],
        ).fetchone()
        self.owner.rollback()
        return int(row[0]) if row else 0

    def _keep_file(self) -> None:
        """The bytes that all synthetic files point at."""
        with working(self.actor, writing=True):
            keep(
                PDF,
                city=self.actor.city,
                name="材料.pdf",
                declared_type="application/pdf",
                received_by=None,
                at=self.at,
                made_here=True,
            )

    def _stage(self, offices: list[Office]) -> None:
        """Make the plan's tables and say what each item asks for."""
        self.owner.execute(statements.STAGING)
        days = [self.today - timedelta(days=n) for n in range(-2, DAYS + 3)]
        calendar = get_calendar(actor=self.actor)
        for number, office in enumerate(offices):
            self._copy("plan_item", [_item_row(number, office)])
            self._copy(
                "plan_material",
                [
                    (
                        number,
                        place,
                        card.material_id,
                        card.material_type_id,
                        card.is_waived,
                    )
                    for place, card in enumerate(office.materials)
                ],
            )
            self._copy(
                "plan_due", [_due_row(number, office, d, calendar) for d in days]
            )
        self.owner.commit()

    def _write(self, offices: list[Office], first: int, last: int) -> None:
        told = {
            "city": self.actor.city,
            "mark": self.mark,
            "digest": digest_of(PDF),
            "size": len(PDF),
            "at": self.at - timedelta(days=DAYS + 1),
        }
        with self.owner.transaction(), self._unjudged():
            self.owner.execute(statements.EMPTY)
            people = range(_people_at(first) if first else 0, _people_at(last))
            self._copy("plan_person", [_person_row(self._invent(n)) for n in people])
            self.owner.execute(statements.PEOPLE, told)
            self._copy("plan_case", self._plan(offices, first, last))
            self.owner.execute("analyze plan_case")
            for statement in statements.ROWS:
                self.owner.execute(statement, told)

    @contextmanager
    def _unjudged(self) -> Iterator[None]:
        """Switch the triggers off for this transaction; keys and checks are still held."""
        for table in statements.JUDGED:
            self.owner.execute(f"alter table {table} disable trigger user".encode())
        yield
        self.owner.execute("set constraints all immediate")
        for table in statements.JUDGED:
            self.owner.execute(f"alter table {table} enable trigger user".encode())

    def _invent(self, number: int) -> Invented:
        return invent(number, city=self.actor.city, seed=self.seed)

    def _plan(
        self, offices: list[Office], first: int, last: int
    ) -> Iterator[tuple[Any, ...]]:
        for number in range(first, last):
            item = number * 7 % len(offices)
            office = offices[item]
            history = plan_history(
                number,
                self.cases,
                seed=self.seed,
                now=self.at,
                is_instant=office.guide.case_kind == "instant",
            )
            yield self._case_row(number, item, office, history)

    def _case_row(
        self, number: int, item: int, office: Office, history: History
    ) -> tuple[Any, ...]:
        # Somebody who was made with this batch or before it.
        people = _people_at(number)
        one, other = number * 7919 % people, (number * 7919 + 1) % people
        serial = FIRST_SERIAL + (number + self.seed * SERIALS_APART) % (
            FIRST_SERIAL - 1
        )
        at_window = history.at_window and office.venue is not None
        return (
            number,
            base_text(history),
            item,
            person_key(one, self.seed),
            file_key(one, self.seed),
            person_key(other, self.seed),
            make_case_number(region=self.actor.city[:6], on=history.day, serial=serial),
            history.day,
            office.clerk if at_window else None,
            office.venue if at_window else None,
            office.venue_body if at_window else None,
            history.verdict,
            history.submitted,
            history.accepted,
            history.reviewed,
            history.decided,
            history.delivered,
        )

    def _copy(self, table: str, rows: Any) -> None:
        with self.owner.cursor().copy(f"copy {table} from stdin".encode()) as copy:
            for row in rows:
                copy.write_row(row)


def _open_owner() -> psycopg.Connection:
    wanted = connections["owner"].get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    place = {name: wanted[name] for name in names if wanted.get(name)}
    return psycopg.connect(cursor_factory=psycopg.ClientCursor, **place)


def _people_at(number: int) -> int:
    return number // CASES_A_PERSON + LEAST_PEOPLE


def _item_row(number: int, office: Office) -> tuple[Any, ...]:
    guide = office.guide
    first, second = office.roles
    condition = guide.conditions[0]
    return (
        number,
        guide.version_id,
        guide.item_id,
        guide.body_id,
        guide.case_kind,
        office.acceptor,
        office.decider,
        office.form,
        json.dumps(office.answers),
        first,
        second,
        condition.condition_id,
        condition.key,
    )


def _due_row(
    number: int, office: Office, day: date, calendar: Calendar
) -> tuple[Any, ...]:
    guide = office.guide
    promised = due(day, _limit(guide.promised), calendar)
    statutory = promised
    if guide.statutory.value:
        statutory = due(day, _limit(guide.statutory), calendar)
    provisional = promised.provisional or statutory.provisional
    return (
        number,
        day,
        promised.due_on,
        statutory.due_on,
        promised.calendar,
        provisional,
    )


def _limit(card: Any) -> Limit:
    return Limit(card.value, card.unit)


def _person_row(person: Invented) -> tuple[UUID, UUID, str, str, str, date, str]:
    return (
        person.key,
        person.file_key,
        person.name,
        person.id_number,
        person.id_key,
        person.born_on,
        person.phone,
    )
