"""B4 on the page of a case: the special steps of the guide, and what can be recorded now."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongban.capabilities.cases.permissions import REVIEW_CASE
from tongban.capabilities.cases.queries.special_steps import OUTCOMES
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView, SpecialStepLine
from tongban.plumbing.access.actor import Actor

KEY = "F7"
_OPEN = frozenset({CaseState.ACCEPTED, CaseState.REVIEWED})
_KINDS = {"passed": "ok", "failed": "danger", "not_needed": "plain"}


def special_rows(
    actor: Actor, case: CaseView, typed: Mapping[str, str], errors: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each special step with its record; the next one that is open has the key."""
    may_record = (
        case.state in _OPEN
        and case.body_id in actor.org_ids
        and actor.may(REVIEW_CASE, org_id=case.body_id)
    )
    rows: list[dict[str, Any]] = []
    key = KEY
    for line in case.special_steps:
        row = _row(line, typed, errors)
        row["may_record"] = may_record and line.ended_at is None
        if row["may_record"]:
            row["key"], key = key, ""
        rows.append(row)
    return rows


def _row(
    line: SpecialStepLine, typed: Mapping[str, str], errors: Mapping[str, str]
) -> dict[str, Any]:
    is_typed = typed.get("step") == line.key
    counted = _("计入时限") if line.counts else _("不计入时限")
    return {
        "line": line,
        "words": _words(line),
        "kind": _KINDS.get(line.outcome, "warn" if line.is_running else "plain"),
        "time": _("最多 %(days)s，%(counted)s")
        % {"days": line.limit_words, "counted": counted},
        "begin_words": _("开始%(name)s") % {"name": line.name},
        "end_words": _("登记%(name)s结果") % {"name": line.name},
        "outcome": {
            "name": "outcome",
            "id_suffix": line.key,
            "options": _options(line),
            "value": typed.get("outcome", "") if is_typed else "",
            "error": errors.get("outcome", "") if is_typed else "",
        },
        "opinion": {
            "name": "special_opinion",
            "label": _("查到的情况（不通过、不需要的要写）"),
            "type": "text",
            "max_length": 500,
            "value": typed.get("special_opinion", "") if is_typed else "",
            "error": errors.get("special_opinion", "") if is_typed else "",
        },
    }


def _words(line: SpecialStepLine) -> str:
    if line.outcome:
        return str(OUTCOMES[line.outcome])
    return _("正在做") if line.is_running else _("还没开始")


def _options(line: SpecialStepLine) -> list[dict[str, str]]:
    """What can be the result: it has to be begun, or not to be needed at all."""
    wanted = ["passed", "failed"] if line.is_running else []
    if not line.is_running and line.only_if:
        wanted = ["not_needed"]
    return [{"value": value, "label": OUTCOMES[value]} for value in wanted]


def standing_in_the_way(case: CaseView, act: str) -> str:
    """Why a decision has to wait for special steps; empty when it need not."""
    if act == "grant":
        waiting = [row.name for row in case.special_steps if not row.is_settled]
        words = _("指南公布的特殊环节还没登记通过：%(names)s。先在下面登记开始和结果。")
    elif act == "refuse":
        waiting = [row.name for row in case.special_steps if row.is_running]
        words = _("特殊环节正在做：%(names)s。先登记结果，再作决定。")
    else:
        return ""
    return words % {"names": "、".join(waiting)} if waiting else ""
