"""`tongban doctor`: what is unsafe in this installation, in words, with what to do about it."""

from pathlib import Path

import typer
from django.conf import settings

from tongban.faces.cli.doctoring import judge, look
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.clock import now

app = typer.Typer(
    help="检查安装是否安全：配置、密钥、数据库、备份、病毒扫描；有危险的以 1 结束。",
    invoke_without_command=True,
)
_MARKS = {"danger": "✗ 危险", "warning": "! 注意"}


@app.callback(invoke_without_command=True)
def examine(as_json: AsJson = False) -> None:
    """Look at everything, and say it."""
    at = now()
    found = judge(look(Path(settings.TONGBAN_DATA), at=at), at=at)
    lines = [f"{_MARKS[one.severity]}  {one.what}\n    {one.remedy}" for one in found]
    dangers = sum(one.severity == "danger" for one in found)
    verdict = (
        f"有 {dangers} 处危险、{len(found) - dangers} 处要注意。"
        if found
        else "没有发现不安全的地方。"
    )
    facts = {"safe": not dangers, "findings": [vars(one) for one in found]}
    answer(facts, [*lines, verdict], as_json=as_json)
    if dangers:
        raise typer.Exit(REFUSED)
