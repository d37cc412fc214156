"""Items of a body that goes over into another: drafts of all of them at once, in one act.

What a version says of its body is its own for ever, and codes are made of the body's credit
code: so the successor has items of its own, each published through the five people that any
version needs, and in that act the old one goes out of force and its halls take the new one in.
"""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from psycopg.types.range import DateRange

from tongban.capabilities.catalogue.checking.document import check_document
from tongban.capabilities.catalogue.checking.found import text
from tongban.capabilities.catalogue.commands.drafting import finding_rows
from tongban.capabilities.catalogue.elements.bulk import SUCCESSOR
from tongban.capabilities.catalogue.elements.moving import moved_to
from tongban.capabilities.catalogue.events import VersionWithdrawn
from tongban.capabilities.catalogue.models import (
    BulkChange,
    IntakeMode,
    Item,
    ItemDraft,
    Withdrawal,
)
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries.bulk import texts_in_force
from tongban.capabilities.catalogue.queries.city_facts import facts_of_city
from tongban.capabilities.catalogue.queries.guides import find_version_in_force
from tongban.capabilities.catalogue.types.batches import Chosen
from tongban.capabilities.orgs.queries import get_body, list_successions
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.outbox.publishing import publish

_LONGEST: Final = 400
_HELD: Final = "old"


@command
def propose_to_successor(
    *, actor: Actor, from_body_id: UUID, to_body_id: UUID, reason: str, at: datetime
) -> UUID:
    """Begin a draft under the successor of every item in force at a body; the batch's key.

    What the successor has already, or is being drafted there, is left out. Refuses with
    NotAllowed, and with Invalid without a reason, for no successor, and for no item.
    """
    require(actor, DRAFT_ITEM, org_id=to_body_id)
    drafter = actor.person_id
    if drafter is None:
        raise NotAllowed("起草要由具体的人来做，请用自己的账号登录。")
    said = _reason(reason)
    before, after = _succession(actor, from_body_id, to_body_id)
    drafts, held = _drafts(actor, drafter, before, after, at)
    if not drafts:
        raise Invalid(
            {"items": "没有要提的事项：没有生效的，承接单位都有了，或者不归您起草。"}
        )
    batch = BulkChange(
        city=actor.city,
        kind=SUCCESSOR,
        said={"before": before.name, "after": after.name, _HELD: held},
        reason=said,
        bodies=[to_body_id],
        made_by_id=drafter,
        made_at=at,
    )
    batch.save(force_insert=True)
    for draft in drafts:
        draft.batch = batch
    ItemDraft.objects.bulk_create(drafts)

    record(
        actor,
        "catalogue.items.proposed_to_successor",
        subject="bulk_change",
        subject_id=batch.id,
        from_body_id=from_body_id,
        to_body_id=to_body_id,
        items=len(drafts),
    )
    return batch.id


def _reason(reason: str) -> str:
    said = reason.strip()
    if not said or len(said) > _LONGEST:
        raise Invalid({"reason": "请写为什么，不超过 400 个字，例如：机构改革并入。"})
    return said


def _succession(
    actor: Actor, from_body_id: UUID, to_body_id: UUID
) -> tuple[BodyCard, BodyCard]:
    """Both bodies. Refuses with Invalid where one does not come after the other."""
    before = get_body(actor=actor, body_id=from_body_id)
    after = get_body(actor=actor, body_id=to_body_id)
    successions = list_successions(actor=actor, body_id=from_body_id)
    if (from_body_id, to_body_id) not in {(s.from_id, s.to_id) for s in successions}:
        raise Invalid(
            {"to": f"{after.name}不是{before.name}的承接单位，请先办机构变动。"}
        )
    return before, after


def _drafts(
    actor: Actor, drafter: UUID, before: BodyCard, after: BodyCard, at: datetime
) -> tuple[list[ItemDraft], dict[str, str]]:
    """The drafts, and of which item in force each is."""
    facts = facts_of_city(actor, at.date())
    bodies = facts.bodies or {}
    drafts, held = [], {}
    chosen = Chosen(body_id=before.body_id)
    for item, document in texts_in_force(actor, chosen, at.date()):
        moved = moved_to(
            document | {"org": after.code}, bodies[before.code], bodies[after.code]
        )
        if _is_there(actor, text(moved, "handling_code")):
            continue
        draft = ItemDraft(
            city=actor.city,
            body_id=after.body_id,
            document=moved,
            findings=finding_rows(check_document(moved, facts=facts)),
            drafted_by_id=drafter,
            revised_at=at,
        )
        drafts.append(draft)
        held[str(draft.id)] = item.handling_code
    return drafts, held


def _is_there(actor: Actor, code: str) -> bool:
    """Whether the successor has the item, or a draft of it that is not given up."""
    drafted = ItemDraft.objects.filter(
        city=actor.city, document__handling_code=code, discarded_at=None
    )
    items = Item.objects.filter(city=actor.city, handling_code=code)
    return bool(code) and (items.exists() or drafted.exists())


def take_over(actor: Actor, draft: ItemDraft, effective_on: date, at: datetime) -> None:
    """With its successor's item in force, the old one ends, and its halls go on."""
    batch = draft.batch
    if batch is None or batch.kind != SUCCESSOR or actor.person_id is None:
        return
    said: dict[str, Any] = batch.said
    code = said[_HELD].get(str(draft.id), "")
    version_id = find_version_in_force(
        actor=actor, handling_code=code, day=effective_on
    )
    if version_id is None or Withdrawal.objects.filter(version_id=version_id).exists():
        return
    old = Item.objects.get(city=actor.city, handling_code=code)
    withdrawal = Withdrawal(
        city=actor.city,
        version_id=version_id,
        withdrawn_on=effective_on,
        reason=f"{said['before']}的事项由{said['after']}承接实施。",
        withdrawn_by_id=actor.person_id,
        withdrawn_at=at,
    )
    withdrawal.save(force_insert=True)
    for mode in IntakeMode.objects.filter(city=actor.city, item=old):
        _go_on(mode, draft.item, effective_on)
    record(
        actor,
        "catalogue.version.withdrawn",
        subject="item_version",
        subject_id=version_id,
        withdrawn_on=effective_on,
    )
    publish(VersionWithdrawn(old.id, version_id, effective_on))


def _go_on(mode: IntakeMode, item: Item | None, effective_on: date) -> None:
    """The hall takes the new item in as it took in the old one, where it still does."""
    if item is None or mode.valid.isempty:
        return
    if mode.valid.upper and mode.valid.upper <= effective_on:
        return
    first = max(mode.valid.lower, effective_on)
    valid = DateRange(first, mode.valid.upper)
    IntakeMode(
        city=mode.city,
        item=item,
        venue_id=mode.venue_id,
        mode=mode.mode,
        valid=valid,
    ).save(force_insert=True)
