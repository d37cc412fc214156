"""Proposing a material for the one catalogue: until it is taken in nothing may ask for it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.catalogue.checking.guide import check_material_name
from tongban.capabilities.catalogue.elements.coding import material_code
from tongban.capabilities.catalogue.models import MaterialType
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.states import PROPOSED, TAKEN_IN
from tongban.capabilities.catalogue.wording import MATERIAL_KIND_LABELS
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LONGEST: Final = 200


@command
def propose_material(
    *,
    actor: Actor,
    body_id: UUID,
    name: str,
    at: datetime,
    kind: str = "",
    issuer: str = "",
) -> UUID:
    """Propose a material; the same one proposed again is the one that waits already.

    Gives its key. Refuses with NotAllowed; with Invalid a name that is vague or that the
    catalogue has, and one that was declined.
    """
    require(actor, DRAFT_ITEM, org_id=body_id)
    if actor.person_id is None:
        raise NotAllowed("提请要由具体的人来做，请用自己的账号登录。")
    said = name.strip()
    _check(said, kind, issuer)
    code = material_code(said)
    held = _held(actor, said, code)
    if held is not None:
        return held.id

    proposed = MaterialType(
        city=actor.city,
        code=code,
        name=said,
        kind=kind,
        issuer=issuer.strip(),
        standing=PROPOSED,
        proposed_by_id=actor.person_id,
        proposed_for_id=body_id,
        proposed_at=at,
    )
    proposed.save(force_insert=True)

    record(
        actor,
        "catalogue.material.proposed",
        subject="material_type",
        subject_id=proposed.id,
        code=code,
    )
    return proposed.id


def _held(actor: Actor, name: str, code: str) -> MaterialType | None:
    """The same one that waits already. Refuses with Invalid one that needs no proposal."""
    same = MaterialType.objects.filter(city=actor.city)
    held = (
        same.filter(name=name, standing=TAKEN_IN).first()
        or same.filter(aliases__contains=[name], standing=TAKEN_IN).first()
        or same.filter(code=code).first()
    )
    if held is not None and held.standing != PROPOSED:
        raise Invalid({"name": _known(held, name)})
    return held


def _check(name: str, kind: str, issuer: str) -> None:
    errors = {}
    wrong = [one.message for one in check_material_name(name, "name")]
    if not name or len(name) > _LONGEST:
        errors["name"] = (
            f"请写材料叫什么，不超过 {_LONGEST} 个字，例如：食品安全管理制度目录。"
        )
    elif wrong:
        errors["name"] = "".join(wrong) + "例如：食品安全管理制度目录。"
    if kind and kind not in MATERIAL_KIND_LABELS:
        errors["kind"] = "请选材料类型，例如：证件证明。"
    if len(issuer.strip()) > _LONGEST:
        errors["issuer"] = f"谁出具不超过 {_LONGEST} 个字，例如：市场监管部门。"
    if errors:
        raise Invalid(errors)


def _known(held: MaterialType, name: str) -> str:
    if held.standing == TAKEN_IN:
        known = f"目录里已经有“{held.name}”（{held.code}），请直接选它。"
        return known if name == held.name else f"“{name}”就是“{held.name}”。{known}"
    if held.merged_into is not None:
        into = held.merged_into
        return f"它就是目录里的“{into.name}”（{into.code}），请直接选它。"
    return f"这一样提请过，没有收：{held.opinion}。请从目录里另选一样，例如：身份证。"
