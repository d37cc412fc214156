"""What a deployment says about itself: names, links and menus, with defaults.

Settings may give `SITE_NAME`, `SITE_OWNER` (主管单位) and `SITE_RECORD` (备案号), further
fields of `Site` in a mapping `SITE`, and the menus `PORTAL_NAV` and `DESK_NAV` (lists of
key, label, path).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.plumbing.access.actor import Actor

Words = str | Promise

DEFAULT_NAME = _("通办政务服务")
DEFAULT_DESK_NAME = _("综合窗口与审批")
DEFAULT_HOURS = _("每天 24 小时")


@dataclass(frozen=True)
class Site:
    """A deployment's names and links; empty words are left out of the page."""

    name: Words = DEFAULT_NAME
    desk_name: Words = DEFAULT_DESK_NAME
    # 主管单位 and 备案号: an operator who fills in both is no longer a demonstration.
    owner: Words = ""
    record: str = ""
    police_record: str = ""
    identification_code: str = ""
    hotline: str = "12345"
    hours: Words = DEFAULT_HOURS
    home: str = "/"
    desk_home: str = "/desk/"
    sign_in: str = "/sign-in"
    sign_out: str = "/sign-out"
    me: str = "/my/cases"
    sign_ins: str = "/my/sign-ins"
    acting: str = "/my/acting"
    search: str = "/search"
    track: str = "/track"
    help: str = "/help"
    keys: str = "/keys"
    accessibility: str = "/accessibility"

    @property
    def is_demo(self) -> bool:
        """A site without a named owner and record must not pass for a real one."""
        return not (self.owner and self.record)


@dataclass(frozen=True)
class MenuEntry:
    key: str
    label: Words
    href: str


PORTAL_NAV: Sequence[tuple[str, Words, str]] = (
    ("home", _("首页"), "/"),
    ("person", _("个人办事"), "/items?who=person"),
    ("firm", _("法人办事"), "/items?who=firm"),
    ("orgs", _("部门办事"), "/items?by=org"),
    ("lists", _("清单"), "/lists"),
    ("mine", _("我的办件"), "/my/cases"),
)
DESK_NAV: Sequence[tuple[str, Words, str]] = (
    ("worklist", _("待办"), "/desk/cases"),
    ("window", _("综合收件"), "/desk/window"),
    ("mandates", _("代办授权"), "/desk/mandates"),
    ("agency", _("帮办代办"), "/desk/agency"),
    ("readmissions", _("账号找回"), "/desk/readmissions"),
    ("items", _("事项管理"), "/desk/items"),
    ("findings", _("指南问题"), "/desk/findings"),
    ("materials", _("材料目录"), "/desk/materials"),
    ("lists", _("清单管理"), "/desk/lists"),
    ("indicators", _("指标"), "/desk/indicators"),
    ("wording", _("打印模板"), "/desk/wording"),
    ("issue", _("出件发证"), "/desk/issue"),
    ("exchange", _("省平台对账"), "/desk/exchange"),
    ("systems", _("接入系统"), "/desk/systems"),
    ("privacy", _("个人信息保护"), "/desk/privacy"),
    ("incidents", _("应急处置"), "/desk/incidents"),
    ("rights", _("岗位和权限"), "/desk/rights"),
    ("bodies", _("机构"), "/desk/bodies"),
    ("networks", _("网络和数据安全"), "/desk/networks"),
)

# One of these opens a page of the desk; a menu leads nobody to a refusal.
DESK_NEEDS: Mapping[str, tuple[str, ...]] = {
    "worklist": ("cases.case.see",),
    "window": ("cases.case.take_in",),
    "mandates": ("mandates.mandate.register",),
    "agency": ("agency.order.take", "agency.order.oversee"),
    "readmissions": ("accounts.citizen.readmit", "accounts.staff.readmit"),
    "items": (
        "catalogue.item.draft",
        "catalogue.item.first_review",
        "catalogue.item.review_legality",
        "catalogue.item.keep_gate",
        "catalogue.item.publish",
    ),
    "findings": (
        "catalogue.item.draft",
        "catalogue.item.first_review",
        "catalogue.item.review_legality",
        "catalogue.item.keep_gate",
        "catalogue.item.publish",
    ),
    "materials": ("catalogue.item.draft", "catalogue.material.keep"),
    "lists": (
        "lists.release.draft",
        "lists.release.first_review",
        "lists.release.review_legality",
        "lists.release.keep_gate",
        "lists.release.publish",
    ),
    "wording": (
        "wording.version.draft",
        "wording.version.put_in_force",
        "wording.city_version.draft",
        "wording.city_version.put_in_force",
    ),
    "issue": ("cases.case.deliver",),
    "exchange": ("exchange.package.see",),
    "systems": ("federation.client.see",),
    "privacy": (
        "privacy.request.answer",
        "privacy.request.take_in",
        "privacy.text.keep",
        "privacy.assessment.keep",
        "privacy.misuse.look",
    ),
    "incidents": (
        "incidents.ticket.open",
        "incidents.ticket.see",
        "incidents.plan.draft",
        "incidents.plan.publish",
    ),
}


def get_site() -> Site:
    """The site as the settings describe it; an empty setting leaves the default."""
    sample = _("安澜市政务服务") if getattr(settings, "SAMPLE_CITY", False) else ""
    given: dict[str, Any] = {
        "name": getattr(settings, "SITE_NAME", "") or sample,
        "owner": getattr(settings, "SITE_OWNER", ""),
        "record": getattr(settings, "SITE_RECORD", ""),
        **getattr(settings, "SITE", {}),
    }
    return Site(**{key: value for key, value in given.items() if value})


def list_menu(setting: str) -> list[MenuEntry]:
    """A menu from the settings, or the default one of the same name."""
    default = PORTAL_NAV if setting == "PORTAL_NAV" else DESK_NAV
    return [MenuEntry(*entry) for entry in getattr(settings, setting, default)]


def list_desk_menu(actor: Actor | None) -> list[MenuEntry]:
    """The menu of the desk: for a member of staff, only what they may open."""
    entries = list_menu("DESK_NAV")
    if actor is None or actor.kind != "staff":
        return entries
    return [
        entry
        for entry in entries
        if entry.key not in DESK_NEEDS
        or any(actor.may_anywhere(name) for name in DESK_NEEDS[entry.key])
    ]
