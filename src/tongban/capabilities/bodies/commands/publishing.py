"""By what bodies are assessed, and what came of it: published by the city's office."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.bodies.models import AssessmentScheme, AssessmentSheet
from tongban.capabilities.bodies.permissions import PUBLISH_SHEET
from tongban.capabilities.bodies.queries import find_scheme, preview_sheet
from tongban.capabilities.indicators.queries import list_indicator_titles
from tongban.ground.refusals import Invalid, MoveRefused
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_WHOLE = 1000


@command
def publish_scheme(
    *,
    actor: Actor,
    title: str,
    points: Mapping[str, int],
    document_number: str,
    at: datetime,
) -> UUID:
    """Publish by which figures bodies are assessed, and how many points each is worth.

    It counts for sheets published from now on. Refuses with NotAllowed and Invalid.
    """
    require(actor, PUBLISH_SHEET, org_id=actor.office_for(PUBLISH_SHEET))
    known = list_indicator_titles(actor=actor)
    errors = {
        f"points-{key}": "请写 1 到 1000 的整数，或者不写。"
        for key, worth in points.items()
        if not 0 < worth <= _WHOLE or key not in known
    }
    if not points:
        errors["title"] = "至少给一个指标写上分值，例如：网上可办率 20 分。"
    if not title.strip():
        errors["title"] = "请写考核办法的名称，例如：2026 年政务服务考核办法。"
    if not document_number.strip():
        errors["document_number"] = "请写明文号，例如：安政数〔2026〕9号。"
    if errors:
        raise Invalid(errors)

    last = find_scheme(actor=actor)
    scheme = AssessmentScheme(
        city=actor.city,
        number=last.number + 1 if last else 1,
        title=title.strip(),
        weights=[{"figure": key, "points": worth} for key, worth in points.items()],
        document_number=document_number.strip(),
        published_by_id=actor.natural_person,
        published_at=at,
    )
    scheme.save(force_insert=True)

    record(
        actor,
        "bodies.scheme.published",
        subject="assessment_scheme",
        subject_id=scheme.id,
        number=scheme.number,
    )
    return scheme.id


@command
def publish_sheet(
    *, actor: Actor, body_id: UUID, first_day: date, last_day: date, at: datetime
) -> UUID:
    """Publish the sheet of a body and period as its figures stand on the last day.

    Refuses with NotAllowed, NotFound, and with MoveRefused where there is one already or
    the period is not over.
    """
    require(actor, PUBLISH_SHEET, org_id=actor.office_for(PUBLISH_SHEET))
    sheet = preview_sheet(
        actor=actor, body_id=body_id, first_day=first_day, last_day=last_day
    )
    if AssessmentSheet.objects.filter(
        body_id=body_id, first_day=first_day, last_day=last_day
    ).exists():
        raise MoveRefused("这个单位这段时间的考核表已经公布，公布以后不能改。")

    row = AssessmentSheet(
        city=actor.city,
        scheme_id=sheet.sheet_id,
        body_id=body_id,
        body_name=sheet.body,
        first_day=first_day,
        last_day=last_day,
        rows=list(sheet.rows),
        got=sheet.got,
        of=sheet.of,
        published_by_id=actor.natural_person,
        published_at=at,
    )
    row.save(force_insert=True)

    record(
        actor,
        "bodies.sheet.published",
        subject="assessment_sheet",
        subject_id=row.id,
        body_id=body_id,
        last_day=last_day,
        got=sheet.got,
        of=sheet.of,
    )
    return row.id
