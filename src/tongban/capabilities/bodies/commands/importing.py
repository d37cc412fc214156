"""Taking in a file of regions or bodies: what it changes waits for another person."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from tongban.capabilities.bodies.queries.imports import understand
from tongban.capabilities.bodies.types import ImportDone, ImportSeen
from tongban.capabilities.orgs.commands import draft_change
from tongban.capabilities.orgs.permissions import DRAFT_CHANGE
from tongban.capabilities.orgs.types import BodyChange, ChangeAsked, RegionChange
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

# So many lines are approved at once: what somebody can look through.
AT_ONCE: Final = 500


@command
def import_orgs(
    *,
    actor: Actor,
    what: str,
    content: bytes,
    document_number: str,
    effective_on: date,
    reason: str,
    at: datetime,
) -> ImportDone:
    """Draft what a file changes, some hundred lines a change, parents first.

    A line that cannot be taken in is told and hinders no other; the same file again drafts
    only what is not so yet. Refuses with NotAllowed and Invalid.
    """
    require(actor, DRAFT_CHANGE, org_id=actor.office_for(DRAFT_CHANGE))
    rows = understand(actor, what, content, effective_on)
    wanted = [change for _line, change in rows if change is not None]
    made = [
        draft_change(
            actor=actor,
            asked=_asked(part, document_number, effective_on, reason),
            at=at,
        )
        for part in (
            wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE)
        )
    ]

    seen = ImportSeen(what, tuple(line for line, _change in rows))
    record(
        actor,
        "bodies.file.taken_in",
        subject="city",
        subject_id=actor.city,
        what=what,
        lines=len(rows),
        drafted=len(wanted),
        refused=seen.count("refused"),
    )
    return ImportDone(seen, tuple(made))


def _asked(
    part: Sequence[RegionChange | BodyChange],
    document_number: str,
    effective_on: date,
    reason: str,
) -> ChangeAsked:
    return ChangeAsked(
        "import",
        document_number,
        effective_on,
        reason,
        bodies=tuple(one for one in part if isinstance(one, BodyChange)),
        regions=tuple(one for one in part if isinstance(one, RegionChange)),
    )
