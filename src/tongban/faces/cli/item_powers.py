"""`tongban items powers` and `keep-power`: what halls decide themselves of resident items."""

from dataclasses import asdict
from typing import Annotated

import typer

from tongban.capabilities.catalogue.queries import find_item_id
from tongban.capabilities.lists.commands import keep_power
from tongban.capabilities.lists.queries import list_powers
from tongban.capabilities.lists.types import POWER_WORDS
from tongban.capabilities.orgs.queries import find_city
from tongban.faces.cli.drafting import officer
from tongban.faces.cli.item_windows import Hall, find_hall
from tongban.faces.cli.item_windows import app as app  # noqa: PLC0414 - one sub-command, several files
from tongban.faces.cli.items import Officer, On
from tongban.faces.cli.output import AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Invalid
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.evidence.recording import plain


@app.command(
    "powers", help="进驻事项大厅自己办到哪一步；加 --gaps 只看没有授权到决定的。"
)
def show_powers(
    *,
    gaps: Annotated[bool, typer.Option("--gaps", help="只看缺口。")] = False,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """List resident items with what the hall does itself."""
    actor = anonymous(find_city(host="localhost"))
    cards = list_powers(actor=actor, day=on.date() if on else today(), only_gaps=gaps)
    decidable = sum(not one.is_gap for one in cards)
    lines = [
        f"{one.code}  {one.name}  {one.venue_name}  "
        + ("、".join(POWER_WORDS[power] for power in one.powers) or "只收件")
        for one in cards
    ]
    counted = "" if gaps else f"，大厅能决定 {decidable} 项"
    facts = {"powers": [plain(asdict(one)) for one in cards]}
    answer(facts, [*lines, f"列出 {len(cards)} 项{counted}。"], as_json=as_json)


@app.command(
    "keep-power", help="登记一个进驻事项从哪天起在大厅办到哪一步；不写就是收回授权。"
)
def keep_one(
    hall: Hall,
    code: Annotated[str, typer.Argument(metavar="业务办理项编码")],
    powers: Annotated[
        str, typer.Argument(metavar="授权", help="例如 accept,review,decide。")
    ] = "",
    *,
    document: Annotated[str, typer.Option(help="部门授权文件的文号。")],
    login: Officer,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Say what of an item a hall does itself, from a day on."""
    who = officer(login)
    item_id = find_item_id(actor=who, handling_code=code)
    if item_id is None:
        raise Invalid({"code": f"没有业务办理项编码 {code}，请核对。"})
    day = on.date() if on else today()
    said = [one.strip() for one in powers.split(",") if one.strip()]
    key = keep_power(
        actor=who,
        item_id=item_id,
        venue_id=find_hall(who, hall),
        powers=said,
        document_number=document,
        effective_on=day,
        at=now(),
    )
    facts = {"hall_power_id": str(key), "powers": said, "effective_on": str(day)}
    words = "、".join(POWER_WORDS[one] for one in said) or "只收件"
    answer(facts, [f"已登记：{day} 起，{words}。"], as_json=as_json)
