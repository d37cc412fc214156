"""What is asked for: one thing of each kind, and which of them fills which part of an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tests.access.addresses import Address

# A key that no row has.
NOTHING: Final = UUID("00000000-0000-7000-8000-000000000000")


class NoThingError(LookupError):
    """An address has a part that nothing was made for."""


@dataclass(frozen=True)
class Thing:
    """A value for a part of an address; with a table where it is the key of a row behind the wall."""

    value: str
    table: str = ""


@dataclass(frozen=True)
class Things:
    """The things by `beginning of an address` and name; the longest beginning wins."""

    made: Mapping[tuple[str, str], Thing]
    # What bodies and queries name.
    fields: Mapping[str, str]
    # A word, and the thing that one must see to be told it.
    secrets: tuple[tuple[str, Thing], ...]

    def of(self, address: Address) -> dict[str, Thing]:
        """The things that fill the parts of this address."""
        return {name: self._one(address.template, name) for name in address.parameters}

    def _one(self, template: str, name: str) -> Thing:
        fitting = [
            before
            for before, named in self.made
            if named == name and template.startswith(before)
        ]
        if not fitting:
            raise NoThingError(
                f"nothing fills {{{name}}} of {template}: make one in tests/access/world.py"
                f' and name it in `_things` as ("/", "{name}") or under a longer beginning'
            )
        return self.made[max(fitting, key=len), name]


def fill(
    address: Address, things: Mapping[str, Thing], *, missing: bool = False
) -> str:
    """The address of these things; or of others of their kind, which do not exist."""
    template = address.template
    for name, thing in things.items():
        value = str(NOTHING) if missing and thing.table else thing.value
        template = template.replace(f"{{{name}}}", value)
    return template
