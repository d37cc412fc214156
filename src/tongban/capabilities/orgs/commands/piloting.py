"""Where a measure starts, ends, or is wanted by a day (ORG-07)."""

from datetime import datetime, timedelta
from uuid import UUID

from tongban.capabilities.orgs.models import Pilot
from tongban.capabilities.orgs.permissions import DRAFT_CHANGE
from tongban.capabilities.orgs.queries import find_body, list_measures
from tongban.capabilities.orgs.types import PilotLine
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def set_pilot(*, actor: Actor, line: PilotLine, at: datetime) -> UUID:
    """Say since when a measure runs at a body, until when, or by when it is wanted.

    The newest row of a body counts. Refuses with NotAllowed and Invalid.
    """
    office = None if actor.kind == "system" else actor.office_for(DRAFT_CHANGE)
    require(actor, DRAFT_CHANGE, org_id=office)
    body = find_body(actor=actor, code=line.body.strip())
    errors = {}
    if line.measure not in {one.code for one in list_measures(actor=actor)}:
        errors["measure"] = "没有这项措施，请从清单里选，例如：网上预审。"
    if body is None or not body.stands:
        errors["body"] = "没有这个单位，或者它已经撤并；请写单位代码，例如 AL-MARKET。"
    if not line.document_number.strip():
        errors["document_number"] = "请写明试点通知的文号，例如：安政数〔2026〕3号。"
    if line.starts_on is None and (line.due_on is None or line.last_on is not None):
        errors["starts_on"] = "请写从哪天起；还没有开始的，写明最迟哪天开始。"
    if line.starts_on and line.last_on and line.last_on < line.starts_on:
        errors["last_on"] = "最后一天不能早于第一天，例如：2026-12-01 到 2026-12-31。"
    if errors or body is None:
        raise Invalid(errors)

    pilot = Pilot(
        city=actor.city,
        measure_id=line.measure,
        body_id=body.body_id,
        starts_on=line.starts_on,
        ends_on=line.last_on + timedelta(days=1) if line.last_on else None,
        due_on=line.due_on,
        document_number=line.document_number.strip(),
        set_by_id=actor.person_id,
        set_at=at,
    )
    pilot.save(force_insert=True)

    record(
        actor,
        "orgs.pilot.set",
        subject="pilot",
        subject_id=pilot.id,
        measure=line.measure,
        body_id=body.body_id,
    )
    return pilot.id
