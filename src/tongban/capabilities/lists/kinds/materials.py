"""Materials that may come later, and the clean-up of materials by six tests (CMT-04, FRE-03)."""

from collections.abc import Iterable

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import (
    BASIS,
    BODY,
    NAME,
    City,
    Column,
    Kind,
    Line,
    reason_column,
)
from tongban.capabilities.lists.states import MATERIAL

KEPT, FETCHED = "kept", "online_check"
_SIX_TESTS = {
    "no_basis": "没有法律、法规、规章或行政规范性文件依据",
    "held_licence": "个人现有证照能够证明",
    "promise": "申请人书面承诺能够解决",
    "covered": "其他材料能够涵盖或者替代",
    FETCHED: "能够通过网络核验",
    "cannot_be_checked": "开具单位无法调查核实",
    KEPT: "六条都不符合，依法保留",
}
_MATERIAL = Column("材料", lambda line: line.material.name if line.material else "", 5)


def _deferrable(guide: Guide, _city: City) -> Iterable[Line]:
    return (
        Line(guide=guide, material=row)
        for row in guide.materials
        if row.necessity == "deferrable"
    )


def _main_materials(line: Line) -> str:
    if line.guide is None:
        return ""
    return "、".join(
        row.name
        for row in line.guide.materials
        if row.necessity == "required" and not row.is_waived
    )


def _cleaned(guide: Guide, _city: City) -> Iterable[Line]:
    """Each material with its verdict by what the guide says: fetched by ourselves, or kept."""
    for row in guide.materials:
        basis = str(row.details.get("basis") or "").strip()
        if row.is_waived:
            yield Line(guide=guide, material=row, reason=FETCHED)
        elif basis:
            yield Line(guide=guide, material=row, reason=KEPT, basis=basis)


DEFERRABLE = Kind(
    "deferrable",
    "容缺受理材料清单",
    "主要材料齐了就先受理，这些材料可以后补。",
    (NAME, BODY, Column("主要申请材料", _main_materials, 8), _MATERIAL),
    points_at=MATERIAL,
    derive=_deferrable,
)
CLEAN_UP = Kind(
    "clean_up",
    "申请材料清理结果清单",
    "逐份材料过“六个一律取消”，过了哪一条、保留的凭什么，都记在这里。",
    (NAME, BODY, _MATERIAL, reason_column("清理结果", _SIX_TESTS), BASIS),
    points_at=MATERIAL,
    derive=_cleaned,
    reasons=_SIX_TESTS,
    without_basis=frozenset(_SIX_TESTS) - {KEPT},
    names_past=True,
)
