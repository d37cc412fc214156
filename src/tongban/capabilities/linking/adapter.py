"""One port for all kinds of linked accounts: away to the provider, and back with who it is.

The provider of a kind stands in `keys/linked-accounts.json`, beside the other secrets:
`{"wechat": {"issuer": "https://…", "client": "…", "secret": "…"}}`. Each is asked in the one
way of `federation.adapter` (OpenID Connect: state, nonce, PKCE, a signed answer); what speaks
otherwise is joined by a gateway that speaks this way. Only its name of the person is taken.
"""

import json
from datetime import datetime

from django.conf import settings

from tongban.capabilities.federation.adapter import (
    NotJoined,
    Upstream,
    begin_upstream,
    finish_upstream,
)
from tongban.capabilities.linking.kinds import get_kind, known_kinds
from tongban.capabilities.linking.types import LinkKind
from tongban.ground.refusals import NotFound

__all__ = ["NotJoined", "begin_linking", "finish_linking", "list_open_kinds"]


def list_open_kinds() -> list[LinkKind]:
    """The kinds for which this installation has a provider."""
    held = _providers()
    return [one for kind, one in known_kinds().items() if kind in held]


def begin_linking(kind: str, back: str, wanted: str) -> tuple[str, dict[str, str]]:
    """Where to send a browser, and what its session keeps. Refuses with NotFound, NotJoined."""
    return begin_upstream(_upstream(kind), back, wanted)


def finish_linking(
    kind: str, told: dict[str, str], kept: dict[str, str], at: datetime
) -> str:
    """What the provider calls who came back. Refuses with NotFound and NotJoined."""
    subject, _values = finish_upstream(_upstream(kind), told, kept, at)
    return subject


def _upstream(kind: str) -> Upstream:
    name = get_kind(kind).name
    held = _providers().get(kind)
    if held is None:
        raise NotFound(f"本站还没有接{name}。请用手机号和密码登录。")
    return Upstream(
        held["issuer"].rstrip("/"),
        held["client"],
        held["secret"],
        "openid",
        f"{name}暂时连不上，或者回答对不上，没有办成。请过几分钟再试，或者用手机号和密码登录。",
        f"没有在{name}那里登录，或者没有同意。可以再试一次，或者用手机号和密码登录。",
    )


def _providers() -> dict[str, dict[str, str]]:
    """Read each time: adding one needs no restart."""
    try:
        held = json.loads(settings.LINKED_ACCOUNTS_FILE.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return {
        kind: {name: str(one[name]) for name in ("issuer", "client", "secret")}
        for kind, one in held.items()
    }
