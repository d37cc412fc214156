"""Windows of classes: what each takes in on a day, and which takes in an item (WIN-09)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from tongban.capabilities.lists.models import (
    ListPublication,
    ListRow,
    WindowClassing,
)
from tongban.capabilities.lists.types import WindowDuty
from tongban.capabilities.orgs.queries import list_windows
from tongban.capabilities.people.queries import list_own_postings
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_window_duties(*, actor: Actor, venue_id: UUID, day: date) -> list[WindowDuty]:
    """The windows of a hall, each with its class of the day and the list of that class."""
    windows = list_windows(actor=actor, venue_id=venue_id)
    current: dict[UUID, WindowClassing] = {}
    classed = WindowClassing.objects.filter(
        window__venue_id=venue_id, effective_on__lte=day
    )
    for row in classed.select_related("window_class").order_by("effective_on"):
        current[row.window_id] = row
    lists: dict[UUID | None, UUID] = {}
    published = ListPublication.objects.filter(
        kind="window", venue_id=venue_id, effective_on__lte=day
    )
    for one in published.order_by("effective_on"):
        lists[one.window_class_id] = one.release_id
    duties = []
    for window in windows:
        said = current.get(window.window_id)
        of_class = said.window_class if said else None
        duties.append(
            WindowDuty(
                window_id=window.window_id,
                venue_id=venue_id,
                number=window.number,
                name=window.name,
                window_class_id=of_class.id if of_class else None,
                window_class_name=of_class.name if of_class else "",
                since=said.effective_on if said else None,
                release_id=lists.get(of_class.id) if of_class else None,
            )
        )
    return duties


@query
def find_listed_items(
    *, actor: Actor, duties: Collection[WindowDuty]
) -> frozenset[str] | None:
    """The handling codes of what these windows take in; None where one is bound by no list."""
    if not duties or any(one.window_class_id is None for one in duties):
        return None
    rows = ListRow.objects.filter(
        city=actor.city, release_id__in=[one.release_id for one in duties]
    )
    codes = rows.values_list("item__handling_code", flat=True)
    return frozenset(code for code in codes if code)


@query
def list_own_duties(*, actor: Actor, venue_id: UUID, day: date) -> list[WindowDuty]:
    """The windows of a hall at which the actor works on a day; none for who works at none."""
    posts = list_own_postings(actor=actor, today=day)
    mine = {one.window_id for one in posts if one.venue_id == venue_id}
    if not mine:
        return []
    duties = list_window_duties(actor=actor, venue_id=venue_id, day=day)
    return [one for one in duties if one.window_id in mine]


@query
def find_takers(
    *, actor: Actor, venue_id: UUID, item_id: UUID, day: date
) -> list[WindowDuty]:
    """The windows of a hall that take an item in: those of a class that lists it first.

    A window of no class takes in whatever its hall does; those for handing results out
    take in nothing and are left out by their kind.
    """
    duties = list_window_duties(actor=actor, venue_id=venue_id, day=day)
    releases = [one.release_id for one in duties if one.release_id]
    listing = set(
        ListRow.objects.filter(release_id__in=releases, item_id=item_id).values_list(
            "release_id", flat=True
        )
    )
    issuing = {
        one.window_id
        for one in list_windows(actor=actor, venue_id=venue_id)
        if one.kind == "issue"
    }
    takers = [
        one
        for one in duties
        if one.window_id not in issuing
        and (one.window_class_id is None or one.release_id in listing)
    ]
    return sorted(takers, key=lambda one: (one.window_class_id is None, one.number))
