"""Points for a figure: the whole of them at its aim, and a share below it. Pure."""

from fractions import Fraction
from typing import Final, Protocol

_WHOLE: Final = 100
_TENTHS: Final = 10


class Aim(Protocol):
    """What was aimed at: at least, or at most, so much."""

    @property
    def value(self) -> int:
        """How much."""

    @property
    def at_most(self) -> bool:
        """Whether less is better."""


def tenths_of(value: Fraction | None, aim: Aim | None, points: int) -> int | None:
    """Points in tenths, never rounded up; None for a figure that is none."""
    if value is None:
        return None
    reached = value / _WHOLE
    if aim is not None and aim.at_most:
        reached = Fraction(1) if value <= aim.value else Fraction(aim.value) / value
    elif aim is not None and aim.value:
        reached = value / aim.value
    return int(min(max(reached, Fraction(0)), Fraction(1)) * points * _TENTHS)
