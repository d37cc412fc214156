"""At which counter somebody works: the hall of their window, or their department's own."""

from django.utils.translation import gettext as _

from tongban.capabilities.cases.permissions import TAKE_IN
from tongban.capabilities.orgs.queries import get_venue, get_window, list_venues
from tongban.capabilities.orgs.types import VenueCard
from tongban.capabilities.people.queries import list_own_postings
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import require
from tongban.plumbing.access.requests import ActorRequest


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
