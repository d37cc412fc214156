"""Due days for files: one JSON line in, one JSON line out, in the same order."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any, Final, cast

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.counting import History, due_many
from tongban.ground.clock.values import CannotCount, Limit, Pause, Unit

KEYS: Final = ("accepted_on", "limit", "unit", "pauses", "extension")
EXAMPLE: Final = (
    '{"accepted_on": "2026-09-24", "limit": 5, "unit": "working_day", '
    '"pauses": [{"from": "2026-09-28", "to": null}], "extension": 0}'
)

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN: Final = 40


class BatchRun(Iterator[str]):
    """The answers to a file's lines, and whether one of them was an error."""

    def __init__(self, lines: Iterable[str | bytes], calendar: Calendar) -> None:
        """Read lazily: a file may be larger than the memory."""
        self._lines = iter(lines)
        self._calendar = calendar
        self.has_errors = False

    def __next__(self) -> str:
        line = next(self._lines)
        try:
            answer = due_many([read_history(line)], self._calendar)[0]
        except CannotCount as refusal:
            self.has_errors = True
            return json.dumps({"error": refusal.message}, ensure_ascii=False)
        return json.dumps(
            {
                "due_on": answer.due_on and answer.due_on.isoformat(),
                "calendar": answer.calendar,
                "provisional": answer.provisional,
                "paused": answer.paused,
            },
            ensure_ascii=False,
        )


def run_batch(lines: Iterable[str | bytes], calendar: Calendar) -> BatchRun:
    """Answer each line; a bad one gives `{"error": …}` and the rest go on.

    After the last line `has_errors` tells whether any was bad.
    """
    return BatchRun(lines, calendar)


def read_history(line: str | bytes) -> History:
    """Read one line. Refuses, with an example, what cannot be a case's clock."""
    row = _read_object(line)
    for key in sorted(row.keys() - set(KEYS)):
        # Keys of the sender's own are let be; a misspelt one would be a wrong date.
        if meant := get_close_matches(key, KEYS, n=1, cutoff=0.75):
            raise CannotCount(f"没有“{_show(key)}”这一项，请改写成 {meant[0]}")
    for key in ("accepted_on", "limit"):
        if key not in row:
            raise CannotCount(f"缺少 {key}，请补上，例如 {EXAMPLE}")
    # The unit is checked by Limit, which refuses whatever is not a Unit.
    unit = row.get("unit", "working_day")
    limit = Limit(row["limit"], cast("Unit", unit if isinstance(unit, str) else ""))
    extension = row.get("extension", 0)
    if type(extension) is not int:
        raise CannotCount("extension 要写整数，没有延长写 0，例如 10")
    return (
        _read_day(row["accepted_on"], "accepted_on"),
        limit,
        _read_pauses(row.get("pauses", [])),
        extension,
    )


def _read_object(line: str | bytes) -> dict[str, Any]:
    try:
        text = line.decode() if isinstance(line, bytes) else line
        row = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once)
    # RecursionError: brackets nested by the thousand. ValueError: not JSON, not
    # UTF-8, or a number of thousands of digits.
    except (ValueError, RecursionError) as error:
        raise CannotCount(
            f"这一行不是 JSON，请每行写一个对象，例如 {EXAMPLE}"
        ) from error
    if not isinstance(row, dict):
        raise CannotCount(f"这一行不是 JSON 对象，请用花括号写，例如 {EXAMPLE}")
    return row


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) != len(pairs):
        raise CannotCount(f"同一项写了两遍，请只留一个，例如 {EXAMPLE}")
    return row


def _read_pauses(value: object) -> list[Pause]:
    if not isinstance(value, list):
        raise CannotCount(
            'pauses 要写成列表，没有暂停写 []，例如 [{"from": "2026-09-01", "to": null}]'
        )
    return [_read_pause(item) for item in value]


def _read_pause(value: object) -> Pause:
    if not isinstance(value, dict) or not {"from"} <= value.keys() <= {"from", "to"}:
        raise CannotCount(
            "每个暂停只写 from 和 to 两项，还没结束时 to 写 null，"
            '例如 {"from": "2026-09-01", "to": "2026-09-10"}'
        )
    begin = _read_day(value["from"], "from")
    end = value.get("to")
    return Pause(begin, None if end is None else _read_day(end, "to"))


def _read_day(value: object, key: str) -> date:
    # Stricter than fromisoformat, which also takes 20260924 and 2026-W39-4.
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise CannotCount(
                f"{key} 写的 {value} 这一天不存在，请核对月份和日期，例如 2026-09-24"
            ) from error
    raise CannotCount(
        f"{key} 要写成“年-月-日”，您写的是 {_show(value)}，例如 2026-09-24"
    )


def _show(value: object) -> str:
    """Quote what was written: short, and without half characters no file could hold."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
