"""What two sessions meet on: one fresh case, text, list, version or entry, and all its moves."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking import building, releasing
from tongban.faces.cli.attacking.authority import delegation, intake_mode
from tongban.faces.cli.attacking.builder import Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.listing import (
    carried_over,
    imported,
    marked,
    own_mark,
    superseding,
)
from tongban.faces.cli.attacking.reviewing import STAGES as REVIEWS
from tongban.faces.cli.attacking.reviewing import review, submission
from tongban.faces.cli.attacking.turns import act, pre_review, special, wish
from tongban.faces.cli.attacking.world import STATES, TAKEN_IN, World
from tongban.plumbing.database.keys import new_key

EVENTS = (
    "submitted",
    "correction_asked",
    "corrected",
    "accepted",
    "not_accepted",
    "reviewed",
    "granted",
    "refused",
    "dispatched",
    "delivered",
    "withdrawn",
)
_HALFWAY = 0.5

Stage = Callable[[Builder, Random], list[Move]]


def on_a_case(builder: Builder, random: Random) -> list[Move]:
    """All that can be done to one fresh case, under the next number and the one after."""
    world = builder.world
    item, state = random.choice(list(TAKEN_IN)), random.choice(STATES)
    way = "post" if state == "dispatched" else random.choice(["", "post"])
    case = building.new_case(builder, item, state, way=way)
    moves = [act(world, case, kind) for kind in EVENTS]
    later = replace(case, last_seq=case.last_seq + 1)
    moves += [act(world, later, kind) for kind in EVENTS]
    moves += [world.event(later, kind) for kind in ("corrected", "delivered")]
    who = world.event(case, "submitted").who
    moves += [Move(who, wish(case, "post"))]
    moves += [world.of_case(case, "material", 2).but(round=1)]
    moves += [world.of_case(case, part, 2) for part in ("material", "step", "fee")]
    moves += [world.of_case(case, "condition", 2).but(is_met=False)]
    moves += [world.of_case(case, "material", 2).but(received_form="copy_kept")]
    moves += [world.party(case).but(role="role2")]
    again = world.new_case(world.application(item).but(id=case.application_id), item)
    filed_on = building.local_day(world)
    moves += [Move(again.who, again.deed.but(filed_on=filed_on))]
    return moves


def on_an_application(builder: Builder, random: Random) -> list[Move]:
    """Two cases for one application that has none yet."""
    world = builder.world
    filed = world.application(item := random.choice(list(TAKEN_IN)))
    builder.move(filed)
    case = world.new_case(filed, item)
    return [
        Move(case.who, case.deed),
        Move(case.who, case.deed.but(id=new_key(), number=str(new_key())[-24:])),
    ]


def on_a_version(builder: Builder, random: Random) -> list[Move]:
    """Publishing a fresh version, publishing its twin from the same day, adding parts."""
    world = builder.world
    item = f"item{len(world.ids)}"
    building.new_item(builder, item, len(world.ids))
    names = [f"{item}a", f"{item}b"]
    for number, name in enumerate(names, 1):
        building.new_version(builder, name, item, number)
    moves = [world.publication(name, item) for name in names]
    version = world.key(f"version:{names[0]}")
    drafter = world.who["drafter"]
    moves += [
        Move(drafter, Deed(f"item_{part}", world.part_row(part, version, 9)))
        for part in ("material", "condition", "step", "fee", "party_role")
    ]
    return moves


def on_the_register(builder: Builder, random: Random) -> list[Move]:
    """Delegations and modes for a fresh item that overlap, or touch."""
    world = builder.world
    item = f"item{len(world.ids)}"
    building.new_item(builder, item, len(world.ids))
    days = ((0, 10), (9, 20), (10, 20), (-5, 50))
    moves = [delegation(world, item, "accept", start, end) for start, end in days]
    return moves + [
        intake_mode(world, item, "collect", start, end) for start, end in days
    ]


def on_a_text(builder: Builder, random: Random) -> list[Move]:
    """A text on its way to publication: every review, a new text, a newer row of the list."""
    world = builder.world
    name = f"text{len(world.ids)}"
    building.new_item(builder, name, len(world.ids))
    passed = random.randint(0, len(REVIEWS))
    building.new_version(builder, name, name, 1, reviews=passed)
    allround, publisher = world.who["allround"], world.who["publisher"]
    moves = [
        review(world, name, stage, outcome)
        for stage in REVIEWS
        for outcome in ("passed", "returned")
    ]
    again = [review(world, name, stage).by(allround) for stage in REVIEWS]
    moves += [move.but(reviewer_id=allround.person) for move in again]
    published = world.publication(name, name)
    moves += [published] * 2
    moves += [published.by(allround).but(published_by_id=allround.person)]
    moves += [submission(world, name, world.texts[name]).but(number=2)]
    moves += [_rewriting(world, name, by) for by in ("officer", "drafter")]
    moves += [carried_over(world, name)]
    said = {"published_version": world.key(f"version:{name}")}
    where = {"id": world.key(f"draft:{name}")}
    return [*moves, Move(publisher, Deed("item_draft", said, "update", where))]


def _rewriting(world: World, name: str, by: str) -> Move:
    row = {"document": Jsonb({"name": by})}
    where = {"id": world.key(f"draft:{name}")}
    return Move(world.who[by], Deed("item_draft", row, "update", where))


def on_a_list(builder: Builder, random: Random) -> list[Move]:
    """One row of a list: taken in by two, come again changed, completed, written, handed in."""
    world = builder.world
    # A name of its own each time: a session may have committed the row of an earlier one.
    name = f"row{new_key()}"
    row = imported(world, name)
    moves = [
        imported(world, name, by=by, n=n)
        for by in ("drafter", "officer")
        for n in (1, 2)
    ]
    if random.random() < _HALFWAY:
        builder.move(row.but(id=world.key(f"draft:{name}")))
        moves += [carried_over(world, name, by=by) for by in ("drafter", "officer")]
        moves += [superseding(world, name, new_key())]
        moves += [
            marked(world, name, [own_mark("fees", by)], by)
            for by in ("drafter", "officer")
        ]
        moves += [_rewriting(world, name, "officer")]
        text = submission(world, name, {})
        moves += [text.but(document=row.deed.row["document"])] * 2
    return moves


def on_a_release(builder: Builder, random: Random) -> list[Move]:
    """A list on its way: rows come and go, every review, handed in, published twice."""
    world = builder.world
    name = f"list{len(world.ids)}"
    releasing.begin(builder, name, "licences", "own")
    if random.random() < _HALFWAY:
        releasing.let_review(builder, name, random.randint(0, len(REVIEWS)))
    world.key(f"hand_in:{name}")
    who = world.who["drafter"]
    row = {"id": world.key(f"list_row:{name}")}
    head = {"id": world.key(f"release:{name}")}
    day = world.day(100 + new_key().int % 100_000)
    published = releasing.list_publication(world, name, "licences")
    return [
        *[
            releasing.list_review(world, name, stage, outcome)
            for stage in REVIEWS
            for outcome in ("passed", "returned")
        ],
        releasing.list_row(world, name, "licences", "entrusted"),
        releasing.list_row(world, name, "licences", "collect"),
        releasing.list_row(world, name, "licences", "own"),
        Move(who, Deed("list_row", {}, "delete", row)),
        Move(who, Deed("list_release", {"title": "x"}, "update", head)),
        Move(who, Deed("list_release", {"discarded_at": world.now}, "update", head)),
        *[releasing.hand_in(world, name, number) for number in (1, 1, 2)],
        *[published.but(effective_on=day)] * 2,
    ]


def on_a_proof(builder: Builder, random: Random) -> list[Move]:
    """A guide that asks a proof, and a list that cancels it: one of the two is published."""
    world = builder.world
    mark = str(len(world.ids))
    proof, name, listed = f"proof{mark}", f"demanding{mark}", f"cancels{mark}"
    builder.load("material_type", proof, code=proof, name=f"证明{mark}")
    building.new_item(builder, name, len(world.ids))
    building.new_version(builder, name, name, 1)
    releasing.begin(builder, listed, "cancelled_proofs")
    builder.move(releasing.proof_row(world, listed, proof))
    releasing.let_review(builder, listed)
    day = world.day(100 + new_key().int % 100_000)
    act = releasing.list_publication(world, listed, "cancelled_proofs")
    return [world.publication(name, name), act.but(effective_on=day)]


def on_a_pre_review(builder: Builder, random: Random) -> list[Move]:
    """A draft that the office is asked to look at: asked twice, answered by two, taken back."""
    world = builder.world
    name = f"asked{len(world.ids)}"
    building.new_item(builder, name, len(world.ids))
    building.new_version(builder, name, name, 1)
    builder.move(world.publication(name, name).but(effective_on=world.today))
    asked = pre_review(world, name)
    if random.random() < _HALFWAY:
        return [asked, asked.but(id=new_key())]
    builder.move(asked)
    where = {"id": asked.deed.row["id"]}
    moves = [
        pre_review(world, name),
        Move(asked.who, Deed("pre_review", {}, "delete", where)),
    ]
    for by, outcome in (("officer", "passed"), ("approver", "returned")):
        said = {"outcome": outcome, "opinion": "看过了", "answered_at": world.now}
        said["answered_by"] = world.key(f"person:{by}")
        moves.append(Move(world.who[by], Deed("pre_review", said, "update", where)))
    return moves


# A case has the most moves, so it is met most often.
def on_special_steps(builder: Builder, random: Random) -> list[Move]:
    """Special steps and decisions of one case, under the next number and the one after."""
    world = builder.world
    ways = [way for way in building.CHECKED if way != "ready"]
    case = building.new_checked(builder, building.CHECKED[random.choice(ways)])
    moves = []
    for at in (case, replace(case, last_seq=case.last_seq + 1)):
        moves += [world.event(at, kind) for kind in ("granted", "refused", "withdrawn")]
        moves += [special(world, at, "special_begun", place) for place in (2, 3)]
        moves += [
            special(world, at, "special_ended", place, outcome)
            for place in (2, 3)
            for outcome in ("passed", "failed", "not_needed")
        ]
    return moves


STAGES: tuple[Stage, ...] = (
    *[on_a_case] * 6,
    *[on_a_text] * 3,
    on_special_steps,
    on_an_application,
    on_a_version,
    on_a_list,
    *[on_a_release] * 2,
    on_a_proof,
    on_a_pre_review,
    on_the_register,
)
