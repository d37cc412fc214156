"""The register of mobile apps (MOB-02), and which of them may open our pages inside."""

import re
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.containers.models import (
    Container,
    MobileApp,
    MobileAppStanding,
)
from tongban.capabilities.containers.permissions import KEEP_APPS
from tongban.capabilities.containers.statements import read_public_key
from tongban.capabilities.containers.types import (
    AppLine,
    ContainerLine,
    NewContainer,
    State,
)
from tongban.capabilities.orgs.queries import get_body
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.evidence.recording import record

# As `a_container_has_a_safe_origin` of the law file has it.
_ORIGIN: Final = re.compile(
    r"https://[a-z0-9.-]+(:[0-9]+)?|http://(127\.0\.0\.1|localhost)(:[0-9]+)?"
)
LEVELS: Final = (2, 3)
LONGEST_ORIGIN: Final = 200


@command
def register_app(*, actor: Actor, line: AppLine, at: datetime) -> UUID:
    """Put an app of a body on the register, with the day by which it is to be merged.

    Refuses with NotAllowed, NotFound (no such body), Invalid, and MoveRefused where it
    stands there already.
    """
    require(actor, KEEP_APPS, org_id=actor.office_for(KEEP_APPS))
    body = get_body(actor=actor, body_id=line.body_id)
    if not (line.name.strip() and line.name.isprintable()):
        raise Invalid({"name": "请填应用名称，例如：安澜通"})
    if line.address and not line.address.isprintable():
        raise Invalid(
            {"address": "请填完整的网页地址，例如 https://app.example.gov.cn"}
        )
    if MobileApp.objects.filter(body_id=body.body_id, name=line.name).exists():
        raise MoveRefused("这个单位的这个应用已经登记过了，请在台账里找到它。")

    made = MobileApp.objects.create(
        city=actor.city,
        body_id=body.body_id,
        name=line.name,
        address=line.address,
        registered_by_id=actor.natural_person,
        registered_at=at,
    )
    _stand(actor, made, "to_merge", at, due_on=line.due_on)

    record(
        actor,
        "containers.app.registered",
        subject="mobile_app",
        subject_id=made.id,
        body=body.body_id,
        due_on=line.due_on,
    )
    return made.id


@command
def set_standing(
    *,
    actor: Actor,
    app_id: UUID,
    state: State,
    into_id: UUID | None = None,
    reason: str = "",
    due_on: date | None = None,
    at: datetime,
) -> None:
    """Say how an app stands from now on: to be merged, merged into a container, exempt.

    Refuses with NotAllowed, NotFound and Invalid.
    """
    require(actor, KEEP_APPS, org_id=actor.office_for(KEEP_APPS))
    app = _app(actor, app_id)
    errors: dict[str, str] = {}
    if state == "merged" and into_id is None:
        errors["into"] = "请指明归并到哪个在用的容器，例如：安澜通"
    if state != "merged" and due_on is None:
        errors["due_on"] = "请写明到哪一天，例如 2027 年 12 月 31 日"
    if state == "exempt" and not reason.strip():
        errors["reason"] = "请写明豁免的理由，例如：涉密业务，不能在互联网上办"
    if errors:
        raise Invalid(errors)
    if state == "merged" and into_id and not _is_open(actor, into_id):
        raise Invalid({"into": "归并到的容器没有登记，或者已经停用，请另选一个。"})

    kept_due = None if state == "merged" else due_on
    kept_into = into_id if state == "merged" else None
    _stand(actor, app, state, at, into_id=kept_into, reason=reason, due_on=kept_due)

    record(
        actor,
        "containers.app.settled",
        subject="mobile_app",
        subject_id=app_id,
        state=state,
        into=kept_into,
        due_on=kept_due,
    )


@command
def admit_container(
    *, actor: Actor, app_id: UUID, line: ContainerLine, at: datetime
) -> NewContainer:
    """Let an app open our pages inside itself, speaking with the key that is given.

    Refuses with NotAllowed, NotFound, Invalid, and MoveRefused where it may already.
    """
    require(actor, KEEP_APPS, org_id=actor.office_for(KEEP_APPS))
    app = _app(actor, app_id)
    jwk = read_public_key(line.public_key)
    errors: dict[str, str] = {}
    if len(line.origin) > LONGEST_ORIGIN or not _ORIGIN.fullmatch(line.origin):
        errors["origin"] = (
            "请填应用网站的 https 地址，后面不带路径，例如 https://app.example.gov.cn"
        )
    if line.most_level not in LEVELS:
        errors["most_level"] = "请选最高证明到几级：2 或 3"
    if line.valid_to is not None and line.valid_to <= line.valid_from:
        errors["valid_to"] = "截止日要在起始日之后，例如 2027-12-31"
    if errors:
        raise Invalid(errors)
    if Container.objects.filter(app=app, ended_at=None).exists():
        raise MoveRefused("这个应用已经是容器了。要换密钥，请先停用，再登记一次。")

    made = Container.objects.create(
        city=actor.city,
        app=app,
        code=f"app-{new_key().hex}",
        origin=line.origin,
        public_jwk=jwk,
        most_level=line.most_level,
        valid_from=line.valid_from,
        valid_to=line.valid_to,
        registered_by_id=actor.natural_person,
        registered_at=at,
    )

    record(
        actor,
        "containers.container.admitted",
        subject="container",
        subject_id=made.id,
        app=app_id,
        key=jwk,
        level=line.most_level,
    )
    return NewContainer(made.id, made.code)


@command
def end_container(*, actor: Actor, container_id: UUID, at: datetime) -> None:
    """Let an app bring nobody in any more. Refuses with NotAllowed and NotFound."""
    require(actor, KEEP_APPS, org_id=actor.office_for(KEEP_APPS))
    if not _is_open(actor, container_id):
        raise NotFound("没有找到这个容器，可能已经停用了。")

    Container.objects.filter(pk=container_id).update(
        ended_at=at, ended_by_id=actor.natural_person
    )

    record(
        actor,
        "containers.container.ended",
        subject="container",
        subject_id=container_id,
    )


def _app(actor: Actor, app_id: UUID) -> MobileApp:
    found = MobileApp.objects.filter(city=actor.city, pk=app_id).first()
    if found is None:
        raise NotFound("台账里没有这个应用。")
    return found


def _is_open(actor: Actor, container_id: UUID) -> bool:
    held = Container.objects.filter(city=actor.city, pk=container_id, ended_at=None)
    return held.exists()


def _stand(
    actor: Actor,
    app: MobileApp,
    state: State,
    at: datetime,
    *,
    into_id: UUID | None = None,
    reason: str = "",
    due_on: date | None = None,
) -> None:
    MobileAppStanding.objects.create(
        city=actor.city,
        app=app,
        state=state,
        into_id=into_id,
        reason=reason.strip(),
        due_on=due_on,
        noted_by_id=actor.natural_person,
        noted_at=at,
    )
