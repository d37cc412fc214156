"""Scopes, states and blocks in words, and who may open these pages."""

from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.wording.permissions import (
    DRAFT,
    DRAFT_CITY,
    PUT_CITY_IN_FORCE,
    PUT_IN_FORCE,
)
from tongban.capabilities.wording.types import (
    CITY_WIDE,
    COMING,
    ENDED,
    IN_FORCE,
    PLATFORM,
    BlockDifference,
    KindCard,
    VersionCard,
)
from tongban.capabilities.wording.types import (
    DRAFT as DRAFTED,
)
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor

CITY_SCOPE: Final = "city"
STATES: Final = {
    PLATFORM: (gettext_lazy("平台文本"), "plain"),
    DRAFTED: (gettext_lazy("草稿"), "info"),
    COMING: (gettext_lazy("将要生效"), "warn"),
    IN_FORCE: (gettext_lazy("现在有效"), "ok"),
    ENDED: (gettext_lazy("已停用"), "plain"),
}


def ask_to_come_in(actor: Actor) -> None:
    """Refuse whoever has nothing to do with the words of papers."""
    if not any(
        actor.may_anywhere(name)
        for name in (DRAFT, DRAFT_CITY, PUT_IN_FORCE, PUT_CITY_IN_FORCE)
    ):
        raise NotAllowed(_("您的岗位不编写文书模板。"), turn_to=_("本单位的系统管理员"))


def scope_of(body_id: UUID | None) -> str:
    """A scope as it stands in an address."""
    return str(body_id) if body_id else CITY_SCOPE


def body_of(scope: str) -> UUID | None:
    """The body of a scope; None for the whole city. Refuses with NotFound."""
    if scope == CITY_SCOPE:
        return None
    try:
        return UUID(scope)
    except ValueError:
        raise NotFound(_("没有这个单位的文书模板，请从打印模板页面打开。")) from None


def scope_words(actor: Actor, body_id: UUID | None) -> str:
    """The name of a scope. Refuses with NotFound."""
    return get_body(actor=actor, body_id=body_id).name if body_id else CITY_WIDE


def may_write(actor: Actor, body_id: UUID | None) -> bool:
    """Whether the actor writes words in this scope."""
    if body_id is None:
        return actor.may_anywhere(DRAFT_CITY)
    return actor.may(DRAFT, org_id=body_id)


def may_put(actor: Actor, body_id: UUID | None) -> bool:
    """Whether the actor puts words in force in this scope."""
    if body_id is None:
        return actor.may_anywhere(PUT_CITY_IN_FORCE)
    return actor.may(PUT_IN_FORCE, org_id=body_id)


def address_of(card: VersionCard) -> str:
    """Where a version is looked at; version 1 stands on the page of its scope."""
    if card.version_id is None:
        return reverse("desk:wording_scope", args=[card.kind, scope_of(card.body_id)])
    return reverse("desk:wording_version", args=[card.version_id])


def number_words(card: VersionCard) -> str:
    """第 3 版."""
    return _("第 %(number)s 版") % {"number": card.number}


def state_of(card: VersionCard) -> dict[str, Any]:
    """The state as a cell with a tag."""
    words, kind = STATES[card.state]
    return {"tag": words, "tag_kind": kind}


def blocks_of(kind: KindCard, card: VersionCard) -> list[dict[str, Any]]:
    """The blocks as they read, with what must stay in each."""
    return [
        {
            "title": one.title,
            "text": card.blocks.get(one.key, ""),
            "locked": [f"{{{name}}}" for name in one.locked],
        }
        for one in kind.blocks
    ]


def difference_of(found: list[BlockDifference]) -> list[dict[str, str]]:
    """What reads otherwise, as rows of a comparison."""
    return [
        {
            "label": one.title,
            "before": one.before or _("（没有写）"),
            "after": one.after or _("（没有写）"),
        }
        for one in found
    ]
