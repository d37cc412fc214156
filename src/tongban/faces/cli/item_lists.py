"""How an import or a count of items is told: counts for machines, lines for people, a report."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from tongban.capabilities.catalogue.queries import list_rules, totals_of
from tongban.capabilities.catalogue.types import (
    ImportOutcome,
    ImportResult,
    ItemTotals,
)
from tongban.plumbing.evidence.recording import plain

REJECTED: Final = "rejected"
_ERROR: Final = "error"
_UNCHANGED: Final = "unchanged"
# More rows than a person reads on a screen: then the rules are counted instead.
_MOST_TOLD: Final = 20
_FIRST_TOLD: Final = 5
_MOST_RULES: Final = 12
_MOST_DEPARTMENTS: Final = 50
_SAID: Final = {
    "imported": "已导入",
    "unchanged": "没有变化",
    "changed": "有变化，另存一份草稿",
    "rejected": "没有收下",
}
_WOULD: Final = {
    "imported": "会导入",
    "unchanged": "没有变化",
    "changed": "有变化，会另存一份草稿",
    "rejected": "不会收下",
}


def write_report(path: Path, result: ImportResult) -> None:
    """Every row with all that was found in it, as JSON."""
    rows = plain([asdict(row) for row in result.report])
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def lines_of(result: ImportResult, *, is_preview: bool = False) -> Iterator[str]:
    """What a person reads after an import, or after looking what one would do."""
    words = _WOULD if is_preview else _SAID
    if result.unknown_headings:
        headings = "、".join(result.unknown_headings)
        yield f"不认识的列，没有读：{headings}。列标题请照模板，例如：事项名称。"
    if len(result.outcomes) <= _MOST_TOLD:
        for outcome in result.outcomes:
            yield from _row_lines(outcome, words)
    else:
        yield from _summary(result, words)
    yield from total_lines(totals_of(result))
    counts = result.counts
    yield (
        f"读到 {counts['read']} 份：导入 {counts['imported']}、"
        f"不变 {counts['unchanged']}、有变化 {counts['changed']}、"
        f"没收下 {counts['rejected']}；共 {counts['findings']} 处要看。"
    )
    if is_preview:
        yield "这是预览，什么都没有写。去掉 --preview 再运行一次就导入。"


def total_lines(totals: ItemTotals) -> Iterator[str]:
    """The items by department and family, and whether the sums agree."""
    if totals.total == 0:
        return
    shown = totals.departments[:_MOST_DEPARTMENTS]
    for one in shown:
        untyped = f"、未分类 {one.untyped}" if one.untyped else ""
        yield (
            f"  {one.name or '（没写单位）'}：{one.total} 项"
            f"（行政权力 {one.administrative_power}、公共服务 {one.public_service}{untyped}）"
        )
    if len(totals.departments) > len(shown):
        yield f"  ……还有 {len(totals.departments) - len(shown)} 个单位，用 --json 看全部。"
    untyped = f" + 未分类 {totals.untyped}" if totals.untyped else ""
    agreed = "各单位合计与总数一致" if totals.reconciles else "各单位合计与总数对不上"
    yield (
        f"{len(totals.departments)} 个单位共 {totals.total} 项 = "
        f"行政权力 {totals.administrative_power} + 公共服务 {totals.public_service}"
        f"{untyped}；{agreed}。"
    )


def _row_lines(outcome: ImportOutcome, words: dict[str, str]) -> Iterator[str]:
    yield f"{outcome.name or '（没有名称）'}：{words[outcome.outcome]}"
    for finding in outcome.findings:
        word = "必改" if finding.severity == _ERROR else "建议"
        yield f"  {word} {finding.message}"


def _summary(result: ImportResult, words: dict[str, str]) -> Iterator[str]:
    news = [one for one in result.outcomes if one.outcome != _UNCHANGED]
    for outcome in (one for one in result.outcomes if one.outcome == REJECTED):
        yield f"第 {outcome.line} 行 {outcome.name}：{outcome.findings[0].message}"
    taken = [one for one in news if one.outcome != REJECTED]
    for outcome in taken[:_FIRST_TOLD]:
        yield f"第 {outcome.line} 行 {outcome.name}：{words[outcome.outcome]}"
        for finding in outcome.findings:
            if finding.rule.startswith(("list.", "code.")):
                yield f"  {finding.message}"
    if len(taken) > _FIRST_TOLD:
        yield f"……另有 {len(taken) - _FIRST_TOLD} 行，逐行写在 --report 的文件里。"
    rules = Counter(
        (finding.rule, finding.severity)
        for outcome in result.outcomes
        for finding in {one.rule: one for one in outcome.findings}.values()
    )
    if rules:
        yield "最常见的问题（多少行）："
    titles = {one.rule: one.title for one in list_rules()}
    for (rule, severity), count in rules.most_common(_MOST_RULES):
        yield f"  {'必改' if severity == _ERROR else '建议'} {titles.get(rule, rule)}（{rule}）：{count} 行"
