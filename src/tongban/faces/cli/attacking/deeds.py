"""What an attack is made of: who acts, and on which row.

An attacker is a bug or a script that holds the application's role: it may claim any actor
and send any SQL. Forging the actor itself is out of scope (docs/law.md): the database
believes who is said to act, and holds that person to the law.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from uuid import UUID

Verb = Literal["insert", "update", "delete", "truncate"]


@dataclass(frozen=True)
class Who:
    """The actor as policies and triggers read it; `sees_cases` as the doors of the wall say."""

    kind: str = "nobody"
    city: str = ""
    person: UUID | None = None
    orgs: tuple[UUID, ...] = ()
    account: UUID | None = None
    sees_cases: bool = True
    # Of a named system actor.
    name: str = ""
    # The digest of the session: by it the database knows how sure it may be of the person.
    session: str = ""

    def settings(self) -> list[str]:
        """The values of the nine settings, in the order of `SET_ACTOR`."""
        orgs = "{" + ",".join(str(org) for org in self.orgs) + "}"
        person, account = str(self.person or ""), str(self.account or "")
        shown = orgs if self.sees_cases else "{}"
        return [
            *(self.kind, self.city, person, account, orgs, shown, shown),
            *(self.name, self.session),
        ]


SET_ACTOR = (
    "select set_config('app.kind', %s, true), set_config('app.city', %s, true),"
    " set_config('app.person', %s, true), set_config('app.account', %s, true),"
    " set_config('app.orgs', %s, true), set_config('app.orgs_for_cases', %s, true),"
    " set_config('app.orgs_for_mandates', %s, true),"
    " set_config('app.name', %s, true), set_config('app.session', %s, true)"
)


@dataclass(frozen=True)
class Deed:
    """One act on one table: a row put in, or rows changed, or rows taken away."""

    table: str
    row: Mapping[str, Any] = field(default_factory=dict)
    verb: Verb = "insert"
    where: Mapping[str, Any] = field(default_factory=dict)

    def but(self, **changed: Any) -> "Deed":
        """The same act with other columns: how a lawful row becomes a forbidden one."""
        return Deed(self.table, {**self.row, **changed}, self.verb, self.where)


@dataclass(frozen=True)
class Move:
    """A deed by somebody, after lawful deeds that make it possible.

    Some rows are law only together with the event that counts them: that comes `after`.
    """

    who: Who
    deed: Deed
    before: tuple[tuple[Who, Deed], ...] = ()
    after: tuple[tuple[Who, Deed], ...] = ()

    @property
    def deeds(self) -> tuple[tuple[Who, Deed], ...]:
        """All of them in their order."""
        return (*self.before, (self.who, self.deed), *self.after)

    def but(self, **changed: Any) -> "Move":
        """The same move with other columns in its deed."""
        return replace(self, deed=self.deed.but(**changed))

    def by(self, who: Who) -> "Move":
        """The same move by somebody else."""
        return replace(self, who=who)
