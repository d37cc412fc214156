"""Who works for a body: whose turn a draft is, and whether anybody could decide later."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from tongban.capabilities.catalogue.permissions import FIRST_REVIEW_ITEM
from tongban.capabilities.catalogue.queries import (
    list_material_keepers,
    list_vacant_offices,
)
from tongban.capabilities.catalogue.stages import WHO_LABELS
from tongban.capabilities.catalogue.types import DraftCard
from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.people.queries import (
    list_colleagues_who_may,
    list_roles_held,
)
from tongban.ground.reviews import FIRST_REVIEW, GATEKEEPING, LEGALITY, TO_PUBLISH
from tongban.plumbing.access.actor import Actor

_ACCEPT: Final = frozenset({"clerk", "officer"})
_DECIDE: Final = frozenset({"approver"})
_REVIEW: Final = frozenset({"catalogue_first_reviewer"})
# Who does the rest for all bodies of the city, in the order in which they are needed.
_OFFICES: Final = {
    "catalogue_legality_reviewer": WHO_LABELS[LEGALITY],
    "catalogue_gatekeeper": WHO_LABELS[GATEKEEPING],
    "catalogue_publisher": WHO_LABELS[TO_PUBLISH],
}


def missing_at(actor: Actor, body_ids: Iterable[UUID], day: date) -> dict[UUID, str]:
    """In words, who is missing at each of these bodies; nothing where all are there."""
    held = list_roles_held(actor=actor, day=day)
    said = {
        body_id: _missing(held.get(body_id, frozenset()))
        for body_id in body_ids
        # Only of one's own bodies does anybody see who works there.
        if body_id in actor.org_ids
    }
    return {body_id: words for body_id, words in said.items() if words}


def unreviewed_at(actor: Actor, body_ids: Iterable[UUID], day: date) -> dict[UUID, str]:
    """In words, at which of these bodies nobody could review a draft first."""
    held = list_roles_held(actor=actor, day=day)
    words = _("还没有初审人员")
    return {
        body_id: words
        for body_id in body_ids
        if body_id in actor.org_ids and not held.get(body_id, frozenset()) & _REVIEW
    }


def nobody_for(actor: Actor, body_id: UUID, day: date) -> str:
    """In words, whom a draft of this body would wait for in vain; nothing if for nobody."""
    lacking = []
    if body_id in actor.org_ids and not list_colleagues_who_may(
        actor=actor, permission=FIRST_REVIEW_ITEM, body_id=body_id, today=day
    ):
        lacking.append(WHO_LABELS[FIRST_REVIEW])
    vacant = list_vacant_offices(actor=actor, day=day)
    lacking += [words for role, words in _OFFICES.items() if role in vacant]
    if not lacking:
        return ""
    return _("还没有人担任：{who}").format(who=_("、").join(lacking))


def who_is_next(actor: Actor, draft: DraftCard, day: date, *, is_own_turn: bool) -> str:
    """Whose turn it is, as a sentence; who reviews first at one's own body by name."""
    who = WHO_LABELS[draft.stage]
    if not who:
        return ""
    if is_own_turn:
        return _("现在该您办。")
    if draft.stage == FIRST_REVIEW and draft.body_id in actor.org_ids:
        names = list_colleagues_who_may(
            actor=actor,
            permission=FIRST_REVIEW_ITEM,
            body_id=draft.body_id,
            today=day,
        )
        if not names:
            return _("{who}还没有人担任，请先设岗。").format(who=who)
        who = _("{who}（{names}）").format(who=who, names=_("、").join(names))
    return _("正在等{who}办。").format(who=who)


def who_answers(actor: Actor, day: date) -> str:
    """Who answers what is proposed for the material catalogue, by body and name."""
    keepers = list_material_keepers(actor=actor, day=day)
    bodies = {one.body_id: one.short_name for one in list_bodies(actor=actor)}
    said = [
        f"{bodies.get(body_id, '')}{_('、').join(names)}"
        for body_id, names in keepers.items()
        if names
    ]
    return _("；").join(sorted(said)) or _("事项管理岗（还没有别人担任，请先设岗）")


def _missing(roles: frozenset[str]) -> str:
    accepts, decides = bool(roles & _ACCEPT), bool(roles & _DECIDE)
    if not accepts and not decides:
        return _("还没有受理人员和审批人员")
    if not accepts:
        return _("还没有受理人员")
    return "" if decides else _("还没有审批人员")
