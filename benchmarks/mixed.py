"""The search page's one list of items and questions, as the server makes it.

Run inside an installation, as `inside`: every query of every set, by the page's own search,
its statements included. Nothing of a query is kept from one time to the next.
"""

import re
import statistics
import time
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, Final

from django.db import connection

from benchmarks.figures import cpu_seconds, percentile_ms, spent
from benchmarks.spoken import SETS, rate, read_queries, sample_documents
from tongban.capabilities.catalogue.finding.words import features, normalise
from tongban.capabilities.catalogue.queries import find_documents, list_items
from tongban.capabilities.catalogue.searches import Cut
from tongban.capabilities.orgs.queries import list_cities
from tongban.plumbing.access.actor import Actor, anonymous

_WARM_UP: Final = "食品"
_ELSEWHERE: Final = re.compile("（[^（）]*）$")
_ALL: Final = 1_000_000


def run_mixed(rounds: int) -> dict[str, Any]:
    """How often the right item is found in the list, and how long each query takes."""
    actor, day = anonymous(list_cities()[0]), datetime.now(UTC).date()
    begin = time.perf_counter()
    _ask(actor, _WARM_UP, day)
    first = time.perf_counter() - begin
    known = {document["name"] for document in sample_documents()}
    sets = {
        name: asdict(
            rate(
                read_queries(name),
                lambda said: _families(actor, said, day, known),
                known,
            )
        )
        for name in SETS
    }
    items = len(list_items(actor=actor, day=day, limit=_ALL))
    timed = _time(actor, day, rounds) if rounds else {}
    return {"items": items, "sets": sets, "first_ever_s": round(first, 1)} | timed


def _ask(actor: Actor, said: str, day: date) -> list[str]:
    # What was worked out of a query is forgotten: each is asked for the first time.
    normalise.cache_clear()
    features.cache_clear()
    found = find_documents(actor=actor, text=said, day=day, cut=Cut())
    return [one.title for one in found.documents]


def _families(actor: Actor, said: str, day: date, known: set[str]) -> list[str]:
    """The titles; the same item of another place is the same item, and counts once."""
    titles = _ask(actor, said, day)
    families = (one if one in known else _ELSEWHERE.sub("", one) for one in titles)
    return list(dict.fromkeys(families))


def _time(actor: Actor, day: date, rounds: int) -> dict[str, Any]:
    session = [connection.connection.info.backend_pid]
    asked = [one.words for name in SETS for one in read_queries(name)]
    walls, cpu = [], []
    before = cpu_seconds(session)
    for said in asked * rounds:
        begin, used = time.perf_counter(), time.process_time()
        _ask(actor, said, day)
        walls.append(time.perf_counter() - begin)
        cpu.append(time.process_time() - used)
    database = spent(before, cpu_seconds(session))
    walls.sort()
    cpu.sort()
    return {
        "queries": len(asked),
        **{f"p{part}_ms": percentile_ms(walls, part) for part in (50, 95, 99)},
        # On a busy machine the clock on the wall measures the others, too.
        **{f"cpu_p{part}_ms": percentile_ms(cpu, part) for part in (50, 95)},
        "cpu_ms": round(statistics.fmean(cpu) * 1000, 2),
        "database_cpu_ms": round(database * 1000 / len(walls), 2),
    }
