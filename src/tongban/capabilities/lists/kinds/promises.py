"""Notice and commitment (CMT-01, CMT-02): no entry without all of its five texts (R-47)."""

from tongban.capabilities.lists.kinds.shape import (
    BASIS,
    BODY,
    NAME,
    Kind,
    reason_column,
    term_columns,
)

_FIELDS = {
    "business_licence": "涉企经营许可",
    "proof": "证明事项",
    "investment": "投资审批",
}
_TERMS = {
    "content": "承诺内容",
    "requirement": "承诺要求",
    "liability": "法律责任",
    "way": "承诺方式",
    "supervision": "监管细则",
}

PROMISES = Kind(
    "promises",
    "告知承诺制事项清单",
    "可以用书面承诺办的事项；承诺什么、不实要担什么责任、以后怎么查，都写明。",
    (NAME, BODY, reason_column("领域", _FIELDS), *term_columns(_TERMS), BASIS),
    reasons=_FIELDS,
    terms=_TERMS,
)
