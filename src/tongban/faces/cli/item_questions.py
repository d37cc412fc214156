"""`tongban items questions`: what people asked in vain, and what became of each."""

from dataclasses import asdict
from functools import partial
from typing import Annotated, Any, Final

import typer

from tongban.capabilities.catalogue.commands import (
    answer_in_guide,
    answer_with_word,
    set_question_aside,
)
from tongban.capabilities.catalogue.queries import list_open_questions
from tongban.faces.cli.drafting import DRAFTER, officer
from tongban.faces.cli.operating import key_of
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now
from tongban.plumbing.evidence.recording import plain

app = typer.Typer(
    no_args_is_help=True, help="没答上的问题：看、写进指南、教成说法、不处理。"
)
_BECAME: Final = {
    "": "等着处理",
    "faq": "写进常见问题",
    "synonym": "教成搜索说法",
    "set_aside": "不处理",
}

_key = partial(key_of, noun="问题", command="tongban items questions list")
Officer = Annotated[
    str, typer.Option("--as", help="由谁来做：他的登录名。", envvar="TONGBAN_OFFICER")
]
Question = Annotated[
    str, typer.Argument(metavar="问题", help="问题的键（list 会列出）。")
]


@app.command("list", help="等着处理的问题，问得多的在前；加 --answered 看处理过的。")
def show_list(
    *,
    answered: Annotated[bool, typer.Option("--answered", help="看处理过的。")] = False,
    login: Officer = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """List what waits, or what became of the others."""
    found = list_open_questions(actor=officer(login), answered=answered)
    lines = [
        f"{one.question_id}  {one.words}  {one.times} 次  {_BECAME[one.answer]}"
        f"{'：' + one.told if one.told else ''}"
        for one in found
    ]
    facts: dict[str, Any] = {"questions": [plain(asdict(one)) for one in found]}
    answer(facts, lines or ["没有这样的问题。"], as_json=as_json)


@app.command("faq", help="写进一份指南的常见问题：新起一份草稿，照常送审、发布。")
def write_in_guide(
    question: Question,
    code: Annotated[str, typer.Argument(help="业务办理项编码。")],
    *,
    asked: Annotated[str, typer.Option(help="老百姓会怎么问。")],
    said: Annotated[str, typer.Option("--answer", help="答复。")],
    login: Officer = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """Make it a question of a guide, in a new draft."""
    draft_id = answer_in_guide(
        actor=officer(login),
        question_id=_key(question),
        handling_code=code,
        asked=asked,
        answer=said,
        at=now(),
    )
    answer({"draft": str(draft_id)}, [f"写进了草稿 {draft_id}。"], as_json=as_json)


@app.command("word", help="教成一个搜索说法。")
def teach(
    question: Question,
    word: Annotated[str, typer.Argument(help="老百姓的说法。")],
    means: Annotated[list[str], typer.Argument(help="事项名称里的叫法，可以写几个。")],
    *,
    login: Officer = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """Make it a word of the search."""
    answer_with_word(
        actor=officer(login),
        question_id=_key(question),
        word=word,
        means=means,
        at=now(),
    )
    answer({"word": word}, [f"教会了“{word}”。"], as_json=as_json)


@app.command("aside", help="写明理由，不处理。")
def set_aside(
    question: Question,
    reason: Annotated[str, typer.Argument(help="为什么不处理。")],
    *,
    login: Officer = DRAFTER,
    as_json: AsJson = False,
) -> None:
    """Say why nothing is made of it."""
    set_question_aside(
        actor=officer(login),
        question_id=_key(question),
        reason=reason,
        at=now(),
    )
    answer({"reason": reason}, ["已经记下，不处理。"], as_json=as_json)
