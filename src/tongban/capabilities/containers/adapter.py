"""The gate: an app's server says who came, or what it was asked; signed, it is believed.

The app's word is checked with the key that was registered for it. Whoever it names and is
not known here with a checked name is looked up in the authority's register, as everybody is
who registers; then one person a document has one account, wherever they come from.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from tongban.capabilities.accounts.adapter import check_identity
from tongban.capabilities.accounts.commands import join_citizen
from tongban.capabilities.accounts.permissions import registrar
from tongban.capabilities.containers.commands import (
    answer_request,
    issue_ticket,
    note_refusal,
)
from tongban.capabilities.containers.commands.carrying import require_level
from tongban.capabilities.containers.permissions import CARRY
from tongban.capabilities.containers.queries import (
    find_container,
    find_known_account,
)
from tongban.capabilities.containers.statements import NotBelieved, read_statement
from tongban.capabilities.containers.types import (
    AnswerLine,
    Container,
    GivenTicket,
    PersonSaid,
    Spoken,
)
from tongban.capabilities.people.queries import find_account
from tongban.ground.codes.identity import check_identity as check_document
from tongban.ground.codes.names import check_person_name
from tongban.ground.codes.phone import check_mobile
from tongban.ground.refusals import Invalid, Refusal
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.asking import local_path
from tongban.plumbing.database.keyed import document_key, joined_login, phone_login

TICKET, ANSWER = "ticket", "answer"
LONGEST_WAY: Final = 300
_ID_KIND: Final = "citizen_id"
Done = TypeVar("Done")


def gate(city: str) -> Actor:
    """The named system actor of a city that takes apps' words."""
    return system("container-gate", city=city, grants=frozenset({(CARRY, None)}))


def take_person(city: str, spoken: Spoken) -> GivenTicket:
    """A ticket for whom an app has identified. Refuses with NotBelieved, Invalid, NotAgreed.

    Also with NotReached where the register does not answer, and LevelRefused.
    """
    actor, at = gate(city), spoken.at

    def take(container: Container, claims: dict[str, Any]) -> GivenTicket:
        said = _person(claims, at)
        require_level(container, said.level)
        return issue_ticket(
            actor=actor,
            container=container,
            account_id=_account_of(actor, said, at),
            said=said,
            at=at,
        )

    return _heard(actor, spoken, TICKET, take)


def take_answer(city: str, spoken: Spoken) -> None:
    """Keep what an app says of something that it was asked. Refuses as `take_person` does."""
    actor = gate(city)

    def take(container: Container, claims: dict[str, Any]) -> None:
        line = _answer(claims)
        answer_request(actor=actor, container=container, line=line, at=spoken.at)

    _heard(actor, spoken, ANSWER, take)


def _heard(
    actor: Actor,
    spoken: Spoken,
    purpose: str,
    take: Callable[[Container, dict[str, Any]], Done],
) -> Done:
    """Check who speaks, then do it; whatever is not taken is written down with its reason."""
    on = spoken.at.astimezone(OFFICE_ZONE).date()
    known = find_container(actor=actor, code=spoken.code, on=on)
    held = known.container.container_id if known else None
    try:
        if known is None:
            raise NotBelieved("container")
        claims = read_statement(spoken, known.public_jwk, purpose)
        return take(known.container, claims)
    except Refusal as refusal:
        reason = getattr(refusal, "reason", "") or refusal.rule
        reason = reason or type(refusal).__name__
        note_refusal(actor=actor, what=purpose, reason=reason, container_id=held)
        raise


def _person(claims: dict[str, Any], at: datetime) -> PersonSaid:
    errors: dict[str, str] = {}
    values = {"name": "", "id_number": "", "phone": ""}
    checks: dict[str, Callable[[str], str]] = {
        "name": check_person_name,
        "id_number": lambda text: (
            check_document(_ID_KIND, text, on=at.astimezone(OFFICE_ZONE).date()).number
        ),
        "phone": check_mobile,
    }
    for name, check in checks.items():
        try:
            values[name] = check(str(claims.get(name, "")))
        except Refusal as refusal:
            errors[name] = refusal.message
    level = claims.get("level")
    if not isinstance(level, int) or isinstance(level, bool):
        errors["level"] = "请写明核验等级（整数），例如 2。"
    if errors:
        raise Invalid(errors)
    wanted = local_path(str(claims.get("to", ""))[:LONGEST_WAY], otherwise="/my/cases")
    return PersonSaid(
        **values,
        id_kind=_ID_KIND,
        level=int(str(level)),
        wanted=wanted,
        statement=str(claims["jti"]),
    )


def _account_of(actor: Actor, said: PersonSaid, at: datetime) -> UUID:
    """Whose account it is: known with a checked name, or looked up in the register now."""
    id_key = document_key(actor.city, said.id_kind, said.id_number)
    known = find_known_account(actor=actor, id_key=id_key, name=said.name)
    if known is not None:
        return known
    reference = check_identity(
        name=said.name,
        id_kind=said.id_kind,
        id_number=said.id_number,
        phone=said.phone,
    )
    # With their own phone they find their way in without the app as well.
    login = phone_login(said.phone)
    if find_account(actor=actor, login=login) is not None:
        login = joined_login("container", id_key)
    account_id: UUID = join_citizen(
        actor=registrar(actor.city),
        login=login,
        name=said.name,
        id_kind=said.id_kind,
        id_number=said.id_number,
        phone=said.phone,
        reference=reference,
        at=at,
        on=at.astimezone(OFFICE_ZONE).date(),
    )
    return account_id


def _answer(claims: dict[str, Any]) -> AnswerLine:
    try:
        request_id = UUID(str(claims.get("request", "")))
    except ValueError:
        raise Invalid({"request": "请写明答的是哪一次请求（request）。"}) from None
    return AnswerLine(
        request_id,
        str(claims.get("outcome", "")),  # type: ignore[arg-type]  # looked at by the command
        str(claims.get("reference", "")),
        str(claims.get("text", "")),
    )
