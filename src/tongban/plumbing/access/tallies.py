"""Counting what is limited, in the database: for all processes, whatever a client forgets.

Much used keys take a handful of permits at once and spend them in the process, so that a
request of somebody who has signed in costs no statement.
"""

from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import Final

from tongban.ground.refusals import Refusal
from tongban.plumbing.access.limits import MINUTE
from tongban.plumbing.database.keyed import act_key
from tongban.plumbing.database.prepared import fetch_all

_COUNT: Final = "select count_acts(%s, %s, %s, %s, %s, %s)"
_FORGET: Final = "select forget_acts(%s, %s, %s)"
_FORGET_OLD: Final = "select forget_old_tallies()"
_MOST_KEPT: Final = 10_000
_HANDFULS: Final = 40


class TooMany(Refusal):
    """More than is allowed in a time: says how long to wait."""

    status = 429

    def __init__(self, message: str, *, seconds: int) -> None:
        """Keep the wait: faces say it in a header too."""
        super().__init__(message)
        self.seconds = seconds


def count_act(
    scope: str, what: str, *, most: int, span: int, rest: int = 0, some: int = 1
) -> int:
    """Count what was tried under a key: 0 when it is allowed, else the seconds to wait.

    The database is given a keyed hash, never the login, address or phone itself.
    """
    rows = fetch_all(_COUNT, [scope, act_key(scope, what), some, most, span, rest])
    seconds: int = rows[0][0]
    return seconds


def forget_acts(scope: str, what: str, some: int | None = None) -> None:
    """Forget what was counted under a key: all, or only some of it."""
    fetch_all(_FORGET, [scope, act_key(scope, what), some])


def forget_old_tallies() -> None:
    """Forget what was counted long ago."""
    fetch_all(_FORGET_OLD)


class Permits:
    """Permits of a minute under many keys, taken from the database by the handful.

    Together all processes give out no more than `most` in a minute for one key; what a
    process has taken and not used by then is lost.
    """

    def __init__(self, scope: str) -> None:
        """Nothing is held yet."""
        self._scope = scope
        self._held: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str, *, most: int, careful: bool = False) -> None:
        """Use one permit of a key. Refuses with TooMany.

        Careful: each is counted in the database at once.
        """
        now = monotonic()
        with self._lock:
            left, ends = self._held.get(key, (0, 0.0))
            if ends > now and left != 0:
                self._held[key] = (left - 1 if left > 0 else left, ends)
                if left > 0:
                    return
                self._refuse(ends - now)
        some = 1 if careful else max(1, most // _HANDFULS)
        seconds = count_act(self._scope, key, most=most, span=MINUTE, some=some)
        with self._lock:
            # Refused: not asked again before the time is over.
            self._held[key] = (
                (-1, now + seconds) if seconds else (some - 1, now + MINUTE)
            )
            self._held.move_to_end(key)
            while len(self._held) > _MOST_KEPT:
                self._held.popitem(last=False)
        if seconds:
            self._refuse(seconds)

    def forget(self) -> None:
        """Give back nothing, hold nothing: for tests that begin anew."""
        with self._lock:
            self._held.clear()

    def _refuse(self, seconds: float) -> None:
        whole = max(1, round(seconds))
        message = f"请求太快了，请过 {whole} 秒再试；填好的内容不会丢。"
        raise TooMany(message, seconds=whole)
