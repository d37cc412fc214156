"""Attacks on the rules of papers: what they say, who issues them, whose event they are of."""

from dataclasses import replace
from random import Random

from tongban.faces.cli.attacking.deeds import Deed, Move, Who
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import CITY, PAPER_OF, TAKEN_IN, World

_ITEMS = tuple(TAKEN_IN)


@against("a_paper_says_what_happened")
def paper_of_another_act(world: World, random: Random) -> Move:
    """An acceptance paper for a receipt, a grant for a refusal, a paper of no kind."""
    state = random.choice(
        ["submitted", "accepted", "granted", "refused", "not_accepted"]
    )
    if random.random() < 0.3:  # noqa: PLR2004
        state = "correction_asked"
    way = "correcting" if state == "correction_asked" else state
    case = world.case(random.choice(_ITEMS), way)
    kind = state if state in case.events else "submitted"
    wrong = random.choice([*(set(PAPER_OF.values()) - {PAPER_OF[kind]}), "letter", ""])
    return world.paper(case, kind).but(kind=wrong)


@against("a_paper_says_what_happened")
def paper_of_other_bytes(world: World, random: Random) -> Move:
    """A paper whose file has another digest than it says."""
    paper, who = _fresh_paper(world)
    row = {
        "paper_id": paper.row["id"],
        "city": CITY,
        "file_id": world.key("file:paper"),
        "digest": random.choice(["", "other", "PAPER"]),
        "made_at": world.now,
    }
    maker = random.choice([who, world.who["connector"]])
    return Move(maker, Deed("paper_file", row), ((who, paper),))


def _fresh_paper(world: World) -> tuple[Deed, Who]:
    move = world.paper(world.case("own", "granted"), "granted")
    return move.deed, move.who


@against("papers_are_issued_by_the_office")
def paper_by_anybody(world: World, random: Random) -> Move:
    """The applicant, or an officer of another body, writes the decision."""
    paper, who = _fresh_paper(world)
    if random.random() < 0.3:  # noqa: PLR2004
        row = {
            "paper_id": paper.row["id"],
            "city": CITY,
            "file_id": world.key("file:citizen"),
            "digest": "citizen" * 8,
            "made_at": world.now,
        }
        return Move(world.who["citizen"], Deed("paper_file", row), ((who, paper),))
    other = random.choice(
        [
            world.who["citizen"],
            world.seen_by("stranger_officer"),
            world.seen_by("newcomer"),
            world.seen_by("leaver"),
        ]
    )
    return Move(other, paper).but(issued_by=other.person)


@beside(
    "a_paper_says_what_happened",
    "papers_are_issued_by_the_office",
    "paper_of_the_cases_event",
    "issued_papers_never_vanish",
)
def paper_of_the_act(world: World, random: Random) -> Move:
    """The decision's paper by who decided, and its bytes."""
    paper, who = _fresh_paper(world)
    row = {
        "paper_id": paper.row["id"],
        "city": CITY,
        "file_id": world.key("file:paper"),
        "digest": "paper",
        "made_at": world.now,
    }
    return Move(replace(who), Deed("paper_file", row), ((who, paper),))


@against("paper_of_the_cases_event")
def paper_of_another_case(world: World, random: Random) -> Move:
    """A paper of this case about an event of another one."""
    item, other = random.sample(["collect", "own", "entrusted"], 2)
    case, foreign = world.case(item, "granted"), world.case(other, "granted")
    return world.paper(case, "granted").but(event_id=foreign.events["granted"])
