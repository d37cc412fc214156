"""`django migrate`, which gives an empty database all our tables at once."""

from typing import Any

from django.core.management.commands import migrate

from tongban.plumbing.database.beginning import begin


class Command(migrate.Command):
    """Django's own, on whatever database it is told."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin where there is nothing; the rest is Django's."""
        is_whole = not options["app_label"] and not options["plan"]
        if is_whole and not options["check_unapplied"]:
            begin(options["database"])
        super().handle(*args, **options)
