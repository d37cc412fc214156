"""A day as three fields of a page."""

from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongban.ground.refusals import Invalid


def read_day(posted: QueryDict, name: str) -> date:
    """The day that was typed. Refuses with Invalid."""
    parts = [
        posted.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")
    ]
    try:
        return date(*map(int, parts))
    except ValueError:
        raise Invalid({name: _("请写完整的日期，例如 2026 年 12 月 1 日。")}) from None


def typed_day(posted: QueryDict, name: str) -> str:
    """What was typed, to be shown again."""
    return "-".join(
        posted.get(f"{name}-{part}", "") for part in ("year", "month", "day")
    )
