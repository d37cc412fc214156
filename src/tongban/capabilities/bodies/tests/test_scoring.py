"""Points for a figure."""

from dataclasses import dataclass
from fractions import Fraction

import pytest

from tongban.capabilities.bodies.scoring import tenths_of


@dataclass(frozen=True)
class Aim:
    value: int
    at_most: bool = False


@pytest.mark.parametrize(
    ("value", "aim", "tenths"),
    [
        (Fraction(95), Aim(90), 200),
        (Fraction(45), Aim(90), 100),
        (Fraction(50), None, 100),
        (Fraction(0), Aim(90), 0),
        (Fraction(2), Aim(4, at_most=True), 200),
        (Fraction(8), Aim(4, at_most=True), 100),
        # Never rounded up.
        (Fraction(200, 3), Aim(100), 133),
        (None, Aim(90), None),
    ],
)
def test_points_are_a_share_of_the_aim(
    value: Fraction | None, aim: Aim | None, tenths: int | None
) -> None:
    assert tenths_of(value, aim, 20) == tenths
