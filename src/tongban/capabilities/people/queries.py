"""What others may ask about people. Reading only."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from tongban.capabilities.people.models import (
    Account,
    Firm,
    FirmAgent,
    Person,
    Posting,
    RoleGrant,
)
from tongban.capabilities.people.roles import known_roles
from tongban.capabilities.people.types import (
    FirmCard,
    FoundPerson,
    PersonCard,
    PostingCard,
)
from tongban.ground.codes.identity import check_identity
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keyed import code_key, document_key

CITIZEN_ROLE = "citizen"
NOBODY = UUID(int=0)

__all__ = [
    "CITIZEN_ROLE",
    "code_key",
    "document_key",
    "find_account",
    "find_firm",
    "find_person",
    "find_person_by_document",
    "get_actor",
    "get_own_card",
    "known_roles",
    "list_own_firms",
    "list_own_postings",
    "list_staff_names",
]


def get_actor(*, account_id: UUID, today: date) -> Actor:
    """The actor behind an account, with the rights that postings give today.

    Refuses with NotFound when the account is gone or switched off.
    """
    first = Actor(kind="anonymous", city="", name="登录", account_id=account_id)
    with working(first, writing=False):
        account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise NotFound("账号不存在或已停用，请重新登录。")
    own = Actor(
        kind="citizen" if account.kind == "citizen" else "staff",
        city=account.city,
        name="登录",
        account_id=account.id,
        person_id=account.person_id,
    )
    with working(own, writing=False):
        return _with_rights(own, account, today)


def _with_rights(own: Actor, account: Account, today: date) -> Actor:
    person = Person.objects.get(pk=account.person_id)
    postings = [
        (row.body_id, row.role)
        for row in Posting.objects.filter(
            Q(valid_to=None) | Q(valid_to__gt=today),
            person_id=person.id,
            valid_from__lte=today,
        )
    ]
    held: dict[str, set[str]] = {}
    for grant in RoleGrant.objects.all():
        held.setdefault(grant.role, set()).add(grant.permission)
    grants: set[tuple[str, UUID | None]] = {
        (name, body_id) for body_id, role in postings for name in held.get(role, ())
    }
    if account.kind == "citizen":
        grants |= {(name, None) for name in held.get(CITIZEN_ROLE, ())}
    return Actor(
        kind=own.kind,
        city=own.city,
        name=person.name,
        account_id=own.account_id,
        person_id=person.id,
        grants=frozenset(grants),
        org_ids=tuple(sorted({body_id for body_id, _ in postings})),
    )


@query
def get_own_card(*, actor: Actor) -> PersonCard:
    """The signed-in person's own values, for prefilled forms."""
    person = Person.objects.filter(pk=actor.person_id or NOBODY).first()
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
    agencies = FirmAgent.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today),
        person_id=actor.person_id or NOBODY,
        valid_from__lte=today,
    )
    firms = Firm.objects.filter(pk__in=agencies.values("firm_id")).order_by("name")
    return [_card(firm, actor) for firm in firms]


@query
def find_firm(*, actor: Actor, uscc: str) -> FirmCard | None:
    """A firm by its credit code, as staff may see it."""
    firm = Firm.objects.filter(city=actor.city, uscc=uscc).first()
    return _card(firm, actor) if firm else None


def _card(firm: Firm, actor: Actor) -> FirmCard:
    own = actor.name if actor.person_id == firm.legal_representative_id else ""
    name = _representative(firm) or own
    return FirmCard(firm.id, firm.name, firm.uscc, firm.address, firm.phone, name)


def _representative(firm: Firm) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select * from firm_representatives(%s)", [[firm.id]])
        row = cursor.fetchone()
    return row[1] if row else ""


@query
def find_person(*, actor: Actor, id_key: str) -> FoundPerson | None:
    """A person by the keyed hash of the whole document, or None: nothing to browse."""
    with connection.cursor() as cursor:
        cursor.execute("select * from person_by_document(%s, %s)", [actor.city, id_key])
        row = cursor.fetchone()
    return FoundPerson(*row) if row else None


@query
def list_staff_names(*, actor: Actor, person_ids: list[UUID]) -> dict[UUID, str]:
    """The real names of people in office (IAM-06), by key."""
    if not person_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select * from staff_names(%s)", [person_ids])
        return dict(cursor.fetchall())


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
    return find_person(actor=actor, id_key=key)


@query
def find_account(*, actor: Actor, login: str) -> UUID | None:
    """The key of an account by its exact login, for operators at the shell."""
    with connection.cursor() as cursor:
        cursor.execute("select account_id from account_for_sign_in(%s)", [login])
        row = cursor.fetchone()
    return row[0] if row else None
