"""Days as a Chinese page writes them: 11 月 30 日（周一）."""

from datetime import date, datetime
from typing import Final

WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def day_words(day: date, *, year: bool = False) -> str:
    """A day with its weekday, because people plan by weekdays: 11 月 30 日（周一）."""
    words = f"{day.month} 月 {day.day} 日（{WEEKDAYS[day.weekday()]}）"
    return f"{day.year} 年 {words}" if year else words


def moment_words(moment: datetime, *, year: bool = False) -> str:
    """A moment as the clock on the wall says it; the caller gives it in local time."""
    return f"{day_words(moment.date(), year=year)}{moment:%H:%M}"


def days_left_words(left: int, *, working: bool = False) -> str:
    """How much time is left: 还剩 3 天, 今天到期, 已超 2 天."""
    unit = "个工作日" if working else "天"
    if left > 0:
        return f"还剩 {left} {unit}"
    return "今天到期" if left == 0 else f"已超 {-left} {unit}"
