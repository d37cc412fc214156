"""The whole API tried with data made from its own document, by people who may.

No answer may be an error of ours, have a status or a shape that the document does not name.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CheckFunction, load_all_checks, not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.access.addresses import API, Address
from tests.access.matrix import ANONYMOUS, PAGE, Page
from tests.access.people import Person
from tests.access.world import Stage

CHECKS: Final[tuple[CheckFunction, ...]] = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
DOCUMENT: Final = f"{API}openapi.json"
# Another seed for each operation, the same in each run.
_SEED: Final = 20261122


@dataclass
class Tried:
    """How many requests were sent, by class of status, and what was wrong."""

    asked: dict[int, int] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    operations: int = 0


class Closing:
    """The application, whose answers are closed when they were read: a file is not left open."""

    def __init__(self) -> None:
        """As a server starts it."""
        self._application = WSGIHandler()

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        """Read an answer to its end."""
        with closing(self._application(environ, start_response)) as parts:
            return [b"".join(parts)]


@contextmanager
def _one_connection() -> Iterator[None]:
    """As Django's own test client does: a request would close what the next is rolled back on."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in ends:
            signal.connect(close_old_connections)


class Trial:
    """Asks the running application for every operation of its document."""

    def __init__(self, stage: Stage, *, examples: int) -> None:
        """So many `examples` of each operation as documented, and as many wrong on purpose."""
        load_all_checks()
        self._stage = stage
        self._examples = examples
        self._schema = schemathesis.openapi.from_wsgi(DOCUMENT, Closing())
        text = PAGE.read_text(encoding="utf-8")
        self._page = Page(text, tuple(stage.people))
        self.tried = Tried()

    def go(self) -> Tried:
        """Try all of them; nothing that is written stays."""
        with _one_connection():
            for result in self._schema.get_all_operations():
                # What the document says badly is an error of its own.
                assert isinstance(result, Ok), result
                operation = result.ok()
                self.tried.operations += 1
                for mode in schemathesis.GenerationMode:
                    self._try(operation, mode)
        return self.tried

    def _try(self, operation: Any, mode: schemathesis.GenerationMode) -> None:
        people = self._people_for(f"{operation.method.upper()} {operation.path}")
        address = Address(operation.path, "")
        things = {
            name: one.value for name, one in self._stage.things.of(address).items()
        }
        strategy = operation.as_strategy(
            mode, path_parameters=things, feedback=FeedbackSources()
        )
        turn = 0

        @seed(_SEED)
        @settings(
            max_examples=self._examples,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def ask(case: Any) -> None:
            nonlocal turn
            self._ask(case, people[turn % len(people)])
            turn += 1

        # An operation that takes nothing cannot be asked wrongly.
        with suppress(Unsatisfiable):
            ask()

    def _ask(self, case: Any, person: Person) -> None:
        """One request; what the checks say of its answer."""
        headers = {"Authorization": f"Bearer {person.token}"} if person.token else {}
        with transaction.atomic():
            answer = case.call(headers=headers)
            transaction.set_rollback(True)
        family = answer.status_code // 100
        self.tried.asked[family] = self.tried.asked.get(family, 0) + 1
        try:
            case.validate_response(answer, checks=list(CHECKS), headers=headers)
        except FailureGroup as group:
            place = f"{case.operation.method.upper()} {case.operation.path}"
            self.tried.findings += [
                f"{place} by {person.name}: {one.title}: {one.message[:300]} [{case.query} {case.body!r:.200}]"
                for one in group.exceptions
            ]

    def _people_for(self, key: str) -> list[Person]:
        """Two who may for each one who may not: behind the door is more to try."""
        row = self._page.rows.get(key, {})
        may = [name for name, said in row.items() if said == "in" and name != ANONYMOUS]
        others = [name for name in self._stage.people if name not in may]
        order = [*may[:2], *others[:1]] or [ANONYMOUS]
        return [self._stage.people[name] for name in order]
