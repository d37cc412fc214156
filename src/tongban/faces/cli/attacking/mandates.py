"""Lawful mandates of the attacked world: codes, mandates in force and over, and their ends."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.world import CITY, World
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.database.keys import new_key

# How long a mandate of the world lasts.
DAYS = 30


def offer_row(world: World, called: str, principal: str) -> dict[str, Any]:
    """A code that the agent of the world has taken."""
    return {
        "id": world.key(f"offer:{called}"),
        "city": CITY,
        "principal_id": world.key(f"person:{principal}"),
        "kind": "family",
        "scope_kind": "all",
        "scope": [],
        "valid_to": world.day(DAYS),
        "code_key": called,
        "made_at": world.now,
        "ends_at": world.now + timedelta(minutes=30),
        "taken_by_id": world.key("person:relative"),
        "taken_at": world.now,
    }


def by_code(world: World, called: str = "free", principal: str = "citizen") -> Move:
    """A mandate by a code that the principal gave to the relative."""
    who = world.who["relative"]
    row = {
        "id": new_key(),
        "city": CITY,
        "principal_person_id": world.key(f"person:{principal}"),
        "agent_id": who.person,
        "kind": "family",
        "scope_kind": "all",
        "scope": [],
        "valid_from": world.today,
        "valid_to": world.day(DAYS),
        "made_how": "code",
        "made_by_id": who.person,
        "made_at": world.now,
        "offer_id": world.key(f"offer:{called}"),
        "papers": "",
    }
    return Move(who, Deed("mandate", row))


def by_representative(world: World) -> Move:
    """The legal representative lets somebody act for the firm."""
    head = world.who["citizen"]
    return (
        by_code(world)
        .by(head)
        .but(
            principal_person_id=None,
            principal_firm_id=world.key("firm"),
            kind="firm_agent",
            made_how="representative",
            made_by_id=head.person,
            offer_id=None,
        )
    )


def at_a_window(world: World) -> Move:
    """A clerk registers what was shown on paper."""
    clerk = world.who["clerk"]
    return (
        by_code(world)
        .by(clerk)
        .but(
            made_how="window",
            made_by_id=clerk.person,
            made_at_body_id=world.key("body:centre"),
            offer_id=None,
            papers="授权委托书原件",
        )
    )


def end(world: World, mandate: str, by: str, why: str = "revoked") -> Move:
    """A mandate is over, said by one of its sides."""
    who = world.who[by]
    row = {
        "mandate_id": world.key(f"mandate:{mandate}"),
        "city": CITY,
        "why": why,
        "ended_by_id": who.person,
        "ended_at": world.now,
    }
    return Move(who, Deed("mandate_end", row))


def filed_for(
    world: World, principal: str = "citizen", mandate: UUID | None = None
) -> Move:
    """The relative submits an application in which the principal is named."""
    who = world.who["relative"]
    filed = world.application("own").by(who)
    filed = filed.but(submitted_by_id=who.person, mandate_id=mandate)
    case = world.new_case(filed, "own")
    application_id = filed.deed.row["id"]
    party = world.party(world.case("own", "draft")).deed.but(
        application_id=application_id,
        version_id=filed.deed.row["version_id"],
        place=0,
        person_id=world.key(f"person:{principal}"),
    )
    event = world.event(world.case("own", "draft"), "submitted").deed.but(
        case_id=case.deed.row["id"], seq=1, actor_person=who.person
    )
    before = [(who, filed.deed), (who, party), (who, case.deed)]
    if mandate is None:
        reader: dict[str, Any] = {"city": CITY, "application_id": application_id}
        reader["person_id"] = who.person
        before.insert(1, (who, Deed("application_reader", reader)))
    return Move(who, event, tuple(before))


def build_mandates(builder: Builder) -> None:
    """One mandate in force, one that was taken back, one that is over by its day."""
    world = builder.world
    for called in ("free", "held", "ended", "over"):
        builder.put(
            world.who["citizen"],
            Deed("mandate_offer", offer_row(world, called, "citizen")),
        )
    for called in ("held", "ended"):
        key = world.key(f"mandate:{called}")
        builder.move(by_code(world, called).but(id=key))
    builder.move(end(world, "ended", "citizen"))
    begun = world.now - timedelta(hours=30)
    first = begun.astimezone(OFFICE_ZONE).date()
    over = by_representative(world).but(
        id=world.key("mandate:over"),
        made_at=begun,
        valid_from=first,
        valid_to=first + timedelta(days=1),
    )
    builder.move(over)
