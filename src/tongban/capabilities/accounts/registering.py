"""Registering by phone, and finding one's way back: a phone, then a code and the rest."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, get_user
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.capabilities.accounts.adapter import (
    NotAgreed,
    NotReached,
    check_identity,
    send_code,
)
from tongban.capabilities.accounts.codes import spend_code, try_code
from tongban.capabilities.accounts.commands import (
    AlreadyRegistered,
    come_back,
    register_citizen,
    set_password,
)
from tongban.capabilities.accounts.devices import origin_of
from tongban.capabilities.accounts.passwords import SHORTEST, check_password_choice
from tongban.capabilities.accounts.permissions import registrar
from tongban.capabilities.accounts.showing import render_form
from tongban.capabilities.accounts.signing import begin_session, enter
from tongban.capabilities.people.commands import keep_own_phone
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.capabilities.privacy.queries import find_notice
from tongban.ground.codes.identity import check_identity as check_document
from tongban.ground.codes.names import check_person_name
from tongban.ground.codes.phone import check_mobile
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.access.limits import MINUTE
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.tallies import TooMany, count_act
from tongban.plumbing.access.tries import forget_tries
from tongban.plumbing.database.keyed import phone_login

REGISTER, RESET = "register", "reset"
ID_KIND: Final = "citizen_id"
RETURN_TRIES: Final = "return_code"
_FORM: Final = ("GET", "HEAD", "POST")


@sensitive_post_parameters("password", "code", "id_number")
@require_http_methods(_FORM)
def show_register(request: ActorRequest) -> HttpResponse:
    """P25 注册: a phone; then code, name, number and password, and one is signed in."""
    return _steps(request, REGISTER, _register)


@sensitive_post_parameters("password", "code")
@require_http_methods(_FORM)
def show_reset(request: ActorRequest) -> HttpResponse:
    """A new password by the phone: a phone; then code and password, and one is signed in."""
    return _steps(request, RESET, _reset)


@sensitive_post_parameters("old", "password")
@require_http_methods(_FORM)
def show_password(request: ActorRequest) -> HttpResponse:
    """Another password, by whoever knows the present one."""
    _person = request.actor.natural_person
    if request.method != "POST":
        return render_form(request, "accounts/password.html", _own_fields({}), {})
    try:
        _change(request)
    except Invalid as refusal:
        fields = _own_fields(refusal.errors)
        return render_form(
            request, "accounts/password.html", fields, refusal.errors, 422
        )
    except TooMany as refusal:
        errors = {"old": refusal.message}
        fields = _own_fields(errors)
        return render_form(request, "accounts/password.html", fields, errors, 429)
    messages.success(request, _("密码改好了，其他设备都已经退出。"))
    return HttpResponseRedirect("/my/sign-ins")


def _change(request: ActorRequest) -> None:
    held: Any = get_user(request)
    old = request.POST.get("old", "")
    account = authenticate(request, username=held.login, password=old)
    if account is None:
        raise Invalid({"old": _("现在的密码不对，请再看一遍。")})
    forget_tries(request, held.login)
    chosen = request.POST.get("password", "")
    _check_choice(chosen, held.login, request.actor.name)
    set_password(actor=request.actor, password=chosen, at=timezone.now())
    begin_session(request, account.pk)


def _steps(
    request: ActorRequest,
    purpose: str,
    finish: Callable[[ActorRequest, str], HttpResponse],
) -> HttpResponse:
    if not _is_open(purpose):
        context = {"purpose": purpose, "joined": settings.JOINED_URL}
        return render(request, "accounts/closed.html", context)
    if request.method != "POST":
        return _show(request, purpose, "", {})
    try:
        phone = check_mobile(request.POST.get("phone", ""))
    except Refusal as refusal:
        return _show(request, purpose, "", {"phone": refusal.message}, 422)
    is_second = request.POST.get("act") == "finish"
    try:
        if is_second:
            return finish(request, phone)
        city, (address, _device) = request.actor.city, origin_of(request)
        send_code(city=city, purpose=purpose, phone=phone, address=address)
    except (Invalid, TooMany, NotReached, AlreadyRegistered) as refusal:
        errors = getattr(refusal, "errors", None) or {"": refusal.message}
        known = phone if is_second else ""
        return _show(request, purpose, known, errors, refusal.status)
    return _show(request, purpose, phone, {})


def _is_open(purpose: str) -> bool:
    if settings.JOINED_URL or not settings.SHORT_MESSAGES_URL:
        return False
    return purpose == RESET or bool(settings.IDENTITY_URL)


def _register(request: ActorRequest, phone: str) -> HttpResponse:
    given = _read_register(request, phone)
    _require_code(request, REGISTER, phone)
    try:
        reference = check_identity(id_kind=ID_KIND, phone=phone, **given)
    except NotAgreed as refusal:
        raise Invalid({"name": refusal.message}) from refusal
    if code := request.POST.get("window_code", "").strip():
        account_id = _come_back(request, phone, code, reference, given)
    else:
        account_id = register_citizen(
            actor=registrar(request.actor.city),
            phone=phone,
            id_kind=ID_KIND,
            password=request.POST["password"],
            reference=reference,
            at=request.now,
            on=request.today,
            **given,
        )
    spend_code(city=request.actor.city, purpose=REGISTER, phone=phone)
    begin_session(request, account_id)
    messages.success(request, _("注册好了，您已经登录。下次用手机号和密码登录。"))
    return HttpResponseRedirect("/my/cases")


def _come_back(
    request: ActorRequest, phone: str, code: str, reference: str, given: dict[str, str]
) -> UUID:
    """With the code that a window gave: the same account, another phone and password."""
    city = request.actor.city
    limits = settings.SIGN_IN_LIMITS
    rest = limits.rest_minutes * MINUTE
    seconds = count_act(
        RETURN_TRIES,
        f"{city}|{given['id_number']}",
        most=limits.tries,
        span=rest,
        rest=rest,
    )
    if seconds:
        words = _("登记码试的次数太多了，请过一刻钟再试。")
        raise TooMany(words, seconds=seconds)
    account_id = come_back(
        actor=registrar(city),
        phone=phone,
        id_kind=ID_KIND,
        code=code,
        reference=reference,
        at=request.now,
        on=request.today,
        **given,
    )
    actor = get_actor(account_id=account_id, today=request.today)
    set_password(actor=actor, password=request.POST["password"], at=timezone.now())
    keep_own_phone(actor=actor, phone=phone)
    return account_id


def _read_register(request: ActorRequest, phone: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    name, number = request.POST.get("name", ""), request.POST.get("id_number", "")
    try:
        name = check_person_name(name)
    except Refusal as refusal:
        errors["name"] = refusal.message
    try:
        number = check_document(ID_KIND, number, on=request.today).number
    except Refusal as refusal:
        errors["id_number"] = refusal.message
    try:
        _check_choice(request.POST.get("password", ""), phone, name, number)
    except Invalid as refusal:
        errors |= refusal.errors
    if errors:
        raise Invalid(errors)
    return {"name": name, "id_number": number}


def _reset(request: ActorRequest, phone: str) -> HttpResponse:
    chosen = request.POST.get("password", "")
    _check_choice(chosen, phone)
    _require_code(request, RESET, phone)
    city = request.actor.city
    account_id = find_account(actor=anonymous(city), login=phone_login(phone))
    if account_id is None:
        # Only the phone's owner comes here: who else asks never sees the code.
        raise Invalid({"code": _("这个手机号没有注册过账号，可以现在注册。")})
    actor = get_actor(account_id=account_id, today=request.today)
    set_password(actor=actor, password=chosen, at=timezone.now())
    spend_code(city=city, purpose=RESET, phone=phone)
    # Whoever got hold of the phone's messages does not have the second factor with them.
    if enter(request, account_id, login_given=phone) is None:
        return HttpResponseRedirect("/sign-in")
    messages.success(request, _("新密码设好了，您已经登录，其他设备都已经退出。"))
    return HttpResponseRedirect("/my/cases")


def _require_code(request: ActorRequest, purpose: str, phone: str) -> None:
    code = request.POST.get("code", "").strip()
    city = request.actor.city
    if not try_code(city=city, purpose=purpose, phone=phone, code=code):
        words = _(
            "验证码不对，或者过了 5 分钟、错了 5 次。请看最新的一条短信，或者再要一个。"
        )
        raise Invalid({"code": words})


def _check_choice(password: str, *known: str) -> None:
    try:
        check_password_choice(password, known=known)
    except Refusal as refusal:
        raise Invalid({"password": refusal.message}) from refusal


def _show(
    request: ActorRequest,
    purpose: str,
    phone: str,
    errors: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    """The first step without a phone, the second with one."""
    given = request.POST if phone else {}
    if phone:
        is_back = "window" in request.GET or "window_code" in request.POST
        fields = _second(purpose, given, errors, is_back=is_back)
    else:
        fields = _first(request, errors)
    extra: dict[str, Any] = {
        "purpose": purpose,
        "phone": phone,
        "step": 2 if phone else 1,
    }
    if purpose == REGISTER:
        notice = find_notice(actor=request.actor, day=request.today)
        extra["privacy_notice"] = notice
    return render_form(
        request, "accounts/by_phone.html", fields, errors, status, **extra
    )


def _first(request: ActorRequest, errors: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": "phone",
            "label": _("手机号"),
            "type": "phone",
            "autocomplete": "tel",
            "required": True,
            "help": _("我们给它发一条短信验证码。"),
            "value": request.POST.get("phone", ""),
            "error": errors.get("phone", ""),
        }
    ]


def _second(
    purpose: str, given: Any, errors: dict[str, str], *, is_back: bool
) -> list[dict[str, Any]]:
    asked: list[dict[str, Any]] = [
        {
            "name": "code",
            "label": _("短信验证码"),
            "type": "code",
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "max_length": 6,
            "example": "204815",
        },
        *(_who() if purpose == REGISTER else []),
        _new_password(),
    ]
    # Only whoever says that they come from a window is asked for its code.
    if purpose == REGISTER and is_back:
        asked.append(
            {
                "name": "window_code",
                "label": _("窗口给的登记码"),
                "type": "text",
                "inputmode": "numeric",
                "max_length": 12,
                "help": _("在窗口办账号找回时给的 8 位数字。"),
            }
        )
    for field in asked:
        name = field["name"]
        field |= {
            "required": field.get("required", True),
            "error": errors.get(name, ""),
        }
        if name not in {"password", "code"}:
            field["value"] = given.get(name, "")
    return asked


def _who() -> list[dict[str, Any]]:
    return [
        {
            "name": "name",
            "label": _("姓名"),
            "type": "text",
            "autocomplete": "name",
            "help": _("和身份证上一样。"),
        },
        {
            "name": "id_number",
            "label": _("身份证号码"),
            "type": "text",
            "autocomplete": "off",
            "max_length": 18,
        },
    ]


def _new_password() -> dict[str, Any]:
    words = _("至少 %(count)d 个字，可以是一句话，可以粘贴。不要求大小写和符号。")
    return {
        "name": "password",
        "label": _("新密码"),
        "type": "password",
        "autocomplete": "new-password",
        "help": words % {"count": SHORTEST},
    }


def _own_fields(errors: dict[str, str]) -> list[dict[str, Any]]:
    old = {
        "name": "old",
        "label": _("现在的密码"),
        "type": "password",
        "autocomplete": "current-password",
    }
    both = [old, _new_password()]
    return [
        one | {"required": True, "error": errors.get(str(one["name"]), "")}
        for one in both
    ]
