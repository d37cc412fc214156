"""The document of an item that is typed in from nothing: what is usual is there already."""

from copy import deepcopy
from typing import Any, Final
from uuid import UUID

from tongban.capabilities.catalogue.wording import LEVEL_OF_BODY, PUBLIC_SERVICES
from tongban.capabilities.orgs.types import BodyCard

_USCC_LENGTH: Final = 18
_SERIALS: Final = 10**6
_STEPS: Final = (
    ("收件", "综合窗口人员", 0, "材料与清单一致。", "收件凭证"),
    ("受理", "受理人员", 1, "属于本机关职权，材料齐全。", "受理通知书"),
    ("审查", "审查人员", 3, "符合全部受理条件。", "审查意见"),
    ("决定", "审批负责人", 1, "审查意见有依据。", "决定"),
    ("送达", "综合窗口人员", 0, "核对领取人身份。", "送达回证"),
)


def blank_document(
    body: BodyCard, *, credit_code: str, name: str, item_type: str, seed: UUID
) -> dict[str, Any]:
    """A new item of a body. `seed` gives its serial number: no two are alike."""
    level = LEVEL_OF_BODY.get(body.level, "3")
    public = item_type in PUBLIC_SERVICES
    return deepcopy(_USUAL) | {
        "name": name,
        "org": body.code,
        "family": "public_service" if public else "administrative_power",
        "item_type": item_type,
        "exercise_level": level,
        **codes_for(credit_code, level=level, item_type=item_type, seed=seed),
        "complaint_phones": ["12345"],
        "consult_phones": [body.phone] if body.phone else [],
    }


def codes_for(
    credit_code: str, *, level: str, item_type: str, seed: UUID, basic_code: str = ""
) -> dict[str, str]:
    """The three codes in the range of a body; those of a body without a credit code end early.

    `basic_code` is the one that the item has already; else `seed` gives its serial number.
    """
    basic = basic_code or f"00{item_type[:2]:0>2}90{seed.int % _SERIALS:06d}"
    whole = credit_code if len(credit_code) == _USCC_LENGTH else ""
    implementation = f"{whole}{level}{basic}" if whole else ""
    return {
        "basic_code": basic,
        "implementation_code": implementation,
        "handling_code": f"{implementation}01" if implementation else "",
    }


_USUAL: Final[dict[str, Any]] = {
    "format": "tongban.item/1",
    "aliases": [],
    "body_nature": "1",
    "power_source": "1",
    "served_objects": [],
    "themes": {"person": [], "firm": []},
    "case_kind": "promised",
    "handling_modes": ["window", "web"],
    "online_depth": ["1", "2", "3", "4", "5", "6"],
    "visits": 0,
    "visit_reason": "",
    "cross_region": "",
    "quantity_limit": "",
    "statutory_limit": {"value": 20, "unit": "working_day", "basis": ""},
    "promised_limit": {"value": 5, "unit": "working_day"},
    "legal_basis": [],
    "conditions": [],
    "situations": [],
    "materials": [],
    "steps": [
        {
            "key": f"p{number}",
            "name": name,
            "role": role,
            "standard": standard,
            "result": result,
            "limit": {"value": days, "unit": "working_day"},
        }
        for number, (name, role, days, standard, result) in enumerate(_STEPS, 1)
    ],
    "special_steps": [],
    "fees": [],
    "intermediaries": [],
    "party_roles": [
        {"role": "applicant", "label": "申请人", "min": 1, "max": 1},
        {"role": "agent", "label": "代办人", "min": 0, "max": 1},
    ],
    "form": {"pages": []},
    "result": {
        "name": "",
        "kind": "",
        "validity": "",
        "delivery": ["electronic", "pickup"],
    },
    "place": [],
    "remedies": {
        "review": {"body": "", "address": "", "phone": ""},
        "litigation": {"court": "", "address": "", "phone": ""},
    },
    "faq": [],
    "plain": {},
}
