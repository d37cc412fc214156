"""What a reviewer should look at: posts that end soon, are not used, or were never reviewed."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from tongban.capabilities.rights.permissions import SEE_POSTINGS
from tongban.capabilities.rights.queries.held import read_postings
from tongban.capabilities.rights.types import PostingRow, Postless, ReviewRow
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import fetch_all

EXPIRING_DAYS: Final = 30
UNUSED_DAYS: Final = 90
_REVIEWED: Final = """
select posting_id, max(reviewed_at) from grant_review where posting_id = any(%s) group by posting_id
"""


@query
def list_reviews(
    *,
    actor: Actor,
    today: date,
    expiring_days: int = EXPIRING_DAYS,
    unused_days: int = UNUSED_DAYS,
) -> list[ReviewRow]:
    """Posts that end within some days, or whose holder has not signed in for some days.

    What was reviewed since rests as long as a post may be unused. Refuses with NotAllowed.
    """
    _require(actor)
    held = read_postings(actor, day=today)
    people = sorted({row.person_id for row in held})
    seen = {
        person: at
        for person, at, _active in fetch_all("select * from last_seen(%s)", [people])
    }
    keys = [row.posting_id for row in held]
    reviewed = dict(fetch_all(_REVIEWED, [keys]))
    rested = today - timedelta(days=unused_days)
    found = []
    for row in held:
        last = reviewed.get(row.posting_id)
        if last is not None and last.date() > rested:
            continue
        if why := _why(row, seen.get(row.person_id), today, expiring_days, rested):
            found.append(ReviewRow(row, why, seen.get(row.person_id)))
    return found


def _why(
    row: PostingRow,
    seen: datetime | None,
    today: date,
    expiring_days: int,
    rested: date,
) -> str:
    soon = today + timedelta(days=expiring_days)
    if row.valid_until is not None and row.valid_until <= soon:
        return "expiring"
    if row.valid_from > rested:
        return ""
    return "unused" if seen is None or seen.date() <= rested else ""


@query
def list_postless(*, actor: Actor, today: date) -> list[Postless]:
    """Members of staff who can sign in and hold no post today. Refuses with NotAllowed."""
    _require(actor)
    rows = fetch_all("select * from staff_without_post(%s)", [today])
    return [Postless(UUID(str(key)), name, seen) for key, name, seen in rows]


def _require(actor: Actor) -> None:
    if not actor.may_anywhere(SEE_POSTINGS):
        raise NotAllowed("授权复核由管理员办，请用那样的账号登录。", turn_to="登录")
