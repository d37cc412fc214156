"""The answer to a correction notice: what was listed, all at once, and nothing else."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.commands.checking import check_entry
from tongban.capabilities.cases.commands.filing import material_row
from tongban.capabilities.cases.commands.moving import (
    hold_case,
    move,
    next_state,
    tell,
)
from tongban.capabilities.cases.models import (
    ApplicationForm,
    Case,
    CaseMaterial,
    Correction,
    CorrectionAnswer,
    CorrectionLine,
)
from tongban.capabilities.cases.permissions import FILE_APPLICATION, TAKE_IN
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import MaterialEntry
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.materials.queries import get_uploads
from tongban.ground.refusals import Invalid, NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.schemas.validation import check_fields


@command
def correct_application(
    *,
    actor: Actor,
    case_id: UUID,
    materials: tuple[MaterialEntry, ...],
    values: dict[str, object],
    at: datetime,
    acting_body: UUID | None = None,
) -> CaseState:
    """Hand in what the notice lists; the five days for acceptance begin anew (art. 32).

    By the applicant, or over the counter by `acting_body`. Refuses with Invalid (all
    lines at once), NotFound, NotAllowed, MoveRefused, `only_what_the_notice_asks`.
    """
    if acting_body is None:
        require(actor, FILE_APPLICATION)
    else:
        require(actor, TAKE_IN, org_id=acting_body)
    case = hold_case(actor, case_id)
    next_state(case, "corrected")
    guide = get_guide(actor=actor, version_id=case.version_id)
    correction, lines = _notice(case)
    at_window = acting_body is not None
    errors = _wrong_materials(guide, lines, materials, at_window=at_window)
    checked, wrong = _check_values(guide, case, lines, values, at)
    # All at once, as the page has them: materials by the guide, fields by the form.
    if errors := errors | wrong:
        raise Invalid(errors)

    _write(actor, guide, correction, materials=materials, values=checked, at=at)
    event = move(case, "corrected", actor=actor, at=at, acting_body=acting_body)

    record(
        actor,
        "cases.case.corrected",
        subject="case",
        subject_id=case.id,
        materials=sorted(entry.key for entry in materials),
        fields=sorted(checked),
    )
    tell(case, event, guide.name)
    return CaseState.SUBMITTED


def _notice(case: Case) -> tuple[Correction, list[CorrectionLine]]:
    correction = Correction.objects.filter(case=case).first()
    if correction is None:
        raise NotFound("这个办件没有补正告知，现在什么都不用补。")
    return correction, list(CorrectionLine.objects.filter(correction=correction))


def _wrong_materials(
    guide: Guide,
    lines: list[CorrectionLine],
    materials: tuple[MaterialEntry, ...],
    *,
    at_window: bool,
) -> dict[str, str]:
    """What is wrong with the materials: the listed in the guide's order, then the rest."""
    wanted = {row.material_id for row in lines if row.material_id}
    cards = {row.key: row for row in guide.materials if row.material_id in wanted}
    errors: dict[str, str] = {}
    for key, card in cards.items():
        given = [entry for entry in materials if entry.key == key]
        if len(given) == 1:
            errors |= check_entry(card, given[0], at_window=at_window)
        else:
            errors[f"material_{key}"] = (
                "这份材料交了两次，请只留一份。"
                if given
                else f"还缺“{card.name}”，请上传后一次提交。"
            )
    for entry in materials:
        if entry.key not in cards:
            errors[f"material_{entry.key}"] = (
                "告知书没有要求补这份材料，不用交；请只补列出的。"
            )
    return errors


def _check_values(
    guide: Guide,
    case: Case,
    lines: list[CorrectionLine],
    values: dict[str, object],
    at: datetime,
) -> tuple[dict[str, object], dict[str, str]]:
    """The listed answers, and what is wrong with any, in the order of the form."""
    form = guide.form
    listed = {row.field for row in lines}
    wanted = [spec for name, spec in form.fields.items() if name in listed]
    names = {spec.name for spec in wanted}
    kept = ApplicationForm.objects.filter(application_id=case.application_id).first()
    known = {
        name: value
        for name, value in (kept.values if kept else {}).items()
        if name not in names
    }
    day = at.astimezone(OFFICE_ZONE).date()
    checked, errors = check_fields(form, wanted, values, known=known, on=day)
    for name in values:
        if name not in names:
            errors[name] = "告知书没有要求改这一处，请只改列出的。"
    # A listed field that stays empty is answered by leaving it empty.
    return {spec.name: checked.get(spec.name, "") for spec in wanted}, errors


def _write(
    actor: Actor,
    guide: Guide,
    correction: Correction,
    *,
    materials: tuple[MaterialEntry, ...],
    values: dict[str, object],
    at: datetime,
) -> None:
    wanted = [row.upload_id for row in materials if row.upload_id]
    uploads = get_uploads(actor=actor, upload_ids=wanted) if wanted else {}
    cards = {row.key: row for row in guide.materials}
    CaseMaterial.objects.bulk_create(
        material_row(
            actor,
            correction.case,
            cards[entry.key],
            entry,
            upload=uploads.get(entry.upload_id) if entry.upload_id else None,
            at=at,
        )
        for entry in materials
    )
    CorrectionAnswer.objects.bulk_create(
        [
            CorrectionAnswer(
                correction=correction,
                city=correction.city,
                values=values,
                answered_at=at,
                answered_by=actor.natural_person,
            )
        ]
    )
