"""Lists in the attacked world: releases in every state of their way, and lawful rows of them."""

from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.reviewing import STAGES
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

TERMS = ("content", "requirement", "liability", "way", "supervision")
OF_A_HALL = frozenset({"resident", "negative", "township", "village"})
# Releases that nobody has handed in: their rows may come and go.
OPEN = {
    "open": "licences",
    "open_materials": "deferrable",
    "open_fees": "fees",
    "open_steps": "special_steps",
    "open_negative": "negative",
    "open_promises": "promises",
}
# Handed in, and passed so many times; the item that stands on each.
UNDER_REVIEW = {
    "list_passed0": ("licences", 0, "own"),
    "list_passed1": ("licences", 1, "own"),
    "list_passed2": ("licences", 2, "own"),
    "list_ready": ("licences", 3, "own"),
    "list_past": ("licences", 3, "superseding"),
    "negative_clash": ("negative", 3, "collect"),
    "negative_apart": ("negative", 3, "own"),
    "township_short": ("township", 3, "own"),
    "township_whole": ("township", 3, "collect"),
}
# In force from a day.
IN_FORCE = {
    "list_in_force": ("licences", "collect", -9),
    "list_coming": ("licences", "collect", 20),
    "resident_in_force": ("resident", "collect", -9),
    "base_in_force": ("township_base", "collect", -9),
}


def release(world: World, kind: str, *, by: str = "drafter") -> Move:
    """A release that begins, by the department's drafter."""
    who = world.who[by]
    row = {
        "id": new_key(),
        "city": CITY,
        "kind": kind,
        "number": 1000 + len(world.ids) + new_key().int % 2_000_000_000,
        "title": "清单",
        "body_id": world.key("body:dept"),
        "basis_title": "某法",
        "basis_number": "",
        "basis_article": "第一条",
        "basis_rank": "law",
        "drafted_by_id": who.person,
        "writers": [],
        "revised_at": world.now,
    }
    if kind in OF_A_HALL:
        row["venue_id"] = world.key("venue:hall")
    return Move(who, Deed("list_release", row))


def list_row(world: World, name: str, kind: str, item: str, version: str = "") -> Move:
    """A row of a release that names a version of an item, and why where that is asked."""
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "release_id": world.key(f"release:{name}"),
        "kind": kind,
        "item_id": world.key(f"item:{item}"),
        "version_id": world.key(f"version:{version or item}"),
        "reason": "",
        "basis": "",
        "terms": Jsonb({}),
    }
    if kind == "negative":
        row |= {"reason": "secrecy", "basis": "某法第一条"}
    if kind == "township":
        row |= {"reason": "base"}
    if kind == "promises":
        row |= {"reason": "proof", "basis": "某法第一条"}
        row |= {"terms": Jsonb(dict.fromkeys(TERMS, "写明"))}
    return Move(world.who["drafter"], Deed("list_row", row))


def part_row(world: World, name: str, part: str, item: str) -> Move:
    """A row that names the first material, fee or step of a version."""
    kind = OPEN[name]
    key = world.key(f"{part}:{item}:1")
    return list_row(world, name, kind, item).but(**{f"{part}_id": key})


def proof_row(world: World, name: str, proof: str) -> Move:
    """A row of the list of cancelled proofs."""
    move = list_row(world, name, "cancelled_proofs", "own")
    return move.but(
        item_id=None,
        version_id=None,
        material_type_id=world.key(proof),
        reason="no_basis",
    )


def hand_in(world: World, name: str, number: int = 1) -> Move:
    """Handing a release in, by its drafter."""
    who = world.who["drafter"]
    row = {
        "id": new_key(),
        "city": CITY,
        "release_id": world.key(f"release:{name}"),
        "number": number,
        "digest": "0" * 64,
        "handed_in_by_id": who.person,
        "handed_in_at": world.now,
    }
    return Move(who, Deed("list_hand_in", row))


def list_review(world: World, name: str, stage: str, outcome: str = "passed") -> Move:
    """A review of what was handed in, by the person of that stage."""
    person, body = STAGES[stage]
    who = world.who[person]
    row = {
        "id": new_key(),
        "city": CITY,
        "hand_in_id": world.key(f"hand_in:{name}"),
        "stage": stage,
        "outcome": outcome,
        "opinion": "同意",
        "reviewer_id": who.person,
        "body_id": world.key(f"body:{body}"),
        "reviewed_at": world.now,
    }
    return Move(who, Deed("list_review", row))


def list_publication(world: World, name: str, kind: str) -> Move:
    """Publishing a release from next month on."""
    who = world.who["publisher"]
    row = {
        "id": new_key(),
        "city": CITY,
        "release_id": world.key(f"release:{name}"),
        "hand_in_id": world.key(f"hand_in:{name}"),
        "kind": kind,
        "effective_on": world.day(5),
        "digest": "0" * 64,
        "drafted_by_id": world.key("person:drafter"),
        "first_reviewer_id": world.key("person:first_reviewer"),
        "lawyer_id": world.key("person:lawyer"),
        "gatekeeper_id": world.key("person:gatekeeper"),
        "published_by_id": who.person,
        "published_at": world.now,
    }
    if kind in OF_A_HALL:
        row["venue_id"] = world.key("venue:hall")
    return Move(who, Deed("list_publication", row))


def demand(world: World, proof: str = "cancelled_proof") -> Move:
    """A report of a citizen that a proof was demanded."""
    who = world.who["citizen"]
    row = {
        "id": new_key(),
        "city": CITY,
        "number": str(new_key())[-16:],
        "material_type_id": world.key(proof),
        "demanded_by": "某窗口",
        "told": "不交就不收件",
        "phone": "",
        "reported_at": world.now,
        "reported_by_id": who.person,
        "answer": "",
    }
    return Move(who, Deed("proof_demand", row))


def answering(world: World, name: str, by: str = "publisher") -> Move:
    """An answer to a report, by a keeper of the list."""
    row = {
        "answer": "已要求改正",
        "answered_by_id": world.key(f"person:{by}"),
        "answered_at": world.now,
    }
    where = {"id": world.key(f"demand:{name}")}
    return Move(world.who["publisher"], Deed("proof_demand", row, "update", where))


def begin(builder: Builder, name: str, kind: str, item: str = "") -> None:
    """A release with a row, keyed `release:<name>` and `list_row:<name>`."""
    world = builder.world
    builder.move(release(world, kind).but(id=world.key(f"release:{name}")))
    if item:
        of = "superseded" if item == "superseding" else item
        row = list_row(world, name, kind, of, item)
        builder.move(row.but(id=world.key(f"list_row:{name}")))


def let_review(builder: Builder, name: str, passed: int = 3) -> None:
    """Handed in, and passed at the first stages."""
    world = builder.world
    builder.move(hand_in(world, name).but(id=world.key(f"hand_in:{name}")))
    for stage in list(STAGES)[:passed]:
        builder.move(list_review(world, name, stage))


def build_releases(builder: Builder) -> None:
    """Lists that are drafted, under review, sent back, given up, in force and to come."""
    world = builder.world
    for name, kind in OPEN.items():
        begin(builder, name, kind)
    row = list_row(world, "open", "licences", "own")
    builder.move(row.but(id=world.key("list_row:open")))
    for name, (kind, item, day) in IN_FORCE.items():
        begin(builder, name, kind, item)
        let_review(builder, name)
        act = list_publication(world, name, kind)
        builder.move(act.but(effective_on=world.day(day)))
    for name, (kind, passed, item) in UNDER_REVIEW.items():
        begin(builder, name, kind, item)
        let_review(builder, name, passed)
    _reviewed_otherwise(builder)
    _cancelled(builder)


def _reviewed_otherwise(builder: Builder) -> None:
    world = builder.world
    begin(builder, "list_sent_back", "licences", "own")
    let_review(builder, "list_sent_back", 1)
    builder.move(list_review(world, "list_sent_back", "legality", "returned"))
    begin(builder, "list_given_up", "licences", "own")
    gone = {"discarded_at": world.now}
    where = {"id": world.key("release:list_given_up")}
    who = world.who["drafter"]
    builder.move(Move(who, Deed("list_release", gone, "update", where)))
    for name, passed in (("list_by_allround", 1), ("list_led_by_allround", 3)):
        begin(builder, name, "licences", "own")
        let_review(builder, name, 0)
        for stage in list(STAGES)[:passed]:
            move = list_review(world, name, stage)
            if stage == "first_review":
                allround = world.who["allround"]
                move = move.by(allround).but(reviewer_id=allround.person)
            builder.move(move)


def _cancelled(builder: Builder) -> None:
    """A proof that is cancelled, one that guides still ask, and two reports."""
    world = builder.world
    builder.load("material_type", "cancelled_proof", code="p", name="证明")
    for name, proof in (
        ("cancelled_in_force", "cancelled_proof"),
        ("cancels_asked", "material_type"),
        ("cancels_nothing", ""),
    ):
        begin(builder, name, "cancelled_proofs")
        if proof:
            builder.move(proof_row(world, name, proof))
        let_review(builder, name)
    act = list_publication(world, "cancelled_in_force", "cancelled_proofs")
    builder.move(act.but(effective_on=world.day(-9)))
    for name in ("waiting", "answered"):
        builder.move(demand(world).but(id=world.key(f"demand:{name}")))
    builder.move(answering(world, "answered"))
