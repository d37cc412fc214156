"""Departments' own logins: which are merged, which are not, which are late (IAM-03)."""

from datetime import date

from tongban.capabilities.federation.models import (
    DepartmentLogin as Row,
)
from tongban.capabilities.federation.permissions import SEE_CLIENTS
from tongban.capabilities.federation.types import DepartmentLogin, LoginFigure
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query


@query
def list_logins(*, actor: Actor, today: date) -> list[DepartmentLogin]:
    """All lines, what is not settled first, the earliest due day first.

    Refuses with NotAllowed.
    """
    require(actor, SEE_CLIENTS, org_id=actor.office_for(SEE_CLIENTS))
    rows = Row.objects.filter(city=actor.city).select_related(
        "body", "settled", "settled__client"
    )
    lines = [_value(row, today) for row in rows.order_by("due_on", "id")]
    return sorted(lines, key=lambda line: line.state != "own")


@query
def count_logins(*, actor: Actor, today: date) -> LoginFigure:
    """How far it has come, in figures. Refuses with NotAllowed."""
    lines = list_logins(actor=actor, today=today)
    return LoginFigure(
        total=len(lines),
        merged=sum(line.state == "merged" for line in lines),
        closed=sum(line.state == "closed" for line in lines),
        late=sum(line.is_late for line in lines),
    )


def _value(row: Row, today: date) -> DepartmentLogin:
    settled = getattr(row, "settled", None)
    client = settled.client if settled else None
    return DepartmentLogin(
        login_id=row.id,
        body_id=row.body_id,
        body=row.body.name,
        name=row.name,
        address=row.address,
        people=row.people,
        due_on=row.due_on,
        state=settled.how if settled else "own",
        is_late=settled is None and row.due_on < today,
        client=client.name if client else "",
        settled_at=settled.settled_at if settled else None,
    )
