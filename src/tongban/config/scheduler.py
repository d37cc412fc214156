"""The scheduler: defers what is due and runs it. `python -m tongban.config.scheduler`.

It is procrastinate's worker on a queue of its own, so that a long queue of other work
never holds up what runs at set times. Its sign of life is itself such a job.
"""

import sys
import threading

import django

from tongban.config.worker import run_together
from tongban.ground.loading import loading


def main() -> int:
    """Run until asked to stop: 0 stopped, 1 failed."""
    with loading():
        django.setup()
        # Imported late: models need the rooms to be set up.
        from tongban.plumbing.jobs.running import run_queue
        from tongban.plumbing.jobs.scheduling import SCHEDULED

    def work(stop: threading.Event) -> None:
        run_queue(SCHEDULED, stop)

    return run_together([work])


if __name__ == "__main__":
    sys.exit(main())
