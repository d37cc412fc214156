"""What a package index knows of one version: its holes, and its licence where it is not installed.

PyPI's JSON (`/pypi/NAME/VERSION/json`) carries the advisories of the Python Packaging
Advisory Database. A version that cannot be looked up is told, never taken for sound.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import httpx

from tools.supply.pins import Pin, Said, said_by

_AT_ONCE: Final = 8
_SECONDS: Final = 20.0


@dataclass(frozen=True)
class Looked:
    """What the index said about one pin; `reason` where it said nothing."""

    pin: Pin
    holes: tuple[str, ...] = ()
    said: Said = field(default_factory=Said)
    reason: str = ""


class Index:
    """An index that answers as PyPI does."""

    def __init__(
        self, address: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        """`transport` is for tests: another way to the same address."""
        self._address = address.rstrip("/")
        self._client = httpx.Client(timeout=_SECONDS, transport=transport)

    def look_up(self, pins: Iterable[Pin]) -> tuple[Looked, ...]:
        """Ask for all of them, in their order."""
        with self._client, ThreadPoolExecutor(_AT_ONCE) as pool:
            return tuple(pool.map(self._look_up, pins))

    def _look_up(self, pin: Pin) -> Looked:
        url = f"{self._address}/pypi/{pin.name}/{pin.version}/json"
        try:
            answer = self._client.get(url)
            if answer.status_code != HTTPStatus.OK:
                return Looked(pin, reason=f"HTTP {answer.status_code}")
            told = answer.json()
            return read_answer(pin, told)
        except httpx.HTTPError as error:
            return Looked(pin, reason=str(error) or type(error).__name__)
        except (ValueError, KeyError, TypeError) as error:
            return Looked(pin, reason=f"答复读不懂：{error!r}")


def read_answer(pin: Pin, told: Mapping[str, Any]) -> Looked:
    """Read the document; without `vulnerabilities` in it nothing was looked up."""
    info = told["info"]
    if info["version"] != pin.version:
        return Looked(pin, reason=f"答复说的是 {info['version']}")
    holes = tuple(
        _words_of(one) for one in told["vulnerabilities"] if not one.get("withdrawn")
    )
    said = said_by(
        info.get("license_expression") or "",
        info.get("classifiers") or (),
        info.get("license") or "",
    )
    return Looked(pin, holes, said)


def _words_of(hole: Mapping[str, Any]) -> str:
    fixed = "、".join(hole.get("fixed_in") or ()) or "还没有"
    names = "、".join((hole["id"], *(hole.get("aliases") or ())))
    return f"{names}（已修复的版本：{fixed}）"
