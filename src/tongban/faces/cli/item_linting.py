"""How findings of the guide compiler are told: one object for machines, lines for people."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from tongban.capabilities.catalogue.queries import list_rules
from tongban.capabilities.catalogue.types import LintedItem, RuleCard
from tongban.faces.cli.output import answer

_ERROR: Final = "error"
# More items than a person reads on a screen: then the rules are counted instead.
_MOST_TOLD: Final = 20
_MOST_RULES: Final = 20


def lint_with(
    linted: Sequence[LintedItem], *, report: Path | None, as_json: bool
) -> bool:
    """Tell what was found and write the report; whether something must be mended."""
    rules = {one.rule: one for one in list_rules()}
    findings = list(_findings(linted))
    if report is not None:
        rows = [row | _why(rules[row["rule"]]) for row in findings]
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        report.write_text(f"{text}\n", encoding="utf-8")
    facts = {"items": len(linted), "findings": findings}
    answer(facts, () if as_json else _lines(linted, rules), as_json=as_json)
    return any(row["severity"] == _ERROR for row in findings)


def _findings(linted: Sequence[LintedItem]) -> Iterator[dict[str, Any]]:
    for item in linted:
        for one in item.findings:
            yield {
                "code": item.code,
                "rule": one.rule,
                "severity": one.severity,
                "where": one.where,
                "message": one.message,
            }


def _why(rule: RuleCard) -> dict[str, str]:
    return {"kind": rule.kind, "title": rule.title, "article": rule.article}


def _lines(linted: Sequence[LintedItem], rules: dict[str, RuleCard]) -> Iterator[str]:
    flawed = [item for item in linted if item.findings]
    if len(flawed) <= _MOST_TOLD:
        for item in flawed:
            yield f"{item.name}  {item.code}"
            for one in item.findings:
                word = "必改" if one.severity == _ERROR else "建议"
                yield f"  {word} {one.message}（依据：{rules[one.rule].article}）"
    else:
        counted = Counter(one.rule for item in flawed for one in item.findings)
        yield "最常见的问题（多少处）："
        for rule, count in counted.most_common(_MOST_RULES):
            yield f"  {rules[rule].title}（{rule}）：{count}"
        yield "每一处写在 --report 的文件里。"
    errors = sum(one.severity == _ERROR for item in flawed for one in item.findings)
    others = sum(len(item.findings) for item in flawed) - errors
    yield (
        f"查了 {len(linted)} 项，{len(flawed)} 项有问题：必改 {errors} 处、建议 {others} 处。"
    )
