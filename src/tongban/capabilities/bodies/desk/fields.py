"""What the forms of these pages offer, and what is read from them."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.orgs.types import Takes
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import Actor

_PARTS: Final = re.compile(r"[;；\n]+")


def ask_for_staff(actor: Actor) -> None:
    """Only members of staff. Refuses with NotAllowed."""
    if actor.kind != "staff":
        raise NotAllowed(
            _("机构管理是工作人员的页面，请用工作账号登录。"), turn_to=_("登录")
        )


def tabs_of(current: str) -> list[dict[str, Any]]:
    """The pages of this room."""
    pages = [
        ("bodies", _("机构树")),
        ("body_changes", _("机构变动")),
        ("body_import", _("成批导入")),
        ("body_pilots", _("试点推广")),
        ("body_sheets", _("考核表")),
    ]
    return [
        {"label": label, "href": reverse(f"desk:{name}"), "current": name == current}
        for name, label in pages
    ]


def read_takes(
    posted: Mapping[str, Any], name: str = "successors"
) -> tuple[Takes, ...]:
    """Who takes over, one a line: a code, and after "=" what."""
    parts = [part.strip() for part in _PARTS.split(str(posted.get(name, "")))]
    found = []
    for part in filter(None, parts):
        code, _sign, takes = part.replace("＝", "=").partition("=")
        found.append(Takes(code.strip(), takes.strip()))
    return tuple(found)
