"""Saving words of a paper: every save is a version."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from tongban.capabilities.wording.checking import check_words
from tongban.capabilities.wording.commands.choosing import held_to_draft
from tongban.capabilities.wording.models import PaperWording
from tongban.capabilities.wording.queries.kinds import get_kind
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST_NOTE = 200


@command
def draft_version(
    *,
    actor: Actor,
    kind: str,
    body_id: UUID | None,
    blocks: Mapping[str, str],
    at: datetime,
    note: str = "",
) -> UUID:
    """Keep these words as the next version of a kind, of a body or of the whole city.

    Refuses with NotFound for a kind that is none, NotAllowed, and Invalid, block by block.
    """
    get_kind(kind)
    permission, held_for = held_to_draft(actor, body_id)
    require(actor, permission, org_id=held_for)
    said = check_words(kind, blocks)
    if len(note.strip()) > _LONGEST_NOTE:
        raise Invalid({"note": f"改动说明最多 {_LONGEST_NOTE} 个字，例如：补上电话。"})

    version = PaperWording(
        city=actor.city,
        kind=kind,
        body_id=body_id,
        number=_next_number(actor.city, kind, body_id),
        blocks=said,
        note=note.strip(),
        drafted_by_id=actor.natural_person,
        drafted_at=at,
    )
    version.save(force_insert=True)

    record(
        actor,
        "wording.version.drafted",
        subject="paper_wording",
        subject_id=version.id,
        kind=kind,
        body=body_id,
        number=version.number,
    )
    return version.id


def _next_number(city: str, kind: str, body_id: UUID | None) -> int:
    with connection.cursor() as cursor:
        # Two saves at once would otherwise take the same number.
        key = f"wording number|{city}|{kind}|{body_id}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    rows = PaperWording.objects.filter(city=city, kind=kind, body=body_id)
    return int(rows.aggregate(last=Max("number"))["last"] or 1) + 1
