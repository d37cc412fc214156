"""`tongban clock …`: count due days, explain a case's, export and check proofs."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, cast

import typer

from tongban.capabilities.cases.queries import get_clock_facts
from tongban.capabilities.orgs.queries import get_calendar
from tongban.faces.cli.operating import (
    CityOption,
    KeyOption,
    answer_checks,
    operator,
    read_bytes,
    resolve_case,
    trusted_keys,
    write_out,
)
from tongban.faces.cli.output import MISUSED, REFUSED, AsJson, answer
from tongban.ground.clock import (
    Calendar,
    ClockFacts,
    Limit,
    LimitFact,
    Unit,
    check_proof,
    china_calendar,
    due,
    encode_proof,
    explain,
    make_proof,
    run_batch,
)
from tongban.ground.refusals import Refusal
from tongban.plumbing.evidence.signing import installation_key

app = typer.Typer(no_args_is_help=True, help="办理时限：计算、说明、出具和核对证明。")

STANDARD_INPUT: Final = "-"


@app.command("due", help="算办结日：一个，或一批（每行一个 JSON）。")
def count(  # noqa: PLR0917 - typer calls it by name
    accepted_on: Annotated[str, typer.Option(help="受理日，例如 2026-09-24。")] = "",
    limit: Annotated[int | None, typer.Option(help="时限，例如 5。")] = None,
    unit: Annotated[
        str, typer.Option(help="working_day、natural_day、month 或 year。")
    ] = "working_day",
    batch: Annotated[str, typer.Option(help="一批：文件名，- 表示从标准输入读。")] = "",
    city: Annotated[
        str, typer.Option(help="用这座城市的工作日历；不写就用国务院公布的。")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Count due days; exit 1 when a line of a batch was bad."""
    calendar = get_calendar(actor=operator(city)) if city else china_calendar()
    if batch:
        _count_batch(batch, calendar)
        return
    if not accepted_on or limit is None:
        typer.echo(
            "请写 --accepted-on 和 --limit，例如 --accepted-on 2026-09-24 --limit 5。",
            err=True,
        )
        raise typer.Exit(MISUSED)
    found = due(_day(accepted_on), Limit(limit, cast("Unit", unit)), calendar)
    facts = {
        "due_on": found.due_on,
        "calendar": found.calendar,
        "provisional": found.provisional,
        "paused": found.paused,
    }
    tail = "（暂定：放假安排还没有公布）" if found.provisional else ""
    answer(facts, [f"办结日 {found.due_on}{tail}"], as_json=as_json)


def _count_batch(batch: str, calendar: Calendar) -> None:
    if batch == STANDARD_INPUT:
        has_errors = _answer_lines(sys.stdin.buffer, calendar)
    else:
        try:
            with Path(batch).open("rb") as lines:
                has_errors = _answer_lines(lines, calendar)
        except OSError as error:
            typer.echo(f"读不了 {batch}：{error.strerror}。", err=True)
            raise typer.Exit(MISUSED) from error
    if has_errors:
        raise typer.Exit(REFUSED)


def _answer_lines(lines: Iterable[bytes], calendar: Calendar) -> bool:
    run = run_batch(lines, calendar)
    for line in run:
        print(line)
    return run.has_errors


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(f"“{text}”不是日期，请写成 2026-09-24 的样子。") from error


@app.command("explain", help="逐日说明一个办件的时限：哪天计入，哪天不计，依据哪一条。")
def tell_days(
    case: Annotated[str, typer.Argument(help="办件编号。")],
    city: CityOption = "",
    as_json: AsJson = False,
) -> None:
    """Tell each day of the promised and the statutory limit with reason and article."""
    actor = operator(city)
    facts = get_clock_facts(actor=actor, case_id=resolve_case(actor, case))
    told = {"promised": _tell(facts, facts.promised)}
    if facts.statutory:
        told["statutory"] = _tell(facts, facts.statutory)
    heading = f"办件 {facts.case_number}，{facts.accepted.on} 受理"
    lines = [f"{heading}；工作日历 {facts.calendar.version}。逐日说明："]
    for name, words in (("promised", "承诺时限"), ("statutory", "法定时限")):
        if name in told:
            lines += [f"{words}，办结日 {told[name]['due_on']}"]
            lines += [
                f"  {row['day']}  {'计入  ' if row['counted'] else '不计入'}  "
                f"{row['reason']}  {_cited(row['article'])}"
                for row in told[name]["days"]
            ]
    summary = {
        "case_number": facts.case_number,
        "accepted_on": facts.accepted.on,
        "calendar": facts.calendar.version,
    }
    answer(summary | told, lines, as_json=as_json)


def _cited(article: str) -> str:
    """《民法典》第二百零一条: the law's name in its marks, the article behind them."""
    name, _space, place = article.partition(" ")
    return f"《{name}》{place}"


def _tell(facts: ClockFacts, limit: LimitFact) -> dict[str, Any]:
    days = explain(
        facts.accepted.on,
        limit.limit,
        facts.calendar,
        [fact.pause for fact in facts.pauses],
        facts.extension_of(limit),
        limit_article=limit.article,
    )
    return {
        "due_on": facts.due(limit, due).due_on,
        "days": [
            {
                "day": line.day,
                "counted": line.counted,
                "reason": line.reason,
                "article": line.article.strip("《》"),
            }
            for line in days
        ],
    }


@app.command("export", help="出具一个办件的时限证明，谁都能离线核对。")
def export(
    case: Annotated[str, typer.Argument(help="办件编号。")],
    out: Annotated[Path | None, typer.Option(help="写进这个文件。")] = None,
    city: CityOption = "",
    as_json: AsJson = False,
) -> None:
    """Write the signed proof; it is JSON with and without --json."""
    actor = operator(city)
    facts = get_clock_facts(actor=actor, case_id=resolve_case(actor, case))
    write_out(encode_proof(make_proof(facts, installation_key().private)), out)


@app.command("check", help="核对时限证明，不需要数据库。")
def check(
    file: Annotated[Path, typer.Argument(help="证明文件。")],
    key: KeyOption = None,
    as_json: AsJson = False,
) -> None:
    """Check form, signature, and the days by two implementations."""
    checks = check_proof(read_bytes(file), trusted_keys(key))
    answer_checks(checks, as_json=as_json, extra=[])
