"""At which counter somebody works: the hall of their window, or their department's own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from tongban.capabilities.cases.permissions import DELIVER_RESULT, TAKE_IN
from tongban.capabilities.orgs.queries import (
    get_body,
    get_venue,
    get_window,
    list_venues,
    list_windows,
)
from tongban.capabilities.orgs.types import VenueCard, WindowCard
from tongban.capabilities.people.queries import list_own_postings
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.requests import ActorRequest

ISSUE: Final = "issue"


def find_counter(request: ActorRequest) -> VenueCard:
    """The venue where the actor may take in today. Refuses with NotAllowed.

    A window decides; whoever has none works at the first counter of their own body.
    """
    actor = request.actor
    if not actor.may_anywhere(TAKE_IN):
        # The body of nobody: this says "sign in" or "no permission" in the usual words.
        require(actor, TAKE_IN)
    for posting in list_own_postings(actor=actor, today=request.today):
        if posting.window_id is not None:
            window = get_window(actor=actor, window_id=posting.window_id)
            return get_venue(actor=actor, venue_id=window.venue_id)
    bodies = set(actor.bodies_for(TAKE_IN))
    for venue in list_venues(actor=actor):
        if venue.body_id in bodies:
            return venue
    raise NotAllowed(
        _("您没有在窗口任职，不能收件；请联系大厅管理员登记窗口。"),
        turn_to=_("大厅管理员"),
    )


@dataclass(frozen=True)
class IssueCounter:
    """Where somebody hands results out: for which body, and at which window, if at one."""

    body_id: UUID
    name: str
    window: WindowCard | None
    issue_windows: tuple[WindowCard, ...]

    @property
    def may_hand_out(self) -> bool:
        """Whether results may be handed over here: where there is an issue window, only there."""
        if not self.issue_windows:
            return True
        return self.window is not None and self.window.kind == ISSUE


def find_issue_counter(request: ActorRequest) -> IssueCounter:
    """Where the actor hands out today, by the window of their posting. Refuses with NotAllowed."""
    actor = request.actor
    bodies = actor.bodies_for(DELIVER_RESULT)
    if not bodies:
        require(actor, DELIVER_RESULT)
    window = None
    for posting in list_own_postings(actor=actor, today=request.today):
        if posting.window_id is None:
            continue
        found = get_window(actor=actor, window_id=posting.window_id)
        if window is None or found.kind == ISSUE:
            window = found
    venue = _issue_venue(request, window, bodies)
    if venue is None:
        body = get_body(actor=actor, body_id=bodies[0])
        return IssueCounter(body.body_id, body.name, None, ())
    windows = list_windows(actor=actor, venue_id=venue.venue_id)
    return IssueCounter(
        venue.body_id,
        venue.name,
        window,
        tuple(row for row in windows if row.kind == ISSUE),
    )


def _issue_venue(
    request: ActorRequest, window: WindowCard | None, bodies: Collection[UUID]
) -> VenueCard | None:
    if window is not None:
        return get_venue(actor=request.actor, venue_id=window.venue_id)
    venues = list_venues(actor=request.actor)
    return next((venue for venue in venues if venue.body_id in bodies), None)
