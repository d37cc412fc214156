"""How sure the city is of who has signed in: the one place that asks."""

from typing import Final

from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.prepared import fetch_all

# A password alone, and nothing checked against any register.
LOWEST: Final = 1
_LEVEL: Final = (
    "select least(coalesce(max(level), 1), session_cap())"
    " from identity_check where person_id = %s"
)


def read_level(actor: Actor) -> int:
    """The highest level that the person behind a sign-in was found at, 1 to 4.

    No more than the word by which they came, where it was not their own.

    Inside the actor's transaction.
    """
    level: int = fetch_all(_LEVEL, [actor.natural_person])[0][0]
    return max(level, LOWEST)


def acr_of(level: int) -> str:
    """The level as systems are told it."""
    return f"urn:tongban:level:{level}"
