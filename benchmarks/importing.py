"""How fast a list of items is taken in: read, checked, compared, kept as drafts, logged.

`measure()` gives the figures; run as a script it prints them as JSON. Beside it, in the same
rounds, the limit: the same file read with `csv` and copied into a bare table, without
checks, findings, versions, rules or row-level security. The start of a process is in
neither.
"""

import csv
import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    # As a script, from any folder, without the package being installed.
    sys.path[:0] = [
        str(Path(__file__).parents[1]),
        str(Path(__file__).parents[1] / "src"),
    ]

from benchmarks.figures import Measurement, Target
from benchmarks.scratch import scratch_platform

ROUNDS = 7
ROWS = 1_135
WANTED = 500
HEADINGS = (
    "department",
    "main_item",
    "item_name",
    "implementation_code",
    "item_type_code",
    "region_code",
    "source_department_code",
)
TYPES = ("1", "1", "1", "10", "20", "20", "7", "5")


def measure() -> dict[str, Any]:
    """Give the figures of `contracts` for one operation: taking one row of a list in."""
    with scratch_platform() as scratch:
        inside = subprocess.run(
            [sys.executable, __file__, "--inside"],
            env=scratch.environment(),
            check=True,
            stdout=subprocess.PIPE,
        )
    found: dict[str, Any] = json.loads(inside.stdout)
    return found


def make_list(round_number: int) -> bytes:
    """A list as cities keep them: local codes, unpadded types, departments of elsewhere."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for at in range(ROWS):
        department = at % 34
        code = f"511A{round_number:03d}{at:06d}-690100000000-000-{at:018d}-1-00"
        writer.writerow(
            (
                f"第{department}区局",
                "未分类" if at % 2 else f"主项{at % 130}",
                f"第{round_number}轮第{at}项事项（新办、变更、延续、注销）",
                code,
                TYPES[at % len(TYPES)],
                "690100000000",
                f"{department:09d}",
            )
        )
    return out.getvalue().encode()


def measure_inside() -> dict[str, Any]:
    """The rounds, in a process that is told of the scratch platform."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.config.settings")
    django.setup()
    from tongban.capabilities.catalogue.commands import import_file
    from tongban.capabilities.people.queries import find_account, get_actor
    from tongban.faces.clock import now, today
    from tongban.plumbing.access.actor import anonymous

    account_id = find_account(actor=anonymous(""), login="linxiao")
    if account_id is None:
        raise SystemExit("the sample city has no officer linxiao")
    officer = get_actor(account_id=account_id, today=today())
    walls, cpu, raw, failures = [], [], [], 0
    # The first round warms what a running process has warm, and is not counted.
    for number in range(ROUNDS + 1):
        content = make_list(number)
        begin, used = time.perf_counter(), time.process_time()
        result = import_file(actor=officer, content=content, name="list.csv", at=now())
        if number:
            walls.append(time.perf_counter() - begin)
            cpu.append(time.process_time() - used)
            failures += ROWS - result.counts["imported"]
        begin = time.perf_counter()
        copy_raw(content)
        if number:
            raw.append(ROWS / (time.perf_counter() - begin))
    return describe(walls, cpu, raw, failures)


def copy_raw(content: bytes) -> None:
    """The limit: what the driver and the server need to take the rows, and no more."""
    import psycopg

    columns = ", ".join(f"{name} text" for name in HEADINGS)
    with (
        psycopg.connect(os.environ["TONGBAN_OWNER_URL"]) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(f"create temp table raw_list ({columns}) on commit drop")
        with cursor.copy("copy raw_list from stdin") as copy:
            for row in rows_of(content):
                copy.write_row(row)


def rows_of(content: bytes) -> Iterator[list[str]]:
    """The rows of a list, without its headings."""
    reader = csv.reader(io.StringIO(content.decode(), newline=""))
    next(reader)
    yield from reader


def describe(
    walls: list[float], cpu: list[float], raw: list[float], failures: int
) -> dict[str, Any]:
    """The figures of the rounds; a row's time is its share of the file's."""
    rate = round(ROWS / statistics.median(walls), 1)
    limit = round(statistics.median(raw))
    measured = Measurement(
        operation="import of one row of a list, as a draft with findings",
        seconds=[wall / ROWS for wall in walls],
        wall=sum(walls),
        failures=failures,
        cpu_ms=round(statistics.median(cpu) * 1000 / ROWS, 3),
        rows_before=ROWS,
        more={
            "raw_sql_per_second": limit,
            "peer": "csv and COPY into a bare table",
            "peer_per_second": limit,
            "peer_source": "same rows, same server, same run",
            "rows_a_file": ROWS,
        },
        targets=[Target("items a second", WANTED, rate)],
    )
    return measured.facts() | {"per_second": rate}


if __name__ == "__main__":
    found = measure_inside() if "--inside" in sys.argv else measure()
    print(json.dumps(found, ensure_ascii=False, indent=2))
