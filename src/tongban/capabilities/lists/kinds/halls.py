"""What is handled in a hall, and what for a lawful reason is not (NEG-01, NEG-02)."""

from collections.abc import Iterable

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import (
    BASIS,
    BODY,
    CODE,
    NAME,
    TYPE,
    City,
    Kind,
    Line,
    reason_column,
)

_REASONS = {
    "secrecy": "涉及国家秘密",
    "venue": "对场地有特殊要求",
    "law": "法律法规另有规定",
    "safety": "安全原因",
}
_HALLS = ("city", "county")


def _resident(guide: Guide, city: City) -> Iterable[Line]:
    return (Line(guide=guide),) if guide.item_id in city.at_the_hall else ()


RESIDENT = Kind(
    "resident",
    "政务服务大厅进驻事项清单",
    "在这个大厅能办的事项；负面清单之外，一律进大厅。",
    (NAME, CODE, TYPE, BODY),
    derive=_resident,
    of_halls=_HALLS,
)
NEGATIVE = Kind(
    "negative",
    "政务服务大厅负面清单",
    "因涉密、场地、安全或者法律另有规定，不在这个大厅办的事项。",
    (NAME, BODY, reason_column("不进大厅的原因", _REASONS), BASIS),
    reasons=_REASONS,
    of_halls=_HALLS,
)
