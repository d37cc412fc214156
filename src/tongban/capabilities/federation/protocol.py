"""What a system says when it sends somebody to sign in (RFC 6749, 7636, OpenID Connect)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from tongban.capabilities.federation.types import OPENID, SCOPES, Asked, Client
from tongban.ground.refusals import Refusal

S256: Final = "S256"
_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST: Final = 255
LONGEST_STATE: Final = 2000
NONE, LOGIN, CONSENT, SELECT = "none", "login", "consent", "select_account"
_PROMPTS: Final = {NONE, LOGIN, CONSENT, SELECT}
_SINGLE: Final = frozenset(
    [
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "prompt",
        "max_age",
        "response_mode",
        "request",
        "request_uri",
    ]
)


class NoWayBack(Refusal):
    """Who asks is unknown, or wants people led where they may not be led: shown, not told."""

    status = 400


class LedBack(Exception):  # an answer, not an error
    """An error that the system is told at its own address."""

    def __init__(self, redirect: str, state: str, error: str, reason: str) -> None:
        """Keep what the answer needs."""
        super().__init__(error)
        self.redirect = redirect
        self.state = state
        self.error = error
        self.reason = reason


@dataclass(frozen=True)
class Wanted:
    """What is asked for, and how: checked against the registration."""

    asked: Asked
    state: str
    prompts: frozenset[str]
    max_age: int | None


def read_wanted(said: Mapping[str, list[str]], client: Client | None) -> Wanted:
    """Read a request to sign in. Raises NoWayBack and LedBack.

    Where people may not be led back safely, nobody is led anywhere.
    """
    one = {name: values[0] for name, values in said.items() if len(values) == 1}
    redirect = one.get("redirect_uri", "")
    if client is None:
        raise NoWayBack(
            "把您送来的系统没有登记，或者已经停用，不能用这里的账号登录它。"
            "请从那个系统的正式入口重新进入。"
        )
    if redirect not in client.redirects:
        raise NoWayBack(
            f"“{client.name}”要把您送回的地址没有登记过，为了安全已经停下。"
            "请从那个系统的正式入口重新进入。"
        )
    state = one.get("state", "")
    if len(state) > LONGEST_STATE:
        raise LedBack(redirect, "", "invalid_request", "state")
    wrong = _wrong(said, one, client)
    if wrong is not None:
        raise LedBack(redirect, state, *wrong)
    asked = Asked(
        client,
        redirect,
        _scopes(one),
        one.get("nonce", ""),
        one["code_challenge"],
    )
    max_age = one.get("max_age", "")
    return Wanted(
        asked,
        state,
        frozenset(one.get("prompt", "").split()),
        int(max_age) if max_age else None,
    )


def _wrong(
    said: Mapping[str, list[str]], one: Mapping[str, str], client: Client
) -> tuple[str, str] | None:
    """The first thing that is wrong: the error's name and, for the system, why."""
    prompts = set(one.get("prompt", "").split())
    scopes = _scopes(one)
    checks = (
        (
            any(len(said[n]) > 1 for n in _SINGLE & set(said)),
            "invalid_request",
            "said twice",
        ),
        ("request" in one, "request_not_supported", ""),
        ("request_uri" in one, "request_uri_not_supported", ""),
        (one.get("response_type") != "code", "unsupported_response_type", "only code"),
        (
            one.get("response_mode", "query") != "query",
            "invalid_request",
            "response_mode",
        ),
        (OPENID not in scopes, "invalid_scope", "openid is missing"),
        (not set(scopes) <= set(client.scopes), "invalid_scope", "not registered"),
        (one.get("code_challenge_method") != S256, "invalid_request", "PKCE with S256"),
        (
            _CHALLENGE.fullmatch(one.get("code_challenge", "")) is None,
            "invalid_request",
            "PKCE with S256",
        ),
        (not _is_nonce(one.get("nonce", "")), "invalid_request", "nonce"),
        (
            not prompts <= _PROMPTS or (NONE in prompts and len(prompts) > 1),
            "invalid_request",
            "prompt",
        ),
        (
            re.fullmatch(r"\d{0,9}", one.get("max_age", ""), re.ASCII) is None,
            "invalid_request",
            "max_age",
        ),
    )
    return next(((error, why) for is_so, error, why in checks if is_so), None)


def _is_nonce(text: str) -> bool:
    return len(text) <= LONGEST and (not text or text.isprintable())


def _scopes(one: Mapping[str, str]) -> tuple[str, ...]:
    """Each once, in the order of the consent page; what nobody knows comes last."""
    named = set(one.get("scope", "").split())
    return tuple(s for s in SCOPES if s in named) + tuple(sorted(named - set(SCOPES)))


def with_answer(redirect: str, answer: Mapping[str, str]) -> str:
    """A registered address with an answer behind it; what it had before stays."""
    mark = "&" if urlsplit(redirect).query else "?"
    return redirect + mark + urlencode({k: v for k, v in answer.items() if v})
