"""The walk: every operation by everybody, and again for what does not exist."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db import connection

from tests.access.addresses import (
    METHODS,
    Operation,
    documented,
    list_addresses,
    read_schema,
)
from tests.access.asking import Answered, Asked, Door
from tests.access.bodies import Shapes
from tests.access.forms import BODIES, forms_of
from tests.access.matrix import ANONYMOUS
from tests.access.people import STRANGERS, Person
from tests.access.rows import Rows, read_all
from tests.access.things import NoThingError, Thing, fill
from tests.access.world import Stage
from tongban.plumbing.access.commands import reading

# It sets how large the words of pages are, and nothing that anybody could wish for others.
# Systems call these with secrets of their own and no cookie counts; their form at the
# sign-out only asks the person, whose own button is checked (`federation/tests`).
_FREE_FORMS: Final = (
    "POST /mode",
    "POST /connect/token",
    "POST /connect/userinfo",
    "POST /connect/revoke",
    "POST /connect/sign-out",
    "POST /api/v1/containers/tickets",
    "POST /api/v1/containers/answers",
)
# Acts that are done for a body; a stranger names his own, for which he holds every role.
_OWN_BODY: Final = ("acting_body", "at_body")


@dataclass
class Walk:
    """What everybody got, by operation and person; and what told that something exists."""

    answers: dict[str, dict[str, Answered]] = field(default_factory=dict)
    betrayals: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    unguarded: list[str] = field(default_factory=list)
    undocumented: list[str] = field(default_factory=list)
    unfilled: list[str] = field(default_factory=list)
    # What the wall alone shows to each of them.
    rows: dict[str, Rows] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many answers were looked at."""
        return sum(map(len, self.answers.values()))


class Walker:
    """Goes from address to address with one stage."""

    def __init__(self, stage: Stage) -> None:
        """Nothing is asked yet."""
        self._stage = stage
        self._door = Door()
        schema = read_schema()
        self._documented = documented(schema)
        self._shapes = Shapes(schema)
        self._seen: dict[tuple[str, str, str], bool] = {}
        self.walk = Walk()

    def go(self) -> Walk:
        """Ask everything."""
        for address in list_addresses():
            try:
                self._stage.things.of(address)
            except NoThingError as missing:
                self.walk.unfilled.append(str(missing))
        if self.walk.unfilled:
            return self.walk
        operations = list(self._operations())
        found = {one.key for one in operations}
        self.walk.undocumented = sorted(set(self._documented) - found)
        for operation in operations:
            self._ask_all(operation)
        self._try_forged_forms(operations)
        self.walk.rows = read_all(self._stage.people | self._stage.agents)
        return self.walk

    def _operations(self) -> Iterable[Operation]:
        """Every method that an address answers to: what is no method of it says 405."""
        # A member of staff, whom the desk's door lets in to where methods are looked at.
        anybody = self._stage.people["officer"]
        for address in list_addresses():
            for method in METHODS:
                key = f"{method} {address.template}"
                operation = Operation(method, address, self._documented.get(key, {}))
                answered = self._door.ask(anybody, self._asked(operation, anybody))
                if answered.answer == "no method":
                    continue
                for form in forms_of(key):
                    yield replace(operation, form=form)

    def _ask_all(self, operation: Operation) -> None:
        things = self._stage.things.of(operation.address)
        got = self.walk.answers.setdefault(operation.key, {})
        for name, person in self._stage.people.items():
            asked = self._asked(operation, person)
            answered = self._door.ask(person, asked)
            got[name] = answered
            self._look_for_leaks(operation, person, asked, answered)
            hidden = [one for one in things.values() if not self._sees(person, one)]
            if hidden and name in STRANGERS:
                self._compare_with_nothing(operation, person, answered)

    def _compare_with_nothing(
        self, operation: Operation, person: Person, answered: Answered
    ) -> None:
        """Who does not see a thing must get the answer that there is for no thing at all."""
        nothing = self._door.ask(person, self._asked(operation, person, missing=True))
        if nothing.status != answered.status:
            self.walk.betrayals.append(
                f"{operation.key} by {person.name}: {answered.status} where it is not"
                f" theirs, {nothing.status} where it does not exist"
            )

    def _look_for_leaks(
        self,
        operation: Operation,
        person: Person,
        asked: Asked,
        answered: Answered,
    ) -> None:
        told = answered.content.decode(errors="replace")
        for word, thing in self._stage.things.secrets:
            if word in asked.path or word not in told:
                continue
            if not self._sees(person, thing):
                self.walk.leaks.append(f"{operation.key} tells {person.name} {word}")

    def _try_forged_forms(self, operations: Iterable[Operation]) -> None:
        """Every form of a page, sent by another site's page: refused for everybody."""
        door = Door(check_forgery=True)
        for operation in operations:
            if operation.address.is_api or not operation.writes:
                continue
            if operation.key in _FREE_FORMS:
                continue
            for name in (ANONYMOUS, "applicant", "officer", "catalogue_drafter"):
                person = self._stage.people[name]
                answered = door.ask(person, self._asked(operation, person))
                if answered.status != 403:
                    self.walk.unguarded.append(
                        f"{operation.key} by {name}: {answered.status}"
                    )

    def _asked(
        self, operation: Operation, person: Person, *, missing: bool = False
    ) -> Asked:
        things = self._stage.things.of(operation.address)
        path = fill(operation.address, things, missing=missing)
        filler = self._filler(operation, person)
        schema = operation.schema
        query = self._shapes.query(schema, filler)
        media_type, body = self._shapes.body(schema, filler)
        if operation.key in BODIES:
            body = body | dict(BODIES[operation.key])
        if not schema:
            named = self._stage.things.fields
            body = {
                name: value.format_map(named) for name, value in operation.form.items()
            }
        return Asked(operation, path, query, media_type, body)

    def _filler(
        self, operation: Operation, person: Person
    ) -> Callable[[str], str | None]:
        def fill_in(name: str) -> str | None:
            if name in _OWN_BODY:
                return str(person.body_id or self._stage.market)
            if name == "login":
                # Nobody's: no password is compared, which would take its time by design.
                return f"{person.name}\n"
            things = self._stage.things.fields
            return things.get(name)

        return fill_in

    def _sees(self, person: Person, thing: Thing) -> bool:
        """Whether the wall shows the row; what is behind no wall is everybody's."""
        if not thing.table:
            return True
        key = (person.name, thing.table, thing.value)
        if key not in self._seen:
            with reading(person.actor), connection.cursor() as cursor:
                cursor.execute(
                    f'select exists (select from "{thing.table}" where id = %s)',
                    [thing.value],
                )
                row: Any = cursor.fetchone()
            self._seen[key] = bool(row[0])
        return self._seen[key]
