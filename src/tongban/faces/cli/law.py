"""`tongban law …`: the rules of the database in a list, and the attack on every one."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer

from tongban.faces.cli.attacking.scratch import scratch_database
from tongban.faces.cli.attacking.whole import Findings, attack_everything
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.plumbing.database.rules import Rule, rules

app = typer.Typer(no_args_is_help=True, help="写进数据库的规则。")

RANKS: Final = {"law": "法律法规", "policy": "政策文件", "standard": "标准"}
EFFECTS: Final = {
    "refuse": "拒绝",
    "refuse_unless_instrument": "拒绝，凭文书放行",
    "finding": "记为问题",
}


@app.command("list", help="列出每一条规则：编号、名称、依据、效果。")
def show_rules(as_json: AsJson = False) -> None:
    """List the register of rules."""
    register = list(rules().values())
    facts = {"rules": [asdict(rule) for rule in register]}
    answer(facts, _register_lines(register), as_json=as_json)


@app.command(
    "attack",
    help="在一份临时的库里，用网站自己的数据库账户攻击每一条规则；库用完即删。",
)
def attack(
    attempts: Annotated[int, typer.Option(min=1, help="一共攻击多少次。")] = 10_000,
    seed: Annotated[int, typer.Option(help="同一个数得到同样的攻击。")] = 1,
    report: Annotated[
        Path | None, typer.Option(help="把放行和打偏的每一次写进这个文件（JSON）。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Attack every rule; exit 1 when one let an act pass, or refused a lawful one."""
    with scratch_database() as opened:
        findings = attack_everything(opened, attempts=attempts, seed=seed)
    if report is not None:
        text = json.dumps(findings.details(), ensure_ascii=False, indent=1)
        report.write_text(f"{text}\n", encoding="utf-8")
    answer(findings.facts(), _attack_lines(findings), as_json=as_json)
    if not findings.is_sound:
        raise typer.Exit(REFUSED)


def _register_lines(register: list[Rule]) -> Iterator[str]:
    yield f"共 {len(register)} 条规则。"
    for rule in register:
        yield f"{rule.rule_id}  {rule.title}（{EFFECTS[rule.effect]}）"
        yield f"    {RANKS.get(rule.rank, rule.rank)}：{rule.article}"


def _attack_lines(findings: Findings) -> Iterator[str]:
    tallies = findings.tallies.values()
    total = sum(tally.attempts for tally in tallies)
    passed = sum(tally.passed for tally in tallies)
    yield f"攻击 {total} 次，{len(tallies)} 条规则，放行 {passed} 次。"
    for tally in tallies:
        if not tally.is_sound:
            yield (
                f"  {tally.rule_id}：{tally.attempts} 次，放行 {tally.passed}，"
                f"打偏 {tally.invalid}"
            )
    for twin in findings.twins:
        if not twin["ok"]:
            yield f"  合法的一步也被拒绝：{twin['id']}（{twin['detail']}）"
    yield "每条规则都守住了。" if findings.is_sound else "有规则没有守住，见上。"
