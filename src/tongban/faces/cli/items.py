"""`tongban items …`: take guides in, show one, search."""

import json
import time
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from tongban.capabilities.catalogue.commands import import_guides
from tongban.capabilities.catalogue.permissions import DRAFT_ITEM
from tongban.capabilities.catalogue.queries import (
    find_version_in_force,
    get_guide,
    search_items,
)
from tongban.capabilities.catalogue.types import Guide, ImportOutcome
from tongban.capabilities.orgs.queries import find_city, list_bodies
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.faces.cli.output import REFUSED, AsJson, answer
from tongban.faces.clock import now, today
from tongban.ground.refusals import Invalid, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, anonymous

app = typer.Typer(no_args_is_help=True, help="事项和办事指南。")

OUTCOMES: Final = ("imported", "unchanged", "changed", "rejected")
_ERROR: Final = "error"
_HOST: Final = "localhost"


@app.command(
    "import",
    help="导入已发布的指南，逐份列出缺什么、错什么；同一份再导一次不会改变什么。",
)
def take_in(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="一份指南，或一组指南。")
    ],
    login: Annotated[
        str,
        typer.Option("--as", help="由谁导入：他的登录名。", envvar="TONGBAN_OFFICER"),
    ] = "linxiao",
    org: Annotated[str, typer.Option(help="指南里没写机关编码时，归哪个机关。")] = "",
    report: Annotated[
        Path | None, typer.Option(help="把每一处问题写进这个文件（JSON）。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Import a file of guides as drafts; exit 1 when something must be mended."""
    officer = _officer(login)
    guides = _read(file)
    outcomes = import_guides(
        actor=officer, guides=guides, org=org or _first_body(officer), at=now()
    )
    counts = _counts(outcomes)
    if report is not None:
        rows = [_details(outcome) for outcome in outcomes]
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        report.write_text(f"{text}\n", encoding="utf-8")
    answer(counts, _lines(outcomes, counts), as_json=as_json)
    if _has_errors(outcomes):
        raise typer.Exit(REFUSED)


@app.command("show", help="显示现在有效的指南。")
def show(
    code: Annotated[str, typer.Argument(help="业务办理项编码。")],
    as_json: AsJson = False,
) -> None:
    """Show the guide in force."""
    actor = anonymous(find_city(host=_HOST))
    version_id = find_version_in_force(actor=actor, handling_code=code, day=today())
    if version_id is None:
        raise NotFound("没有这个事项，或者它现在不在有效期内。请核对编码。")
    guide = get_guide(actor=actor, version_id=version_id)
    answer(_facts(guide), _words(guide), as_json=as_json)


@app.command("search", help="查事项，并说明为什么找到它。")
def search(
    words: Annotated[str, typer.Argument(help="老百姓的话、拼音首字母、名称或编码。")],
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """Find items, and say why each was found."""
    actor = anonymous(find_city(host=_HOST))
    started = time.perf_counter()
    found = search_items(actor=actor, text=words, day=today(), limit=limit)
    spent = round((time.perf_counter() - started) * 1000, 1)
    results = [
        {
            "code": one.handling_code,
            "name": one.name,
            "score": round(one.score, 1),
            "why": one.why,
        }
        for one in found
    ]
    lines = [f"{one.name}  {one.handling_code}  （{one.why}）" for one in found]
    facts = {"query": words, "results": results, "ms": spent}
    answer(facts, lines or ["没有找到。换个说法试试，例如：开饭店。"], as_json=as_json)


def _officer(login: str) -> Actor:
    account_id = find_account(actor=anonymous(""), login=login)
    if account_id is None:
        raise NotFound(
            f"没有“{login}”这个登录名。请用 --as 写明由谁导入，例如 --as linxiao。"
        )
    return get_actor(account_id=account_id, today=today())


def _first_body(officer: Actor) -> str:
    """The code of the first body for which the officer may draft."""
    held = set(officer.bodies_for(DRAFT_ITEM))
    for body in list_bodies(actor=officer):
        if body.body_id in held:
            return body.code
    raise NotAllowed(
        f"{officer.name}没有起草事项的岗位，请换一个人，例如 --as linxiao。"
    )


def _read(file: Path) -> list[object]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise Invalid(
            {str(file): f"读不懂，第一处错误：{error}"},
            "这个文件不是 JSON。请改成 UTF-8 的 JSON 文件，例如一份指南一个对象。",
        ) from error
    return content if isinstance(content, list) else [content]


def _counts(outcomes: list[ImportOutcome]) -> dict[str, int]:
    counted = Counter(outcome.outcome for outcome in outcomes)
    findings = sum(len(outcome.findings) for outcome in outcomes)
    by_outcome = {name: counted[name] for name in OUTCOMES}
    return {"read": len(outcomes), **by_outcome, "findings": findings}


def _has_errors(outcomes: list[ImportOutcome]) -> bool:
    return any(
        finding.severity == _ERROR
        for outcome in outcomes
        for finding in outcome.findings
    )


def _details(outcome: ImportOutcome) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "outcome": outcome.outcome,
        "draft_id": str(outcome.draft_id) if outcome.draft_id else None,
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "where": finding.where,
                "message": finding.message,
            }
            for finding in outcome.findings
        ],
    }


_SAID: Final = {
    "imported": "已导入",
    "unchanged": "没有变化",
    "changed": "有变化，另存一份草稿",
    "rejected": "没有收下",
}


def _lines(outcomes: list[ImportOutcome], counts: dict[str, int]) -> list[str]:
    lines = []
    for outcome in outcomes:
        lines.append(f"{outcome.name or '（没有名称）'}：{_SAID[outcome.outcome]}")
        lines += [
            f"  {'必改' if finding.severity == _ERROR else '建议'} "
            f"{finding.where}：{finding.message}"
            for finding in outcome.findings
        ]
    lines.append(
        f"读到 {counts['read']} 份：导入 {counts['imported']}、不变 {counts['unchanged']}、"
        f"有变化 {counts['changed']}、没收下 {counts['rejected']}；"
        f"共 {counts['findings']} 处要看。"
    )
    return lines


def _facts(guide: Guide) -> dict[str, Any]:
    return {
        "code": guide.handling_code,
        "name": guide.name,
        "body": guide.body_name,
        "version": guide.number,
        "effective_on": guide.effective_on,
        "digest": guide.digest,
        "case_kind": guide.case_kind,
        "promised": {"value": guide.promised.value, "unit": guide.promised.unit},
        "statutory": {"value": guide.statutory.value, "unit": guide.statutory.unit},
        "materials": [
            {"key": row.key, "name": row.name, "waived": row.is_waived}
            for row in guide.materials
        ],
        "steps": [row.name for row in guide.steps],
    }


def _words(guide: Guide) -> list[str]:
    plain = guide.elements.get("plain") or {}
    return [
        f"{guide.name}（第 {guide.number} 版，{guide.effective_on} 起有效）",
        f"编码：{guide.handling_code}",
        f"机关：{guide.body_name}",
        f"多久：{plain.get('how_long', '')}",
        f"收费：{plain.get('cost', '')}",
        f"材料：{'、'.join(row.name for row in guide.materials if not row.is_waived)}",
        f"摘要值：{guide.digest}",
    ]
