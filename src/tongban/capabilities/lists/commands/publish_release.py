"""Publishing a release that three people passed: in force from a day, unchanged for good."""

from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.lists.events import ListPublished
from tongban.capabilities.lists.models import (
    ListHandIn,
    ListPublication,
    ListRelease,
    ListReview,
)
from tongban.capabilities.lists.permissions import PUBLISH_LIST
from tongban.ground.refusals import MoveRefused, NotFound
from tongban.ground.reviews import FIRST_REVIEW, GATEKEEPING, LEGALITY, PASSED, STAGES
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish


@command
def publish_release(
    *, actor: Actor, release_id: UUID, effective_on: date, at: datetime
) -> None:
    """Put the release in force from a day.

    Refuses with NotFound, NotAllowed, MoveRefused before three reviews passed it. The
    database refuses a publisher who had a part in it, a row whose version is not in force
    on that day, a proof that a guide still asks, a base set that is not whole.
    """
    office = actor.office_for(PUBLISH_LIST)
    require(actor, PUBLISH_LIST, org_id=office)
    release = ListRelease.objects.filter(city=actor.city, pk=release_id).first()
    if release is None:
        raise NotFound("没有找到这份清单。")
    handed_in, reviewers = _passed(release)

    publication = ListPublication(
        city=actor.city,
        release=release,
        hand_in=handed_in,
        kind=release.kind,
        venue_id=release.venue_id,
        window_class_id=release.window_class_id,
        effective_on=effective_on,
        digest=handed_in.digest,
        drafted_by_id=release.drafted_by_id,
        first_reviewer_id=reviewers[FIRST_REVIEW],
        lawyer_id=reviewers[LEGALITY],
        gatekeeper_id=reviewers[GATEKEEPING],
        published_by_id=actor.natural_person,
        published_at=at,
    )
    publication.save(force_insert=True)

    record(
        actor,
        "lists.release.published",
        subject="list_release",
        subject_id=release.id,
        kind=release.kind,
        digest=handed_in.digest,
        effective_on=effective_on,
    )
    publish(ListPublished(release.id, release.kind, effective_on))


def _passed(release: ListRelease) -> tuple[ListHandIn, dict[str, UUID]]:
    last = ListHandIn.objects.filter(release=release).order_by("-number").first()
    said = ListReview.objects.filter(hand_in=last, outcome=PASSED) if last else []
    reviewers = {one.stage: one.reviewer_id for one in said}
    if last is None or set(reviewers) != set(STAGES):
        raise MoveRefused(
            "这份清单还没有通过初审、合法性审查和把关三道审查，不能发布。",
            rule="published_only_after_three_reviews",
        )
    return last, reviewers
