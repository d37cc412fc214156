"""Makers for tests: an app on the register that may open our pages inside itself."""

from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.test import Client
from django.utils import timezone

from tongban.capabilities.containers.commands import admit_container, register_app
from tongban.capabilities.containers.types import AppLine, ContainerLine, NewContainer
from tongban.plumbing.access.actor import Actor


def make_app(operator: Actor, body_id: UUID, name: str = "安澜通") -> UUID:
    """An app that is to be merged."""
    line = AppLine(body_id, name, "https://app.example.gov.cn", date(2027, 6, 30))
    return register_app(actor=operator, line=line, at=timezone.now())


def make_container(
    operator: Actor, app_id: UUID, public_key: str, **changes: Any
) -> NewContainer:
    """That app as a container with this key."""
    values: dict[str, Any] = {
        "origin": "https://app.example.gov.cn",
        "public_key": public_key,
        "most_level": 3,
        "valid_from": date(2020, 1, 1),
    }
    line = ContainerLine(**(values | changes))
    return admit_container(actor=operator, app_id=app_id, line=line, at=timezone.now())


def come_in(browser: Client, address: str) -> Any:
    """What the web view does: open the address, and let the page's form go."""
    whole = urlsplit(address)
    looked = browser.get(address)
    if looked.status_code != HTTPStatus.OK:
        return looked
    return browser.post(whole.path, {"ticket": parse_qs(whole.query)["ticket"][0]})
