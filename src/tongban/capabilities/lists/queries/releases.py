"""Releases: as they stand at the desk, and which is in force on a day."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from tongban.capabilities.lists.kinds import KINDS
from tongban.capabilities.lists.models import (
    ListHandIn,
    ListPublication,
    ListRelease,
    ListReview,
    ListRow,
)
from tongban.capabilities.lists.types import LegalBasis, OpinionCard, ReleaseCard
from tongban.ground.refusals import NotFound
from tongban.ground.reviews import (
    DISCARDED,
    DRAFTING,
    PASSED,
    PUBLISHED,
    SENT_BACK,
    next_stage,
)
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_open_releases(*, actor: Actor, limit: int = 100) -> list[ReleaseCard]:
    """Releases under way that the actor may see, the newest first."""
    rows = ListRelease.objects.filter(
        city=actor.city, publication=None, discarded_at=None
    )
    found = rows.select_related("venue", "window_class").order_by("-revised_at", "id")
    return cards_of(list(found[:limit]))


@query
def get_release(*, actor: Actor, release_id: UUID) -> ReleaseCard:
    """One release. Refuses with NotFound, also where it is hidden from the actor."""
    row = ListRelease.objects.filter(city=actor.city, pk=release_id)
    found = row.select_related("venue", "window_class").first()
    if found is None:
        raise NotFound("没有找到这份清单，或者它还没有公布。")
    return cards_of([found])[0]


@query
def list_published(
    *,
    actor: Actor,
    kind: str | None = None,
    venue_id: UUID | None = None,
    window_class_id: UUID | None = None,
    limit: int = 200,
) -> list[ReleaseCard]:
    """Published releases, of one kind, hall and class where they are named, newest first."""
    chosen = Q(city=actor.city)
    if kind is not None:
        chosen &= Q(kind=kind, venue=venue_id, window_class=window_class_id)
    rows = ListPublication.objects.filter(chosen).order_by("-effective_on", "-id")
    releases = [
        row.release
        for row in rows.select_related("release__venue", "release__window_class")[
            :limit
        ]
    ]
    return cards_of(releases)


@query
def list_in_force(
    *, actor: Actor, day: date, known_at: datetime | None = None
) -> list[ReleaseCard]:
    """The release of each kind, and of each hall, in force on a day, by kind.

    `known_at` leaves out what was published after that moment.
    """
    rows = ListPublication.objects.filter(city=actor.city, effective_on__lte=day)
    if known_at is not None:
        rows = rows.filter(published_at__lte=known_at)
    newest: dict[tuple[str, UUID | None, UUID | None], ListRelease] = {}
    for row in rows.select_related("release__venue", "release__window_class").order_by(
        "effective_on"
    ):
        newest[row.kind, row.venue_id, row.window_class_id] = row.release
    order = list(KINDS)
    return sorted(
        cards_of(list(newest.values())),
        key=lambda card: (
            order.index(card.kind),
            card.venue_name,
            card.window_class_name,
        ),
    )


@query
def find_in_force(
    *,
    actor: Actor,
    kind: str,
    venue_id: UUID | None,
    day: date,
    window_class_id: UUID | None = None,
    known_at: datetime | None = None,
) -> UUID | None:
    """The release of a kind that is in force on a day, as known at a moment, or None."""
    rows = ListPublication.objects.filter(
        city=actor.city,
        kind=kind,
        venue=venue_id,
        window_class=window_class_id,
        effective_on__lte=day,
    )
    if known_at is not None:
        rows = rows.filter(published_at__lte=known_at)
    return rows.order_by("-effective_on").values_list("release_id", flat=True).first()


def cards_of(releases: Sequence[ListRelease]) -> list[ReleaseCard]:
    """Values of releases, with where each stands: four queries for any number of them."""
    keys = [release.id for release in releases]
    counted = dict(
        ListRow.objects.filter(release__in=keys)
        .values_list("release")
        .annotate(rows=Count("id"))
    )
    published = {
        row.release_id: row for row in ListPublication.objects.filter(release__in=keys)
    }
    newest = ListHandIn.objects.filter(release=OuterRef("release")).order_by("-number")
    handed_in = {
        row.release_id: row
        for row in ListHandIn.objects.filter(
            release__in=keys, id=Subquery(newest.values("id")[:1])
        )
    }
    said: dict[UUID, list[ListReview]] = {}
    shown = ListReview.objects.filter(hand_in__release__in=keys)
    for one in shown.select_related("hand_in").order_by("reviewed_at", "id"):
        said.setdefault(one.hand_in.release_id, []).append(one)
    return [
        _card(
            one,
            counted.get(one.id, 0),
            published.get(one.id),
            handed_in.get(one.id),
            said.get(one.id, []),
        )
        for one in releases
    ]


def _card(
    release: ListRelease,
    rows: int,
    publication: ListPublication | None,
    last: ListHandIn | None,
    said: list[ListReview],
) -> ReleaseCard:
    now = [one for one in said if last and one.hand_in_id == last.id]
    digest = publication.digest if publication else last.digest if last else ""
    return ReleaseCard(
        release_id=release.id,
        kind=release.kind,
        kind_title=KINDS[release.kind].title,
        number=release.number,
        title=release.title,
        body_id=release.body_id,
        basis=LegalBasis(
            title=release.basis_title,
            rank=release.basis_rank,
            article=release.basis_article,
            number=release.basis_number,
        ),
        venue_id=release.venue_id,
        venue_name=release.venue.name if release.venue else "",
        window_class_id=release.window_class_id,
        window_class_name=release.window_class.name if release.window_class else "",
        papers=release.papers,
        rows=rows,
        stage=_stage(release, publication, last, now),
        digest=digest,
        handed_in=last.number if last else 0,
        effective_on=publication.effective_on if publication else None,
        published_at=publication.published_at if publication else None,
        revised_at=release.revised_at,
        opinions=tuple(
            OpinionCard(
                one.hand_in.number,
                one.stage,
                one.outcome,
                one.opinion,
                one.reviewer_id,
                one.reviewed_at,
            )
            for one in said
        ),
    )


def _stage(
    release: ListRelease,
    publication: ListPublication | None,
    last: ListHandIn | None,
    said: list[ListReview],
) -> str:
    if publication is not None:
        return PUBLISHED
    if release.discarded_at is not None:
        return DISCARDED
    if last is None:
        return DRAFTING
    if any(one.outcome != PASSED for one in said):
        return SENT_BACK
    return next_stage(len(said))
