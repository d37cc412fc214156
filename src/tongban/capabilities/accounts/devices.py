"""What a browser says it is, in words that its owner knows: for one's own list only."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest

from tongban.plumbing.access.addresses import client_address

_BROWSERS: Final = (
    ("MicroMessenger", "微信"),
    ("AlipayClient", "支付宝"),
    ("Edg", "Edge"),
    ("HuaweiBrowser", "华为浏览器"),
    ("MiuiBrowser", "小米浏览器"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("OpenHarmony", "鸿蒙"),
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓手机"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows 电脑"),
    ("Mac OS X", "Mac 电脑"),
    ("Linux", "Linux 电脑"),
)


def device_of(user_agent: str) -> str:
    """Browser and system in words; empty where neither is known."""
    named = (_first(_SYSTEMS, user_agent), _first(_BROWSERS, user_agent))
    return " · ".join(name for name in named if name)


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((words for mark, words in known if mark in user_agent), "")


def origin_of(request: HttpRequest) -> tuple[str, str]:
    """Address and device of a request, as a session keeps where it began."""
    address = client_address(request.META, settings.TRUSTED_PROXIES)
    return address, device_of(request.headers.get("User-Agent", ""))
