"""How commands answer: one JSON object for machines, lines for people; refusals in Chinese."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final

import typer

from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.evidence.recording import plain

DONE: Final = 0
REFUSED: Final = 1
MISUSED: Final = 2

AsJson = Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象，给程序读。")]


def answer(facts: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    """Print the facts for a machine, or the lines for a person."""
    if as_json:
        print(json.dumps(plain(dict(facts)), ensure_ascii=False))
        return
    for line in lines:
        print(line)


def print_refusal(refusal: Refusal, *, as_json: bool) -> None:
    """Say what was refused, by which rule, and whom to turn to; on the error stream."""
    errors = refusal.errors if isinstance(refusal, Invalid) else {}
    if as_json:
        facts = {
            "refused": refusal.message,
            "rule": refusal.rule,
            "source": refusal.source,
            "errors": errors,
        }
        print(json.dumps(facts, ensure_ascii=False))
        return
    print(refusal.message, file=sys.stderr)
    for where, message in errors.items():
        print(f"  {where}：{message}", file=sys.stderr)
    if refusal.source:
        print(f"  依据：{refusal.source}", file=sys.stderr)
    if refusal.turn_to:
        print(f"  请找：{refusal.turn_to}", file=sys.stderr)
