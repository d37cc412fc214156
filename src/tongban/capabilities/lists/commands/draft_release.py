"""Beginning a release of a list."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from tongban.capabilities.lists.commands.drafting import check_head, row_of
from tongban.capabilities.lists.kinds import kind_of
from tongban.capabilities.lists.kinds.shape import Kind
from tongban.capabilities.lists.models import ListRelease, ListRow
from tongban.capabilities.lists.permissions import DRAFT_LIST
from tongban.capabilities.lists.queries.deriving import derive_lines
from tongban.capabilities.lists.queries.releases import cards_of
from tongban.capabilities.lists.types import LegalBasis, ReleaseCard
from tongban.capabilities.orgs.queries import list_venues
from tongban.capabilities.orgs.types import VenueCard
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
) -> ReleaseCard:
    """Begin a release, with the rows that the guides in force on that day give.

    Refuses with NotFound for a kind that is none, NotAllowed, and Invalid, field by field,
    where the basis has no rank that the kind allows, or the hall is missing.
    """
    require(actor, DRAFT_LIST, org_id=body_id)
    drafter = actor.natural_person
    shape = kind_of(kind)
    venue = _venue_of(actor, shape, venue_id)
    name = f"{venue.name}{shape.title}" if venue else shape.title
    said = check_head(shape, title or name, basis)

    release = ListRelease(
        city=actor.city,
        kind=kind,
        venue_id=venue.venue_id if venue else None,
        number=_next_number(actor.city, kind, venue),
        title=said,
        body_id=body_id,
        basis_title=basis.title.strip(),
        basis_number=basis.number.strip(),
        basis_article=basis.article.strip(),
        basis_rank=basis.rank,
        drafted_by_id=drafter,
        revised_at=at,
    )
    release.save(force_insert=True)
    lines = derive_lines(actor, kind, release.venue_id, day)
    ListRow.objects.bulk_create([row_of(release, line) for line in lines])

    record(
        actor,
        "lists.release.drafted",
        subject="list_release",
        subject_id=release.id,
        kind=kind,
        rows=len(lines),
    )
    return cards_of([release])[0]


def _venue_of(actor: Actor, shape: Kind, venue_id: UUID | None) -> VenueCard | None:
    """The hall that the list is about; none where the kind has one list for the city."""
    if not shape.is_of_a_hall:
        return None
    for venue in list_venues(actor=actor):
        if venue.venue_id == venue_id and venue.level in shape.of_halls:
            return venue
    raise Invalid({"venue": "请选这份清单是哪个大厅的，例如：安澜市政务服务中心。"})


def _next_number(city: str, kind: str, venue: VenueCard | None) -> int:
    venue_id = venue.venue_id if venue else None
    with connection.cursor() as cursor:
        # Two drafts of one list at once would otherwise take the same number.
        key = f"list|{city}|{kind}|{venue_id}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    rows = ListRelease.objects.filter(city=city, kind=kind, venue=venue_id)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1
