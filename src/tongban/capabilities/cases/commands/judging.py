"""Conditions found unmet: which may be named for a refusal, and each as it was judged."""

from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.commands.checking import LONGEST_REASON, is_remark
from tongban.capabilities.cases.models import Case, CaseCondition
from tongban.capabilities.catalogue.types import ConditionCard, Guide
from tongban.plumbing.database.writing import insert_all

Unmet = dict[str, str]


def check_unmet(guide: Guide, unmet: Unmet, *, none: str, example: str) -> Unmet:
    """What is wrong with the reasons of a refusal, by field; `none`: said where none is named."""
    errors: Unmet = {}
    if not unmet:
        errors["conditions"] = none
    if not set(unmet) <= {row.key for row in guide.conditions}:
        errors["conditions"] = "勾选的条件不在办事指南里，请从列出的条件中选。"
    for group in guide.condition_groups:
        keys = {row.key for row in group.conditions}
        if group.is_any and keys & set(unmet) and keys - set(unmet):
            errors["conditions"] = (
                f"“{group.title or group.conditions[0].text}”这一组满足其一就行，"
                "只有一条不符合不是理由；确实一条都不符合的，请把这一组每条都勾上并写明。"
            )
    for key, finding in unmet.items():
        if not is_remark(finding):
            errors[f"finding_{key}"] = (
                f"请写明这一条哪里不符合，1 至 {LONGEST_REASON} 个字，例如：{example}"
            )
    return errors


def keep_unmet(
    case: Case, guide: Guide, unmet: Unmet, *, judged_by: UUID, at: datetime
) -> None:
    """Put each on record as a judgement of this case."""
    cards: dict[str, ConditionCard] = {row.key: row for row in guide.conditions}
    rows = [
        CaseCondition(
            city=case.city,
            case=case,
            version_id=case.version_id,
            condition_id=cards[key].condition_id,
            is_met=False,
            judged_by=judged_by,
            judged_at=at,
        )
        for key in unmet
    ]
    insert_all(rows)
