"""Proofs kept and proofs cancelled, each with the verdict of five tests (PRF-01, PRF-02)."""

from collections.abc import Iterable

from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.lists.kinds.shape import (
    BASIS,
    City,
    Column,
    Kind,
    Line,
    reason_column,
)
from tongban.capabilities.lists.states import PROOF

NONE_OF_FIVE = "none_of_five"
_FIVE_TESTS = {
    "no_basis": "没有法律法规依据",
    "held_licence": "当事人已有材料或者有效证照能够证明",
    "own_system": "本部门、本系统发放的证照或者批准文书",
    "other_bodies": "部门之间能够沟通、查询、共享或者比对",
    "promise": "书面承诺能够保证真实，不影响第三方",
}
_KEPT = {NONE_OF_FIVE: "五条都不符合，依法保留"}

_NAME = Column("证明名称", lambda line: line.proof_name, 6)
_CODE = Column("材料目录编码", lambda line: line.proof_code, 3)


def _asked(guide: Guide, _city: City) -> Iterable[Line]:
    return (
        Line(
            material_type_id=row.material_type_id,
            proof_name=row.name,
            reason=NONE_OF_FIVE,
            basis=str(row.details.get("basis") or ""),
        )
        for row in guide.materials
        if row.details.get("material_kind") == "proof"
        and not row.is_waived
        and str(row.details.get("basis") or "").strip()
    )


RETAINED = Kind(
    "retained_proofs",
    "证明事项保留清单",
    "还要群众和企业提供的证明，每一项都有依据；清单之外不得索要。",
    (_NAME, _CODE, reason_column("五条标准", _KEPT), BASIS),
    points_at=PROOF,
    derive=_asked,
    reasons=_KEPT,
)
CANCELLED = Kind(
    "cancelled_proofs",
    "证明事项取消清单",
    "不再要群众和企业提供的证明。谁还要，您可以在这里反映。",
    (_NAME, _CODE, reason_column("符合哪一条取消标准", _FIVE_TESTS), BASIS),
    points_at=PROOF,
    reasons=_FIVE_TESTS,
    without_basis=frozenset(_FIVE_TESTS),
)
