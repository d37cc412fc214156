"""Beginning a release of a list."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from tongban.capabilities.lists.commands.drafting import (
    check_head,
    check_papers,
    kept_basis,
    row_of,
)
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.kinds.shape import Kind
from tongban.capabilities.lists.models import ListRelease, ListRow
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.capabilities.lists.queries.deriving import derive_lines
from tongban.capabilities.lists.queries.releases import cards_of
from tongban.capabilities.lists.types import LegalBasis, ReleaseCard
from tongban.capabilities.orgs.queries import list_venues, list_window_classes
from tongban.capabilities.orgs.types import VenueCard, WindowClassCard
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def draft_release(  # a release says all of this from its first day
    *,
    actor: Actor,
    kind: str,
    body_id: UUID,
    basis: LegalBasis,
    at: datetime,
    day: date,
    title: str = "",
    venue_id: UUID | None = None,
    window_class_id: UUID | None = None,
    papers: Mapping[str, str] | None = None,
) -> ReleaseCard:
    """Begin a release, with the rows that the guides in force on that day give.

    Refuses with NotFound for a kind that is none, NotAllowed, and Invalid, field by field,
    where the basis has no rank that the kind allows, or the hall or the class of windows
    is missing.
    """
    require(actor, DRAFT_LIST, org_id=body_id)
    shape = kind_of(kind)
    venue = _venue_of(actor, shape, venue_id)
    of_class = _class_of(actor, shape, window_class_id)
    said = check_head(shape, title or _title_of(shape, venue, of_class), basis)

    release = ListRelease(
        city=actor.city,
        kind=kind,
        venue_id=venue.venue_id if venue else None,
        window_class_id=of_class.window_class_id if of_class else None,
        papers=check_papers(shape, papers or {}),
        number=_next_number(actor.city, kind, venue, of_class),
        title=said,
        body_id=body_id,
        drafted_by_id=actor.natural_person,
        revised_at=at,
        **kept_basis(basis),
    )
    release.save(force_insert=True)
    rows = _derive(actor, release, day)

    record(
        actor,
        "lists.release.drafted",
        subject="list_release",
        subject_id=release.id,
        kind=kind,
        rows=rows,
    )
    return cards_of([release])[0]


def _derive(actor: Actor, release: ListRelease, day: date) -> int:
    """The rows that the guides give; how many."""
    lines = derive_lines(
        actor,
        release.kind,
        release.venue_id,
        day,
        window_class_id=release.window_class_id,
    )
    ListRow.objects.bulk_create([row_of(release, line) for line in lines])
    return len(lines)


def _title_of(
    shape: Kind, venue: VenueCard | None, of_class: WindowClassCard | None
) -> str:
    named = f"“{of_class.name}”" if of_class else ""
    return f"{venue.name}{named}{shape.title}" if venue else shape.title


def _venue_of(actor: Actor, shape: Kind, venue_id: UUID | None) -> VenueCard | None:
    """The hall that the list is about; none where the kind has one list for the city."""
    if not shape.is_of_a_hall:
        return None
    for venue in list_venues(actor=actor):
        if venue.venue_id == venue_id and venue.level in shape.of_halls:
            return venue
    raise Invalid({"venue": "请选这份清单是哪个大厅的，例如：安澜市政务服务中心。"})


def _class_of(
    actor: Actor, shape: Kind, window_class_id: UUID | None
) -> WindowClassCard | None:
    """The class of windows that the list is about; none where the kind knows no classes."""
    if not shape.of_window_classes:
        return None
    for one in list_window_classes(actor=actor):
        if one.window_class_id == window_class_id:
            return one
    raise Invalid({"window_class": "请选这份清单是哪一类窗口的，例如：企业服务。"})


def _next_number(
    city: str, kind: str, venue: VenueCard | None, of_class: WindowClassCard | None
) -> int:
    venue_id = venue.venue_id if venue else None
    class_id = of_class.window_class_id if of_class else None
    with connection.cursor() as cursor:
        # Two drafts of one list at once would otherwise take the same number.
        key = f"list|{city}|{kind}|{venue_id}|{class_id}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    rows = ListRelease.objects.filter(
        city=city, kind=kind, venue=venue_id, window_class=class_id
    )
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1
