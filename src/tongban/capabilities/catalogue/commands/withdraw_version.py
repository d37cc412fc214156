"""Taking a version out of force."""

from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.catalogue.events import VersionWithdrawn
from tongban.capabilities.catalogue.models import ItemVersion, Withdrawal
from tongban.capabilities.catalogue.permissions import WITHDRAW_ITEM
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish


@command
def withdraw_version(
    *, actor: Actor, version_id: UUID, withdrawn_on: date, reason: str, at: datetime
) -> None:
    """Take a version out of force from a day; cases filed before go on under it.

    Refuses with NotAllowed, NotFound, MoveRefused when it is withdrawn already, or
    Invalid without a reason. The database refuses a day that has passed.
    """
    office = actor.office_for(WITHDRAW_ITEM)
    require(actor, WITHDRAW_ITEM, org_id=office)
    if actor.person_id is None:
        raise NotAllowed("停用要由具体的人来做，请用自己的账号登录。")
    version = ItemVersion.objects.filter(city=actor.city, pk=version_id).first()
    if version is None:
        raise NotFound("没有找到这个事项版本。")
    if Withdrawal.objects.filter(version=version).exists():
        raise MoveRefused("这个版本已经停用，不用再停一次。")
    if not reason.strip():
        raise Invalid({"reason": "请写明停用的原因，例如：依据的条款已经废止。"})

    withdrawal = Withdrawal(
        city=actor.city,
        version=version,
        withdrawn_on=withdrawn_on,
        reason=reason.strip(),
        withdrawn_by_id=actor.person_id,
        withdrawn_at=at,
    )
    withdrawal.save(force_insert=True)

    record(
        actor,
        "catalogue.version.withdrawn",
        subject="item_version",
        subject_id=version.id,
        withdrawn_on=withdrawn_on,
    )
    publish(VersionWithdrawn(version.item_id, version.id, withdrawn_on))
