"""Which role does what: only the owner migrates, everything else is the app role."""

from typing import Any


class OwnerMigrates:
    """Lets migrations run on the alias `owner` alone."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Say whether tables may be changed through this alias."""
        return db == "owner"
