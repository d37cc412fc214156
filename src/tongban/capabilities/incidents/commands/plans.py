"""Drafting and publishing plans: two natural persons, and never a change afterwards."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.incidents.models import (
    IncidentPlan,
    IncidentPlanPublication,
)
from tongban.capabilities.incidents.permissions import DRAFT_PLAN, PUBLISH_PLAN
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST_TITLE: Final = 120


@command
def draft_incident_plan(
    *, actor: Actor, title: str, content: Mapping[str, Any], at: datetime
) -> UUID:
    """Draft the next version; it counts when somebody else has published it.

    Refuses with NotAllowed, Invalid, `an_incident_plan_is_whole`.
    """
    require(actor, DRAFT_PLAN, org_id=actor.office_for(DRAFT_PLAN))
    named = title.strip()
    if not 0 < len(named) <= LONGEST_TITLE:
        raise Invalid({"title": "请写预案的名称，例如：安澜市政务服务平台应急预案。"})

    last = (
        IncidentPlan.objects.filter(city=actor.city)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    plan = IncidentPlan(
        city=actor.city,
        number=(last or 0) + 1,
        title=named,
        content=dict(content),
        drafted_by_id=actor.natural_person,
        drafted_at=at,
    )
    plan.save(force_insert=True)

    record(
        actor,
        "incidents.plan.drafted",
        subject="incident_plan",
        subject_id=plan.id,
        number=plan.number,
    )
    return plan.id


@command
def publish_incident_plan(
    *, actor: Actor, plan_id: UUID, in_force_from: date, at: datetime
) -> None:
    """Let a version count from a day on; by another person than who drafted it.

    Refuses with NotAllowed, NotFound, MoveRefused where it is published already, and
    `an_incident_plan_is_published_by_another`.
    """
    require(actor, PUBLISH_PLAN, org_id=actor.office_for(PUBLISH_PLAN))
    if not IncidentPlan.objects.filter(pk=plan_id).exists():
        raise NotFound("没有找到这一版预案。")
    if IncidentPlanPublication.objects.filter(pk=plan_id).exists():
        raise MoveRefused("这一版已经公布过了，要改内容请编制新的一版。")

    IncidentPlanPublication(
        plan_id=plan_id,
        city=actor.city,
        in_force_from=in_force_from,
        published_by_id=actor.natural_person,
        published_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "incidents.plan.published",
        subject="incident_plan",
        subject_id=plan_id,
        in_force_from=in_force_from,
    )
