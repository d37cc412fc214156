"""Registering people at the window, and loading people, firms, accounts and roles.

The loading commands may run again with the same lines and then change nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection

from tongban.capabilities.people.models import (
    Account,
    Firm,
    FirmAgent,
    Person,
    Posting,
)
from tongban.capabilities.people.permissions import (
    KEEP_OWN_PHONE,
    LOAD_PEOPLE,
    REGISTER_PERSON,
)
from tongban.capabilities.people.queries import find_account, find_person
from tongban.capabilities.people.types import (
    AccountLine,
    AgentLine,
    FirmLine,
    PersonLine,
    PostingLine,
)
from tongban.ground.codes.credit_code import check_credit_code
from tongban.ground.codes.identity import Identity, check_identity
from tongban.ground.codes.names import check_organisation_name, check_person_name
from tongban.ground.codes.phone import check_any_phone
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import document_key
from tongban.plumbing.evidence.recording import record
from tongban.plumbing.sealing.subjects import begin_subjects

LOADED: Final = "people.people.loaded"


@command
def register_person(
    *,
    actor: Actor,
    name: str,
    id_kind: str,
    id_number: str,
    on: date,
    phone: str = "",
    address: str = "",
) -> UUID:
    """Register an applicant by document at a window, or find them again.

    Refuses with NotAllowed; with Invalid, by field, where name, document or phone cannot
    be right, or where the document is registered under another name.
    """
    office = actor.office_for(REGISTER_PERSON)
    require(actor, REGISTER_PERSON, org_id=office)

    given, identity, number = _check_person(name, id_kind, id_number, phone, on)
    key = document_key(actor.city, identity.kind.value, identity.number)
    with connection.cursor() as cursor:
        # Two windows may register the same person at once: the second one waits, and finds.
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    found = find_person(actor=actor, id_key=key)
    if found is not None:
        _require_same_name(found.name, given)
        return found.person_id
    person = Person(
        city=actor.city,
        name=given,
        id_kind=identity.kind.value,
        id_number=identity.number,
        id_key=key,
        born_on=identity.birth_on,
        phone=number,
        address=address.strip(),
    )
    begin_subjects("person", [person.id], actor.city)
    person.save(force_insert=True)

    record(
        actor,
        "people.person.registered",
        subject="person",
        subject_id=person.id,
        body_id=office,
    )
    return person.id


@command
def keep_own_phone(*, actor: Actor, phone: str) -> None:
    """Put another phone in one's own record. Refuses with NotAllowed and Invalid."""
    require(actor, KEEP_OWN_PHONE)
    try:
        number = check_any_phone(phone)
    except Refusal as refusal:
        raise Invalid({"phone": refusal.message}) from refusal

    person = Person.objects.get(pk=actor.natural_person)
    person.phone = number
    person.save(update_fields=["phone"])

    record(actor, "people.phone.kept", subject="person", subject_id=person.id)


def _check_person(
    name: str, id_kind: str, id_number: str, phone: str, today: date
) -> tuple[str, Identity, str]:
    errors: dict[str, str] = {}
    given, number, identity = "", "", None
    try:
        given = check_person_name(name)
    except Refusal as refusal:
        errors["name"] = refusal.message
    try:
        identity = check_identity(id_kind, id_number, on=today)
    except ValueError:
        errors["id_kind"] = "请选证件类型，例如：居民身份证。"
    except Refusal as refusal:
        errors["id_number"] = refusal.message
    try:
        number = check_any_phone(phone) if phone.strip() else ""
    except Refusal as refusal:
        errors["phone"] = refusal.message
    if errors or identity is None:
        raise Invalid(errors)
    return given, identity, number


def _require_same_name(held: str, given: str) -> None:
    if held != given:
        raise Invalid(
            {
                "name": "这个证件号码登记的是另一个姓名，请对照证件再看一遍，"
                "例如姓名里的同音字；改过名的，请先到原登记窗口更正。"
            }
        )


@command
def load_people(
    *, actor: Actor, people: Sequence[PersonLine], today: date
) -> dict[str, UUID]:
    """Add the people who are not there yet; gives the key of each, by the line's key.

    Refuses with NotAllowed, and with the refusal of a document or name that cannot be.
    """
    require(actor, LOAD_PEOPLE)
    known = dict(Person.objects.filter(city=actor.city).values_list("id_key", "id"))
    keys: dict[str, UUID] = {}
    new = []
    for line in people:
        identity = check_identity(line.id_kind, line.id_number, on=today)
        id_key = document_key(actor.city, identity.kind.value, identity.number)
        if id_key not in known:
            row = Person(
                city=actor.city,
                name=check_person_name(line.name),
                id_kind=identity.kind.value,
                id_number=identity.number,
                id_key=id_key,
                born_on=identity.birth_on,
                phone=line.phone,
                address=line.address,
            )
            known[id_key] = row.id
            new.append(row)
        keys[line.key] = known[id_key]
    begin_subjects("person", [row.id for row in new], actor.city)
    Person.objects.bulk_create(new)
    if count := len(new):
        record(actor, LOADED, **_city(actor, "people", count))
    return keys


@command
def load_firms_and_agents(
    *,
    actor: Actor,
    firms: Sequence[FirmLine],
    agents: Sequence[AgentLine],
    people: Mapping[str, UUID],
) -> dict[str, UUID]:
    """Add firms and who may act for them; gives the key of each firm, by the line's key.

    `people` are the keys that `load_people` gave. Refuses with NotAllowed, with Invalid
    where a person or firm is not known, and with CreditCodeRefused.
    """
    require(actor, LOAD_PEOPLE)
    known = dict(Firm.objects.filter(city=actor.city).values_list("uscc", "id"))
    keys: dict[str, UUID] = {}
    new = []
    for line in firms:
        uscc = check_credit_code(line.uscc).code
        if uscc not in known:
            row = Firm(
                city=actor.city,
                name=check_organisation_name(line.name),
                uscc=uscc,
                kind=line.kind,
                address=line.address,
                phone=line.phone,
                legal_representative_id=_known(people, line.legal_representative),
            )
            known[uscc] = row.id
            new.append(row)
        keys[line.key] = known[uscc]
    begin_subjects("firm", [row.id for row in new], actor.city)
    Firm.objects.bulk_create(new)
    added = _load_agents(actor, agents, people, keys)
    if count := len(new) + added:
        record(actor, LOADED, **_city(actor, "firms_and_agents", count))
    return keys


def _load_agents(
    actor: Actor,
    agents: Sequence[AgentLine],
    people: Mapping[str, UUID],
    firms: Mapping[str, UUID],
) -> int:
    held = set(
        FirmAgent.objects.filter(city=actor.city).values_list(
            "firm_id", "person_id", "valid_from"
        )
    )
    rows = [
        FirmAgent(
            city=actor.city,
            firm_id=_known(firms, line.firm),
            person_id=_known(people, line.person),
            role=line.role,
            scope=line.scope,
            valid_from=line.valid_from,
            valid_to=_day_after(line.valid_until),
        )
        for line in agents
    ]
    new = [
        row for row in rows if (row.firm_id, row.person_id, row.valid_from) not in held
    ]
    FirmAgent.objects.bulk_create(new)
    return len(new)


@command
def load_accounts(*, actor: Actor, accounts: Sequence[AccountLine]) -> dict[str, UUID]:
    """Add the sign-ins that are not there yet; gives the key of each by login.

    An account that exists keeps its password. Refuses with NotAllowed.
    """
    require(actor, LOAD_PEOPLE)
    keys: dict[str, UUID] = {}
    new = []
    for line in accounts:
        held = find_account(actor=actor, login=line.login)
        if held is None:
            row = Account(
                city=actor.city,
                login=line.login,
                kind=line.kind,
                person_id=line.person_id,
                password=make_password(line.password or None),
            )
            held = row.id
            new.append(row)
        keys[line.login] = held
    Account.objects.bulk_create(new)
    if count := len(new):
        record(actor, LOADED, **_city(actor, "accounts", count))
    return keys


@command
def load_postings(*, actor: Actor, postings: Sequence[PostingLine]) -> int:
    """Add the postings that are not there yet; says how many. Refuses with NotAllowed."""
    require(actor, LOAD_PEOPLE)
    held = set(
        Posting.objects.filter(city=actor.city).values_list(
            "person_id", "body_id", "role", "valid_from"
        )
    )
    new = [
        Posting(
            city=actor.city,
            person_id=line.person_id,
            body_id=line.body_id,
            window_id=line.window_id,
            region_id=line.region_id,
            role=line.role,
            valid_from=line.valid_from,
            valid_to=_day_after(line.valid_until),
        )
        for line in postings
        if (line.person_id, line.body_id, line.role, line.valid_from) not in held
    ]
    Posting.objects.bulk_create(new)
    if count := len(new):
        record(actor, LOADED, **_city(actor, "postings", count))
    return len(new)


def _known(keys: Mapping[str, UUID], key: str) -> UUID:
    if key not in keys:
        raise Invalid({key: f"没有“{key}”这个人或者单位，请先装入，例如排在前面。"})
    return keys[key]


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _city(actor: Actor, what: str, count: int) -> dict[str, Any]:
    return {
        "subject": "city",
        "subject_id": actor.city,
        "what": what,
        "count": count,
    }
