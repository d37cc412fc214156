"""The special steps of a case: what the guide publishes, and how far each has come."""

from collections.abc import Iterable

from tongban.capabilities.cases.queries.pauses import UNITS
from tongban.capabilities.cases.types import EventLine, SpecialStepLine
from tongban.capabilities.catalogue.types import Guide, LimitCard, StepCard

OUTCOMES = {"passed": "通过", "failed": "不通过", "not_needed": "本件不需要"}


def view_special_steps(
    guide: Guide, events: Iterable[EventLine]
) -> tuple[SpecialStepLine, ...]:
    """Each special step of the guide, with its begin, its end and its result."""
    begun, ended = {}, {}
    for row in events:
        if row.kind == "special_begun":
            begun[row.facts.get("step")] = row
        elif row.kind == "special_ended":
            ended[row.facts.get("step")] = row
    lines = []
    for step in guide.steps:
        if not step.is_special:
            continue
        start, end = begun.get(step.key), ended.get(step.key)
        lines.append(
            SpecialStepLine(
                key=step.key,
                name=step.name,
                limit_words=limit_words(step.limit),
                counts=step.counts,
                only_if=step.only_if,
                basis=step.basis,
                begun_at=start.occurred_at if start else None,
                ended_at=end.occurred_at if end else None,
                outcome=str(end.facts.get("outcome", "")) if end else "",
                opinion=str(end.facts.get("opinion", "")) if end else "",
            )
        )
    return tuple(lines)


def time_words(step: StepCard) -> str:
    """How long it takes, and whether that time is counted: what art. 45 wants told."""
    counted = "计入办理时限" if step.counts else "不计入办理时限"
    return f"最多 {limit_words(step.limit)}，{counted}"


def limit_words(limit: LimitCard) -> str:
    """A limit as people read it."""
    return f"{limit.value} {UNITS[limit.unit]}"
