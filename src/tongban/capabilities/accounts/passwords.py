"""Which passwords will do: long enough, and on no list of those that everybody takes."""

from typing import Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from tongban.ground.refusals import Refusal

SHORTEST: Final = 8
LONGEST: Final = 200
_FEWEST_SIGNS: Final = 4


class PasswordRefused(Refusal):
    """Too short, or easily guessed: no signs of certain kinds are asked for."""


def check_password_choice(password: str, *, known: tuple[str, ...] = ()) -> str:
    """The password, when it will do; `known` is what others know of the person."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(
            f"密码要 {SHORTEST} 到 {LONGEST} 个字，您填了 {len(password)} 个。"
            "可以是一句话，例如：门前有两棵老槐树"
        )
    low = password.lower()
    if len(set(low)) < _FEWEST_SIGNS or any(
        one and one.lower() in low for one in known
    ):
        raise PasswordRefused(
            "这个密码太容易猜到，不要用手机号、证件号码、姓名或重复的字，"
            "可以是一句话，例如：门前有两棵老槐树"
        )
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError as error:
        raise PasswordRefused(
            "很多人用这个密码，一猜就中。请换一个，例如一句只有您想得到的话。"
        ) from error
    return password
