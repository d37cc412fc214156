"""Days as a Chinese page writes them."""

from datetime import date, datetime

from tongban.plumbing.text.days import day_words, days_left_words, moment_words


def test_names_the_weekday() -> None:
    assert day_words(date(2026, 11, 30)) == "11 月 30 日（周一）"


def test_names_the_year_when_asked() -> None:
    assert day_words(date(2027, 1, 3), year=True) == "2027 年 1 月 3 日（周日）"


def test_writes_a_moment_with_two_figures() -> None:
    assert moment_words(datetime(2026, 11, 22, 9, 5)) == "11 月 22 日（周日）09:05"  # noqa: DTZ001  # a wall clock


def test_counts_what_is_left_and_what_is_over() -> None:
    assert days_left_words(3) == "还剩 3 天"
    assert days_left_words(0) == "今天到期"
    assert days_left_words(-2, working=True) == "已超 2 个工作日"
