"""`tongban bench NAME`: the benchmarks of the source folder, on a platform of their own.

Each runs in processes of its own with the surroundings of a person at a terminal, so the
city that runs here is neither asked nor touched. Figures are JSON; 1 when one is missed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer

from tongban.faces.cli.output import MISUSED, REFUSED, AsJson, answer
from tongban.ground.refusals import Refusal

app = typer.Typer(no_args_is_help=True, help="性能测试：在临时的系统上运行，用完即删。")

PROJECT: Final = Path(__file__).parents[4]
# Name of the benchmark, its module, and what it is about.
BENCHMARKS: Final = {
    "intake": ("intake", "收件：网上提交申请。"),
    "lifecycle": ("lifecycle", "全程：提交、受理、审查、决定、送达。"),
    "worklist": ("worklist", "待办列表：第一页和第二十页。"),
    "villages": ("villages", "三千个村：导入、审定，机构树的一页。"),
    "clock": ("clock", "期限计算。"),
    "papers": ("papers", "生成文书。"),
    "import": ("importing", "导入事项清单。"),
    "linked": ("linked", "联动调整：一条目录改版，二百个实施清单收到建议。"),
    "guide": ("guide", "办事指南页面。"),
    "search": ("search", "搜索：找得对不对、快不快。"),
    "footprint": ("footprint", "内存占用。"),
    "overhead": ("overhead", "规则和行级安全的代价。"),
    "size": ("size", "满城和空城收件的代价之比。"),
    "rotation": ("rotation", "更换数据密钥：边换边收件，盘上找不到明文。"),
    "crash": ("crash", "强行终止后的完整性。"),
    "restore": ("restoring", "备份，恢复到一个时刻，核对。"),
    "replica": ("replica", "主机没了，同步副本接手。"),
    "upgrade": ("upgrading", "收件时换成新版本；还没有标签时用 --from 提交。"),
}
# Benchmarks that do not judge themselves: the key, and the least that is wanted of it.
LEAST: Final = {"clock": ("per_second", 500_000)}
_PASSED_ON: Final = {"allow_extra_args": True, "ignore_unknown_options": True}
_OURS: Final = ("TONGBAN_", "DJANGO_", "PYTEST_")


def _add(name: str, module: str, words: str) -> None:
    @app.command(
        name,
        help=f"{words}其余选项原样交给它，例如 --seconds 20、--keep 目录。",
        context_settings=_PASSED_ON,
    )
    def run(context: typer.Context, as_json: AsJson = False) -> None:
        code, facts = run_benchmark(module, context.args)
        missed = [row["name"] for row in judge(name, facts) if not row["met"]]
        lines = list(_lines(facts))
        if missed:
            lines.append(f"没有达到目标：{'、'.join(missed)}")
        answer(facts, lines, as_json=as_json)
        if code or missed or facts.get("failures"):
            raise typer.Exit(REFUSED)


for _name, (_module, _words) in BENCHMARKS.items():
    _add(_name, _module, _words)


def _lines(facts: dict[str, Any], inner: str = "") -> Iterator[str]:
    """A line a figure; what has figures of its own, or a row each, further in."""
    for key, value in facts.items():
        if isinstance(value, dict):
            yield f"{inner}{key}："
            yield from _lines(value, f"{inner}  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{inner}{key}："
            yield from (
                f"{inner}  " + "，".join(f"{k} {v}" for k, v in row.items())
                for row in value
            )
        else:
            yield f"{inner}{key}：{value}"


def run_benchmark(
    module: str, arguments: list[str], *, project: Path = PROJECT
) -> tuple[int, dict[str, Any]]:
    """Run one in a process of its own; its exit code and figures. Refuses where it is not there.

    What cannot be understood is misuse: the benchmark has said so, and we end as it did.
    """
    if not (project / "benchmarks" / f"{module}.py").exists():
        raise Refusal(
            "性能测试随源代码提供，这里的安装没有 benchmarks 目录；请在源代码目录里运行。"
        )
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(_OURS)
    }
    path = os.pathsep.join([str(project), str(project / "src")])
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *arguments],
        cwd=project,
        env=kept | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode == MISUSED:
        raise typer.Exit(MISUSED)
    try:
        facts: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise Refusal(
            "性能测试没有跑完，原因见上面的英文信息；常见的是磁盘满了或内存不够。"
        ) from None
    return done.returncode, facts


def judge(name: str, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The targets of a benchmark; added to its figures where it has none of its own."""
    if name in LEAST and "targets" not in facts:
        key, least = LEAST[name]
        got = facts.get(key)
        facts["targets"] = [
            {
                "name": key,
                "wanted": f">= {least}",
                "got": got,
                "met": got is not None and got >= least,
            }
        ]
    found: list[dict[str, Any]] = facts.get("targets", [])
    return found
