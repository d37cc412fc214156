"""Face and trusted identity as a port: another system looks, this one keeps its answer.

No picture comes here: the person's browser goes to the provider's page, and the server asks
the provider afterwards how the check under its reference came out (人脸识别技术应用安全管理办法:
never the only way, nothing stored here).
"""

import time
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.capabilities.accounts.adapter import LONGEST_REFERENCE, NotReached, ask
from tongban.capabilities.accounts.commands import note_check, prove_by_check
from tongban.capabilities.accounts.permissions import REGISTER_ONLINE
from tongban.capabilities.people.queries import get_own_card
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import system
from tongban.plumbing.access.requests import ActorRequest

METHODS: Final = ("face", "trusted_identity")
_ASKED: Final = "check_asked"
_PATIENCE: Final = 900
_TROUBLE: Final = "身份核验暂时连不上，请过几分钟再试，或者用验证器，或者到窗口办理。"


def is_open() -> bool:
    """Whether this installation has somebody who checks."""
    return bool(settings.TRUSTED_IDENTITY_URL)


def begin_check(request: ActorRequest, method: str, level: int, back: str) -> str:
    """Ask for a check of the person who is signed in; the provider's page for them.

    Refuses with Invalid and NotReached.
    """
    if method not in METHODS or not is_open():
        raise Invalid({"check": "请选刷脸或网号，例如：刷脸。"})
    card = get_own_card(actor=request.actor)
    told = _ask(
        "/v1/checks",
        {
            "method": method,
            "name": card.name,
            "id_kind": card.id_kind,
            "id_number": card.id_number,
            "return_to": request.build_absolute_uri("/my/verify?checked=1"),
        },
    )
    reference, page = told.get("reference"), told.get("page")
    if not (isinstance(reference, str) and 0 < len(reference) <= LONGEST_REFERENCE):
        raise NotReached(_TROUBLE)
    if not (isinstance(page, str) and page.startswith("/") and page.isprintable()):
        raise NotReached(_TROUBLE)
    request.session[_ASKED] = [method, reference, level, back, time.time()]
    return str(settings.TRUSTED_IDENTITY_URL).rstrip("/") + page


def under_way(request: ActorRequest) -> tuple[int, str] | None:
    """Level and way back of who went to the provider; None where nobody did."""
    asked = request.session.get(_ASKED)
    return (asked[2], asked[3]) if asked else None


def finish_check(request: ActorRequest) -> UUID:
    """The proof of a check that passed. Refuses with Invalid and NotReached."""
    asked = request.session.pop(_ASKED, None)
    if not asked or time.time() - asked[4] > _PATIENCE:
        raise Invalid({"check": "这次核验隔得太久了，请再核验一次。"})
    method, reference = asked[0], asked[1]
    if _ask(f"/v1/checks/{reference}").get("state") != "passed":
        raise Invalid(
            {"check": "没有核验通过。可以再试一次，或者换验证器，或者到窗口办理。"}
        )
    actor, at = request.actor, request.now
    checker = system(
        "registration", city=actor.city, grants=frozenset({(REGISTER_ONLINE, None)})
    )
    note_check(
        actor=checker,
        person_id=actor.natural_person,
        method=method,
        reference=reference,
        at=at,
    )
    return prove_by_check(
        actor=actor, method=method, reference=reference, at=timezone.now()
    )


def _ask(path: str, body: dict[str, str] | None = None) -> dict[str, Any]:
    return ask(settings.TRUSTED_IDENTITY_URL, path, body, _TROUBLE)
