"""What runs by itself: copies for people, retention every night, odd reads, late answers."""

from datetime import date, datetime, timedelta
from uuid import UUID

import structlog

from tongban.capabilities.orgs.queries import (
    get_calendar,
    list_cities,
    system_actor_for_city,
)
from tongban.capabilities.privacy.commands import (
    find_odd_reads,
    keep_copy,
    run_retention,
)
from tongban.capabilities.privacy.permissions import (
    FIND_MISUSE,
    MAKE_EXPORT,
    RUN_RETENTION,
)
from tongban.capabilities.privacy.queries import (
    collect_copy,
    count_late_requests,
    find_for_copy,
)
from tongban.capabilities.privacy.types import MAKE_COPY
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.files.storing import sweep
from tongban.plumbing.jobs.scheduling import queued, scheduled

log = structlog.get_logger(__name__)


@queued(name=MAKE_COPY)
def make_copy_now(city: str, request_id: str, at: str) -> None:
    """Make the copy that somebody asked for, as the person: what they may see is theirs."""
    make_copy(city, UUID(request_id), datetime.fromisoformat(at))


def make_copy(city: str, request_id: UUID, at: datetime) -> None:
    """Collect, seal, and answer the request; a second run finds it answered."""
    maker = _system("privacy", city, MAKE_EXPORT)
    wanted = find_for_copy(actor=maker, request_id=request_id)
    if wanted.is_answered:
        return
    person = Actor(
        kind="citizen",
        city=city,
        name=wanted.number,
        account_id=wanted.account_id,
        person_id=wanted.person_id,
    )
    text = collect_copy(actor=person, number=wanted.number, at=at)
    keep_copy(actor=maker, request_id=request_id, text=text, at=at)


@scheduled("50 17 * * *", name="privacy.retention")
def keep_retention(due: datetime) -> None:
    """Do what the schedule says, at ten to two in the morning, before other cleaning."""
    for city in list_cities():
        run_retention(actor=_system("retention", city, RUN_RETENTION), at=due)
        # Files of people who were forgotten by an answer.
        sweep(city=city)


@scheduled("30 17 * * *", name="privacy.odd_reads")
def look_for_odd_reads(due: datetime) -> None:
    """Look at the day that is over, and raise the alarm about what stands out newly."""
    day = due.astimezone(OFFICE_ZONE).date() - timedelta(days=1)
    for city, found in odd_reads_of(day, due).items():
        log.warning("odd_reads_found", city=city, day=str(day), count=found)


def odd_reads_of(day: date, at: datetime) -> dict[str, int]:
    """How many findings are new, by city; cities with none are left out."""
    found = {}
    for city in list_cities():
        actor = _system("misuse", city, FIND_MISUSE)
        is_worked = get_calendar(actor=actor).is_working_day(day)
        found[city] = find_odd_reads(actor=actor, day=day, is_worked=is_worked, at=at)
    return {city: number for city, number in found.items() if number}


@scheduled("15 0 * * *", name="privacy.late_requests")
def look_for_late_requests(due: datetime) -> None:
    """Raise the alarm about requests that wait beyond their day, at a quarter past eight."""
    for city, number in late_requests(due.astimezone(OFFICE_ZONE).date()).items():
        log.warning("privacy_requests_late", city=city, count=number)


def late_requests(today: date) -> dict[str, int]:
    """How many are late, by city; cities with none are left out."""
    counted = {
        city: count_late_requests(
            actor=_system("privacy", city, MAKE_EXPORT), today=today
        )
        for city in list_cities()
    }
    return {city: number for city, number in counted.items() if number}


def _system(name: str, city: str, permission: str) -> Actor:
    return system_actor_for_city(
        name=name, city=city, grants=frozenset({(permission, None)})
    )
