"""Five durable steps in DBOS, each a checkpoint with a row of its own written."""

import json
import os
import sys
import time
from importlib.metadata import version

import psycopg
from dbos import DBOS

STEPS = ("submit", "accept", "review", "decide", "deliver")
URL = os.environ["PEER_URL"]
DBOS(
    config={
        "name": "lifecycle",
        "system_database_url": URL.replace("postgresql://", "postgresql+psycopg://"),
        "run_admin_server": False,
        "log_level": "ERROR",
    }
)
_session = psycopg.connect(URL, autocommit=True)


@DBOS.step()
def take_step(case: str, kind: str) -> None:
    """The step's own row."""
    _session.execute(
        "insert into step_taken (case_id, kind, at) values (%s, %s, now())",
        [case, kind],
    )


@DBOS.workflow()
def live(number: int) -> None:
    """One case from filing to delivery."""
    for kind in STEPS:
        take_step(DBOS.workflow_id or str(number), kind)


def main() -> None:
    """Prepare, or run for so many seconds."""
    DBOS.launch()
    if sys.argv[1] == "prepare":
        _session.execute(
            "create table step_taken (id bigserial primary key, case_id text,"
            " kind text, at timestamptz)"
        )
        live(0)
        DBOS.destroy()
        return
    for number in range(10):
        live(number)
    done, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < float(sys.argv[1]):
        live(done)
        done += 1
    rate = done / (time.perf_counter() - begin)
    DBOS.destroy()
    source = f"PyPI dbos {version('dbos')}"
    print(json.dumps({"per_second": rate, "source": source}))


if __name__ == "__main__":
    main()
