"""Open questions in the attacked world: one answered, one that waits, and lawful answers."""

from typing import Any, Final

from tongban.faces.cli.attacking.builder import LOADER, Builder
from tongban.faces.cli.attacking.deeds import Deed, Move
from tongban.faces.cli.attacking.reviewing import draft_row
from tongban.faces.cli.attacking.world import CITY, World
from tongban.plumbing.database.keys import new_key

ASKED: Final = "孩子转学要带什么？"
_FAQ: Final = {
    "name": "转学",
    "faq": [{"q": ASKED, "a": "带户口簿。"}, {"q": "空的", "a": " "}],
}


def build_questions(builder: Builder) -> None:
    """One question that was answered and one that waits, a draft with an FAQ, a word."""
    world = builder.world
    for name in ("answered", "waiting"):
        builder.load(
            "open_question",
            f"question:{name}",
            words=name,
            path="",
            first_on=world.day(-3),
            last_on=world.day(0),
            times=2,
        )
    drafted = draft_row(world, _FAQ) | {"id": world.key("draft:with_faq")}
    builder.put(LOADER, Deed("item_draft", drafted))
    builder.move(answer(world, of="answered"))


def answer(world: World, *, of: str = "waiting", by: str = "drafter") -> Move:
    """Set aside with a reason, by somebody in the post."""
    who = world.who[by]
    row: dict[str, Any] = {
        "id": new_key(),
        "city": CITY,
        "question_id": world.key(f"question:{of}"),
        "kind": "set_aside",
        "draft_id": None,
        "asked": "",
        "synonym_id": None,
        "reason": "不是政务服务事项",
        "answered_by_id": who.person,
        "answered_at": world.now,
    }
    return Move(who, Deed("question_answer", row))


def in_guide(world: World, asked: str = ASKED) -> Move:
    """Written into the draft that has it."""
    faq = {"kind": "faq", "asked": asked, "reason": ""}
    return answer(world).but(**faq, draft_id=world.key("draft:with_faq"))
