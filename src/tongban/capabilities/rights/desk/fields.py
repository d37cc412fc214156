"""The boxes of these pages' forms, and what is read from them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.capabilities.orgs.queries import list_bodies
from tongban.capabilities.rights.queries import find_staff
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.asking import NO_KEY, read_key
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.telling import Told
from tongban.plumbing.schemas import typed_day

Box = dict[str, Any]
_AT_ONCE: Final = 4


class Boxes:
    """Boxes of one form: they show again what was typed, with what was wrong."""

    def __init__(self, request: ActorRequest, told: Told, do: str = "") -> None:
        """Only the form that was sent is shown again as it was."""
        sent = request.method == "POST" and request.POST.get("do") == do
        self.posted: Mapping[str, Any] = request.POST if sent else request.GET
        self.errors = told.errors if sent else {}

    def text(self, name: str, label: str, example: str = "", **more: Any) -> Box:
        """A line of text."""
        return self._box(name, label, "text", example=example, max_length=200, **more)

    def day(self, name: str, label: str, *, required: bool = True) -> Box:
        """The three boxes of a day."""
        box = self._box(name, label, "date", required=required)
        return box | {"value": typed_day(self.posted, name)}

    def pick(
        self,
        name: str,
        label: str,
        choices: Iterable[tuple[str, str]],
        value: str = "",
        *,
        required: bool = True,
    ) -> Box:
        """One of a list: seen at once where it is short, else folded."""
        rows = [{"value": value, "label": label} for value, label in choices]
        # What is optional must be possible to take back, which a radio button does not let.
        kind = "choice" if required and len(rows) <= _AT_ONCE else "select"
        box = self._box(name, label, kind, choices=rows, required=required)
        return box | {"value": box["value"] or value}

    def picks(
        self, name: str, label: str, choices: Mapping[str, str], chosen: set[str]
    ) -> Box:
        """Some of a long list."""
        rows = [{"value": value, "label": label} for value, label in choices.items()]
        box = self._box(name, label, "picks", choices=rows)
        return box | {"value": sorted(chosen)}

    def _box(self, name: str, label: str, kind: str, **more: Any) -> Box:
        return {
            "name": name,
            "label": label,
            "type": kind,
            "required": True,
            "value": self.posted.get(name, ""),
            "error": self.errors.get(name, ""),
            **more,
        }


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
