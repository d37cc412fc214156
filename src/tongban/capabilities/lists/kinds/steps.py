"""Special approval steps that are kept, each with its basis (CAT-17)."""

from collections.abc import Iterable

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import (
    BODY,
    BY_LAW,
    NAME,
    City,
    Column,
    Kind,
    Line,
)
from tongban.capabilities.lists.states import STEP

_UNITS = {
    "working_day": "个工作日",
    "natural_day": "天",
    "month": "个月",
    "year": "年",
}


def _special(guide: Guide, _city: City) -> Iterable[Line]:
    return (Line(guide=guide, step=row) for row in guide.steps if row.is_special)


def _limit(line: Line) -> str:
    if line.step is None:
        return ""
    return f"{line.step.limit.value} {_UNITS.get(line.step.limit.unit, '')}"


SPECIAL_STEPS = Kind(
    "special_steps",
    "审批特殊环节清单",
    "审批中依法要多走的一步，只有这些；没有法律、法规、规章依据的一律取消。",
    (
        NAME,
        BODY,
        Column("特殊环节", lambda line: line.step.name if line.step else "", 3),
        Column("时限", _limit, 2),
        Column(
            "计入办理时限",
            lambda line: (
                ("计入" if line.step.counts else "不计入") if line.step else ""
            ),
            2,
        ),
        Column("依据", lambda line: line.step.basis if line.step else "", 6),
    ),
    points_at=STEP,
    ranks=BY_LAW,
    derive=_special,
)
