"""What a person can be told when something may not be done.

A refusal is foreseen: its message is fit to show, and says what, how and an example.
Anything else that is raised is a bug.
"""

from collections.abc import Mapping


class Refusal(Exception):
    """Something that may not be done, with the rule and its article where one says so."""

    status = 422

    def __init__(
        self,
        message: str,
        *,
        rule: str | None = None,
        source: str | None = None,
        turn_to: str | None = None,
    ) -> None:
        """Keep the message (Chinese), the rule's id, its article, and whom to turn to."""
        super().__init__(message)
        self.message = message
        self.rule = rule
        self.source = source
        self.turn_to = turn_to


class NotFound(Refusal):
    """The thing does not exist, or the asker may not see it: both look alike."""

    status = 404


class NotAllowed(Refusal):
    """The asker has no permission for this act."""

    status = 403


class MoveRefused(Refusal):
    """The state of the thing does not allow this move."""

    status = 409


class Invalid(Refusal):
    """Values that cannot be taken, each with what is wrong, how to mend it, an example."""

    def __init__(
        self, errors: Mapping[str, str], message: str = "有几处需要改一改"
    ) -> None:
        """Keep the errors by the name of the field."""
        super().__init__(message)
        self.errors = dict(errors)
