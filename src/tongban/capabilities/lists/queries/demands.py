"""Reports of demanded proofs, and which proofs the list in force has cancelled."""

from datetime import date
from uuid import UUID

from tongban.capabilities.lists.kinds.proofs import CANCELLED
from tongban.capabilities.lists.models import ListRow, ProofDemand
from tongban.capabilities.lists.permissions import ANSWER_DEMAND
from tongban.capabilities.lists.queries.releases import find_in_force
from tongban.capabilities.lists.types import DemandCard
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query
from tongban.plumbing.sealing.subjects import hold_keys


@query
def list_cancelled(*, actor: Actor, day: date) -> list[tuple[UUID, str]]:
    """The proofs that the list in force on a day has cancelled: key and name."""
    release_id = find_in_force(actor=actor, kind=CANCELLED.key, venue_id=None, day=day)
    rows = ListRow.objects.filter(release_id=release_id, material_type__isnull=False)
    named = rows.order_by("material_type__name").values_list(
        "material_type_id", "material_type__name"
    )
    return [(key, name) for key, name in named if key and name]


@query
def list_demands(*, actor: Actor, limit: int = 100) -> list[DemandCard]:
    """The reports, those not answered first. Refuses with NotAllowed."""
    office = actor.office_for(ANSWER_DEMAND)
    require(actor, ANSWER_DEMAND, org_id=office)
    rows = ProofDemand.objects.filter(city=actor.city).select_related("material_type")
    shown = rows.order_by("answered_at", "reported_at", "id").reverse()
    waiting = [row for row in shown if not row.answer]
    done = [row for row in shown if row.answer]
    listed = (waiting + done)[:limit]
    hold_keys(row.id for row in listed)
    return [_card(row) for row in listed]


def _card(row: ProofDemand) -> DemandCard:
    return DemandCard(
        demand_id=row.id,
        number=row.number,
        proof=row.material_type.name,
        demanded_by=row.demanded_by,
        demanded_on=row.demanded_on,
        told=row.told,
        phone=row.phone,
        reported_at=row.reported_at,
        answer=row.answer,
        answered_at=row.answered_at,
    )
