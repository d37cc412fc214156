"""The light: its colours, its words, and thresholds as data."""

from datetime import date

import pytest

from tongban.ground.clock import (
    Light,
    LightThresholds,
    Limit,
    Pause,
    china_calendar,
    due,
    light,
)

CHINA = china_calendar()
ACCEPTED = date(2026, 11, 2)
PROMISED = date(2026, 11, 16)  # ten working days
STATUTORY = date(2026, 11, 30)  # twenty


def seen(today: date, **other: object) -> Light:
    arguments: dict[str, object] = {
        "accepted_on": ACCEPTED,
        "promised_due_on": PROMISED,
        "statutory_due_on": STATUTORY,
        "today": today,
        "calendar": CHINA,
        **other,
    }
    return light(**arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (ACCEPTED, Light("normal", "正常", 10)),
        (date(2026, 11, 12), Light("normal", "正常", 2)),
        (date(2026, 11, 13), Light("yellow", "即将到期", 1)),
        (date(2026, 11, 15), Light("yellow", "即将到期", 1)),
        (PROMISED, Light("yellow", "即将到期", 0)),
        (date(2026, 11, 17), Light("red", "超过承诺时限", -1)),
        (STATUTORY, Light("red", "超过承诺时限", -10)),
        (date(2026, 12, 1), Light("red_statutory", "超过法定时限", -11)),
    ],
)
def test_changes_with_the_days(today: date, expected: Light) -> None:
    assert seen(today) == expected


def test_turns_yellow_at_nine_tenths_even_with_two_days_left() -> None:
    promised = due(ACCEPTED, Limit(20, "working_day"), CHINA).due_on
    assert promised == STATUTORY
    two_left = date(2026, 11, 26)
    assert seen(two_left, promised_due_on=STATUTORY) == Light("yellow", "即将到期", 2)
    assert seen(date(2026, 11, 25), promised_due_on=STATUTORY).colour == "normal"


def test_takes_other_thresholds() -> None:
    early = LightThresholds(yellow_days_left=3, yellow_used_per_cent=100)
    assert seen(date(2026, 11, 11), thresholds=early).colour == "yellow"
    assert seen(date(2026, 11, 10), thresholds=early).colour == "normal"
    half = LightThresholds(yellow_days_left=0, yellow_used_per_cent=50)
    assert seen(date(2026, 11, 9), thresholds=half).colour == "yellow"
    assert seen(date(2026, 11, 8), thresholds=half).colour == "normal"


def test_waits_while_a_pause_runs() -> None:
    waiting = seen(date(2026, 11, 12), promised_due_on=None, statutory_due_on=None)
    assert waiting == Light("normal", "暂停计时", None)


def test_stays_red_past_the_statute_though_the_promise_is_open() -> None:
    late = seen(date(2026, 12, 1), promised_due_on=None)
    assert late == Light("red_statutory", "超过法定时限", None)


def test_needs_no_statute() -> None:
    assert seen(date(2026, 12, 1), statutory_due_on=None).colour == "red"


def test_leaves_pauses_out_of_the_days_left() -> None:
    pauses = [Pause(date(2026, 11, 3), date(2026, 11, 6))]
    promised = due(ACCEPTED, Limit(10, "working_day"), CHINA, pauses).due_on
    assert promised == date(2026, 11, 19)
    now = seen(date(2026, 11, 4), promised_due_on=promised, pauses=pauses)
    assert now == Light("normal", "正常", 9)


def test_is_yellow_for_a_case_to_be_settled_at_once() -> None:
    assert seen(ACCEPTED, promised_due_on=ACCEPTED) == Light("yellow", "即将到期", 0)
