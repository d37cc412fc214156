"""Drafting what keeps a data resource safe in each of six links, and publishing it."""

import re
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection

from tongban.capabilities.networks.models import (
    DataResource,
    ResourceLink,
    ResourcePublication,
)
from tongban.capabilities.networks.permissions import (
    DRAFT_RESOURCE,
    PUBLISH_RESOURCE,
)
from tongban.capabilities.networks.types import LINK_WORDS, ResourceDraft, SafeguardSaid
from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
_LONGEST_NAME: Final = 60
_LONGEST: Final = 300


@command
def draft_resource(*, actor: Actor, draft: ResourceDraft, at: datetime) -> UUID:
    """Draft a version of a data resource; blanks are kept, and shown as gaps.

    Refuses with NotAllowed where the actor's post does not reach its keeper, and Invalid.
    """
    require(actor, DRAFT_RESOURCE, org_id=draft.keeper_id)
    _check(draft)
    with connection.cursor() as cursor:
        # Two who draft at once would give two versions one number.
        key = f"data_resource|{actor.city}|{draft.code}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    versions = DataResource.objects.filter(city=actor.city, code=draft.code)
    last = versions.order_by("-number").values_list("number", flat=True).first()

    resource = DataResource(
        city=actor.city,
        code=draft.code,
        number=(last or 0) + 1,
        name=draft.name.strip(),
        about=draft.about.strip(),
        keeper_id=draft.keeper_id,
        drafted_by_id=actor.natural_person,
        drafted_at=at,
    )
    resource.save(force_insert=True)
    for link in LINK_WORDS:
        said = draft.links.get(link, SafeguardSaid())
        ResourceLink(
            city=actor.city,
            resource=resource,
            link=link,
            control=said.control.strip(),
            body_id=said.body_id,
            requirement=said.requirement.strip(),
        ).save(force_insert=True)

    record(
        actor,
        "networks.resource.drafted",
        subject="data_resource",
        subject_id=resource.id,
        code=draft.code,
        number=resource.number,
    )
    return resource.id


@command
def publish_resource(
    *, actor: Actor, resource_id: UUID, in_force_from: date, at: datetime
) -> None:
    """Say from which day a version counts that somebody else drafted.

    Refuses with NotFound, NotAllowed, MoveRefused where it is published already,
    `a_resource_is_published_by_another`, `a_resource_is_published_without_a_blank`.
    """
    resource = DataResource.objects.filter(city=actor.city, pk=resource_id).first()
    if resource is None:
        raise NotFound("没有这一版数据资源，请从清单里打开。")
    require(actor, PUBLISH_RESOURCE, org_id=resource.keeper_id)
    if ResourcePublication.objects.filter(pk=resource_id).exists():
        raise MoveRefused("这一版已经公布过了；要改措施，请编制新的一版。")

    ResourcePublication(
        resource=resource,
        city=actor.city,
        in_force_from=in_force_from,
        published_by_id=actor.natural_person,
        published_at=at,
    ).save(force_insert=True)

    record(
        actor,
        "networks.resource.published",
        subject="data_resource",
        subject_id=resource_id,
        in_force_from=in_force_from,
    )


def _check(draft: ResourceDraft) -> None:
    errors = {}
    if not _CODE.fullmatch(draft.code):
        errors["code"] = "代码用小写字母、数字和下划线，例如 person。"
    if not draft.name.strip() or len(draft.name.strip()) > _LONGEST_NAME:
        errors["name"] = "请写名称，最多 60 个字，例如：自然人基本信息。"
    if not draft.about.strip() or len(draft.about.strip()) > _LONGEST:
        errors["about"] = "请写里面是什么，最多 300 个字，例如：姓名、证件号码、电话。"
    for link, said in draft.links.items():
        if link not in LINK_WORDS:
            errors["links"] = "环节只有采集、传输、存储、使用、共享、开放六个。"
            continue
        for part in ("control", "requirement"):
            if len(getattr(said, part).strip()) > _LONGEST:
                errors[f"{link}_{part}"] = "太长了，最多 300 个字。"
    if errors:
        raise Invalid(errors)
