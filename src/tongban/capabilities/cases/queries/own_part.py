"""What only the people of a case are shown: who filed, what was typed, what was wished."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from tongban.capabilities.cases.models import Application, Correction, DeliveryWish
from tongban.capabilities.cases.queries.sight import seen_by
from tongban.capabilities.cases.queries.turns import form_values
from tongban.capabilities.cases.types import Wish
from tongban.capabilities.people.queries import get_firms
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@dataclass(frozen=True)
class OwnPart:
    """Whether one filed it oneself; the wish for delivery is told to who filed alone."""

    is_filer: bool
    wish: Wish | None = None
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Waiting:
    """How much a correction notice asks for, and by when."""

    count: int
    answer_by: date


@query
def get_own_part(*, actor: Actor, case_id: UUID, with_values: bool = False) -> OwnPart:
    """The own side of a case that the actor may see. Refuses with NotFound.

    Other parties read the case as well, but not where its filer wants to be written to.
    """
    case = (
        seen_by(actor).select_related("application__mandate").filter(pk=case_id).first()
    )
    if case is None:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    is_filer = actor.kind == "citizen" and _speaks_for_it(actor, case.application)
    row = (
        DeliveryWish.objects.filter(application_id=case.application_id).first()
        if is_filer
        else None
    )
    return OwnPart(
        is_filer=is_filer,
        wish=Wish(row.way, row.name, row.phone, row.address) if row else None,
        values=form_values(case) if with_values else {},
    )


def _speaks_for_it(actor: Actor, filed: Application) -> bool:
    """Who filed it, or for whom it was filed, or who may act for them today."""
    if actor.person_id in {
        filed.submitted_by_id,
        filed.mandate.principal_person_id if filed.mandate else None,
    }:
        return True
    if filed.firm_id is None:
        return False
    return bool(get_firms(actor=actor, firm_ids=[filed.firm_id]))


@query
def list_waiting(*, actor: Actor, case_ids: Sequence[UUID]) -> dict[UUID, Waiting]:
    """The open correction notices of these cases, in one query."""
    rows = Correction.objects.filter(case_id__in=case_ids).annotate(
        count=Count("lines")
    )
    return {row.case_id: Waiting(row.count, row.answer_by) for row in rows}
