"""Joined mode: a province owns citizens' identity, and its provider is asked who came.

The other side of what this room does itself: we are the client here (`upstream.py`).
"""

from datetime import datetime
from typing import Any, Final

from django.conf import settings

from tongban.capabilities.accounts.commands import join_citizen
from tongban.capabilities.accounts.permissions import registrar
from tongban.capabilities.federation.upstream import (
    NotJoined,
    Upstream,
    begin_upstream,
    finish_upstream,
)
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.database.keyed import joined_login

SCOPE: Final = "openid real_name identity phone"
_LONGEST_REFERENCE: Final = 80
_TROUBLE: Final = (
    "全省统一身份暂时连不上，或者回答对不上，没有登录成。请过几分钟从头再登录一次，"
    "或者带身份证到窗口办理。"
)
_REFUSED: Final = "没有在全省统一身份那里登录，或者没有同意。请从头再登录一次。"


def _province() -> Upstream:
    try:
        secret = settings.JOINED_SECRET_FILE.read_text().strip()
    except OSError as error:
        raise NotJoined(_TROUBLE) from error
    return Upstream(
        settings.JOINED_ISSUER,
        settings.JOINED_CLIENT,
        secret,
        SCOPE,
        _TROUBLE,
        _REFUSED,
    )


def begin_joined(back: str, wanted: str) -> tuple[str, dict[str, str]]:
    """Where to send a browser, and what its session keeps. Refuses with NotJoined."""
    return begin_upstream(_province(), back, wanted)


def finish_joined(
    told: dict[str, str], kept: dict[str, str], *, city: str, at: datetime
) -> Any:
    """The account of who came back, made where there is none. Refuses with NotJoined.

    With Invalid as well, where the document stands here under another name.
    """
    subject, values = finish_upstream(_province(), told, kept, at)
    try:
        name, kind, number = (values[n] for n in ("name", "id_kind", "id_number"))
    except KeyError as error:
        raise NotJoined(_TROUBLE) from error
    return join_citizen(
        actor=registrar(city),
        login=joined_login(settings.JOINED_ISSUER, subject),
        name=name,
        id_kind=kind,
        id_number=number,
        phone=values.get("phone_number", ""),
        reference=f"joined {subject}"[:_LONGEST_REFERENCE],
        at=at,
        on=at.astimezone(OFFICE_ZONE).date(),
    )
