"""P16 the answer to a correction notice: what it lists is open, everything else is shut."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.capabilities.cases.commands import correct_application
from tongban.capabilities.cases.portal.awaiting import coming_events
from tongban.capabilities.cases.portal.mine import (
    handed_in,
    private,
    signed_in_citizen,
)
from tongban.capabilities.cases.portal.upload_cards import (
    describe_card,
    offer_again,
    take_file,
)
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.queries.own_part import get_own_part
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView, CorrectionView, MaterialEntry
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide, MaterialCard
from tongban.capabilities.materials.queries import list_own_uploads
from tongban.capabilities.materials.types import UploadCard
from tongban.capabilities.orgs.queries import get_calendar
from tongban.ground.refusals import Invalid, MoveRefused, Refusal
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.schemas.pages import PageForm
from tongban.plumbing.schemas.schema import FieldSpec, Page
from tongban.plumbing.text.days import day_words

# Where the session keeps what was uploaded and typed, by case, until it is submitted.
KEPT: Final = "corrections"


@dataclass(frozen=True)
class Desk:
    """An answer under way: the notice, the cards it opens, and what lies in them."""

    actor: Actor
    case: CaseView
    notice: CorrectionView
    guide: Guide
    values: Mapping[str, Any]
    earlier: tuple[UploadCard, ...]
    chosen: Mapping[str, str]
    typed: Mapping[str, Any]

    @cached_property
    def cards(self) -> dict[str, MaterialCard]:
        """The listed materials, in the order of the notice."""
        known = {row.key: row for row in self.guide.materials}
        return {
            line.material: known[line.material]
            for line in self.notice.lines
            if line.material in known
        }

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Why each is asked, by the key of its material or the name of its field."""
        return {line.material or line.field: line.reason for line in self.notice.lines}

    @cached_property
    def specs(self) -> tuple[FieldSpec, ...]:
        """The listed fields, each with the officer's reason as its first help."""
        fields = self.guide.form.fields
        return tuple(
            replace(
                fields[line.field],
                help=f"{_why(line.reason)} {fields[line.field].help}".strip(),
            )
            for line in self.notice.lines
            if line.field in fields
        )

    @cached_property
    def uploads(self) -> dict[str, UploadCard]:
        """The files chosen so far, as far as they are still the person's own."""
        mine = {str(row.upload_id): row for row in self.earlier}
        return {
            key: mine[given]
            for key, given in self.chosen.items()
            if key in self.cards and given in mine
        }

    def fresh(self, card: MaterialCard) -> list[UploadCard]:
        """Own files of this kind since the notice: from another device, say."""
        return [
            row
            for row in self.earlier
            if row.material_type_id == card.material_type_id
            and row.handed_in_at >= self.notice.asked_at
        ]

    def form(self, request: ActorRequest) -> PageForm:
        """The listed fields as a form; what was filed otherwise is known."""
        names = {spec.name for spec in self.specs}
        known = {name: row for name, row in self.values.items() if name not in names}
        return PageForm(
            self.guide.form,
            Page("correction", "", self.specs),
            on=request.today,
            known=known,
            data=request.POST if "submit" in request.POST else None,
            initial={**self.values, **self.typed},
        )


def _why(reason: str) -> str:
    return _("告知书上写的：%(reason)s") % {"reason": reason}


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Upload, type, submit once; whatever is wrong is told at once and nothing is lost."""
    actor = signed_in_citizen(request)
    desk = _open(request, actor, case_id)
    if desk is None:
        return redirect("cases:case", case_id)
    errors: dict[str, str] = {}
    form = desk.form(request)
    card = desk.cards.get(request.POST.get("material", ""))
    if request.method == "POST" and "submit" in request.POST:
        is_right = form.is_valid()
        _keep(request, desk, values=form.cleaned_data)
        if request.headers.get("X-Autosave") == "1":
            return HttpResponse(status=204)
        errors = _unfinished(desk) | ({} if is_right else form.messages())
        errors = errors or _submit(request, desk, form.cleaned_data)
        if not errors:
            return redirect("cases:case", case_id)
    elif request.method == "POST":
        errors = _change(request, desk, card) if card else {}
        if not errors:
            here = reverse("cases:correct", args=[case_id])
            return redirect(here + (f"#m-{card.key}" if card else ""))
    return _page(request, desk, form, errors, refused=card.key if card else "")


def _open(request: ActorRequest, actor: Actor, case_id: UUID) -> Desk | None:
    """What lies on the table; None once it was answered. Refuses with MoveRefused."""
    with reading(actor):
        case = get_case(actor=actor, case_id=case_id)
        if case.state is not CaseState.CORRECTING or case.correction is None:
            if case.corrected_at is not None:
                return None
            raise MoveRefused(
                _("这个办件现在是“%(state)s”，没有要补正的。请回“我的办件”看进度。")
                % {"state": case.state.label}
            )
        guide = get_guide(actor=actor, version_id=case.version_id)
        own = get_own_part(actor=actor, case_id=case_id, with_values=True)
        wanted = {line.material for line in case.correction.lines}
        kinds = {row.material_type_id for row in guide.materials if row.key in wanted}
        earlier = list_own_uploads(actor=actor, material_type_ids=list(kinds))
    kept = request.session.get(KEPT, {}).get(str(case_id), {})
    return Desk(
        actor=actor,
        case=case,
        notice=case.correction,
        guide=guide,
        values=own.values,
        earlier=tuple(earlier),
        chosen=kept.get("materials", {}),
        typed=kept.get("values", {}),
    )


def _change(request: ActorRequest, desk: Desk, card: MaterialCard) -> dict[str, str]:
    """Do what the button of one card says; what goes wrong is said beside the card."""
    act = request.GET.get("act", "")
    if act == "remove":
        chosen = None
    elif act == "reuse":
        offered = {str(row.upload_id) for row in desk.fresh(card)}
        chosen = request.POST.get("reuse", "")
        if chosen not in offered:
            return {card.key: _("这份材料已经不能再用了，请重新上传一份。")}
    else:
        try:
            chosen = str(take_file(request, card))
        except Invalid as refusal:
            return refusal.errors
    _keep(request, desk, materials={card.key: chosen})
    return {}


def _keep(request: ActorRequest, desk: Desk, **changes: Mapping[str, Any]) -> None:
    """Keep it with the session; a None takes something off again."""
    whole = dict(request.session.get(KEPT, {}))
    own = dict(whole.get(str(desk.case.case_id), {}))
    for name, change in changes.items():
        both = {**own.get(name, {}), **change}
        own[name] = {key: row for key, row in both.items() if row is not None}
    whole[str(desk.case.case_id)] = own
    request.session[KEPT] = whole


def _unfinished(desk: Desk) -> dict[str, str]:
    return {
        key: _("还缺“%(name)s”，请先上传，再一次提交。") % {"name": card.name}
        for key, card in desk.cards.items()
        if key not in desk.uploads
    }


def _submit(
    request: ActorRequest, desk: Desk, values: dict[str, Any]
) -> dict[str, str]:
    """Hand everything in at once; errors of the command go to their card or field."""
    case_id = desk.case.case_id
    materials = tuple(
        MaterialEntry(key, "electronic", desk.uploads[key].upload_id)
        for key in desk.cards
    )
    try:
        correct_application(
            actor=desk.actor,
            case_id=case_id,
            materials=materials,
            values=values,
            at=request.now,
        )
    except Invalid as refusal:
        return {
            field.removeprefix("material_"): message
            for field, message in refusal.errors.items()
        }
    except Refusal:
        # Two clicks at once: the other one has done it.
        if get_case(actor=desk.actor, case_id=case_id).corrected_at is None:
            raise
    whole = dict(request.session.get(KEPT, {}))
    whole.pop(str(case_id), None)
    request.session[KEPT] = whole
    _say_when(request, desk)
    return {}


def _say_when(request: ActorRequest, desk: Desk) -> None:
    actor = desk.actor
    with reading(actor):
        case = get_case(actor=actor, case_id=desk.case.case_id)
        coming = coming_events(desk.guide, case, get_calendar(actor=actor))
    words = _("补正已经提交。")
    if coming:
        words += _("%(day)s前告诉您受理不受理。") % {"day": day_words(coming[0].when)}
    messages.success(request, words)


def _page(
    request: ActorRequest,
    desk: Desk,
    form: PageForm,
    errors: dict[str, str],
    *,
    refused: str = "",
) -> HttpResponse:
    here = reverse("cases:correct", args=[desk.case.case_id])
    cards = [
        {
            "m": describe_card(
                card,
                desk.uploads.get(key),
                error=errors.get(key, ""),
                is_refused=key == refused,
                why=_why(desk.reasons[key]),
            ),
            "reuse": offer_again(card, desk.fresh(card)),
        }
        for key, card in desk.cards.items()
    ]
    left = sum(key not in desk.uploads for key in desk.cards)
    context = {
        "case": desk.case,
        "notice": desk.notice,
        "cards": cards,
        "form": form,
        "fields": desk.specs,
        "left": left,
        "action": here,
        "remove_action": f"{here}?act=remove",
        "reuse_action": f"{here}?act=reuse",
        "errors": errors,
        **handed_in(desk.case),
        "nav_key": "mine",
    }
    status = 422 if errors else 200
    page = render(request, "cases/portal/correct.html", context, status=status)
    return private(page)
