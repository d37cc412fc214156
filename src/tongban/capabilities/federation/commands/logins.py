"""The register of departments' own logins (IAM-03): each is merged or closed, once."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.federation.models import (
    DepartmentLogin,
    DepartmentLoginSettled,
    FederationClient,
)
from tongban.capabilities.federation.permissions import KEEP_LOGINS
from tongban.capabilities.federation.types import LoginLine
from tongban.capabilities.orgs.queries import get_body
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def register_login(*, actor: Actor, line: LoginLine, at: datetime) -> UUID:
    """Put a department's own login on the register, with the day by which it is to go.

    Refuses with NotAllowed, NotFound (no such body), Invalid, and MoveRefused where it
    stands there already.
    """
    require(actor, KEEP_LOGINS, org_id=actor.office_for(KEEP_LOGINS))
    body = get_body(actor=actor, body_id=line.body_id)
    if not (line.name.strip() and line.name.isprintable()):
        raise Invalid({"name": "请填系统名称，例如：社保网上服务大厅"})
    if line.address and not line.address.isprintable():
        raise Invalid({"address": "请填完整的网页地址，例如 https://sb.example.gov.cn"})
    if DepartmentLogin.objects.filter(body_id=body.body_id, name=line.name).exists():
        raise MoveRefused("这个部门的这个登录已经登记过了，请在台账里找到它。")

    made = DepartmentLogin.objects.create(
        city=actor.city,
        body_id=body.body_id,
        name=line.name,
        address=line.address,
        people=line.people,
        due_on=line.due_on,
        registered_by_id=actor.natural_person,
        registered_at=at,
    )

    record(
        actor,
        "federation.login.registered",
        subject="department_login",
        subject_id=made.id,
        body=body.body_id,
        due_on=line.due_on,
    )
    return made.id


@command
def settle_login(
    *, actor: Actor, login_id: UUID, client_id: UUID | None, at: datetime
) -> None:
    """A department's login is merged into a system of the same body, or closed (None).

    Refuses with NotAllowed, NotFound, and MoveRefused where it is settled already.
    """
    require(actor, KEEP_LOGINS, org_id=actor.office_for(KEEP_LOGINS))
    line = DepartmentLogin.objects.filter(city=actor.city, pk=login_id).first()
    if line is None:
        raise NotFound("台账里没有这一行。")
    if DepartmentLoginSettled.objects.filter(pk=login_id).exists():
        raise MoveRefused("这一行已经归并或者停用了，不能再改。")
    if client_id is not None:
        _check_client(line, client_id)

    DepartmentLoginSettled.objects.create(
        login=line,
        city=actor.city,
        how="merged" if client_id else "closed",
        client_id=client_id,
        settled_by_id=actor.natural_person,
        settled_at=at,
    )

    record(
        actor,
        "federation.login.settled",
        subject="department_login",
        subject_id=login_id,
        client=client_id,
    )


def _check_client(line: DepartmentLogin, client_id: UUID) -> None:
    same_body = FederationClient.objects.filter(
        pk=client_id, body_id=line.body_id, ended_at=None
    )
    if not same_body.exists():
        raise MoveRefused("归并到的接入系统要是同一个部门的，而且还在用。")
