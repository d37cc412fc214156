"""The batch: a line in, a line out, and no line that can stop it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.clock import china_calendar, run_batch
from tongban.ground.clock.batch import EXAMPLE

CHINA = china_calendar()
GOOD: dict[str, Any] = {"accepted_on": "2026-09-24", "limit": 5, "unit": "working_day"}
ANSWER = {
    "due_on": "2026-10-09",
    "calendar": "cn-2026.1",
    "provisional": False,
    "paused": False,
}


def answer(line: str | bytes) -> dict[str, Any]:
    (out,) = run_batch([line], CHINA)
    assert "\n" not in out
    out.encode()
    read: dict[str, Any] = json.loads(out)
    return read


def changed(**other: object) -> str:
    return json.dumps({**GOOD, **other})


def test_answers_each_line_in_its_place() -> None:
    run = run_batch([json.dumps(GOOD), "?", changed(limit=0)], CHINA)
    first, second, third = map(json.loads, run)
    assert first == ANSWER
    assert list(second) == ["error"]
    assert third["due_on"] == "2026-09-24"
    assert run.has_errors


def test_tells_that_all_was_well() -> None:
    run = run_batch([json.dumps(GOOD)], CHINA)
    assert len(list(run)) == 1
    assert not run.has_errors


def test_reads_no_further_than_it_is_asked() -> None:
    lines = iter([json.dumps(GOOD), "left"])
    assert json.loads(next(run_batch(lines, CHINA))) == ANSWER
    assert list(lines) == ["left"]


@pytest.mark.parametrize(
    "line",
    [
        json.dumps(GOOD).encode(),
        "\ufeff" + json.dumps(GOOD),
        json.dumps(GOOD) + "\r\n",
        changed(pauses=[], extension=0),
        changed(pauses=[{"from": "2026-09-01", "to": "2026-09-10"}]),
        changed(case="69010020260924000001X"),
        json.dumps({"accepted_on": "2026-09-24", "limit": 5}),
    ],
)
def test_takes_other_ways_to_write_the_same(line: str | bytes) -> None:
    assert answer(line) == ANSWER


def test_answers_its_own_example() -> None:
    assert answer(EXAMPLE) == {**ANSWER, "due_on": None, "paused": True}
    without = changed(pauses=[{"from": "2026-09-28"}])
    assert answer(without) == {**ANSWER, "due_on": None, "paused": True}


def test_extends() -> None:
    assert answer(changed(extension=3))["due_on"] == "2026-10-13"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "不是 JSON"),
        ("   ", "不是 JSON"),
        ("{", "不是 JSON"),
        (b"\xff\xfe", "不是 JSON"),
        ("[" * 100_000, "不是 JSON"),
        ('{"limit": ' + "9" * 5000 + "}", "不是 JSON"),
        ("[]", "花括号"),
        ("null", "花括号"),
        ("5", "花括号"),
        ('{"limit": 5, "limit": 6}', "写了两遍"),
        ('{"limit": 5}', "缺少 accepted_on"),
        ('{"accepted_on": "2026-09-24"}', "缺少 limit"),
        (changed(accepted_on="2026-02-30"), "不存在"),
        (changed(accepted_on="2026-13-01"), "不存在"),
        (changed(accepted_on="0000-01-01"), "不存在"),
        (changed(accepted_on="20260924"), "年-月-日"),
        (changed(accepted_on="2026-W39-4"), "年-月-日"),
        (changed(accepted_on="2026-9-24"), "年-月-日"),
        (changed(accepted_on="２０２６-09-24"), "年-月-日"),
        (changed(accepted_on="2026-09-24T00:00:00"), "年-月-日"),
        (changed(accepted_on="2026-09-24\n"), "年-月-日"),
        (changed(accepted_on="\ud800" * 90), "年-月-日"),
        (changed(accepted_on=20260924), "年-月-日"),
        (changed(accepted_on=None), "年-月-日"),
        (changed(accepted_on=True), "年-月-日"),
        (changed(accepted_on={"x": float("nan")}), "年-月-日"),
        (changed(accepted_on="1600-01-01"), "1980 年到 2149 年"),
        (changed(accepted_on="9999-12-31", unit="month"), "1980 年到 2149 年"),
        (changed(limit=-1), "负数"),
        (changed(limit=True), "整数"),
        (changed(limit=5.0), "整数"),
        (changed(limit="5"), "整数"),
        (changed(limit=None), "整数"),
        (changed(limit=float("inf")), "整数"),
        (changed(limit=10**9), "最长"),
        (changed(limit=10**400), "最长"),
        (changed(unit="day"), "working_day"),
        (changed(unit=None), "working_day"),
        (changed(unit=["working_day"]), "working_day"),
        (changed(extension=-1), "负数"),
        (changed(extension=False), "整数"),
        (changed(extension=1.5), "整数"),
        (changed(extension=None), "整数"),
        (changed(extension=10**9), "最长"),
        (changed(pauses={}), "列表"),
        (changed(pauses=None), "列表"),
        (changed(pauses=["2026-09-01"]), "from 和 to"),
        (changed(pauses=[{"to": "2026-09-01"}]), "from 和 to"),
        (changed(pauses=[{"from": "2026-09-01", "until": None}]), "from 和 to"),
        (changed(pauses=[{"from": "2026-09-31", "to": None}]), "不存在"),
        (changed(pauses=[{"from": None, "to": None}]), "年-月-日"),
        (changed(pauses=[{"from": "2026-09-01", "to": 3}]), "年-月-日"),
        (changed(pauses=[{"from": "2026-09-02", "to": "2026-09-01"}]), "不能早于"),
        (changed(pause=[]), "改写成 pauses"),
        (changed(acceptedon="x"), "改写成 accepted_on"),
    ],
)
def test_says_what_is_wrong(line: str | bytes, says: str) -> None:
    read = answer(line)
    assert list(read) == ["error"]
    assert says in read["error"]
    assert len(read["error"]) < 300


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["accepted_on", "limit", "unit", "pauses", "extension"]),
        json_values,
    )
)
def test_never_fails_on_any_object(other: dict[str, Any]) -> None:
    assert answer(json.dumps({**GOOD, **other}))


@given(st.text() | st.binary())
def test_never_fails_on_any_line(line: str | bytes) -> None:
    assert answer(line)
