"""Attacks on open questions: answered twice, by anybody, with nothing, or with what is not there."""

from random import Random
from typing import Any

from tongban.faces.cli.attacking.deeds import Deed, Move, Verb
from tongban.faces.cli.attacking.questions import ASKED, answer, in_guide
from tongban.faces.cli.attacking.registry import against, beside
from tongban.faces.cli.attacking.world import World


@against("a_question_is_answered_once")
def answered_again(world: World, random: Random) -> Move:
    """By the same person or another, in the same way or another."""
    by = random.choice(["drafter", "publisher"])
    question = world.key("question:answered")
    return random.choice(
        [answer(world, of="answered", by=by), in_guide(world).but(question_id=question)]
    )


@against("an_answer_says_what_became")
def answered_with_nothing(world: World, random: Random) -> Move:
    """No reason, no draft, no word; two things at once; or a kind that is none."""
    move, guide = answer(world), in_guide(world)
    return random.choice(
        [
            move.but(reason=""),
            move.but(asked=ASKED),
            move.but(kind="synonym"),
            move.but(kind="synonym", reason=""),
            move.but(kind="forgotten"),
            move.but(draft_id=world.key("draft:with_faq")),
            guide.but(reason="也不处理"),
            guide.but(kind="set_aside"),
        ]
    )


@against("an_open_question_is_answered_by_its_office")
def answered_by_anybody(world: World, random: Random) -> Move:
    """Somebody without the post, or in the name of who holds it."""
    who = world.seen_by(random.choice(["clerk", "approver", "leaver", "gatekeeper"]))
    named = random.choice([who.person, world.key("person:drafter")])
    return answer(world).by(who).but(answered_by_id=named)


@against("the_answer_stands_in_the_draft")
def answered_in_a_draft_without_it(world: World, random: Random) -> Move:
    """A draft that does not have the question, has it otherwise, or without an answer."""
    return random.choice(
        [
            in_guide(world, "空的"),
            in_guide(world, ASKED + "？"),
            in_guide(world, "别的问题"),
            in_guide(world).but(draft_id=world.key("draft:unheard")),
        ]
    )


@against("an_answer_to_a_question_stays")
def answer_written_over(world: World, random: Random) -> Move:
    """Rewritten or taken away."""
    where = {"question_id": world.key("question:answered")}
    ways: list[tuple[Verb, dict[str, Any]]] = [
        ("update", {"reason": "x"}),
        ("delete", {}),
    ]
    verb, row = random.choice(ways)
    deed = Deed("question_answer", row, verb, where)
    return Move(world.who["drafter"], deed)


@beside(
    "a_question_is_answered_once",
    "an_answer_says_what_became",
    "an_open_question_is_answered_by_its_office",
    "the_answer_stands_in_the_draft",
    "an_answer_to_a_question_stays",
)
def answered_by_the_office(world: World, random: Random) -> Move:
    """Set aside with a reason by either post, or written into a draft."""
    by = random.choice(["drafter", "publisher"])
    return random.choice([answer(world, by=by), in_guide(world)])
