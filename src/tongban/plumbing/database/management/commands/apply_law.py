"""`django apply_law`: put the law files into the database, as its owner."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tongban.plumbing.database.applying import apply_law


class Command(BaseCommand):
    """Apply all law files when their digest differs from the recorded one."""

    help = "Apply functions, triggers, policies, grants and the rule register."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the alias of the owner and `--force`."""
        parser.add_argument("--database", default="owner")
        parser.add_argument("--force", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply, and say whether anything changed."""
        changed = apply_law(options["database"], force=options["force"])
        self.stdout.write("law applied" if changed else "law unchanged")
