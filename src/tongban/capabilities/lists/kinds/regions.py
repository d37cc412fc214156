"""What can be handled away from home: in the city, the province, across provinces (CRS)."""

from collections.abc import Iterable

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import (
    BODY,
    CODE,
    NAME,
    TYPE,
    Column,
    Derivation,
    Kind,
    Line,
    where,
)

# How far an item goes, as its guide says; what goes further goes nearer as well.
_CITY = ("全市", "全省", "跨市", "全国", "跨省")
_PROVINCE = ("全省", "跨市", "全国", "跨省")
_COUNTRY = ("全国", "跨省")


def _reaching(scopes: Iterable[str]) -> Derivation:
    wanted = tuple(scopes)

    def reaches(guide: Guide) -> bool:
        said = str(guide.elements.get("cross_region") or "")
        return any(scope in said for scope in wanted)

    return where(reaches)


def _scope(line: Line) -> str:
    return str(line.guide.elements.get("cross_region") or "") if line.guide else ""


_COLUMNS = (NAME, CODE, TYPE, BODY, Column("通办范围", _scope, 2))

CITY_WIDE = Kind(
    "city_wide",
    "全市通办事项清单",
    "在全市任何一个大厅都能办的事项。",
    _COLUMNS,
    derive=_reaching(_CITY),
)
PROVINCE_WIDE = Kind(
    "province_wide",
    "全省通办事项清单",
    "在全省都能办的事项。",
    _COLUMNS,
    derive=_reaching(_PROVINCE),
)
CROSS_PROVINCE = Kind(
    "cross_province",
    "跨省通办事项清单",
    "人在外省也能办的事项。",
    _COLUMNS,
    derive=_reaching(_COUNTRY),
)
