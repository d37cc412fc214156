"""`tongban tour`: the ten-minute story, told by the running system with the sample city."""

import sys
from dataclasses import replace
from typing import Annotated, Final

import typer
from django.conf import settings

from tongban.faces.cli.output import MISUSED, REFUSED, AsJson, answer
from tongban.faces.cli.touring import (
    applying,
    deciding,
    entrusting,
    keeping,
    turning,
    window,
)
from tongban.faces.cli.touring.calling import City
from tongban.faces.cli.touring.telling import Step, Story, Told

app = typer.Typer(invoke_without_command=True, help="十分钟导览：由正在运行的系统讲。")

STEPS: Final[tuple[Step, ...]] = (
    applying.find_item,
    applying.read_guide,
    applying.apply,
    applying.check_receipt,
    applying.collecting_window,
    deciding.accept,
    deciding.demand_outside_guide,
    deciding.decide_alone,
    deciding.decide,
    deciding.deliver,
    turning.correct_once,
    turning.track,
    turning.withdraw,
    window.elder_card,
    window.house_transfer,
    entrusting.entrust,
    keeping.speak,
    keeping.plant_flaw,
    keeping.change_guide,
    keeping.compare_lists,
    keeping.class_windows,
    window.verify_log,
)


@app.callback()
def tour(
    auto: Annotated[
        bool, typer.Option("--auto", help="一口气讲完，不等回车。")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Tell every step; exit 1 when one does not show what it says."""
    if not settings.PLATFORM_ADDRESS:
        typer.echo("系统没有在运行。请先启动：python3 start.py，再运行导览。", err=True)
        raise typer.Exit(MISUSED)
    accounts = settings.TONGBAN_DATA / "demo-accounts.txt"
    story = Story(City(settings.PLATFORM_ADDRESS, accounts))
    waits = not (auto or as_json) and sys.stdin.isatty()
    steps: list[Told] = []
    for number, step in enumerate(STEPS, start=1):
        if waits and steps:
            typer.prompt("按回车继续", default="", show_default=False)
        one = replace(step(story), number=number)
        steps.append(one)
        if not as_json:
            answer({}, one.lines(len(STEPS)), as_json=False)
        if not one.ok:
            break
    ok = all(step.ok for step in steps) and len(steps) == len(STEPS)
    facts = {"ok": ok, "steps": [step.facts() for step in steps]}
    last = "导览讲完了，每一步都与所说的相符。" if ok else "导览停在这一步。"
    answer(facts, ["", last], as_json=as_json)
    if not ok:
        raise typer.Exit(REFUSED)
