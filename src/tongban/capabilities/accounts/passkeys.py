"""Passkeys (WebAuthn): what a browser is asked to sign, and whether it signed that.

The library is Yubico's `fido2`; a challenge lies in the server-side session, for one answer.
"""

import json
import time
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any, Final, Literal
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from fido2.cose import ES256, RS256, EdDSA
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tongban.capabilities.accounts.commands import add_passkey, prove_by_passkey
from tongban.capabilities.accounts.queries import find_passkey, list_own_passkeys
from tongban.capabilities.accounts.types import Enrolled
from tongban.capabilities.people.queries import get_actor
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.database.prepared import fetch_all

Purpose = Literal["add", "prove"]
_ASKED: Final = "passkey_asked"
_PATIENCE: Final = 300
_LONGEST: Final = 20_000
_ACCOUNT: Final = "select account_of_passkey(%s)"
_MUST: Final = UserVerificationRequirement.REQUIRED


def ask(request: ActorRequest, purpose: Purpose) -> dict[str, Any]:
    """What the browser is to sign; it is remembered for one answer."""
    options, state = (_new if purpose == "add" else _known)(request)
    kept = {"challenge": state["challenge"], "user_verification": _MUST.value}
    request.session[_ASKED] = [purpose, kept, time.time()]
    asked: dict[str, Any] = options["publicKey"]
    return asked


def _new(request: ActorRequest) -> tuple[dict[str, Any], Any]:
    actor = request.actor
    user = PublicKeyCredentialUserEntity(
        name=actor.name, id=actor.own_account.bytes, display_name=actor.name
    )
    held = [_read(one) for one in list_own_passkeys(actor=actor)]
    options, state = _server(request).register_begin(
        user, held, ResidentKeyRequirement.REQUIRED, _MUST
    )
    return dict(options), state


def _known(request: ActorRequest) -> tuple[dict[str, Any], Any]:
    """Nobody is named: the browser offers what it has for this site."""
    options, state = _server(request).authenticate_begin(None, _MUST)
    return dict(options), state


def take_new(request: ActorRequest, name: str, at: Any) -> Enrolled:
    """Keep a passkey that the browser has just made. Refuses with Invalid."""
    state, said = _answer(request, "add")
    try:
        made = RegistrationResponse.from_dict(said)
        told = _server(request).register_complete(state, made)
    except (ValueError, KeyError, TypeError) as error:
        raise _wrong() from error
    if told.credential_data is None:
        raise _wrong()
    held = told.credential_data
    return add_passkey(
        actor=request.actor,
        name=name,
        secret=b64encode(bytes(held)).decode(),
        credential_digest=_digest(held.credential_id),
        counter=told.counter,
        at=at,
    )


def take_proof(request: ActorRequest, at: Any) -> tuple[Actor, UUID]:
    """Whose passkey signed, and the proof of it. Refuses with Invalid."""
    state, said = _answer(request, "prove")
    try:
        answer = AuthenticationResponse.from_dict(said)
    except (ValueError, KeyError, TypeError) as error:
        raise _wrong() from error
    digest = _digest(answer.raw_id)
    account_id = fetch_all(_ACCOUNT, [digest])[0][0]
    if account_id is None:
        raise Invalid({"passkey": _("这个通行密钥没有登记过，或者已经移除了。")})
    actor = get_actor(account_id=account_id, today=request.today)
    held = find_passkey(actor=actor, credential_digest=digest)
    try:
        _server(request).authenticate_complete(state, [_read(held.secret)], answer)
    except (ValueError, KeyError, TypeError) as error:
        raise _wrong() from error
    counter = answer.response.authenticator_data.counter
    proof_id = prove_by_passkey(
        actor=actor, factor_id=held.factor_id, counter=counter, at=at
    )
    return actor, proof_id


def _answer(request: ActorRequest, purpose: Purpose) -> tuple[Any, dict[str, Any]]:
    """What was asked and what was answered; asked once, answered once."""
    asked = request.session.pop(_ASKED, None)
    if not asked or asked[0] != purpose or time.time() - asked[2] > _PATIENCE:
        raise _wrong()
    try:
        said = json.loads(request.POST.get("credential", "")[:_LONGEST])
    except ValueError as error:
        raise _wrong() from error
    if not isinstance(said, dict):
        raise _wrong()
    return asked[1], said


def _wrong() -> Invalid:
    return Invalid({"passkey": _("通行密钥没有用成，请再试一次，或者用密码和验证器。")})


def _server(request: ActorRequest) -> Fido2Server:
    """The site as browsers know it: by its host, which the configuration names."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    name = settings.SITE_NAME or host
    server = Fido2Server(PublicKeyCredentialRpEntity(name=name, id=host))
    kind = PublicKeyCredentialType.PUBLIC_KEY
    server.allowed_algorithms = [
        PublicKeyCredentialParameters(type=kind, alg=one.ALGORITHM)
        for one in (ES256, EdDSA, RS256)
    ]
    return server


def _read(secret: str) -> AttestedCredentialData:
    return AttestedCredentialData(b64decode(secret))


def _digest(credential_id: bytes) -> str:
    return sha256(credential_id).hexdigest()
