"""Attacks on the way of a list to publication: in order, in office, by five people."""

from datetime import timedelta
from random import Random

from tongban.faces.cli.attacking.against_releases import BLANKS
from tongban.faces.cli.attacking.deeds import Move
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.releasing import (
    hand_in,
    list_publication,
    list_review,
)
from tongban.faces.cli.attacking.reviewing import STAGES
from tongban.faces.cli.attacking.world import World
from tongban.plumbing.database.keys import new_key

_NEXT = {f"list_passed{n}": stage for n, stage in enumerate(STAGES)}
_PEOPLE = ("drafted_by_id", "first_reviewer_id", "lawyer_id", "gatekeeper_id")


@against("reviewed_by_distinct_people")
def list_reviewed_by_a_writer(world: World, random: Random) -> Move:
    """The drafter, who holds the first reviewer's post as well."""
    who = world.who["drafter"]
    move = list_review(world, "list_passed0", "first_review")
    return move.by(who).but(reviewer_id=who.person)


@against("reviewed_by_distinct_people")
def list_reviewed_twice_by_one(world: World, random: Random) -> Move:
    """Who made the first review holds the lawyer's post as well."""
    who = world.who["allround"]
    move = list_review(world, "list_by_allround", "legality")
    return move.by(who).but(reviewer_id=who.person)


@against("reviewed_by_distinct_people")
def list_published_by_a_reviewer(world: World, random: Random) -> Move:
    """Who reviewed it holds the publisher's post as well."""
    who = world.who["allround"]
    move = list_publication(world, "list_led_by_allround", "licences").by(who)
    # The column tells another's name: that alone is what another rule would refuse.
    return move.but(
        published_by_id=who.person,
        first_reviewer_id=who.person,
        effective_on=world.day(random.randint(30, 90)),
    )


@against("a_list_by_five_people")
def list_names_others(world: World, random: Random) -> Move:
    """A publication that names as reviewer or drafter who was none."""
    move = list_publication(world, "list_ready", "licences")
    column = random.choice(_PEOPLE)
    other = random.choice(["officer", "clerk", "allround", "past_gatekeeper"])
    return move.but(**{column: world.key(f"person:{other}")})


@against("reviewed_only_in_office")
def list_reviewed_by_anybody(world: World, random: Random) -> Move:
    """Somebody without the post, or in the name of who holds it."""
    name, stage = random.choice(list(_NEXT.items()))
    who = world.seen_by(random.choice(["officer", "clerk", "publisher"]))
    move = list_review(world, name, stage).by(who)
    named = random.choice([who.person, move.deed.row["reviewer_id"]])
    return move.but(reviewer_id=named)


@against("reviews_in_order")
def list_stage_left_out(world: World, random: Random) -> Move:
    """A later stage before its turn, or any stage of what was sent back."""
    name, stage = random.choice(
        [
            ("list_passed0", "legality"),
            ("list_passed0", "gatekeeping"),
            ("list_passed1", "gatekeeping"),
            ("list_sent_back", "gatekeeping"),
        ]
    )
    return list_review(world, name, stage, random.choice(["passed", "returned"]))


@against("a_list_reviewed_once_a_stage")
def list_stage_taken_twice(world: World, random: Random) -> Move:
    """Another person in the same post speaks again."""
    name, stage = random.choice(
        [
            ("list_passed1", "first_review"),
            ("list_passed2", "legality"),
            ("list_ready", "gatekeeping"),
        ]
    )
    who = world.who["allround"]
    return list_review(world, name, stage).by(who).but(reviewer_id=who.person)


@against("a_return_says_why")
def list_returned_without_a_word(world: World, random: Random) -> Move:
    """A return whose opinion is empty, or blank in any writing."""
    name, stage = random.choice(list(_NEXT.items()))
    return list_review(world, name, stage, "returned").but(
        opinion=random.choice(BLANKS)
    )


@beside(
    "a_list_reviewed_once_a_stage",
    "reviewed_by_distinct_people",
    "reviewed_only_in_office",
    "reviews_in_order",
    "reviews_never_change",
)
def list_reviewed_in_turn(world: World, random: Random) -> Move:
    """The stage whose turn it is, by its own person."""
    name, stage = random.choice(list(_NEXT.items()))
    return list_review(world, name, stage, random.choice(["passed", "returned"]))


@against("published_only_after_three_reviews")
def list_published_too_early(world: World, random: Random) -> Move:
    """A list with fewer passings than three, or one that was sent back."""
    names = [*_NEXT, "list_sent_back"]
    move = list_publication(world, random.choice(names), "licences")
    return move.but(effective_on=world.day(random.randint(30, 90)))


@against("published_only_by_the_catalogue_office")
def list_published_by_anybody(world: World, random: Random) -> Move:
    """Somebody without the office, who left it, or begins tomorrow."""
    names = ["officer", "clerk", "past_publisher", "coming_publisher"]
    who = world.seen_by(random.choice(names))
    move = list_publication(world, "list_ready", "licences").by(who)
    named = random.choice([who.person, world.key("person:publisher")])
    return move.but(published_by_id=named)


@against("the_list_changes_only_forward")
def list_of_the_past(world: World, random: Random) -> Move:
    """A later release that begins before today."""
    move = list_publication(world, "list_ready", "licences")
    return move.but(effective_on=world.day(random.choice([-1, -2, -30, -99])))


@against("published_when_it_says")
def published_at_another_time(world: World, random: Random) -> Move:
    """A guide or a list that says it was published long ago, or will have been."""
    days = random.choice([-3000, -30, -2, 1, 400])
    said = world.now + timedelta(days=days)
    if random.random() < 0.5:  # noqa: PLR2004
        move = world.publication(random.choice(["ready", "ready2"]), "superseded")
        return move.but(
            published_at=said, effective_on=world.day(random.randint(31, 90))
        )
    move = list_publication(world, "list_ready", "licences")
    return move.but(published_at=said, effective_on=world.day(random.randint(21, 90)))


@against("one_list_from_a_day")
def second_list_from_a_day(world: World, random: Random) -> Move:
    """A release from a day on which another already begins."""
    move = list_publication(world, "list_ready", "licences")
    return move.but(effective_on=world.day(20))


@against("only_the_text_handed_in_counts")
def list_published_beside_the_text(world: World, random: Random) -> Move:
    """Another digest, another kind, or what was handed in of another list."""
    move = list_publication(world, "list_ready", "licences")
    if random.random() < 0.5:  # noqa: PLR2004
        return move.but(digest="1" * 64)
    return move.but(hand_in_id=world.key("hand_in:list_led_by_allround"))


@against("only_the_text_handed_in_counts")
def list_handed_in_under_a_false_number(world: World, random: Random) -> Move:
    """A number that leaves some out."""
    return hand_in(world, "open", random.choice([0, 2, 3, 99]))


@beside(
    "one_list_from_a_day",
    "published_when_it_says",
    "a_list_by_five_people",
    "published_only_after_three_reviews",
    "the_list_changes_only_forward",
    "published_only_by_the_catalogue_office",
    "a_list_names_only_what_is_published",
    "published_list_never_changes",
)
def list_published(world: World, random: Random) -> Move:
    """A list that three passed, by the office, from a free day on."""
    move = list_publication(world, "list_ready", "licences")
    return move.but(id=new_key(), effective_on=world.day(random.randint(21, 90)))


@beside("only_the_text_handed_in_counts", "a_list_under_review_rests")
def list_handed_in(world: World, random: Random) -> Move:
    """A list that was not handed in yet, or was sent back."""
    if random.random() < 0.5:  # noqa: PLR2004
        return hand_in(world, "list_sent_back", 2)
    return hand_in(world, "open")
