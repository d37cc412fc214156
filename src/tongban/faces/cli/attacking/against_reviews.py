"""Attacks on the way to publication: texts handed in, reviews in order, five people."""

from random import Random

from psycopg.types.json import Jsonb

from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.reviewing import STAGES, review, submission
from tongban.faces.cli.attacking.world import World

# The stage that comes next for a text with so many passings.
_NEXT = {f"passed{n}": stage for n, stage in enumerate(STAGES)}


@against("reviewed_by_distinct_people")
def reviewed_by_a_writer(world: World, random: Random) -> Move:
    """The drafter, who holds the first reviewer's post as well."""
    who = world.who["drafter"]
    move = review(
        world, "passed0", "first_review", random.choice(["passed", "returned"])
    )
    return move.by(who).but(reviewer_id=who.person)


@against("reviewed_by_distinct_people")
def reviewed_twice_by_one(world: World, random: Random) -> Move:
    """Who made the first review holds the lawyer's post as well."""
    who = world.who["allround"]
    return review(world, "by_allround", "legality").by(who).but(reviewer_id=who.person)


@against("reviewed_by_distinct_people")
def published_by_a_reviewer(world: World, random: Random) -> Move:
    """Who reviewed it holds the publisher's post as well."""
    who = world.who["allround"]
    move = world.publication("led_by_allround", "superseded").by(who)
    day = world.day(random.randint(31, 90))
    return move.but(published_by_id=who.person, effective_on=day)


@against("reviewed_only_in_office")
def reviewed_by_anybody(world: World, random: Random) -> Move:
    """Somebody without the post, who left it, or holds that of another stage; or in its name."""
    text, stage = random.choice(list(_NEXT.items()))
    strangers = {
        "first_review": ("officer", "approver", "gatekeeper", "stranger_officer"),
        "legality": ("officer", "first_reviewer", "gatekeeper", "publisher"),
        "gatekeeping": ("past_gatekeeper", "lawyer", "publisher", "clerk"),
    }
    who = world.seen_by(random.choice(strangers[stage]))
    move = review(world, text, stage).by(who)
    named = random.choice([who.person, move.deed.row["reviewer_id"]])
    return move.but(reviewer_id=named)


@against("reviewed_only_in_office")
def first_review_of_another_body(world: World, random: Random) -> Move:
    """The post is held, but at another body than the one that drafts."""
    body = world.key(f"body:{random.choice(['dept2', 'centre'])}")
    return review(world, "passed0", "first_review").but(body_id=body)


@against("reviews_in_order")
def stage_left_out(world: World, random: Random) -> Move:
    """A later stage before its turn, or any stage of a text that was sent back."""
    text, stage = random.choice(
        [
            ("passed0", "legality"),
            ("passed0", "gatekeeping"),
            ("passed1", "gatekeeping"),
            ("sent_back", "gatekeeping"),
        ]
    )
    return review(world, text, stage, random.choice(["passed", "returned"]))


@against("reviewed_once_a_stage")
def stage_taken_twice(world: World, random: Random) -> Move:
    """Another person in the same post speaks again on the same text."""
    text, stage = random.choice(
        [
            ("passed1", "first_review"),
            ("passed2", "legality"),
            ("passed2", "first_review"),
            ("ready", "gatekeeping"),
        ]
    )
    who = world.who["allround"]
    move = review(world, text, stage, random.choice(["passed", "returned"])).by(who)
    return move.but(reviewer_id=who.person)


@against("a_return_says_why")
def returned_without_a_word(world: World, random: Random) -> Move:
    """A return whose opinion is empty, or blank in any writing."""
    text, stage = random.choice(list(_NEXT.items()))
    blank = random.choice(["", " ", "\t", "　", "\u00a0", " \r\n　"])
    return review(world, text, stage, "returned").but(opinion=blank)


@against("published_only_after_three_reviews")
def published_too_early(world: World, random: Random) -> Move:
    """A text with fewer passings than three, or one that was sent back."""
    name = random.choice(["passed0", "passed1", "passed2", "sent_back"])
    move = world.publication(name, "superseded")
    return move.but(effective_on=world.day(random.randint(31, 90)))


@against("only_the_text_handed_in_counts")
def published_beside_the_text(world: World, random: Random) -> Move:
    """A version with a row that nobody reviewed, a text changed since, another's text."""
    move = world.publication(random.choice(["tampered", "rewritten"]), "superseded")
    if random.random() < 0.4:  # noqa: PLR2004
        other = world.key(f"submission:{random.choice(['collect', 'rewritten'])}")
        move = world.publication("ready", "superseded").but(submission_id=other)
    return move.but(effective_on=world.day(random.randint(31, 90)))


@against("only_the_text_handed_in_counts")
def published_under_another_digest(world: World, random: Random) -> Move:
    """The publication names a digest that nobody reviewed."""
    move = world.publication("ready", "superseded")
    day = world.day(random.randint(31, 90))
    return move.but(digest=random.choice(["1" * 64, "", "x"]), effective_on=day)


@against("only_the_text_handed_in_counts")
def reviewed_another_text(world: World, random: Random) -> Move:
    """A review of a text that was changed since, or of another than was handed in."""
    if random.random() < 0.5:  # noqa: PLR2004
        return review(world, "rewritten1", "legality")
    text, stage = random.choice(list(_NEXT.items()))
    return review(world, text, stage).but(digest="1" * 64)


@against("only_the_text_handed_in_counts")
def handed_in_another_text(world: World, random: Random) -> Move:
    """What is handed in is not what the draft says, or comes under a false number."""
    if random.random() < 0.5:  # noqa: PLR2004
        text = Jsonb({"name": random.choice(["x", "甲", ""])})
        return submission(world, "passed0", {}).but(document=text, number=2)
    move = submission(world, "unheard", world.texts["unheard"])
    return move.but(number=random.choice([0, 2, 3, 99]))


@beside("only_the_text_handed_in_counts", "reviews_never_change")
def handed_in(world: World, random: Random) -> Move:
    """A draft that nobody has handed in yet, word for word."""
    return submission(world, "unheard", world.texts["unheard"])


@beside(
    "reviewed_by_distinct_people",
    "reviewed_only_in_office",
    "reviews_in_order",
    "reviewed_once_a_stage",
    "a_return_says_why",
)
def reviewed_in_turn(world: World, random: Random) -> Move:
    """The stage whose turn it is, by its own person."""
    text, stage = random.choice(list(_NEXT.items()))
    return review(world, text, stage, random.choice(["passed", "returned"]))


@beside("published_only_after_three_reviews")
def published_after_three_reviews(world: World, random: Random) -> Move:
    """A text that passed all three."""
    return world.publication("ready2", "superseded")


@beside("reviewed_by_distinct_people")
def rewritten_before_it_is_handed_in(world: World, random: Random) -> Move:
    """A colleague of the department writes in a draft that nobody has handed in."""
    row = {"document": Jsonb({"name": "x"})}
    where = {"id": world.key("draft:unheard")}
    return Move(world.who["officer"], Deed("item_draft", row, "update", where))
