"""Fees of service items (PAY-01): nothing is charged that is not on it."""

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
from tongban.capabilities.lists.states import FEE, PROVINCE_POLICY, STATE_POLICY

_FEN = 100


def _fees(guide: Guide, _city: City) -> Iterable[Line]:
    return (Line(guide=guide, fee=fee) for fee in guide.fees)


def _amount(line: Line) -> str:
    if line.fee is None:
        return ""
    yuan, fen = divmod(line.fee.amount_fen, _FEN)
    return f"{yuan} 元" if not fen else f"{yuan}.{fen:02d} 元"


FEES = Kind(
    "fees",
    "政务服务收费事项清单",
    "办事要交的钱，只有这些；清单之外，一分钱也不收。",
    (
        NAME,
        BODY,
        Column("收费项目", lambda line: line.fee.name if line.fee else "", 4),
        Column("金额", _amount, 2),
        Column("收费标准", lambda line: line.fee.standard if line.fee else "", 5),
        Column("收费依据", lambda line: line.fee.basis if line.fee else "", 6),
        Column("减免", lambda line: line.fee.waiver if line.fee else "", 4),
    ),
    points_at=FEE,
    ranks=(*BY_LAW, STATE_POLICY, PROVINCE_POLICY),
    derive=_fees,
)
