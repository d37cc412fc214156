"""Answering a proposed material: taken in, merged into one that is there, or declined."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.commands.drafting import found_anew
from tongban.capabilities.catalogue.models import ItemDraft, MaterialType
from tongban.capabilities.catalogue.permissions import KEEP_MATERIALS
from tongban.capabilities.catalogue.queries.city_facts import facts_for
from tongban.capabilities.catalogue.states import (
    ANSWERS,
    DECLINED,
    MERGED,
    PROPOSED,
    TAKEN_IN,
)
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST: Final = 400


@command
def answer_material(  # an answer says all of this
    *,
    actor: Actor,
    material_id: UUID,
    answer: str,
    at: datetime,
    into: str = "",
    opinion: str = "",
) -> int:
    """Answer once; gives how many drafts are checked anew for it.

    `into` is the code of the entry that a merged one is. Refuses with NotAllowed, NotFound,
    Invalid; MoveRefused where it was answered before. The database refuses the answer of
    the proposer.
    """
    office = actor.office_for(KEEP_MATERIALS)
    require(actor, KEEP_MATERIALS, org_id=office)
    row = (
        MaterialType.objects.select_for_update(of=("self",))
        .filter(city=actor.city, pk=material_id)
        .first()
    )
    if row is None:
        raise NotFound("没有这一条提请，请从材料目录的待答复里进入。")
    if row.standing != PROPOSED:
        raise MoveRefused("这一条已经答复过，请刷新页面再看。")
    said = opinion.strip()
    entry = _entry(actor, answer, into, said)

    row.standing, row.merged_into, row.opinion = answer, entry, said
    row.answered_by_id, row.answered_at = actor.person_id, at
    fields = ["standing", "merged_into", "opinion", "answered_by", "answered_at"]
    row.save(update_fields=fields)
    checked = _check_anew(actor, row.code, at)

    record(
        actor,
        "catalogue.material.answered",
        subject="material_type",
        subject_id=row.id,
        answer=answer,
        code=row.code,
    )
    return checked


def _entry(actor: Actor, answer: str, into: str, opinion: str) -> MaterialType | None:
    """The entry that a merged one is; refuses what an answer must say and does not."""
    if answer not in ANSWERS:
        raise Invalid({"answer": "请选收进目录、并入已有的或者不收，例如：收进目录。"})
    if len(opinion) > _LONGEST:
        raise Invalid(
            {"opinion": f"理由最多 {_LONGEST} 个字，例如：和营业执照是一样。"}
        )
    if answer == DECLINED and not opinion:
        raise Invalid({"opinion": "不收要写明理由，例如：没有依据，办件系统能查到。"})
    if answer != MERGED:
        return None
    entries = MaterialType.objects.filter(city=actor.city, standing=TAKEN_IN)
    entry = entries.filter(code=into.strip()).first()
    if entry is None:
        raise Invalid({"into": "请选它就是目录里的哪一样，例如：AL-M-0002 营业执照。"})
    return entry


def _check_anew(actor: Actor, code: str, at: datetime) -> int:
    """Drafts that name the code say from now on what became of it."""
    named = ItemDraft.objects.select_for_update(of=("self",)).filter(
        city=actor.city,
        document__materials__contains=[{"catalogue_code": code}],
        published_version=None,
        superseded_by=None,
        discarded_at=None,
    )
    drafts = list(named.order_by("id"))
    for draft in drafts:
        facts = facts_for(actor, draft.document, at.date())
        draft.findings = found_anew(draft, facts)
        draft.save(update_fields=["findings"])
    return len(drafts)
