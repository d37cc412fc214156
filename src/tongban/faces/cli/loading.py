"""`tongban sample load`: the invented city, loaded through the same commands as any other."""

from pathlib import Path
from typing import Annotated, Final

import typer

from tongban.faces.cli.output import AsJson, answer
from tongban.faces.cli.sample_city import SampleCity
from tongban.faces.clock import now, today

app = typer.Typer(no_args_is_help=True, help="示例城市（安澜市，虚构）。")

SAMPLE: Final = Path(__file__).parents[4] / "sample"
_LABELS: Final = {
    "regions": "区划",
    "bodies": "单位",
    "venues_and_windows": "大厅和窗口",
    "calendar_years": "日历年份",
    "people": "人员",
    "firms": "企业",
    "accounts": "登录名",
    "postings": "岗位",
    "items_published": "新发布的事项",
    "items_unchanged": "没有变化的事项",
}


@app.callback()
def sample() -> None:
    """Name the group: a lone sub-command would otherwise lose its name."""


@app.command(
    "load",
    help="装入示例城市：机构、人员、账户、事项、受理方式。再运行一次不会改变什么。",
)
def load(
    passwords: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="演示账户文件，每行：登录名<TAB>密码<TAB>说明。不给就没有人能登录。",
        ),
    ] = None,
    folder: Annotated[
        Path,
        typer.Option("--from", exists=True, file_okay=False, help="示例数据目录。"),
    ] = SAMPLE,
    as_json: AsJson = False,
) -> None:
    """Load the sample city; loading it again changes nothing."""
    city = SampleCity(folder, _read_passwords(passwords), today=today(), at=now())
    counts = city.load()
    lines = [f"{_LABELS[name]}：{count}" for name, count in counts.items()]
    answer({"city": city.code, **counts}, lines, as_json=as_json)


def _read_passwords(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    rows = [
        line.split("\t")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {row[0]: row[1] for row in rows if len(row) > 1}
