"""What differs between two texts of an item, as people read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One element: where it stands, what it was and what it will be."""

    where: str
    was: str
    becomes: str
