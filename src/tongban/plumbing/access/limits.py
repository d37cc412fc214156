"""How often what may be tried, and how long one stays signed in: an installation's choice.

The values here are safe; `tongban doctor` names each that an installation has loosened.
"""

from dataclasses import dataclass
from typing import Final

MINUTE: Final = 60


@dataclass(frozen=True)
class Limits:
    """Counts and times of signing in and of requests; the environment may change them."""

    # 等保2.0 三级: after five wrong passwords, and after half an hour without a hand.
    tries: int = 5
    tries_an_address: int = 50
    rest_minutes: int = 15
    staff_idle_minutes: int = 30
    # A form takes long; a citizen is told before, and what is written is kept as a draft.
    idle_minutes: int = 120
    session_hours: int = 8
    sessions: int = 5
    tokens: int = 20
    # Codes in an hour: to one phone, and asked for from one address.
    codes_a_phone: int = 5
    codes_an_address: int = 30
    # Requests in a minute: of one address without signing in (writing, and the API), of one person.
    posts_an_address: int = 120
    calls_an_address: int = 1200
    calls_a_person: int = 6000
    # The longest that somebody may act for another without being asked again.
    mandate_days: int = 366
    # Of other systems that people sign in to through us, in seconds: how long a code may be
    # handed in (the database allows two minutes), and an access token used (an hour).
    code_seconds: int = 60
    access_seconds: int = 600
