"""What the locks pin, and what the installed packages say about themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import InvalidRequirement, Requirement

_LINE: Final = re.compile(r"^(?P<requirement>[A-Za-z0-9][^\\]*?)\s*\\?$")
_LICENCE_CLASSIFIER: Final = "License :: "


class BadLockError(ValueError):
    """A line of a lock that pins nothing: what it brings in cannot be known."""


@dataclass(frozen=True, order=True)
class Pin:
    """One version of one package."""

    name: str
    version: str

    def __str__(self) -> str:
        """As a lock writes it."""
        return f"{self.name}=={self.version}"


@dataclass(frozen=True)
class Said:
    """What a package's metadata says about its licence, in the three places where it may."""

    expression: str = ""
    classifiers: tuple[str, ...] = field(default=())
    text: str = ""


def read_pins(locks: Iterable[Path]) -> tuple[Pin, ...]:
    """Every pin of the locks, whatever machine it is for."""
    found = {pin for lock in locks for pin in _pins_of(lock)}
    return tuple(sorted(found))


def _pins_of(lock: Path) -> Iterable[Pin]:
    for number, line in enumerate(lock.read_text("utf-8").splitlines(), 1):
        matched = _LINE.match(line)
        if matched is None:
            continue
        yield _pin_of(matched["requirement"], f"{lock.name}:{number}")


def _pin_of(line: str, place: str) -> Pin:
    try:
        requirement = Requirement(line)
    except InvalidRequirement as error:
        raise BadLockError(f"{place}：“{line}”读不懂（{error}）") from error
    exact = [one for one in requirement.specifier if one.operator == "=="]
    if len(exact) != 1 or len(requirement.specifier) != 1 or requirement.url:
        raise BadLockError(f"{place}：“{line}”没有写死一个版本")
    return Pin(requirement.name.lower().replace("_", "-"), exact[0].version)


def read_installed(pin: Pin) -> Said | None:
    """What is said where it is installed in just this version; None where it is not."""
    try:
        found = distribution(pin.name)
    except PackageNotFoundError:
        return None
    if found.version != pin.version:
        return None
    metadata = found.metadata
    return said_by(
        _first(metadata, "License-Expression"),
        metadata.get_all("Classifier") or [],
        _first(metadata, "License"),
    )


def _first(metadata: PackageMetadata, name: str) -> str:
    return str((metadata.get_all(name) or [""])[0])


def said_by(expression: str, classifiers: Iterable[str], text: str) -> Said:
    """Keep of the metadata what is about licences."""
    about = (one for one in classifiers if one.startswith(_LICENCE_CLASSIFIER))
    names = tuple(one.rsplit(" :: ", 1)[1] for one in about)
    # A heading that names a family only ("OSI Approved") says nothing.
    return Said(
        expression, tuple(name for name in names if name != "OSI Approved"), text
    )
