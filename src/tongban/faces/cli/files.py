"""`tongban files …`: whether files from outside are looked at for viruses."""

import typer
from django.conf import settings

from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.plumbing.files.antivirus import Scanner

app = typer.Typer(no_args_is_help=True, help="上传的文件：病毒扫描。")


@app.callback()
def group() -> None:
    """A group, so that the one command keeps its name."""


@app.command("antivirus", help="看病毒扫描接好没有：送一个测试文件，看它认不认得。")
def antivirus(as_json: AsJson = False) -> None:
    """Exit 1 where no scanner is set, or the one that is set finds nothing."""
    address = settings.ANTIVIRUS
    state = "off" if not address else "works" if Scanner(address).works() else "away"
    aside = settings.QUARANTINE_ROOT
    kept = sum(1 for _one in aside.glob("*/*.json")) if aside.exists() else 0
    words = {
        "off": "没有接病毒扫描：上传的文件只按结构检查。请配置 TONGBAN_ANTIVIRUS，例如 tcp://127.0.0.1:3310。",
        "away": f"{address} 没有回答，或者认不出测试文件。这期间不收任何上传。",
        "works": f"{address} 正常，认得测试文件。",
    }
    facts = {"state": state, "address": address, "put_aside": kept}
    lines = [words[state], f"查出病毒、放在一边的文件：{kept} 个（{aside}）。"]
    answer(facts, lines, as_json=as_json)
    if state != "works":
        raise typer.Exit(REFUSED)
