"""The same operation with and without a part of the law, in short rounds that take turns.

Run inside an installation, as `inside`: one session of the application does the operation,
the owner switches the part off and on between its rounds.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, connections

from benchmarks.figures import running_seconds

Step = Callable[[], object]
Switch = Callable[..., None]

# After a switch the session plans its statements anew; a plan is kept from the sixth run on.
WARM_UP: Final = 10
INTAKE_TABLES: Final = (
    "application", "application_form", "application_reader", "party", "case",
    "case_event", "case_material", "paper", "evidence_leaf", "outbox_message",
    "upload", "stored_file", "person", "firm", "firm_agent", "application_draft",
)  # fmt: skip
# This trigger moves the case and writes its leaf as well as judging, so it stays; what it
# asks in order to judge a submission is emptied instead.
MOVES_THE_CASE: Final = "case_event_law"
JUDGES: Final = ("law_submission", "law_turn")
_TRIGGERS = """
select t.tgrelid::regclass::text, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
 where not t.tgisinternal and c.relname = any(%s) and t.tgname <> %s
"""
_WALLED = """
select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity order by oid
"""
_JUDGES = """
select p.oid::regprocedure::text, pg_get_functiondef(p.oid), pg_get_function_arguments(p.oid), p.proname
  from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = any(%s)
   and p.prorettype = 'void'::regtype
"""
_EMPTY = (
    "create or replace function public.{name}({arguments}) returns void"
    " language plpgsql security definer as $$ begin end $$"
)


def take_turns(
    step: Step, switch: Switch, rounds: int, times: int, *, tidy: bool = True
) -> dict[str, list[float]]:
    """CPU milliseconds of a step with and without; every second round the other way round.

    What only reads leaves nothing to tidy up.
    """
    found: dict[str, list[float]] = {"with": [], "without": []}
    for number in range(rounds):
        for on in (True, False) if number % 2 else (False, True):
            switch(on=on)
            if tidy:
                tidy_up()
            for _ in range(WARM_UP):
                step()
            found["with" if on else "without"].append(cpu_of(step, times))
    return found


def tidy_up() -> None:
    """What autovacuum does, but never where tables are altered all the time.

    Without it plans of the first rounds, made for empty tables, scan those that have grown,
    and every row that an event has moved stands there twice.
    """
    with connections["owner"].cursor() as cursor:
        for table in INTAKE_TABLES:
            cursor.execute(f'vacuum (analyze) "{table}"')


def cpu_of(step: Step, times: int) -> float:
    """CPU milliseconds of one step: of this process and of its database session."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        session = int(cursor.fetchone()[0])
    theirs, ours = running_seconds(session), time.process_time()
    for _ in range(times):
        step()
    ours = time.process_time() - ours
    return (ours + running_seconds(session) - theirs) * 1000 / times


@contextmanager
def switch_of_rules() -> Iterator[Switch]:
    """Switches the triggers of an intake's tables, and what the event's own asks to judge."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("set lock_timeout = '30s'")
        cursor.execute(_TRIGGERS, [list(INTAKE_TABLES), MOVES_THE_CASE])
        triggers = cursor.fetchall()
        cursor.execute(_JUDGES, [list(JUDGES)])
        judges = cursor.fetchall()

    def switch(*, on: bool) -> None:
        word = "enable" if on else "disable"
        with connections["owner"].cursor() as cursor:
            for table, trigger in triggers:
                cursor.execute(f'alter table {table} {word} trigger "{trigger}"')
            for _, whole, arguments, name in judges:
                empty = _EMPTY.format(name=name, arguments=arguments)
                cursor.execute(whole if on else empty)

    yield from _put_back(switch)


@contextmanager
def switch_of_walls() -> Iterator[Switch]:
    """Switches row-level security of an intake's tables."""
    yield from _put_back(_walls_of(INTAKE_TABLES))


@contextmanager
def switch_of_all_walls() -> Iterator[Switch]:
    """Switches row-level security of every table."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_WALLED)
        tables = [name for (name,) in cursor.fetchall()]
    yield from _put_back(_walls_of(tables))


def _walls_of(tables: Iterable[str]) -> Switch:
    def switch(*, on: bool) -> None:
        word = "enable" if on else "disable"
        with connections["owner"].cursor() as cursor:
            for table in tables:
                cursor.execute(f'alter table "{table}" {word} row level security')

    return switch


def _put_back(switch: Switch) -> Iterator[Switch]:
    try:
        yield switch
    finally:
        switch(on=True)
