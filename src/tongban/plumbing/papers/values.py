"""Values on their way into a layout: days and codes get the form that paper needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from uuid import UUID

import segno

from tongban.ground.zone import OFFICE_ZONE

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class QrCode:
    """Text that stands on paper as a QR code."""

    text: str

    def svg(self) -> str:
        """The code as SVG; middle error correction survives a fold and a coffee stain."""
        return _svg(self.text)


def chinese_day(day: date) -> str:
    """2026年11月22日: no leading zeros, as GB/T 9704 asks."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """星期日."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def encode(value: object) -> object:
    """The value as JSON can carry it. A type that paper cannot show is a bug and raises."""
    match value:
        case Mapping():
            return {str(key): encode(one) for key, one in value.items()}
        case list() | tuple():
            return [encode(one) for one in value]
        case None | bool() | int() | str():
            return value
    return _encode_one(value)


def _encode_one(value: object) -> object:
    match value:
        case QrCode():
            return {"svg": value.svg()}
        case UUID():
            return str(value)
        case datetime():
            if value.tzinfo is None:
                raise TypeError("a moment on paper needs its time zone")
            local = value.astimezone(OFFICE_ZONE)
            return _day_words(local.date()) | {"time": f" {local:%H:%M}"}
        case date():
            return _day_words(value)
    raise TypeError(f"paper cannot show a {type(value).__name__}")


def printed_texts(value: object) -> Iterator[str]:
    """Every string in the values that will stand on paper as letters (QR codes do not)."""
    match value:
        case str():
            yield value
        case Mapping():
            for one in value.values():
                yield from printed_texts(one)
        case list() | tuple():
            for one in value:
                yield from printed_texts(one)


def _day_words(day: date) -> dict[str, object]:
    return {
        "day": chinese_day(day),
        "weekday": weekday(day),
        "numbers": [day.year, day.month, day.day],
    }


@lru_cache(maxsize=64)
def _svg(text: str) -> str:
    out = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", border=1, xmldecl=False, unit="mm", svgns=True)
    return out.getvalue().decode()
