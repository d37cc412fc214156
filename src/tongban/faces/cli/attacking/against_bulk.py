"""Attacks on bulk changes: in another's name, and slipping a text into a batch."""

from random import Random
from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key


def change(world: World, who: Who, **changed: Any) -> Deed:
    """A bulk change that this person makes for the department."""
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "kind": "consult_phone",
        "said": Jsonb({"before": "1", "after": "2"}),
        "reason": "换了电话",
        "bodies": [world.key("body:dept")],
        "made_by_id": who.person,
        "made_at": world.now,
    }
    return Deed("bulk_change", row | changed)


def draft(world: World, who: Who, batch: object) -> Deed:
    """A draft of the department that joins the batch."""
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "body_id": world.key("body:dept"),
        "document": Jsonb({"name": "改电话"}),
        "findings": Jsonb([]),
        "additions": Jsonb([]),
        "source_name": "",
        "source_digest": "",
        "drafted_by_id": who.person,
        "writers": [],
        "revised_at": world.now,
        "batch_id": batch,
    }
    return Deed("item_draft", row)


@against("a_draft_comes_from_its_office")
def changed_for_others(world: World, random: Random) -> Move:
    """In another's name, for no body, or by somebody who drafts for none."""
    drafter = world.seen_by("drafter")
    other = world.seen_by(random.choice(["citizen", "leaver"]))
    return random.choice(
        [
            Move(drafter, change(world, drafter, bodies=[])),
            Move(drafter, change(world, world.who["publisher"])),
            Move(other, change(world, other)),
        ]
    )


@against("a_bulk_change_stays_as_made")
def slipped_into_a_batch(world: World, random: Random) -> Move:
    """A draft joins what somebody else made, or a batch that is not of its body."""
    drafter, publisher = world.seen_by("drafter"), world.who["publisher"]
    if random.choice([True, False]):
        made = change(world, publisher)
        before = ((publisher, made),)
    else:
        made = change(world, publisher, bodies=[world.key("body:dept2")])
        before = ((publisher, made),)
    return Move(drafter, draft(world, drafter, made.row["id"]), before)


@beside("a_bulk_change_stays_as_made", "a_draft_comes_from_its_office")
def changed_in_bulk(world: World, _random: Random) -> Move:
    """The drafter makes the batch and the draft that belongs to it."""
    drafter = world.who["drafter"]
    made = change(world, drafter)
    return Move(drafter, draft(world, drafter, made.row["id"]), ((drafter, made),))
