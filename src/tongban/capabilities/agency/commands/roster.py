"""The roster and the assisted items: registered by the office that looks after them."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max

from tongban.capabilities.agency.models import (
    BENEFITS,
    POST_KINDS,
    TAGS,
    AgencyPost,
    AgencyPostEnd,
    AssistedItem,
)
from tongban.capabilities.agency.permissions import KEEP_ROSTER, MARK_BENEFITS
from tongban.capabilities.agency.queries.importing import understand
from tongban.capabilities.agency.queries.roster import get_post
from tongban.capabilities.agency.types import ASSISTED_WORDS, PostLine, RosterSeen
from tongban.capabilities.catalogue.queries import list_item_names
from tongban.capabilities.people.queries import find_firm
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Invalid, NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

LONGEST: Final = 200


@command
def register_post(*, actor: Actor, line: PostLine, at: datetime) -> UUID:
    """Put an agent of a village or window, or an officer of a firm, on the roster.

    Refuses with NotAllowed, Invalid by field, `an_agent_is_registered_by_the_office`.
    """
    require(actor, KEEP_ROSTER, org_id=line.body_id)
    firm_id = _check(actor, line)

    post = AgencyPost(
        city=actor.city,
        kind=line.kind,
        body_id=line.body_id,
        person_id=line.person_id,
        themes=list(line.themes),
        firm_id=firm_id,
        project=line.project.strip(),
        tag=line.tag,
        valid_from=line.valid_from,
        valid_to=line.valid_until + timedelta(days=1),
        registered_by_id=actor.natural_person,
        registered_at=at,
    )
    AgencyPost.objects.bulk_create([post])

    record(
        actor,
        "agency.post.registered",
        subject="agency_post",
        subject_id=post.id,
        org=line.body_id,
        kind=line.kind,
    )
    return post.id


@command
def end_post(
    *, actor: Actor, post_id: UUID, last_day: date, reason: str, at: datetime
) -> None:
    """End a post after a day, before its time.

    Refuses with NotAllowed, NotFound, Invalid, `an_agent_is_registered_by_the_office`.
    """
    card = get_post(actor=actor, post_id=post_id)
    require(actor, KEEP_ROSTER, org_id=card.body_id)
    said = reason.strip()
    if not 0 < len(said) <= LONGEST:
        raise Invalid({"reason": "请写明为什么提前结束，例如：换届，不再担任代办员。"})

    end = AgencyPostEnd(
        post_id=post_id,
        city=actor.city,
        ends_on=last_day + timedelta(days=1),
        reason=said,
        ended_by_id=actor.natural_person,
        ended_at=at,
    )
    AgencyPostEnd.objects.bulk_create([end])

    record(
        actor,
        "agency.post.ended",
        subject="agency_post",
        subject_id=post_id,
        org=card.body_id,
    )


@command
def import_roster(*, actor: Actor, content: bytes, at: datetime) -> RosterSeen:
    """Register what a file says; a line that cannot be taken in hinders no other.

    Refuses with NotAllowed, and Invalid where it is no such file.
    """
    require(actor, KEEP_ROSTER, org_id=actor.office_for(KEEP_ROSTER))
    rows = understand(actor, content, at.astimezone(OFFICE_ZONE).date())
    for _line, post in rows:
        if post is not None:
            register_post(actor=actor, line=post, at=at)

    seen = RosterSeen(tuple(line for line, _post in rows))
    record(
        actor,
        "agency.roster.taken_in",
        subject="city",
        subject_id=actor.city,
        lines=len(rows),
        registered=seen.count("new"),
        refused=seen.count("refused"),
    )
    return seen


@command
def mark_item(
    *, actor: Actor, item_id: UUID, kind: str, paths: tuple[str, ...], at: datetime
) -> None:
    """Say that an item is a benefit of the old, and which assisted paths are open.

    Refuses with NotAllowed, NotFound, Invalid, `assisted_paths_are_said_by_the_office`.
    """
    require(actor, MARK_BENEFITS, org_id=actor.office_for(MARK_BENEFITS))
    if item_id not in list_item_names(actor=actor, item_ids=[item_id]):
        raise NotFound("没有找到这个事项，请核对业务办理项编码。")
    if kind not in BENEFITS or set(paths) - set(ASSISTED_WORDS):
        raise Invalid(
            {"kind": "请选类别和开通了的途径，例如：待遇资格认证，远程认证。"}
        )

    last = AssistedItem.objects.filter(item_id=item_id).aggregate(last=Max("number"))
    row = AssistedItem(
        city=actor.city,
        item_id=item_id,
        number=(last["last"] or 0) + 1,
        kind=kind,
        paths=[] if kind == "none" else [one for one in ASSISTED_WORDS if one in paths],
        said_by_id=actor.natural_person,
        said_at=at,
    )
    AssistedItem.objects.bulk_create([row])

    record(
        actor,
        "agency.item.marked",
        subject="item",
        subject_id=item_id,
        kind=kind,
        paths=",".join(row.paths),
    )


def _check(actor: Actor, line: PostLine) -> UUID | None:
    """The firm that an officer is for. Refuses with Invalid."""
    errors: dict[str, str] = {}
    if line.kind not in POST_KINDS:
        errors["kind"] = "请选是哪一种，例如：村（社区）代办员。"
    if line.valid_until < line.valid_from:
        errors["valid_until"] = "结束的日子不能早于开始的日子，例如 2027 11 30。"
    firm_id = None
    if line.kind == "firm":
        firm = find_firm(actor=actor, uscc=tidy_number(line.uscc))
        if firm is None:
            errors["uscc"] = (
                "市场主体登记里没有这个统一社会信用代码，请对照营业执照，"
                "例如 91690121690200199A。"
            )
        else:
            firm_id = firm.firm_id
        if line.tag not in TAGS:
            errors["tag"] = "请选企业的标签，例如：专精特新企业。"
    elif line.uscc or line.project or line.tag:
        errors["uscc"] = "企业、项目和标签只有企业帮办专员才填，请删掉或者改选类型。"
    if errors:
        raise Invalid(errors)
    return firm_id
