"""What runs by itself: old sessions and old tallies are forgotten every night."""

from datetime import datetime

from tongban.capabilities.accounts.sessions import SessionStore
from tongban.plumbing.access.tallies import forget_old_tallies
from tongban.plumbing.jobs.scheduling import scheduled


@scheduled("20 18 * * *", name="accounts.forget_old")
def forget_old(due: datetime) -> None:
    """Forget sessions half a year after their end, and tallies that hold nobody back."""
    SessionStore.clear_expired()
    forget_old_tallies()
