"""Second factors as rows: an app under way, codes of both kinds, what is proved by them."""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from tongban.capabilities.accounts.models import (
    AccountProof,
    RecoveryCode,
    SecondFactor,
)
from tongban.capabilities.accounts.totp import DIGITS, step_of
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.keyed import code_key
from tongban.plumbing.database.keys import new_key

COUNT: Final = 10
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_HALF: Final = 5
WRONG: Final = (
    "验证码不对。请看验证器里现在的 6 位数字，例如 204815；手机时间要准。"
    "手机不在身边的，填一个恢复码。"
)


def own_authenticator(actor: Actor, *, is_confirmed: bool) -> SecondFactor | None:
    """The authenticator app of an account: the one that counts, or the one under way."""
    held = SecondFactor.objects.filter(
        account_id=actor.own_account, kind="totp", removed_at=None
    )
    return held.filter(confirmed_at__isnull=not is_confirmed).first()


def keep_proof(
    actor: Actor,
    method: str,
    at: datetime,
    *,
    factor: SecondFactor | None = None,
    step: int | None = None,
    reference: str = "",
) -> UUID:
    """Write down what was proved; the database refuses a code that was taken before."""
    proof_id = new_key()
    row = AccountProof(
        id=proof_id,
        city=actor.city,
        account_id=actor.own_account,
        method=method,
        level=settings.ASSURANCE.level_of(method),
        factor=factor,
        step=step,
        reference=reference,
        proved_at=at,
    )
    row.save(force_insert=True)
    return proof_id


def prove_by_app(
    actor: Actor, factor: SecondFactor | None, code: str, at: datetime
) -> UUID:
    """Take six digits of an app. Refuses with Invalid, or `a_step_is_used_once`."""
    step = step_of(factor.secret, code, at=at) if factor else None
    if step is None:
        raise Invalid({"code": WRONG})
    return keep_proof(actor, "totp", at, factor=factor, step=step)


def prove_by_paper(actor: Actor, code: str, at: datetime) -> UUID:
    """Take a recovery code, which then opens nothing any more. Refuses with Invalid."""
    key = _paper_key(actor, code)
    own = RecoveryCode.objects.filter(
        account_id=actor.own_account, code_key=key, used_at=None
    )
    if not own.update(used_at=at):
        raise Invalid({"code": WRONG})
    return keep_proof(actor, "recovery", at)


def tidy_code(code: str) -> str:
    """A code as it was meant: without the blanks and strokes that people type."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def is_of_app(code: str) -> bool:
    """Whether a tidy code is of an app, and not one of those on paper."""
    return len(code) == DIGITS and code.isdecimal() and code.isascii()


def new_paper_codes(actor: Actor, at: datetime) -> tuple[str, ...]:
    """Ten new codes for paper; those from before open nothing any more."""
    old = RecoveryCode.objects.filter(account_id=actor.own_account, used_at=None)
    old.update(used_at=at)
    codes = tuple(_new_code() for _number in range(COUNT))
    RecoveryCode.objects.bulk_create(
        RecoveryCode(
            city=actor.city,
            account_id=actor.own_account,
            code_key=_paper_key(actor, code),
            made_at=at,
        )
        for code in codes
    )
    return codes


def first_paper_codes(actor: Actor, at: datetime) -> tuple[str, ...]:
    """Codes for paper with the first factor; none where there are some already."""
    own = RecoveryCode.objects.filter(account_id=actor.own_account, used_at=None)
    return () if own.exists() else new_paper_codes(actor, at)


def _new_code() -> str:
    halves = (
        "".join(secrets.choice(_LETTERS) for _sign in range(_HALF)) for _half in "ab"
    )
    return "-".join(halves)


def _paper_key(actor: Actor, code: str) -> str:
    return code_key(actor.city, f"recovery|{actor.own_account}", tidy_code(code))
