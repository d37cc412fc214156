"""The basic directory, licences and intermediary services (CAT-04, MED-01)."""

from collections.abc import Iterable, Mapping
from typing import Any

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import (
    BASIC_CODE,
    BODY,
    BY_LAW,
    CODE,
    LAWS,
    LEVEL,
    NAME,
    TYPE,
    City,
    Column,
    Kind,
    Line,
    where,
)
from tongban.capabilities.lists.states import LAW, REGULATION, RULE, STATE_POLICY

_LICENCE = "01"


def _intermediaries(guide: Guide | None) -> list[Mapping[str, Any]]:
    if guide is None:
        return []
    return [
        row
        for row in guide.elements.get("intermediaries") or []
        if isinstance(row, Mapping)
    ]


def _said(name: str) -> Column:
    labels = {"name": "中介服务", "basis": "设定依据"}

    def read(line: Line) -> str:
        return "；".join(
            str(row.get(name) or "") for row in _intermediaries(line.guide)
        )

    return Column(labels[name], read, 6)


def _with_intermediaries(guide: Guide, _city: City) -> Iterable[Line]:
    return (Line(guide=guide),) if _intermediaries(guide) else ()


BASIC_DIRECTORY = Kind(
    "basic_directory",
    "政务服务事项基本目录",
    "本市依申请办理的政务服务事项，一项不多、一项不少。",
    (BASIC_CODE, NAME, TYPE, LEVEL, BODY, LAWS),
    derive=where(lambda guide: bool(guide.basic_code)),
)
LICENCES = Kind(
    "licences",
    "行政许可事项清单",
    "清单之外，一律不得违法实施行政许可。",
    (NAME, CODE, BODY, LEVEL, LAWS),
    # A licence is set by law, regulation, a decision of the state council, or for a time
    # by a rule of the province (licensing law art. 14, 15).
    ranks=(LAW, REGULATION, RULE, STATE_POLICY),
    derive=where(lambda guide: guide.item_type == _LICENCE),
)
INTERMEDIARIES = Kind(
    "intermediaries",
    "行政审批中介服务事项清单",
    "办事时依法要请中介做的，只有这些；清单之外不得要求。",
    (NAME, BODY, _said("name"), _said("basis")),
    ranks=(*BY_LAW, STATE_POLICY),
    derive=_with_intermediaries,
)
