"""What the forms of these pages offer, and what is read from them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.rights.queries import find_staff
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import NO_KEY, read_key


def body_choices(
    actor: Actor, only: Iterable[UUID] | None = None
) -> list[tuple[str, str]]:
    """Bodies to choose from: all of the city, or these."""
    wanted = None if only is None else list(only)
    return [
        (str(body.body_id), body.name) for body in list_bodies(actor=actor, only=wanted)
    ]


def read_body(posted: Mapping[str, Any], name: str = "body") -> UUID:
    """The body that was chosen; none there is where none was."""
    return read_key(str(posted.get(name, ""))) or NO_KEY


def read_staff(actor: Actor, posted: Mapping[str, Any], name: str = "login") -> UUID:
    """The member of staff whose login was typed. Refuses with Invalid."""
    found = find_staff(actor=actor, login=str(posted.get(name, "")))
    if found is None:
        raise Invalid({name: _("没有这个工作人员账号，请核对登录名，例如 liufang。")})
    return found[0]


def tabs_of(actor: Actor, current: str) -> list[dict[str, Any]]:
    """The pages of this room that somebody may open."""
    looks_after = actor.may_anywhere("rights.posting.see")
    pages = [
        ("rights", _("为什么能办"), True),
        ("stand_ins", _("顶岗和移交"), True),
        ("chiefs", _("首席事务代表"), True),
        ("certificates", _("窗口工作经历"), True),
        ("rights_postings", _("岗位授权"), looks_after),
        ("rights_requests", _("危险操作"), looks_after),
        ("rights_roles", _("角色"), looks_after),
        ("rights_review", _("授权复核"), looks_after),
    ]
    return [
        {"label": label, "href": reverse(f"desk:{name}"), "current": name == current}
        for name, label, shown in pages
        if shown
    ]
