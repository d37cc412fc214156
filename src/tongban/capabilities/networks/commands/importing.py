"""Taking in a file of accesses: each line that can be is recorded, the others are told."""

from datetime import datetime

from tongban.capabilities.networks.commands.recording import access_row
from tongban.capabilities.networks.models import NetworkAccess
from tongban.capabilities.networks.permissions import RECORD_NETWORKS
from tongban.capabilities.networks.queries.imports import understand
from tongban.capabilities.networks.types import AccessFileSeen
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def import_accesses(*, actor: Actor, content: bytes, at: datetime) -> AccessFileSeen:
    """Record what a file says; the same file again records nothing.

    A line that cannot be taken in is told and hinders no other. Refuses with NotAllowed,
    and with Invalid what is no such file.
    """
    require(actor, RECORD_NETWORKS, org_id=actor.office_for(RECORD_NETWORKS))
    rows = understand(actor, content)

    wanted = [line for _told, line in rows if line is not None]
    NetworkAccess.objects.bulk_create(access_row(actor, one, at) for one in wanted)

    seen = AccessFileSeen(tuple(told for told, _line in rows))
    record(
        actor,
        "networks.file.taken_in",
        subject="city",
        subject_id=actor.city,
        lines=len(rows),
        recorded=len(wanted),
        refused=seen.count("refused"),
    )
    return seen
