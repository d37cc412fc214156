"""What a page tells when the act that it was asked for is refused: the same page, with words."""

from collections.abc import Mapping
from http import HTTPStatus
from types import TracebackType
from typing import Self

from tongban.ground.refusals import Invalid, NotFound, Refusal


class Told:
    """Errors by field, or a refusal; neither where nothing was refused.

        told = Told()
        with told:
            review_draft(...)
            return redirect(...)
        return render(..., {"errors": told.errors, "refusal": told.refusal}, status=told.status)

    What was not found goes on: it has a page of its own.
    """

    def __init__(self, errors: Mapping[str, str] | None = None) -> None:
        """Begin with what was found before the act; it stays, whatever the act says."""
        self.errors = dict(errors or {})
        self.refusal: Refusal | None = None
        found = HTTPStatus.UNPROCESSABLE_ENTITY if self.errors else HTTPStatus.OK
        self.status: int = found

    def __enter__(self) -> Self:
        """Listen to the act."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        refused: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Keep a refusal in place of raising it."""
        if not isinstance(refused, Refusal) or isinstance(refused, NotFound):
            return False
        if isinstance(refused, Invalid):
            self.errors = {**refused.errors, **self.errors}
        else:
            self.refusal = refused
        self.status = refused.status
        return True
