"""The one shape of every error of the API (RFC 9457), as documents of it say it."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Problem:
    """What went wrong, in words fit to show; the rule and its article where one says so.

    `errors` maps the names of fields to what is wrong with them (422); `turn_to` names
    who can help.
    """

    type: str
    title: str
    status: int
    detail: str = ""
    rule: str = ""
    source: str = ""
    turn_to: str = ""
    errors: dict[str, str] = field(default_factory=dict)


# For reading: not signed in, not granted, not there (or not to be seen).
UNSEEN: Final = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 422: Problem}
# For acts: a rule of the register or the state of the case may stand against them too.
REFUSED: Final = UNSEEN | {409: Problem}
