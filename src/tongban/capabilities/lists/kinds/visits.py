"""One visit at most, and what cannot be so yet, with a day by which it shall (RUN-01 to -03)."""

from tongban.capabilities.lists.kinds.shape import (
    BODY,
    CODE,
    NAME,
    Column,
    Kind,
    Line,
    reason_column,
    term_columns,
    where,
)

_AT_MOST = 1
_REASONS = {
    "by_law": "法律规定要当面多次办理",
    "several_bodies": "要到几个单位办理",
    "on_the_spot": "要现场核验、检测或者考试",
    "no_system": "系统还没有联通",
}
_ROADMAP = {"target_on": "何时做到最多跑一次", "roadmap": "怎么做到"}


def _visits(line: Line) -> str:
    if line.guide is None:
        return ""
    return f"{line.guide.visits} 趟" if line.guide.visits else "不用跑"


_VISITS = Column("要跑几趟", _visits, 2)

ONE_VISIT = Kind(
    "one_visit",
    "“最多跑一次”事项清单",
    "材料齐全、符合条件的，从申请到拿结果最多跑一次。分批公布，一批比一批多。",
    (NAME, CODE, BODY, _VISITS),
    derive=where(lambda guide: guide.visits <= _AT_MOST),
)
MORE_VISITS = Kind(
    "more_visits",
    "暂不能“最多跑一次”事项清单",
    "暂时做不到最多跑一次的事项，经审核，写明原因、时间表和路线图。",
    (
        NAME,
        BODY,
        _VISITS,
        reason_column("原因", _REASONS),
        *term_columns(_ROADMAP),
    ),
    reasons=_REASONS,
    without_basis=frozenset(_REASONS),
    terms=_ROADMAP,
)
