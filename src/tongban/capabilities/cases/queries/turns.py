"""The everyday turns of a case as people see them: its notice, its values, its delivery."""

from typing import Any

from tongban.capabilities.cases.models import (
    ApplicationForm,
    Case,
    Correction,
    CorrectionAnswer,
    CorrectionLine,
    DeliveryWish,
    Dispatch,
    HandOver,
)
from tongban.capabilities.cases.types import (
    CorrectionLineView,
    CorrectionView,
    DeliveryView,
)
from tongban.capabilities.catalogue.types import Guide


def form_values(case: Case) -> dict[str, Any]:
    """What was filed, with what the answer to the notice put in its place."""
    form = ApplicationForm.objects.filter(application_id=case.application_id).first()
    values: dict[str, Any] = dict(form.values) if form else {}
    if case.corrected_at is not None:
        answers = CorrectionAnswer.objects.select_related("correction__case")
        answer = answers.filter(correction__case=case).first()
        values |= answer.values if answer else {}
    return values


def view_correction(case: Case, guide: Guide) -> CorrectionView | None:
    """The one notice of a case, with names in the words of the guide; None: no notice."""
    notice = (
        Correction.objects.filter(case=case).select_related("answer").first()
        if case.state == "correcting" or case.corrected_at or case.closed_at
        else None
    )
    if notice is None:
        return None
    cards = {row.material_id: row for row in guide.materials}
    fields = guide.form.fields
    lines = []
    for row in CorrectionLine.objects.filter(correction=notice).order_by("place"):
        card = cards.get(row.material_id) if row.material_id else None
        spec = fields.get(row.field)
        name = card.name if card else spec.label if spec else row.field
        key = card.key if card else ""
        lines.append(CorrectionLineView(key, row.field, name, row.reason))
    answer = getattr(notice, "answer", None)
    return CorrectionView(
        asked_at=notice.asked_at,
        answer_by=notice.answer_by,
        lines=tuple(lines),
        answered_at=answer.answered_at if answer else None,
    )


def view_delivery(case: Case) -> DeliveryView | None:
    """What was wished and what was done, once there is something to deliver."""
    if case.decided_at is None:
        return None
    wish = DeliveryWish.objects.filter(application_id=case.application_id).first()
    sent = Dispatch.objects.filter(case=case).first()
    given = HandOver.objects.filter(case=case).first()
    return DeliveryView(
        wished_way=wish.way if wish else "",
        name=wish.name if wish else "",
        phone=wish.phone if wish else "",
        address=wish.address if wish else "",
        courier=sent.courier if sent else "",
        tracking_number=sent.tracking_number if sent else "",
        sent_at=sent.sent_at if sent else None,
        way=given.way if given else "",
        taken_by=given.taken_by if given else "",
        signed_for_at=given.signed_for_at if given else None,
    )
