"""Sign-ins to other systems in the attacked world: two clients, two people, their sessions."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.privacy import approved, shared
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

BACK: Final = "https://fund.example/back"
PROVIDER: Final = Who("system", CITY, name="system:identity-provider")
# What each client may be told; what each person agreed to is less.
REGISTERED: Final = ["openid", "profile", "phone", "offline_access"]
AGREED: Final = ["openid", "profile", "offline_access"]
CLIENTS: Final = {
    "fund": "citizen",
    "other": "citizen",
    "staff": "staff",
    "ended": "citizen",
}
PEOPLE: Final = ("citizen", "stranger")


def grant(world: World, *, whom: str = "citizen", client: str = "fund") -> Move:
    """A person signs in to a system, just now: sign-ins go by the machine's clock."""
    who, at = world.who[whom], datetime.now(UTC)
    row = {
        "id": new_key(),
        "city": CITY,
        "client_id": world.key(f"client:{client}"),
        "account_id": who.account,
        "consent_id": world.key(f"consent:{whom}:{client}"),
        "session_id": world.key(f"session:{whom}"),
        "redirect": BACK,
        "scopes": list(AGREED),
        "nonce": "",
        "challenge": "x" * 43,
        "code_digest": new_key().hex,
        "subject": "x",
        "issuer": "https://city.example",
        "level": 2,
        "signed_in_at": at,
        "given_at": at,
        "code_ends_at": at + timedelta(minutes=1),
    }
    return Move(who, Deed("federation_grant", row))


def issue(grant_id: UUID, turn: int = 1) -> Deed:
    """What the identity provider issues for it."""
    at = datetime.now(UTC)
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "grant_id": grant_id,
        "turn": turn,
        "access_digest": new_key().hex,
        "refresh_digest": new_key().hex,
        "issued_at": at,
        "access_ends_at": at + timedelta(minutes=10),
    }
    return Deed("federation_issue", row)


def issued(given: Move, turns: int) -> Move:
    """A sign-in that was renewed so often already; the deed is the next turn."""
    grant_id = given.deed.row["id"]
    before = [*given.deeds]
    before += [(PROVIDER, issue(grant_id, turn)) for turn in range(1, turns + 1)]
    return Move(PROVIDER, issue(grant_id, turns + 1), tuple(before))


def build_sign_ins(builder: Builder) -> None:
    """Clients, sessions, consents, one whole sign-in, and a department's own login."""
    world = builder.world
    _build_assessments(builder)
    for name, serves in CLIENTS.items():
        _build_client(builder, name, serves)
    for whom in PEOPLE:
        _build_person(builder, whom)
    whole = issued(grant(world), 0)
    builder.move(whole)
    end = {
        "grant_id": whole.deed.row["grant_id"],
        "city": CITY,
        "ended_at": world.now,
        "because": "revoked",
    }
    builder.put(PROVIDER, Deed("federation_end", end))
    _build_login(builder)


def registered(world: World, name: str = "new", serves: str = "citizen") -> Move:
    """A system of the department is registered, on the assessment of what it is told."""
    registrar = world.who["publisher"]
    row = {
        "id": new_key(),
        "city": CITY,
        "body_id": world.key("body:dept"),
        "code": f"attack-{name}",
        "name": name,
        "kind": "public",
        "secret_digest": "",
        "serves": serves,
        "purpose": "x",
        "scopes": list(REGISTERED),
        "assessment_id": world.key("assessment:sharing"),
        "sector": "fund.example",
        "after_sign_out": [],
        "logout_address": "https://fund.example/told",
        "valid_from": world.day(-400),
        "registered_by_id": registrar.person,
        "registered_at": world.now,
    }
    return Move(registrar, Deed("federation_client", row))


def covered(world: World, assessment: str, client: str = "fund") -> Move:
    """A system is put on another assessment."""
    where = {"id": world.key(f"client:{client}")}
    change = {"assessment_id": world.key(f"assessment:{assessment}")}
    deed = Deed("federation_client", change, "update", where)
    return Move(world.who["publisher"], deed)


def _build_assessments(builder: Builder) -> None:
    """One in force, another like it, one that ran out, one of less, one not approved."""
    world = builder.world
    made = {
        "sharing": shared(world),
        "sharing_next": shared(world, "profile", "phone", "identity"),
        "sharing_over": shared(world, days=-1),
        "sharing_less": shared(world, "profile"),
        "sharing_elsewhere": shared(world).but(receiver_id=world.key("body:dept2")),
    }
    for name, move in made.items():
        builder.move(move.but(id=world.key(f"assessment:{name}")))
        builder.move(approved(world, name))
    builder.move(shared(world).but(id=world.key("assessment:sharing_alone")))


def _build_client(builder: Builder, name: str, serves: str) -> None:
    world = builder.world
    key = world.key(f"client:{name}")
    move = registered(world, name, serves).but(id=key)
    registrar = move.who
    if name == "ended":
        move = move.but(ended_at=world.now, ended_by_id=registrar.person)
    builder.move(move)
    address = {"id": new_key(), "city": CITY, "client_id": key, "url": BACK}
    builder.put(registrar, Deed("federation_redirect", address))


def _build_person(builder: Builder, whom: str) -> None:
    world = builder.world
    who = world.who[whom]
    session = {
        "id": world.key(f"session:{whom}"),
        "digest": f"attack-{whom}",
        "city": CITY,
        "account_id": who.account,
        "kind": "page",
        "data": "x",
        "address": "",
        "device": "",
        "idle_minutes": 600,
        "began_at": world.now,
        "seen_at": world.now,
        "ends_at": world.now + timedelta(hours=8),
        "ended_because": "",
    }
    builder.put(who, Deed("account_session", session))
    for client in CLIENTS:
        consent = {
            "id": world.key(f"consent:{whom}:{client}"),
            "city": CITY,
            "account_id": who.account,
            "client_id": world.key(f"client:{client}"),
            "scopes": list(AGREED),
            "given_at": world.now,
        }
        builder.put(who, Deed("federation_consent", consent))


def _build_login(builder: Builder) -> None:
    world = builder.world
    who = world.who["publisher"]
    login = {
        "id": world.key("login"),
        "city": CITY,
        "body_id": world.key("body:dept"),
        "name": "旧大厅",
        "address": "",
        "people": 0,
        "due_on": world.day(90),
        "registered_by_id": who.person,
        "registered_at": world.now,
    }
    builder.put(who, Deed("department_login", login))
    settled = {
        "login_id": world.key("login"),
        "city": CITY,
        "how": "closed",
        "settled_by_id": who.person,
        "settled_at": world.now,
    }
    builder.put(who, Deed("department_login_settled", settled))
