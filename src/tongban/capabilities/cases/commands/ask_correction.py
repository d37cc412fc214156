"""The one-time correction notice: everything that is missing or wrong, told at once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.cases.commands.checking import is_remark
from tongban.capabilities.cases.commands.moving import (
    hold_case,
    issue_paper,
    move,
    next_state,
    tell,
)
from tongban.capabilities.cases.models import Case, Correction, CorrectionLine
from tongban.capabilities.cases.permissions import ASK_CORRECTION
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import LineToMend
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.clock import Limit, due
from tongban.ground.refusals import Invalid
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

# No law says how long an applicant may take; the notice advises this day (project choice).
# As many lines, and as long ones, as fit on the one page of the notice.
MOST_LINES: Final = 12
LONGEST_LINE: Final = 60
ANSWER_WITHIN: Final = Limit(15, "working_day")


@command
def ask_correction(
    *,
    actor: Actor,
    case_id: UUID,
    acting_body: UUID,
    lines: tuple[LineToMend, ...],
    at: datetime,
) -> CaseState:
    """Tell the applicant, once, everything that has to be mended (licensing law art. 32).

    Each line names a material of the guide or a field of its form, and says why. Refuses
    with Invalid (all lines at once), NotFound, NotAllowed, MoveRefused, or a rule of the
    register (`one_correction_notice`, `correction_notice_in_five_days`).
    """
    require(actor, ASK_CORRECTION, org_id=acting_body)
    case = hold_case(actor, case_id)
    next_state(case, "correction_asked")
    guide = get_guide(actor=actor, version_id=case.version_id)
    _check(guide, _asked(guide, case), lines)

    correction = _write(actor, case, guide, lines, at)
    event = move(
        case,
        "correction_asked",
        actor=actor,
        at=at,
        acting_body=acting_body,
        facts={"lines": len(lines), "answer_by": str(correction.answer_by)},
    )
    issue_paper(case, event, "correction", actor=actor)

    record(
        actor,
        "cases.case.correction_asked",
        subject="case",
        subject_id=case.id,
        materials=sorted(row.material for row in lines if row.material),
        fields=sorted(row.field for row in lines if row.field),
    )
    tell(case, event, guide.name)
    return CaseState.CORRECTING


def answer_day(actor: Actor, at: datetime) -> date:
    """Until when an answer is asked for, by the city's calendar."""
    day = at.astimezone(OFFICE_ZONE).date()
    return due(day, ANSWER_WITHIN, get_calendar(actor=actor)).due_on or day


def _asked(guide: Guide, case: Case) -> Mapping[str, UUID]:
    return {
        row.key: row.material_id
        for row in guide.materials_for(case.application.situations)
        if not row.is_waived
    }


def _write(
    actor: Actor,
    case: Case,
    guide: Guide,
    lines: tuple[LineToMend, ...],
    at: datetime,
) -> Correction:
    materials = {row.key: row.material_id for row in guide.materials}
    correction = Correction.objects.create(
        city=case.city,
        case=case,
        version_id=case.version_id,
        asked_at=at,
        asked_by=actor.natural_person,
        answer_by=answer_day(actor, at),
    )
    CorrectionLine.objects.bulk_create(
        CorrectionLine(
            city=case.city,
            correction=correction,
            version_id=case.version_id,
            place=place,
            material_id=materials[line.material] if line.material else None,
            field=line.field,
            reason=line.reason.strip(),
        )
        for place, line in enumerate(lines)
    )
    return correction


def _check(
    guide: Guide, asked: Mapping[str, UUID], lines: tuple[LineToMend, ...]
) -> None:
    errors: dict[str, str] = {}
    fields = guide.form.fields
    seen: set[tuple[str, str]] = set()
    if not lines:
        errors["lines"] = "请至少勾选一样要补的材料或内容；什么都不缺，就应当受理。"
    if len(lines) > MOST_LINES:
        errors["lines"] = (
            f"一次最多列 {MOST_LINES} 样，现在是 {len(lines)} 样，请合并同类的内容，"
            "例如把同一份合同缺的几页写成一条。"
        )
    for line in lines:
        name = f"material_{line.material}" if line.material else f"field_{line.field}"
        if bool(line.material) == bool(line.field):
            errors["lines"] = "每一条补正写一样材料或一处内容，例如：身份证复印件。"
        elif (line.material and line.material not in asked) or (
            line.field and line.field not in fields
        ):
            errors[name] = (
                "办事指南在这个申请人的情形下没有要这一样，不能要求补正；"
                "请从列出的材料和内容中选。"
            )
        elif (line.material, line.field) in seen:
            errors[name] = "同一样写了两次，请合成一条。"
        elif not is_remark(line.reason, most=LONGEST_LINE):
            errors[f"reason_{name}"] = (
                f"请写明缺什么、怎么补，1 至 {LONGEST_LINE} 个字，"
                "例如：照片看不清，请重新拍一张。"
            )
        seen.add((line.material, line.field))
    if errors:
        raise Invalid(errors)
