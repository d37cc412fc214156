"""The order of the worklist: queues that an index each keeps in order, merged for one page.

What a clock presses comes first, what was decided after it, what waits for others last. A
page costs the rows of a page, however many cases are open.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate

from tongban.capabilities.cases.queries.lines import read_rows
from tongban.capabilities.cases.states import CaseState

RUNNING = frozenset({CaseState.ACCEPTED, CaseState.REVIEWED})
DECIDED = frozenset(
    {
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.DISPATCHED,
        CaseState.DELIVERED,
    }
)
# What the body has to do; a case that waits for its applicant is not among it.
TO_DO = frozenset(
    {
        CaseState.SUBMITTED,
        CaseState.ACCEPTED,
        CaseState.REVIEWED,
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.DISPATCHED,
    }
)
WAITING = frozenset({CaseState.CORRECTING})
# The index `case_to_be_accepted` is made of the same words.
ARRIVED_ON: Final = Coalesce(TruncDate("corrected_at"), F("filed_on"))
# No limit for acceptance reaches further, whatever holidays lie between.
_FURTHEST: Final = timedelta(days=40)
Judge = Callable[[date], date]


@dataclass(frozen=True, order=True)
class Place:
    """Where a case stands in the list, and so where a page ends and the next begins.

    `day` is shown to people; `key` is what its queue is kept in order by.
    """

    rank: int
    day: date
    queue: int
    key: date
    case_id: UUID


@dataclass(frozen=True)
class Queued:
    """A case at its place."""

    place: Place
    case: Any


@dataclass(frozen=True)
class Queue:
    """Cases of the same states, in the order of one day of theirs."""

    number: int
    rank: int
    states: frozenset[CaseState]
    key: Combinable
    day_of: Judge

    def since(self, day: date) -> date:
        """The first key whose day is not before this one; days never run backwards."""
        key = day - _FURTHEST
        while self.day_of(key) < day:
            key += timedelta(days=1)
        return key

    def read(
        self,
        rows: "QuerySet[Any]",
        wanted: Sequence[CaseState],
        after: Place | None,
        limit: int,
    ) -> Iterator[Queued]:
        """The first cases behind a place."""
        states = sorted(self.states & set(wanted))
        if not states or (after is not None and after.rank > self.rank):
            return
        found = rows.filter(state__in=states).annotate(key=self.key)
        if after is not None and after.rank == self.rank:
            found = found.filter(self._behind(after))
        more = "arrived_on", "key"
        for case in read_rows(found.order_by("key", "id"), limit, *more):
            place = Place(
                self.rank, self.day_of(case.key), self.number, case.key, case.id
            )
            yield Queued(place, case)

    def _behind(self, place: Place) -> Q:
        if place.queue == self.number:
            same = Q(key=place.key, id__gt=place.case_id)
            # The first part is what the index understands.
            return Q(key__gte=place.key) & (Q(key__gt=place.key) | same)
        later = place.day if place.queue < self.number else _next(place.day)
        return Q(key__gte=self.since(later))


def _next(day: date) -> date:
    return day + timedelta(days=1)


def queues(accept_by: Judge) -> list[Queue]:
    """All queues; `accept_by`: until when a case that came on a day must be accepted."""

    def itself(day: date) -> date:
        return day

    return [
        Queue(0, 0, RUNNING, F("promised_due_on"), itself),
        Queue(1, 0, frozenset({CaseState.SUBMITTED}), ARRIVED_ON, accept_by),
        Queue(2, 1, DECIDED, F("filed_on"), itself),
        Queue(3, 2, WAITING, F("filed_on"), itself),
    ]


def read_page(
    rows: "QuerySet[Any]",
    accept_by: Judge,
    wanted: Sequence[CaseState],
    after: Place | None,
    limit: int,
) -> list[Queued]:
    """One page of these cases, in the order of the list.

    What stands behind a full page is not read: its queues are asked only when it comes.
    """
    ranks = groupby(queues(accept_by), key=attrgetter("rank"))
    merged = (
        merge(
            *[queue.read(rows, wanted, after, limit) for queue in of_rank],
            key=attrgetter("place"),
        )
        for _rank, of_rank in ranks
    )
    return list(islice(chain.from_iterable(merged), limit))
