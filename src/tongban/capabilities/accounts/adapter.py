"""Two systems elsewhere: who carries short messages, and who knows whose phone is whose.

Each is one address of the configuration; the simulator of both is `tongban-people`. No page
and no one else can name another address, so nothing can be made to ask one.
"""

import json
from typing import Any, Final

import structlog
from django.conf import settings

from tongban.capabilities.accounts.codes import make_code
from tongban.ground.refusals import Refusal
from tongban.plumbing.access.tallies import TooMany, count_act
from tongban.plumbing.outgoing.calling import NotCalled, Place

PATIENCE: Final = 5.0
MOST_BYTES: Final = 64 * 1024
LONGEST_REFERENCE: Final = 80
HOUR: Final = 3600
_OK: Final = 200
log = structlog.get_logger(__name__)
_SPOKEN: Final = {"register": "注册账号", "reset": "重设密码"}


class NotReached(Refusal):
    """The other side could not be reached, or answered what cannot be believed."""

    status = 503


class NotAgreed(Refusal):
    """Name, number and phone do not belong together in the authority's register."""


def send_code(*, city: str, purpose: str, phone: str, address: str) -> None:
    """Send a code to a phone. Refuses with TooMany and NotReached.

    Exactly one message whether or not the phone has an account: who asks learns nothing,
    and the phone's owner learns that somebody asked.
    """
    limits = settings.SIGN_IN_LIMITS
    seconds = max(
        count_act("code", phone, most=limits.codes_a_phone, span=HOUR),
        count_act("code_address", address, most=limits.codes_an_address, span=HOUR),
    )
    if seconds:
        minutes = -(-seconds // 60)
        message = f"验证码要得太多了，请过 {minutes} 分钟再试，或者到窗口办理。"
        raise TooMany(message, seconds=seconds)
    code = make_code(city=city, purpose=purpose, phone=phone)
    text = f"您正在{_SPOKEN[purpose]}，验证码 {code}，5 分钟内有效。不是您本人操作的，不用理会，不要告诉别人。"
    _ask(
        settings.SHORT_MESSAGES_URL,
        "/v1/messages",
        {"phone": phone, "text": text},
        "短信没有发出去，请过几分钟再试，或者到窗口办理。",
    )


def check_identity(*, name: str, id_kind: str, id_number: str, phone: str) -> str:
    """What the register calls its answer. Refuses with NotAgreed and NotReached."""
    asked = {"name": name, "id_kind": id_kind, "id_number": id_number, "phone": phone}
    told = _ask(
        settings.IDENTITY_URL,
        "/v1/identity-checks",
        asked,
        "身份核验暂时连不上，请过几分钟再试，或者带身份证到窗口办理。",
    )
    reference = told.get("reference")
    if told.get("agrees") is not True:
        raise NotAgreed(
            "姓名、证件号码和手机号对不上。手机号要是用这个身份证办的；"
            "不是的，请带身份证到任何一个政务服务大厅办理。"
        )
    if not isinstance(reference, str) or not 0 < len(reference) <= LONGEST_REFERENCE:
        raise NotReached("身份核验的回答读不懂，请过几分钟再试。")
    return reference


def _ask(url: str, path: str, body: dict[str, str], trouble: str) -> dict[str, Any]:
    content = json.dumps(body, ensure_ascii=False).encode()
    try:
        called = Place(url, PATIENCE, MOST_BYTES).call("POST", path, content)
        told = json.loads(called.content)
    except (NotCalled, ValueError) as error:
        raise _not_reached(trouble, path, str(error)) from error
    if called.status != _OK or not isinstance(told, dict):
        raise _not_reached(trouble, path, f"{called.status}")
    return told


def _not_reached(trouble: str, path: str, reason: str) -> NotReached:
    """Who waits for a code can do nothing about it; an operator has to know the reason."""
    log.warning("people_system_away", path=path, reason=reason)
    return NotReached(trouble)
