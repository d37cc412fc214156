"""Attacks with what may be ended: entries of authority, and drafts taken off the list."""

from random import Random

from psycopg.types.range import DateRange

from tongban.faces.cli.attacking.building import OLD
from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.reviewing import review, submission
from tongban.faces.cli.attacking.world import World


def _ending(world: World, who: Who, table: str, days: DateRange) -> Move:
    row = {"valid": days, "ended_by_id": who.person, "ended_at": world.now}
    where = {"item_id": world.key("item:entrusted")}
    return Move(who, Deed(table, row, "update", where))


def _any_table(random: Random) -> str:
    return random.choice(["delegation", "intake_mode"])


@against("the_list_changes_only_forward")
def authority_ended_in_the_past(world: World, random: Random) -> Move:
    """An entry that no longer holds on days on which people relied on it, or now does."""
    day = world.day(random.choice([-1, -2, -30, -90]))
    days = random.choice(
        [
            DateRange(world.day(OLD), day),
            DateRange(empty=True),
            DateRange(day, None),
            DateRange(world.day(-9999), world.day(100)),
        ]
    )
    return _ending(world, world.who["publisher"], _any_table(random), days)


@against("authority_is_registered_by_the_catalogue_office")
def authority_ended_by_anybody(world: World, random: Random) -> Move:
    """A clerk or officer ends an entry, or the office's own act is put on another."""
    first = world.day(OLD)
    days = DateRange(first, world.day(random.choice([0, 10, 99])))
    table = _any_table(random)
    name = random.choice(["clerk", "officer", "drafter", "past_publisher"])
    move = _ending(world, world.seen_by(name), table, days)
    if random.random() < 0.3:  # noqa: PLR2004
        named = world.who["officer"].person
        return move.by(world.who["publisher"]).but(ended_by_id=named)
    return move


@beside(
    "the_list_changes_only_forward", "authority_is_registered_by_the_catalogue_office"
)
def authority_ended_today(world: World, random: Random) -> Move:
    """The boundary: yesterday was the last day, or some day to come is."""
    first = world.day(OLD)
    days = DateRange(first, world.day(random.choice([0, 1, 50])))
    return _ending(world, world.who["publisher"], _any_table(random), days)


def _discard(world: World, name: str) -> tuple[Who, Deed]:
    who = world.who["drafter"]
    row = {"discarded_at": world.now, "discarded_by_id": who.person}
    return who, Deed("item_draft", row, "update", {"id": world.key(name)})


@against("published_version_never_changes")
def published_draft_discarded(world: World, random: Random) -> Move:
    """The draft of a version in force is taken off the list."""
    who, gone = _discard(world, "draft:collect")
    published = {"published_version": world.key("version:collect")}
    marked = Deed("item_draft", published, "update", gone.where)
    return Move(who, gone, before=((who, marked),))


@against("only_the_text_handed_in_counts")
def reviewed_after_it_was_discarded(world: World, random: Random) -> Move:
    """A review, or a handing in, of a draft that is off the list."""
    if random.random() < 0.5:  # noqa: PLR2004
        move = submission(world, "unheard", world.texts["unheard"])
        gone = _discard(world, "draft:unheard")
    else:
        move = review(world, "passed1", "legality")
        gone = _discard(world, "draft:passed1")
    return Move(move.who, move.deed, (gone, *move.before), move.after)


@beside("published_version_never_changes", "only_the_text_handed_in_counts")
def discarded_unpublished(world: World, random: Random) -> Move:
    """A draft that is not published, by who drafts for its body."""
    return Move(*_discard(world, random.choice(["draft:unheard", "draft:passed1"])))
