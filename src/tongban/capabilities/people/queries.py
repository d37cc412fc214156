"""What others may ask about people. Reading only."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from tongban.capabilities.people.models import (
    Firm,
    Person,
    Posting,
    RoleGrant,
)
from tongban.capabilities.people.roles import (
    everybodys_permissions,
    known_roles,
    role_titles,
    system_permissions,
)
from tongban.capabilities.people.types import (
    FirmCard,
    FoundPerson,
    KnownPerson,
    PersonCard,
    PostingCard,
)
from tongban.ground.codes.identity import check_identity
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.access.work import current_work
from tongban.plumbing.database.keyed import code_key, document_key
from tongban.plumbing.database.prepared import fetch_all
from tongban.plumbing.sealing.fields import as_stored
from tongban.plumbing.sealing.subjects import hold_keys

_FIRM_CODES = "select id, uscc from firm where id = any(%s)"
_OWN_FIRMS = """
select distinct firm_id from firm_agent
 where person_id = %s and valid_from <= %s and (valid_to is null or valid_to > %s)
"""
_OWN_DOCUMENTS = """
select true, id_key from person where id = %(person)s
union all
select false, f.uscc from firm f where f.id = %(firm)s and exists (
  select 1 from firm_agent a where a.firm_id = f.id and a.person_id = %(person)s
    and a.valid_from <= %(day)s and (a.valid_to is null or a.valid_to > %(day)s))
"""
_BY_DOCUMENT = (
    "select person_id, name, phone, address, born_on from person_by_document(%s, %s)"
)
NOBODY = UUID(int=0)
_EVERYBODYS = frozenset((name, None) for name in everybodys_permissions())

__all__ = [
    "actor_from",
    "code_key",
    "document_key",
    "everybodys_permissions",
    "find_account",
    "find_firm",
    "find_person",
    "find_person_by_document",
    "get_actor",
    "get_firms",
    "get_own_card",
    "get_person_card",
    "known_roles",
    "list_colleagues_who_may",
    "list_firm_documents",
    "list_own_documents",
    "list_own_firms",
    "list_own_postings",
    "list_people_who_may",
    "list_roles_held",
    "list_staff_names",
    "role_titles",
    "system_permissions",
    "without_office",
]


def get_actor(*, account_id: UUID, today: date) -> Actor:
    """The actor behind an account, with the rights that postings give today.

    Refuses with NotFound when the account is gone or switched off.
    """
    if current_work() is not None:
        raise RuntimeError("the actor changes inside one transaction")
    rows = fetch_all("select * from actor_of_account(%s, %s)", [account_id, today])
    return actor_from(account_id, rows[0] if rows else (), today)


def actor_from(account_id: UUID, told: Sequence[Any], today: date) -> Actor:
    """The actor as `actor_of_account` tells one; it tells nothing of who may not act.

    Refuses with NotFound when the account is gone or switched off.
    """
    if not told or told[0] is None:
        raise NotFound("账号不存在或已停用，请重新登录。")
    kind, city, person_id, name, orgs, permissions, bodies = told
    return Actor(
        kind=kind,
        city=city,
        name=name,
        account_id=account_id,
        person_id=person_id,
        grants=_EVERYBODYS | frozenset(zip(permissions, bodies, strict=True)),
        org_ids=tuple(orgs),
        day=today,
    )


def without_office(actor: Actor) -> Actor:
    """The same person with what everybody may do for oneself, and no rights of office."""
    return replace(actor, grants=_EVERYBODYS, org_ids=())


@query
def get_own_card(*, actor: Actor) -> PersonCard:
    """The signed-in person's own values, for prefilled forms."""
    return _own_card(actor.person_id or NOBODY)


def _own_card(person_id: UUID) -> PersonCard:
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound("没有找到您的个人信息，请重新登录。")
    return PersonCard(
        person.id,
        person.name,
        person.id_kind,
        person.id_number,
        person.id_key,
        person.phone,
        person.address,
        person.born_on,
    )


@query
def list_own_firms(*, actor: Actor, today: date) -> list[FirmCard]:
    """The firms for which the signed-in person may act today."""
    of_person = [actor.person_id or NOBODY, today, today]
    held = [key for (key,) in fetch_all(_OWN_FIRMS, of_person)]
    firms = list(Firm.objects.filter(pk__in=held).order_by("name")) if held else []
    hold_keys(firm.pk for firm in firms)
    return _cards(firms, actor)


@query
def get_firms(*, actor: Actor, firm_ids: Iterable[UUID]) -> list[FirmCard]:
    """Firms by their keys, as far as the actor may see them."""
    return _cards(Firm.objects.filter(pk__in=list(firm_ids)).order_by("name"), actor)


@query
def list_firm_documents(*, actor: Actor, firm_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The hash keys of the credit codes of firms, as far as the actor may see them."""
    rows = fetch_all(_FIRM_CODES, [list(firm_ids)])
    return {key: document_key(actor.city, "uscc", uscc) for key, uscc in rows}


@query
def get_person_card(*, actor: Actor, person_id: UUID) -> PersonCard:
    """The values of oneself, or of whom one acts for today. Refuses with NotFound."""
    return _own_card(person_id)


@query
def list_own_documents(*, actor: Actor, firm_id: UUID | None, today: date) -> set[str]:
    """The hash keys of the documents under which the signed-in person may file today.

    Their own, and that of the named firm if they may act for it.
    """
    day = {"person": actor.person_id or NOBODY, "firm": firm_id, "day": today}
    rows = fetch_all(_OWN_DOCUMENTS, day)
    return {
        value if is_own else document_key(actor.city, "uscc", value)
        for is_own, value in rows
    }


@query
def find_firm(*, actor: Actor, uscc: str) -> FirmCard | None:
    """A firm by its credit code, as staff may see it."""
    found = _cards(Firm.objects.filter(city=actor.city, uscc=uscc), actor)
    return found[0] if found else None


def _cards(firms: Iterable[Firm], actor: Actor) -> list[FirmCard]:
    rows = list(firms)
    leaders = _representatives([firm.id for firm in rows], actor)
    return [
        FirmCard(
            firm.id,
            firm.name,
            firm.uscc,
            firm.address,
            firm.phone,
            leaders.get(firm.id)
            or (actor.name if actor.person_id == firm.legal_representative_id else ""),
        )
        for firm in rows
    ]


def _representatives(firm_ids: list[UUID], actor: Actor) -> dict[UUID, str]:
    """Who leads these firms; told to staff alone."""
    if actor.kind != "staff" or not firm_ids:
        return {}
    return dict(fetch_all("select * from firm_representatives(%s)", [firm_ids]))


@query
def find_person(*, actor: Actor, id_key: str) -> KnownPerson | None:
    """A person by the keyed hash of the whole document, or None: nothing to browse."""
    found = _find(actor.city, id_key)
    return KnownPerson(found.pk, found.name, found.born_on) if found else None


def _find(city: str, id_key: str) -> Person | None:
    rows = fetch_all(_BY_DOCUMENT, [city, id_key])
    if not rows:
        return None
    key, name, phone, address, born_on = rows[0]
    return Person(
        id=key,
        city=city,
        name=name,
        phone=as_stored(phone),
        address=as_stored(address),
        born_on=born_on,
    )


@query
def list_staff_names(*, actor: Actor, person_ids: list[UUID]) -> dict[UUID, str]:
    """The real names of people in office (IAM-06), by key."""
    if not person_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select * from staff_names(%s)", [person_ids])
        return dict(cursor.fetchall())


@query
def list_colleagues_who_may(
    *, actor: Actor, permission: str, body_id: UUID, today: date
) -> list[str]:
    """Names of the others who hold a permission at a body where the actor works."""
    people = list_people_who_may(
        actor=actor, permission=permission, body_id=body_id, today=today
    )
    others = [one for one in people if one != actor.person_id]
    return sorted(list_staff_names(actor=actor, person_ids=others).values())


@query
def list_people_who_may(
    *, actor: Actor, permission: str, body_id: UUID, today: date
) -> list[UUID]:
    """Who holds a permission at a body today, of the postings that the actor sees."""
    own = RoleGrant.objects.filter(city=actor.city)
    roles = RoleGrant.objects.filter(
        Q(city=actor.city) | Q(city="") & ~Q(role__in=own.values("role")),
        permission=permission,
    ).values("role")
    rows = Posting.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today),
        body_id=body_id,
        role__in=roles,
        valid_from__lte=today,
    )
    return sorted(rows.values_list("person_id", flat=True).distinct())


@query
def list_own_postings(*, actor: Actor, today: date) -> list[PostingCard]:
    """Where the signed-in person works today."""
    rows = Posting.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today),
        person_id=actor.person_id or NOBODY,
        valid_from__lte=today,
    ).select_related("window")
    return [
        PostingCard(
            row.body_id,
            row.role,
            row.window_id,
            row.window.venue_id if row.window else None,
        )
        for row in rows.order_by("role", "id")
    ]


@query
def find_person_by_document(
    *, actor: Actor, id_kind: str, id_number: str, today: date
) -> FoundPerson | None:
    """A person by the whole document, or None. Refuses with IdentityRefused."""
    identity = check_identity(id_kind, id_number, on=today)
    key = document_key(actor.city, identity.kind.value, identity.number)
    found = _find(actor.city, key)
    if found is None:
        return None
    return FoundPerson(found.pk, found.name, found.phone, found.address, found.born_on)


@query
def find_account(*, actor: Actor, login: str) -> UUID | None:
    """The key of an account by its exact login, for operators at the shell."""
    with connection.cursor() as cursor:
        cursor.execute("select account_id from account_for_sign_in(%s)", [login])
        row = cursor.fetchone()
    return row[0] if row else None


@query
def list_roles_held(*, actor: Actor, day: date) -> dict[UUID, frozenset[str]]:
    """Which roles somebody holds on a day, body by body: of the bodies the actor sees."""
    rows = Posting.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day), city=actor.city, valid_from__lte=day
    )
    held: dict[UUID, set[str]] = {}
    for body_id, role in rows.values_list("body_id", "role").distinct():
        held.setdefault(body_id, set()).add(role)
    return {body_id: frozenset(roles) for body_id, roles in held.items()}
