"""A day in three boxes of a page: what was typed, and the day that it means."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from tongban.ground.refusals import Invalid

DATE_PARTS: Final = ("year", "month", "day")
_EXAMPLE: Final = date(2026, 12, 1)


def typed_day(posted: Mapping[str, Any], name: str) -> dict[str, str]:
    """What stands in each box, to be shown again."""
    return {
        part: str(posted.get(f"{name}-{part}") or "").strip() for part in DATE_PARTS
    }


def read_day(posted: Mapping[str, Any], name: str, *, example: date = _EXAMPLE) -> date:
    """The day that was typed. Refuses with Invalid, under the name of the field."""
    typed = typed_day(posted, name)
    try:
        return date(*map(int, typed.values()))
    except (ValueError, OverflowError):
        said = {part: getattr(example, part) for part in DATE_PARTS}
        words = _("请写完整的日期，例如 %(year)s 年 %(month)s 月 %(day)s 日。") % said
        raise Invalid({name: words}) from None


def find_day(
    posted: Mapping[str, Any], name: str, *, example: date = _EXAMPLE
) -> date | None:
    """The day that was typed, or None where all boxes are empty. Refuses with Invalid."""
    if not any(typed_day(posted, name).values()):
        return None
    return read_day(posted, name, example=example)
