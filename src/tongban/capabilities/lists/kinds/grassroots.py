"""What townships and villages handle: base sets of the city, and lists with additions (BAS-02)."""

from collections.abc import Iterable

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import (
    BODY,
    CODE,
    NAME,
    TYPE,
    City,
    Derivation,
    Kind,
    Line,
    reason_column,
)

BASE, ADDED = "base", "added"
_ORIGINS = {BASE: "基础清单", ADDED: "本地特色"}
_COLUMNS = (NAME, CODE, TYPE, BODY)


def _at_the_level(guide: Guide, city: City) -> Iterable[Line]:
    return (Line(guide=guide),) if guide.item_id in city.at_the_level else ()


def _on_top_of(base: str) -> Derivation:
    """The base set, whole, and what this place takes in besides."""

    def derive(guide: Guide, city: City) -> Iterable[Line]:
        if guide.item_id in city.listed.get(base, frozenset()):
            return (Line(guide=guide, reason=BASE),)
        if guide.item_id in city.at_the_hall:
            return (Line(guide=guide, reason=ADDED),)
        return ()

    return derive


TOWNSHIP_BASE = Kind(
    "township_base",
    "乡镇（街道）政务服务事项基础清单",
    "每个乡镇、街道便民服务中心都要能办的事项。",
    _COLUMNS,
    derive=_at_the_level,
)
VILLAGE_BASE = Kind(
    "village_base",
    "村（社区）帮办代办事项基础清单",
    "每个村、社区便民服务站都要帮办代办的事项。",
    _COLUMNS,
    derive=_at_the_level,
)
TOWNSHIP = Kind(
    "township",
    "乡镇（街道）政务服务事项清单",
    "这个乡镇、街道能办的事项：基础清单，加上本地的。",
    (*_COLUMNS, reason_column("来自", _ORIGINS)),
    derive=_on_top_of("township_base"),
    reasons=_ORIGINS,
    without_basis=frozenset(_ORIGINS),
    of_halls=("township",),
    base="township_base",
)
VILLAGE = Kind(
    "village",
    "村（社区）帮办代办事项清单",
    "这个村、社区帮办代办的事项：基础清单，加上本地的。",
    (*_COLUMNS, reason_column("来自", _ORIGINS)),
    derive=_on_top_of("village_base"),
    reasons=_ORIGINS,
    without_basis=frozenset(_ORIGINS),
    of_halls=("village",),
    base="village_base",
)
