"""What this room itself does at set times."""

from datetime import UTC, datetime

import structlog

from tongban.plumbing.jobs.heartbeat import SCHEDULER, beat
from tongban.plumbing.jobs.months import missing_months
from tongban.plumbing.jobs.scheduling import scheduled

log = structlog.get_logger(__name__)


@scheduled("* * * * * */10", name="jobs.heartbeat")
def show_life(due: datetime) -> None:
    """Show that deferring and running work: only a job that ran writes this."""
    beat(SCHEDULER, datetime.now(UTC))


@scheduled("17 1 * * *", name="jobs.look_for_months")
def look_for_months(due: datetime) -> None:
    """Raise the alarm when the coming month's part of a table is missing."""
    for name in missing_months(due):
        log.error("partition_missing", partition=name)
