"""The worker: tells facts, orders the log, runs queued jobs. `python -m tongban.config.worker`.

One process, each loop in a thread of its own. On SIGTERM every loop finishes the batch it
holds; when one fails the others stop as well, and the supervisor starts a clean process.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

import django
import structlog

from tongban.ground.loading import loading

if TYPE_CHECKING:
    from tongban.plumbing.jobs.looping import Pulse

log = structlog.get_logger(__name__)

# Papers take tens of milliseconds each; with two relays words to people do not wait.
RELAYS = 2
BEHIND_PEOPLE = 5
BEAT_SECONDS = 5.0
CITIES_SECONDS = 10.0

Loop = Callable[[threading.Event], None]


def main() -> int:
    """Run until asked to stop: 0 stopped, 1 a loop failed."""
    # Whoever files waits for an answer, a paper's file does not: under load people come first.
    os.nice(BEHIND_PEOPLE)
    with loading():
        django.setup()
        # Imported late: models need the rooms to be set up.
        from tongban.plumbing.jobs.heartbeat import WORKER
        from tongban.plumbing.jobs.looping import Pulse
        from tongban.plumbing.jobs.running import run_queue
        from tongban.plumbing.jobs.scheduling import DEFAULT

    cities, pulse = Cities(), Pulse()
    loops: list[Loop] = [
        *(partial(relay, cities, pulse, number) for number in range(RELAYS)),
        partial(sequence, cities, pulse),
        partial(run_queue, DEFAULT),
        partial(keep_beating, WORKER, pulse),
    ]
    return run_together(loops)


class Cities:
    """The cities of this installation, asked for again every few seconds."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._known: list[str] = []
        self._until = 0.0

    def __call__(self) -> list[str]:
        """All city codes."""
        from tongban.capabilities.orgs.queries import list_cities

        if time.monotonic() >= self._until:
            self._known = list_cities()
            self._until = time.monotonic() + CITIES_SECONDS
        return self._known


def relay(cities: Cities, pulse: "Pulse", number: int, stop: threading.Event) -> None:
    """Tell facts to their listeners, city by city."""
    from tongban.plumbing.jobs.looping import run_loop
    from tongban.plumbing.outbox.relaying import relay_batch

    def turn() -> int:
        return sum(relay_batch(city=city, now=datetime.now(UTC)) for city in cities())

    run_loop(turn, stop, name=f"relay {number}", pulse=pulse)


def sequence(cities: Cities, pulse: "Pulse", stop: threading.Event) -> None:
    """Give committed leaves their order, city by city."""
    from tongban.plumbing.evidence.sequencing import sequence_round
    from tongban.plumbing.evidence.signing import installation_key
    from tongban.plumbing.jobs.looping import run_loop

    key = installation_key()

    def turn() -> int:
        rounds = [
            sequence_round(city=city, key=key, now=datetime.now(UTC))
            for city in cities()
        ]
        return sum(found.linked for found in rounds)

    run_loop(turn, stop, name="sequencer", pulse=pulse)


def keep_beating(name: str, pulse: "Pulse", stop: threading.Event) -> None:
    """Show that the process works: silent when a loop is stuck, so that it is noticed."""
    from tongban.plumbing.jobs.heartbeat import beat

    while True:
        if stuck := pulse.stuck():
            log.error("loop_stuck", loops=stuck)
        else:
            beat(name, datetime.now(UTC))
        if stop.wait(BEAT_SECONDS):
            return


def run_together(loops: list[Loop]) -> int:
    """Run loops beside each other until a signal, or until one of them fails."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    with ThreadPoolExecutor(len(loops)) as pool:
        running: list[Future[None]] = [pool.submit(loop, stop) for loop in loops]
        # A finite wait, so that signals reach this thread.
        while not stop.is_set():
            ended, _ = wait(running, timeout=0.5, return_when=FIRST_COMPLETED)
            if ended:
                stop.set()
        wait(running)
    failures = [error for done in running if (error := done.exception())]
    for error in failures:
        log.error("loop_failed", exc_info=error)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
