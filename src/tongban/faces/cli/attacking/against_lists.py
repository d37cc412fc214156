"""Attacks in the shape of an import: drafts, their source, their marks, their keys."""

from dataclasses import replace
from random import Random
from typing import Any

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.listing import (
    MARK,
    RESTING,
    carried_over,
    imported,
    marked,
    own_mark,
    rest_row,
    superseding,
)
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.reviewing import review, submission
from tongban.faces.cli.attacking.world import OTHER_CITY, World
from tongban.plumbing.database.keys import new_key

_COLLEAGUES = ("drafter", "officer", "approver")
_DAYS = (31, 90)


def _fresh(world: World, by: str = "drafter") -> Move:
    return imported(world, f"row {new_key()}", by=by)


def _rewriting(world: World, name: str, by: str) -> Move:
    row = {"document": Jsonb({"name": str(new_key())}), "revised_at": world.now}
    where = {"id": world.key(f"draft:{name}")}
    return Move(world.who[by], Deed("item_draft", row, "update", where))


# ------------------------------------------------------------ published in the same breath


@against("a_draft_is_no_publication")
def imported_as_published(world: World, random: Random) -> Move:
    """The row of the list says that it is published already, or as what."""
    version = world.key(f"version:{random.choice(['ready', 'collect', 'own'])}")
    key = random.choice([version, new_key()])
    return _fresh(world, random.choice(_COLLEAGUES)).but(published_version=key)


@against("a_draft_is_no_publication")
def called_published_afterwards(world: World, random: Random) -> Move:
    """A draft that nobody published is marked so; one that is published, otherwise."""
    draft, versions = random.choice(
        [
            ("listed", ("ready", "collect")),
            ("passed2", ("passed2", "collect")),
            ("collect", ("own", "ready")),
        ]
    )
    key = world.key(f"version:{random.choice(versions)}")
    if draft == "collect" and random.random() < 0.4:  # noqa: PLR2004
        key = None  # type: ignore[assignment]  # taken back
    where = {"id": world.key(f"draft:{draft}")}
    row = {"published_version": key}
    who = world.seen_by(random.choice(["drafter", "publisher"]))
    return Move(who, Deed("item_draft", row, "update", where))


@against("published_only_after_three_reviews")
def imported_and_published_at_once(world: World, random: Random) -> Move:
    """Taken in, handed in and published in one transaction, word for word as a version."""
    text = random.choice(["passed0", "passed1", "passed2"])
    document = world.texts[text]
    draft = _fresh(world).but(document=Jsonb(document))
    handed_in = submission(world, text, document).but(draft_id=draft.deed.row["id"])
    move = world.publication(text, "superseded").but(
        submission_id=handed_in.deed.row["id"],
        effective_on=world.day(random.randint(*_DAYS)),
    )
    before = ((draft.who, draft.deed), (handed_in.who, handed_in.deed))
    return replace(move, before=before)


@against("published_version_never_changes")
def imported_over_what_is_published(world: World, random: Random) -> Move:
    """The list is laid over a draft that was published."""
    name = random.choice(["collect", "own", "superseded"])
    return _rewriting(world, name, random.choice(_COLLEAGUES))


@beside(
    "a_draft_is_no_publication",
    "a_draft_comes_from_its_office",
    "what_was_imported_stays",
    "one_draft_a_source",
    "marks_say_who_added",
)
def taken_in(world: World, random: Random) -> Move:
    """A row of a list becomes a draft."""
    return _fresh(world, random.choice(_COLLEAGUES))


@beside("published_only_after_three_reviews", "a_superseded_draft_rests")
def taken_in_and_handed_in(world: World, random: Random) -> Move:
    """Handing in at once is lawful: the reviews come after it."""
    document = world.texts["passed0"]
    draft = _fresh(world).but(document=Jsonb(document))
    handed_in = submission(world, "passed0", document)
    handed_in = handed_in.but(draft_id=draft.deed.row["id"])
    return replace(handed_in, before=((draft.who, draft.deed),))


# ------------------------------------------------------------ of another body, region, city


@against("a_draft_comes_from_its_office")
def taken_in_for_another_body(world: World, random: Random) -> Move:
    """A row of another body, or by who has left, or has not begun, or is no officer."""
    name = random.choice(
        ["drafter", "leaver", "newcomer", "clerk", "citizen", "past_publisher"]
    )
    who = world.seen_by(name)
    body = "dept2" if name == "drafter" else random.choice(["dept", "dept2"])
    move = _fresh(world).by(who).but(drafted_by_id=who.person)
    return move.but(body_id=world.key(f"body:{body}"))


@against("a_draft_comes_from_its_office")
def written_from_outside(world: World, random: Random) -> Move:
    """Somebody of another body, or of none, writes into a draft or marks it."""
    name = random.choice(["stranger_officer", "leaver", "newcomer", "clerk", "citizen"])
    who = world.seen_by(name)
    mark = [own_mark("fees", name)]
    move = random.choice(
        [
            _rewriting(world, "listed", "drafter"),
            marked(world, "listed", mark, "drafter"),
            superseding(world, "listed", new_key()),
        ]
    )
    return move.by(who)


@against("a_draft_comes_from_its_office")
def handed_in_from_outside(world: World, random: Random) -> Move:
    """Somebody of another body, or of none, hands the draft in."""
    name = random.choice(["stranger_officer", "leaver", "newcomer", "clerk", "citizen"])
    who = world.seen_by(name)
    move = submission(world, "unheard", world.texts["unheard"]).by(who)
    return move.but(handed_in_by_id=who.person)


@against("a_draft_comes_from_its_office")
def moved_to_another_body(world: World, random: Random) -> Move:
    """A typed-in draft is given to another body by who does not draft for both."""
    name = random.choice(["drafter", "officer", "stranger_officer", "leaver", "clerk"])
    row: dict[str, Any] = {"body_id": world.key("body:dept2")}
    if random.random() < 0.5:  # noqa: PLR2004
        row |= {"revised_at": world.now}
    where = {"id": world.key(f"draft:{random.choice(['unheard', 'passed0'])}")}
    return Move(world.seen_by(name), Deed("item_draft", row, "update", where))


@beside("a_draft_comes_from_its_office", "what_was_imported_stays")
def moved_to_its_body(world: World, random: Random) -> Move:
    """A typed-in draft goes to the body that shall implement it, by who drafts for both."""
    row = {"body_id": world.key("body:dept2"), "revised_at": world.now}
    where = {"id": world.key(f"draft:{random.choice(['unheard', 'passed0'])}")}
    return Move(world.who["loader"], Deed("item_draft", row, "update", where))


@against("everything_of_one_city")
def taken_in_for_another_city(world: World, random: Random) -> Move:
    """The loader of one city puts a row under a body, an item or a person of another."""
    loader = world.who["loader"]
    if random.random() < 0.3:  # noqa: PLR2004
        other = replace(loader, city=OTHER_CITY)
        return _fresh(world).by(other).but(city=OTHER_CITY)
    foreign = random.choice(
        [
            {"body_id": world.key("body:other_dept")},
            {"item_id": world.key("item:other_item")},
            {"drafted_by_id": world.key("person:other_officer")},
        ]
    )
    return _fresh(world).by(loader).but(**foreign)


# ------------------------------------------------------------ source, keys, marks


@against("what_was_imported_stays")
def source_rewritten(world: World, random: Random) -> Move:
    """What the list said, whose draft it is and who took it in, is written anew."""
    row: dict[str, Any] = random.choice(
        [
            {"source_digest": "f" * 64},
            {"source_digest": ""},
            {"source_name": "x"},
            {"source_document": Jsonb({"cells": {}})},
            {"source_document": None},
            {"drafted_by_id": world.key("person:officer")},
            {"body_id": world.key("body:dept2")},
        ]
    )
    where = {"id": world.key(f"draft:{random.choice(['listed', 'completed'])}")}
    who = world.seen_by(random.choice(_COLLEAGUES))
    return Move(who, Deed("item_draft", row, "update", where))


@against("what_was_imported_stays")
def draft_taken_away(world: World, random: Random) -> Move:
    """The draft goes, and its source with it."""
    who = world.seen_by("drafter")
    if random.random() < 0.2:  # noqa: PLR2004
        return Move(who, Deed("item_draft", {}, "truncate"))
    where = {"id": world.key("draft:listed")}
    return Move(who, Deed("item_draft", {}, "delete", where))


@against("one_draft_a_source")
def taken_in_twice(world: World, random: Random) -> Move:
    """The same row of the same list again, by the same person or a colleague."""
    name = random.choice(["listed", "completed", "twice"])
    move = imported(world, name, by=random.choice(_COLLEAGUES))
    return random.choice([move, move.but(source_document=None)])


@against("one_draft_a_source")
def newer_row_taken_in_twice(world: World, random: Random) -> Move:
    """The changed row again: its newer draft stands already."""
    return imported(world, random.choice(RESTING), n=2)


@against("marks_say_who_added")
def marked_under_another_name(world: World, random: Random) -> Move:
    """Somebody else's name stands at what is added, on a draft or on a new row."""
    name = random.choice(["approver", "nobody", "", "Drafter"])
    mark = own_mark(random.choice(["fees", "conditions"]), name)
    if random.random() < 0.4:  # noqa: PLR2004
        return _fresh(world).but(additions=Jsonb([mark]))
    return marked(world, "completed", [MARK | {"path": "steps"} | mark], "drafter")


@against("marks_say_who_added")
def mark_wiped_out(world: World, random: Random) -> Move:
    """What an officer added passes for what the list said, or for another's."""
    marks = random.choice(
        [
            [],
            [own_mark("fees", "drafter")],
            [MARK | {"added_by": "approver"}],
            [MARK | {"added_at": "2020-01-01T00:00:00Z"}],
        ]
    )
    return marked(world, "completed", marks, "drafter")


@against("marks_say_who_added")
def marks_carried_over_wrongly(world: World, random: Random) -> Move:
    """The newer draft claims that a colleague added what the colleague did not."""
    forged = random.choice(
        [MARK | {"path": "fees"}, MARK | {"added_by": "approver"}, own_mark("x", "x")]
    )
    return carried_over(world, "completed").but(additions=Jsonb([MARK, forged]))


@beside("marks_say_who_added")
def marks_carried_over(world: World, random: Random) -> Move:
    """The newer draft carries the officer's marks, with one of its own."""
    marks = random.choice([[MARK], [MARK, own_mark("fees", "drafter")], []])
    return carried_over(world, "completed").but(additions=Jsonb(marks))


@beside("marks_say_who_added", "what_was_imported_stays")
def marked_under_ones_own_name(world: World, random: Random) -> Move:
    """A colleague adds, under the colleague's name; over an earlier mark as well."""
    path = random.choice(["fees", "conditions"])
    marks = [own_mark(path, "drafter")]
    if path == "fees":
        marks.append(MARK)
    return marked(world, "completed", marks, "drafter")


# ------------------------------------------------------------ what a newer row replaced


@against("a_superseded_draft_rests")
def resting_draft_goes_on(world: World, random: Random) -> Move:
    """A draft that was replaced is written, marked, handed in, replaced again."""
    name = random.choice(RESTING)
    by = random.choice(_COLLEAGUES)
    return random.choice(
        [
            _rewriting(world, name, by),
            marked(world, name, [own_mark("fees", by)], by),
            superseding(world, name, new_key(), by=by),
            Move(world.who["drafter"], Deed("item_submission", rest_row(world))),
        ]
    )


@against("a_superseded_draft_rests")
def resting_draft_is_reviewed(world: World, random: Random) -> Move:
    """The reviews and the publication go on as if there were no newer draft."""
    if random.random() < 0.5:  # noqa: PLR2004
        outcome = random.choice(["passed", "returned"])
        return review(world, "replaced1", "legality", outcome)
    move = world.publication("replaced", "superseded")
    return move.but(effective_on=world.day(random.randint(*_DAYS)))


@against("a_superseded_draft_rests")
def replaced_by_no_newer_one(world: World, random: Random) -> Move:
    """The draft in its place is older, another body's, or itself at rest from the start."""
    other = world.key(f"draft:{random.choice(['twice', 'completed', 'collect'])}")
    if random.random() < 0.3:  # noqa: PLR2004
        return superseding(world, "listed", other)
    if random.random() < 0.4:  # noqa: PLR2004
        return _fresh(world).but(superseded_by_id=other)
    who = world.seen_by("first_reviewer")
    move = carried_over(world, "listed").by(who)
    foreign = {"drafted_by_id": who.person, "body_id": world.key("body:dept2")}
    return move.but(**foreign)


@beside("a_superseded_draft_rests", "one_draft_a_source")
def row_came_again_changed(world: World, random: Random) -> Move:
    """A changed row: the earlier draft is marked, the newer one stands."""
    return carried_over(world, random.choice(["listed", "twice"]))
