"""`tongban items windows` and `window-class`: what each window of a hall takes in, and since when."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from tongban.capabilities.lists.commands import class_window
from tongban.capabilities.lists.queries import list_window_duties
from tongban.capabilities.orgs.queries import (
    find_city,
    find_venue,
    list_window_classes,
)
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.item_digests import app as app  # noqa: PLC0414 - one sub-command, several files
from tongban.faces.cli.items import Officer, On
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.evidence.recording import plain

Hall = Annotated[str, typer.Argument(metavar="大厅", help="编码，例如 al-hall。")]


@app.command(
    "windows", help="一个大厅的窗口各是哪一类、按哪份清单收件；加 --on 看某一天的。"
)
def show_windows(hall: Hall, *, on: On = None, as_json: AsJson = False) -> None:
    """List the windows of a hall with their classes, and the classes that there are."""
    actor = anonymous(find_city(host="localhost"))
    day = on.date() if on else today()
    duties = list_window_duties(actor=actor, venue_id=find_hall(actor, hall), day=day)
    classes = list_window_classes(actor=actor)
    facts = {
        "windows": [plain(asdict(one)) for one in duties],
        "classes": [{"code": one.code, "name": one.name} for one in classes],
    }
    lines = [
        f"{one.name}  {one.window_class_name or '不分类'}  {one.since or ''}"
        for one in duties
    ]
    known = "、".join(f"{one.code} {one.name}" for one in classes)
    answer(facts, [*lines, f"已登记的类别：{known or '（没有）'}"], as_json=as_json)


@app.command(
    "window-class", help="登记一个窗口从哪天起属于哪一类；不写类别就是不分类。"
)
def class_one(
    hall: Hall,
    number: Annotated[str, typer.Argument(metavar="窗口号", help="例如 3。")],
    window_class: Annotated[str, typer.Argument(metavar="类别")] = "",
    *,
    login: Officer,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Say of which class a window is, from a day on."""
    who = officer(login)
    day = on.date() if on else today()
    duties = list_window_duties(actor=who, venue_id=find_hall(who, hall), day=day)
    keys = {one.number: one.window_id for one in duties}
    if number not in keys:
        known = "、".join(keys) or "（没有）"
        raise Invalid({"number": f"这个大厅没有 {number} 号窗口。有：{known}。"})
    class_window(
        actor=who,
        window_id=keys[number],
        window_class_id=find_class(who, window_class),
        effective_on=day,
        at=now(),
    )
    facts = {"window": number, "window_class": window_class, "effective_on": str(day)}
    answer(facts, [f"已登记：{number} 号窗口，{day} 起。"], as_json=as_json)


def find_class(actor: Actor, code: str) -> UUID | None:
    """The class of that code, None for none. Refuses with Invalid."""
    if not code:
        return None
    keys = {one.code: one.window_class_id for one in list_window_classes(actor=actor)}
    if code not in keys:
        known = "、".join(keys) or "（还没有登记）"
        raise Invalid({"window_class": f"没有窗口类别 {code}。有：{known}。"})
    return keys[code]


def read_papers(said: list[str]) -> dict[str, str]:
    """Papers given as KEY=FILE. Refuses with Invalid where a file cannot be read."""
    papers = {}
    for one in said:
        key, _equals, name = one.partition("=")
        try:
            papers[key] = Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise Invalid(
                {"paper": f"读不了“{name}”。请写成 norm=规范.txt，文件用 UTF-8 编码。"}
            ) from None
    return papers


def find_hall(actor: Actor, code: str) -> UUID:
    """The hall of that code. Refuses with Invalid."""
    venue = find_venue(actor=actor, code=code)
    if venue is None:
        raise Invalid({"hall": f"没有编码为 {code} 的大厅，例如 al-hall。"})
    return venue.venue_id
