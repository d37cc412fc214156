"""两步验证: the second proof at sign-in, one's own authenticator, and proving oneself again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, get_user
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.capabilities.accounts.commands import (
    begin_authenticator,
    confirm_authenticator,
    make_recovery_codes,
    prove_by_code,
    remove_factor,
)
from tongban.capabilities.accounts.devices import origin_of
from tongban.capabilities.accounts.face_checks import (
    METHODS,
    begin_check,
    finish_check,
    is_open,
    under_way,
)
from tongban.capabilities.accounts.passkeys import ask, take_new, take_proof
from tongban.capabilities.accounts.queries import (
    count_recovery_codes,
    find_begun_secret,
    list_own_factors,
    own_level,
)
from tongban.capabilities.accounts.showing import render_form
from tongban.capabilities.accounts.signing import (
    begin_session,
    give_code,
    lift,
    waiting,
)
from tongban.capabilities.accounts.totp import app_address
from tongban.capabilities.accounts.types import FACTOR_ASKED, Factor
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.asking import local_path, read_key
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.access.tries import count_try, forget_tries

HERE: Final = "/my/second-factor"
VERIFY: Final = "/my/verify"
_FORM: Final = ("GET", "HEAD", "POST")
# Three forms of one page ask for the password, each in a field of its own.
_OF_PASSKEY: Final = "passkey_password"
_OF_CHANGE: Final = "change_password"


@sensitive_post_parameters("code")
def ask_second_step(request: ActorRequest, homes: Mapping[str, str]) -> HttpResponse:
    """Sign-in, second step: the code of the app, or one from paper."""
    who = waiting(request)
    if who is None or request.method != "POST":
        return _code_page(request, {})
    try:
        kind = give_code(request, who, request.POST.get("code", ""))
    except Refusal as refusal:
        return _code_page(request, _errors(refusal), refusal.status)
    return HttpResponseRedirect(who.wanted or homes[kind])


def _code_page(
    request: ActorRequest, errors: dict[str, str], status: int = 200
) -> HttpResponse:
    who = waiting(request)
    fields = [_code_field(errors)]
    extra = {"next": who.wanted if who else ""}
    return render_form(request, "accounts/code.html", fields, errors, status, **extra)


@sensitive_post_parameters("password", "passkey_password", "change_password", "code")
@require_http_methods(_FORM)
def show_second_factor(request: ActorRequest) -> HttpResponse:
    """One's own authenticator: add it, take it away, new codes for paper."""
    _person = request.actor.natural_person
    if request.method != "POST":
        return _factor_page(request)
    acts = {
        "begin": _begin,
        "confirm": _confirm,
        "remove": _remove,
        "codes": _new_codes,
        "passkey": _add_passkey,
    }
    said = "remove" if "remove" in request.POST else request.POST.get("act", "")
    act = acts.get(said)
    if act is None:
        return HttpResponseRedirect(HERE)
    try:
        return act(request)
    except Refusal as refusal:
        return _factor_page(request, _errors(refusal), refusal.status)


def _begin(request: ActorRequest) -> HttpResponse:
    _require_password(request)
    name = _("手机验证器")
    begin_authenticator(actor=request.actor, name=name, at=timezone.now())
    return _factor_page(request)


def _confirm(request: ActorRequest) -> HttpResponse:
    _count(request)
    code = request.POST.get("code", "")
    done = confirm_authenticator(actor=request.actor, code=code, at=timezone.now())
    _forget(request)
    request.session.pop(FACTOR_ASKED, None)
    lift(request, request.actor, done.proof_id)
    messages.success(request, _("两步验证开好了。"))
    return _codes_page(request, done.codes)


def _add_passkey(request: ActorRequest) -> HttpResponse:
    _require_password(request, _OF_PASSKEY)
    name = _("通行密钥（%(device)s）") % {
        "device": origin_of(request)[1] or _("这台设备")
    }
    done = take_new(request, name, timezone.now())
    request.session.pop(FACTOR_ASKED, None)
    lift(request, request.actor, done.proof_id)
    messages.success(request, _("通行密钥添加好了，下次登录点“用通行密钥登录”。"))
    return _codes_page(request, done.codes)


@require_POST
def ask_passkey(request: ActorRequest) -> HttpResponse:
    """What the browser's script hands to the passkey: for adding one, or for proving."""
    if request.POST.get("purpose") == "add":
        _person = request.actor.natural_person
        asked = ask(request, "add")
    else:
        asked = ask(request, "prove")
    response = JsonResponse(asked)
    response["Cache-Control"] = "no-store"
    return response


def enter_by_passkey(request: ActorRequest) -> str:
    """Sign in without a word typed; whose kind it is. Refuses with Invalid."""
    actor, proof_id = take_proof(request, timezone.now())
    return begin_session(request, actor.own_account, proof_id)


def _prove(request: ActorRequest) -> UUID:
    """A code or a passkey of whoever is signed in."""
    if request.POST.get("act") == "passkey":
        actor, proof_id = take_proof(request, timezone.now())
        if actor.own_account != request.actor.own_account:
            raise Invalid({"passkey": _("这是别人的通行密钥，请用您自己的。")})
        return proof_id
    _count(request)
    code = request.POST.get("code", "")
    proof_id = prove_by_code(actor=request.actor, code=code, at=timezone.now())
    _forget(request)
    return proof_id


def _remove(request: ActorRequest) -> HttpResponse:
    _require_password(request, _OF_CHANGE)
    factor_id = read_key(request.POST["remove"])
    if factor_id is not None:
        remove_factor(actor=request.actor, factor_id=factor_id, at=timezone.now())
        messages.success(request, _("已经移除。"))
    return HttpResponseRedirect(HERE)


def _back(request: ActorRequest) -> str:
    """Where somebody was who came here to prove themselves; empty for who just came."""
    given = request.POST if request.method == "POST" else request.GET
    return local_path(given.get("next"), otherwise="")


def _new_codes(request: ActorRequest) -> HttpResponse:
    _require_password(request, _OF_CHANGE)
    return _codes_page(
        request, make_recovery_codes(actor=request.actor, at=timezone.now())
    )


def _require_password(request: ActorRequest, name: str = "password") -> None:
    """Who found a screen unlocked shall not make the account their own."""
    held: Any = get_user(request)
    password = request.POST.get(name, "")
    account = authenticate(request, username=held.login, password=password)
    if account is None:
        raise Invalid({name: _("密码不对，请再看一遍。")})
    forget_tries(request, held.login)


def _count(request: ActorRequest) -> None:
    held: Any = get_user(request)
    count_try(request, held.login)


def _forget(request: ActorRequest) -> None:
    held: Any = get_user(request)
    forget_tries(request, held.login)


def _factor_page(
    request: ActorRequest, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    errors = errors or {}
    secret = find_begun_secret(actor=request.actor)
    factors = list_own_factors(actor=request.actor)
    has_app = any(one.kind == "totp" for one in factors)
    fields = [_code_field(errors)] if secret else [_password_field(errors)]
    extra = {
        "factors": [_card(one) for one in factors],
        "change_fields": [_password_field(errors, _OF_CHANGE)],
        "codes_left": count_recovery_codes(actor=request.actor) if factors else 0,
        "has_app": has_app,
        "next": _back(request),
        "passkey_fields": [_password_field(errors, _OF_PASSKEY)],
        "is_asked": bool(request.session.get(FACTOR_ASKED)),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": _picture(request, secret) if secret else "",
    }
    return render_form(
        request, "accounts/second_factor.html", fields, errors, status, **extra
    )


def _card(one: Factor) -> dict[str, Any]:
    return {
        "factor_id": one.factor_id,
        "name": one.name,
        "made_at": one.made_at,
        "remove_words": _("移除%(name)s") % {"name": one.name},
    }


def _picture(request: ActorRequest, secret: str) -> str:
    issuer = settings.SITE_NAME or _("政务服务网")
    address = app_address(secret, name=request.actor.name, issuer=issuer)
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, light="#fff")
    return mark_safe(drawn)  # noqa: S308  # drawn here, of squares alone


def _codes_page(request: ActorRequest, codes: tuple[str, ...]) -> HttpResponse:
    back = _back(request) or HERE
    if not codes:
        return HttpResponseRedirect(back)
    return render_form(
        request, "accounts/recovery_codes.html", [], {}, codes=codes, back=back
    )


@dataclass(frozen=True)
class Wanted:
    """What somebody is to prove, and where they were."""

    level: int
    back: str


@sensitive_post_parameters("code")
@require_http_methods(_FORM)
def show_verify(request: ActorRequest) -> HttpResponse:
    """加强核验: prove oneself again, and go on where one was; nothing typed is lost."""
    _person = request.actor.natural_person
    wanted = _wanted(request)
    if request.GET.get("checked") and (left := under_way(request)):
        return _back_from_check(request, Wanted(*left))
    if request.POST.get("act") in METHODS:
        return _to_check(request, wanted)
    if own_level(actor=request.actor) >= wanted.level:
        return HttpResponseRedirect(wanted.back)
    if request.method != "POST":
        return _verify_page(request, wanted)
    try:
        lift(request, request.actor, _prove(request))
    except Refusal as refusal:
        return _verify_page(request, wanted, _errors(refusal), refusal.status)
    messages.success(request, _("核验通过，请接着办。"))
    return HttpResponseRedirect(wanted.back)


def _to_check(request: ActorRequest, wanted: Wanted) -> HttpResponse:
    """A page that leads to the provider: our policy lets no form of ours go elsewhere."""
    try:
        page = begin_check(request, request.POST["act"], wanted.level, wanted.back)
    except Refusal as refusal:
        return _verify_page(request, wanted, _errors(refusal), refusal.status)
    return render_form(
        request, "accounts/to_check.html", [], {}, page=page, wanted=wanted
    )


def _back_from_check(request: ActorRequest, wanted: Wanted) -> HttpResponse:
    try:
        lift(request, request.actor, finish_check(request))
    except Refusal as refusal:
        return _verify_page(request, wanted, _errors(refusal), refusal.status)
    messages.success(request, _("核验通过，请接着办。"))
    return HttpResponseRedirect(wanted.back)


def _wanted(request: ActorRequest) -> Wanted:
    given = request.POST if request.method == "POST" else request.GET
    level = given.get("level", "")
    number = int(level) if level in {"2", "3", "4"} else 3
    return Wanted(number, local_path(given.get("next"), otherwise="/my/sign-ins"))


def _verify_page(
    request: ActorRequest,
    wanted: Wanted,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    errors = errors or {}
    extra = {
        "wanted": wanted,
        "factors": list_own_factors(actor=request.actor),
        "level": own_level(actor=request.actor),
        "checks": is_open(),
    }
    fields = [_code_field(errors)]
    return render_form(request, "accounts/verify.html", fields, errors, status, **extra)


def _errors(refusal: Refusal) -> dict[str, str]:
    errors: dict[str, str] = getattr(refusal, "errors", None) or {
        "code": refusal.message
    }
    return errors


def _code_field(errors: dict[str, str]) -> dict[str, Any]:
    return {
        "name": "code",
        "label": _("验证码"),
        "type": "code",
        "autocomplete": "one-time-code",
        "inputmode": "text",
        "max_length": 12,
        "required": True,
        "help": _("验证器里现在的 6 位数字；手机不在身边的，填一个恢复码。"),
        "error": errors.get("code", ""),
    }


def _password_field(errors: dict[str, str], name: str = "password") -> dict[str, Any]:
    return {
        "name": name,
        "label": _("现在的密码"),
        "type": "password",
        "autocomplete": "current-password",
        "required": True,
        "error": errors.get(name, ""),
    }
