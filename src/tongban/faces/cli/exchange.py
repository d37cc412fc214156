"""`tongban exchange`: reports to the province and compares, now instead of tonight."""

from typing import Annotated, Any

import typer
from django.conf import settings

from tongban.capabilities.exchange.adapter import connector, run_exchange
from tongban.capabilities.orgs.queries import list_cities
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Refusal

app = typer.Typer(no_args_is_help=True, help="向省平台报送，每天对账。")


@app.callback()
def about() -> None:
    """Keep `run` a sub-command, also while it is the only one."""


@app.command("run", help="现在报送有变化的事项，并和对方对账；不一致时以 1 结束。")
def run(
    to: Annotated[
        str,
        typer.Option(help="省平台的地址，例如 http://127.0.0.1:8100；不写用配置的。"),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Send and compare for every city."""
    url = to or settings.PROVINCE_URL
    if not url:
        raise Refusal(
            "还没有接省平台。请配置 TONGBAN_PROVINCE_URL，或者用 --to，"
            "例如 tongban exchange run --to http://127.0.0.1:8100。"
        )
    told: list[dict[str, Any]] = []
    for city in list_cities():
        done = run_exchange(url, actor=connector(city), day=today(), at=now())
        told.append({"city": city, **vars(done)})
    lines = [
        f"{one['city']}：送出 {one['sent']} 包，收下 {one['accepted']} 项，没收 {one['refused']} 项；"
        + (
            one["trouble"]
            or ("两边一样。" if one["agrees"] else "两边不一样，请看对账页。")
        )
        for one in told
    ]
    answer({"cities": told}, lines, as_json=as_json)
    if not all(one["agrees"] for one in told):
        raise typer.Exit(REFUSED)
