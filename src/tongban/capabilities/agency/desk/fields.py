"""What the pages of this room on the desk share: who they are for, and their tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.agency.permissions import (
    KEEP_ROSTER,
    MARK_BENEFITS,
    OVERSEE_ORDERS,
    TAKE_ORDER,
)
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor, require


def ask_for_any(actor: Actor, *permissions: str) -> None:
    """Only staff who hold one of these somewhere. Refuses with NotAllowed."""
    if actor.kind != "staff":
        raise NotAllowed(
            _("帮办代办是工作人员的页面，请用工作账号登录。"), turn_to=_("登录")
        )
    if not any(actor.may_anywhere(one) for one in permissions):
        require(actor, permissions[0], org_id=None)


def tabs_of(actor: Actor, current: str) -> list[dict[str, Any]]:
    """The pages of this room that the actor may open."""
    pages = [
        ("agency", _("代办单"), (TAKE_ORDER, OVERSEE_ORDERS)),
        ("agency_roster", _("代办员名册"), (KEEP_ROSTER,)),
        ("agency_import", _("导入名册"), (KEEP_ROSTER,)),
        ("agency_benefits", _("老年人待遇事项"), (MARK_BENEFITS,)),
    ]
    return [
        {"label": label, "href": reverse(f"desk:{name}"), "current": name == current}
        for name, label, needs in pages
        if any(actor.may_anywhere(one) for one in needs)
    ]
