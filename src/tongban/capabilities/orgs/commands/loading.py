"""Loading cities, regions, bodies, venues, windows and calendars. Writing only.

Each command may run again with the same lines and then changes nothing; a line whose code
is known already is left as it stands, because rows here are only ever added.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.orgs.models import (
    Body,
    CalendarYear,
    City,
    Region,
    Venue,
    Window,
    WindowClass,
)
from tongban.capabilities.orgs.naming import is_rightly_named, say_misnamed
from tongban.capabilities.orgs.permissions import LOAD_ORGS, REMOVE_CITY
from tongban.capabilities.orgs.types import (
    BodyLine,
    CityLine,
    RegionLine,
    VenueLine,
    WindowClassLine,
    WindowLine,
)
from tongban.ground.clock import Calendar
from tongban.ground.codes.credit_code import check_credit_code
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LOADED: Final = "orgs.orgs.loaded"
_WORD: Final = re.compile(r"[a-z][a-z_]*")


@command
def load_city(*, actor: Actor, city: CityLine) -> bool:
    """Add the city; says whether it was new. Refuses with NotAllowed."""
    require(actor, LOAD_ORGS)
    if City.objects.filter(pk=city.code).exists():
        return False
    City.objects.create(
        code=city.code,
        name=city.name,
        host=city.host,
        zone=city.zone,
        is_sample=city.is_sample,
    )
    record(actor, "orgs.city.loaded", subject="city", subject_id=city.code)
    return True


@command
def ask_city_removal(*, actor: Actor, document: str) -> None:
    """Ask that the whole city leaves this installation, by a document.

    Refuses with NotAllowed, and with Invalid where no document is named.
    """
    require(actor, REMOVE_CITY)
    if not document.strip():
        raise Invalid(
            {"document": "请写明移出所依据的文件的文号，例如 安政发〔2026〕12号。"}
        )
    record(
        actor,
        "orgs.city.removal_asked",
        subject="city",
        subject_id=actor.city,
        document=document,
    )


@command
def load_regions(*, actor: Actor, regions: Sequence[RegionLine]) -> int:
    """Add the regions that are not there yet; says how many.

    A parent stands before its children, or is known already. Refuses with NotAllowed,
    and with Invalid where a parent is not known.
    """
    require(actor, LOAD_ORGS)
    known = _keys(Region.objects.filter(city=actor.city).values_list("code", "id"))
    new = []
    for line in regions:
        if line.code in known:
            continue
        parent = _known(known, line.parent, "上级区划") if line.parent else None
        row = Region(
            city=actor.city,
            code=line.code,
            name=line.name,
            level=line.level,
            kind=line.kind,
            parent_id=parent,
            valid_from=line.valid_from,
        )
        known[line.code] = row.id
        new.append(row)
    Region.objects.bulk_create(new)
    if count := len(new):
        record(actor, LOADED, **_city(actor, "regions", count))
    return len(new)


@command
def load_bodies(*, actor: Actor, bodies: Sequence[BodyLine]) -> int:
    """Add the bodies that are not there yet; says how many.

    Refuses with NotAllowed; with Invalid where a region or parent is not known; with
    CreditCodeRefused for a credit code that cannot be one.
    """
    require(actor, LOAD_ORGS)
    regions = _keys(Region.objects.filter(city=actor.city).values_list("code", "id"))
    known = _keys(Body.objects.filter(city=actor.city).values_list("code", "id"))
    new = []
    for line in bodies:
        if line.code in known:
            continue
        row = Body(
            city=actor.city,
            code=line.code,
            name=line.name,
            short_name=line.short_name,
            uscc=check_credit_code(line.uscc).code,
            level=line.level,
            kind=line.kind,
            region_id=_known(regions, line.region, "区划"),
            parent_id=_known(known, line.parent, "上级单位") if line.parent else None,
            phone=line.phone,
            address=line.address,
            leader=line.leader,
            section=line.section,
        )
        known[line.code] = row.id
        new.append(row)
    Body.objects.bulk_create(new)
    if count := len(new):
        record(actor, LOADED, **_city(actor, "bodies", count))
    return len(new)


@command
def load_venues_and_windows(
    *, actor: Actor, venues: Sequence[VenueLine], windows: Sequence[WindowLine]
) -> int:
    """Add halls and counters that are not there yet; says how many of both.

    Refuses with NotAllowed; with Invalid where a region, body or hall is not known, or
    where a venue's name is not the one of its level (ORG-04).
    """
    require(actor, LOAD_ORGS)
    _require_right_names(venues)
    halls = _load_venues(actor, venues)
    taken = set(
        Window.objects.filter(city=actor.city).values_list("venue_id", "number")
    )
    rows = [
        Window(
            city=actor.city,
            venue_id=_known(halls, line.venue, "大厅"),
            number=line.number,
            name=line.name,
            kind=line.kind,
        )
        for line in windows
    ]
    new = [row for row in rows if (row.venue_id, row.number) not in taken]
    Window.objects.bulk_create(new)
    added = len(halls.added) + len(new)
    if count := added:
        record(actor, LOADED, **_city(actor, "venues_and_windows", count))
    return added


@command
def load_window_classes(*, actor: Actor, classes: Sequence[WindowClassLine]) -> int:
    """Add classes of windows that are not there yet; says how many.

    Refuses with NotAllowed; with Invalid where a code is no plain word.
    """
    require(actor, LOAD_ORGS)
    wrong = [line.code for line in classes if not _WORD.fullmatch(line.code)]
    if wrong:
        raise Invalid(
            dict.fromkeys(wrong, "编码用小写字母和下划线，例如 social_affairs"),
            "窗口类别的编码不对：" + "、".join(wrong),
        )
    known = set(
        WindowClass.objects.filter(city=actor.city).values_list("code", flat=True)
    )
    new = [
        WindowClass(
            city=actor.city,
            code=line.code,
            name=line.name,
            about=line.about,
            themes=list(line.themes),
        )
        for line in classes
        if line.code not in known
    ]
    WindowClass.objects.bulk_create(new)
    if count := len(new):
        record(actor, LOADED, **_city(actor, "window_classes", count))
    return len(new)


def _require_right_names(venues: Sequence[VenueLine]) -> None:
    errors = {
        line.code: say_misnamed(line.name, line.level)
        for line in venues
        if not is_rightly_named(line.name, line.level)
    }
    if errors:
        raise Invalid(errors, "大厅的名称和层级对不上：" + "".join(errors.values()))


class _Halls(dict[str, UUID]):
    """Keys of halls by code, and the codes that were added now."""

    added: list[str]


def _load_venues(actor: Actor, venues: Sequence[VenueLine]) -> _Halls:
    regions = _keys(Region.objects.filter(city=actor.city).values_list("code", "id"))
    bodies = _keys(Body.objects.filter(city=actor.city).values_list("code", "id"))
    halls = _Halls(Venue.objects.filter(city=actor.city).values_list("code", "id"))
    new = [
        Venue(
            city=actor.city,
            code=line.code,
            name=line.name,
            level=line.level,
            region_id=_known(regions, line.region, "区划"),
            body_id=_known(bodies, line.body, "管理单位"),
            address=line.address,
            hours=line.hours,
            phone=line.phone,
        )
        for line in venues
        if line.code not in halls
    ]
    Venue.objects.bulk_create(new)
    halls.update((row.code, row.id) for row in new)
    halls.added = [row.code for row in new]
    return halls


@command
def load_calendar(*, actor: Actor, calendar: Calendar) -> int:
    """Add each announced year whose days are not those held; says how many.

    A year that was announced anew becomes a further release: proofs go on naming the
    release that they counted with. Refuses with NotAllowed.
    """
    require(actor, LOAD_ORGS)
    held = {
        row.year: row
        for row in CalendarYear.objects.filter(city=actor.city).order_by("release")
    }
    new = []
    for year, days in calendar.years.items():
        holidays = sorted(day.isoformat() for day in days.holidays)
        make_up = sorted(day.isoformat() for day in days.make_up)
        last = held.get(year)
        if last and (last.holidays, last.make_up) == (holidays, make_up):
            continue
        row = CalendarYear(
            city=actor.city,
            year=year,
            release=last.release + 1 if last else 1,
            holidays=holidays,
            make_up=make_up,
            notice=days.notice,
        )
        new.append(row)
    CalendarYear.objects.bulk_create(new)
    if count := len(new):
        record(actor, LOADED, **_city(actor, "calendar", count))
    return len(new)


def _keys(pairs: Iterable[tuple[str, UUID]]) -> dict[str, UUID]:
    return dict(pairs)


def _known(keys: Mapping[str, UUID], code: str, what: str) -> UUID:
    if code not in keys:
        raise Invalid(
            {code: f"没有编码为“{code}”的{what}，请先装入它，例如排在下级前面"},
            f"装入的表里有不认识的{what}：{code}",
        )
    return keys[code]


def _city(actor: Actor, what: str, count: int) -> dict[str, Any]:
    return {
        "subject": "city",
        "subject_id": actor.city,
        "what": what,
        "count": count,
    }
