"""A published guide becomes an item document: empty where the guide is silent. Pure.

Nothing here refuses: a word that is not known leaves its place empty, and the checks say so.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from tongban.capabilities.catalogue.checking import words
from tongban.capabilities.catalogue.checking.found import part, rows, text, texts, whole
from tongban.capabilities.catalogue.checking.guide import guide_name
from tongban.capabilities.catalogue.wording import (
    CASE_KINDS,
    COPY_KINDS,
    HANDLING_MODES,
    ITEM_TYPES,
    LEVELS,
    NECESSITIES,
    PUBLIC_SERVICES,
    RESULT_KINDS,
    SERVED,
    SOURCES,
    UNITS,
    before_bracket,
)

FORMAT: Final = "tongban.item/1"
_NUMBERS: Final = {
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
_FORM_NAME: Final = re.compile("(申请表|申请书|审批表|登记表)$")
_PROOF_NAME: Final = re.compile("证|照|簿|证明")
_PHONE: Final = re.compile(r"\d{3,4}-?\d{7,8}|\d{7,8}|\b\d{5}\b")
_PLACE: Final = re.compile("^(.*?(?:中心|大厅|局))(.*)$")
_NUMBERED: Final = re.compile(r"〔\d{4}〕\s*\d+\s*号|令第?\s*\d+\s*号")
_TITLE: Final = re.compile("《(.+)》")
_YUAN: Final = re.compile(r"(\d+(?:\.\d+)?)\s*元")
_ELSEWHERE: Final = "99"

Guide = Mapping[str, Any]


def map_guide(guide: dict[str, Any], *, org: str) -> dict[str, Any]:
    """The item document of a guide; `org` is the code of the body that implements it."""
    item_type = ITEM_TYPES.get(before_bracket(text(guide, "item_type")), "")
    return {
        "format": FORMAT,
        "name": guide_name(guide),
        "aliases": [],
        "org": org,
        "family": _family(item_type),
        "item_type": item_type,
        "basic_code": "",
        "implementation_code": "",
        "handling_code": "",
        "exercise_level": _level(text(guide, "level")),
        "served_objects": _known(texts(guide, "service_object"), SERVED),
        "themes": {},
        "case_kind": CASE_KINDS.get(before_bracket(text(guide, "case_kind")), ""),
        "handling_modes": _known(texts(guide, "handling_modes"), HANDLING_MODES),
        "visits": whole(guide, "visits"),
        "quantity_limit": text(guide, "quantity_limit"),
        **_limits(guide),
        "legal_basis": [_basis(row) for row in rows(guide, "legal_basis")],
        "conditions": [
            {"key": f"c{at}", "text": said}
            for at, said in enumerate(texts(guide, "conditions"), 1)
        ],
        "situations": [],
        "materials": [
            _material(row, at) for at, row in enumerate(rows(guide, "materials"), 1)
        ],
        "steps": [_step(row, at) for at, row in enumerate(rows(guide, "steps"), 1)],
        "special_steps": _special(guide),
        **_fees(guide),
        "intermediaries": [],
        "party_roles": [],
        "form": {},
        **_contacts(guide),
        "remedies": {},
        "plain": {},
    }


def _family(item_type: str) -> str:
    if not item_type:
        return ""
    public = item_type in PUBLIC_SERVICES
    return "public_service" if public else "administrative_power"


def _level(said: str) -> str:
    # The word that stands first counts: 县级、镇级 is a county's item.
    places = [(said.index(word), level) for word, level in LEVELS if word in said]
    return min(places)[1] if places else ""


def _known(said: list[str], table: Mapping[str, str]) -> list[str]:
    values = [table.get(before_bracket(word), "") for word in said]
    return list(dict.fromkeys(value for value in values if value))


def _limits(guide: Guide) -> dict[str, Any]:
    statutory, promised = part(guide, "statutory_limit"), part(guide, "promised_limit")
    law, note = _limit(statutory), text(statutory, "note")
    if law and "条" in note:
        law["basis"] = note
    return {"statutory_limit": law, "promised_limit": _limit(promised)}


def _limit(limit: Guide) -> dict[str, Any]:
    value = whole(limit, "value")
    if value is None:
        return {}
    return {"value": value, "unit": UNITS.get(text(limit, "unit"), "")}


def _basis(law: Guide) -> dict[str, Any]:
    said = text(law, "title")
    title, number = _TITLE.search(said), _NUMBERED.search(said)
    return {
        "title": title.group(1) if title else said,
        "document_number": number.group() if number else "",
        "article": text(law, "article"),
        "text": "",
        "authority": "",
        "in_force_on": "",
    }


def _material(row: Guide, at: int) -> dict[str, Any]:
    name, source = text(row, "name"), text(row, "source")
    code = SOURCES.get(source, _ELSEWHERE if source else "")
    notes = [source if code == _ELSEWHERE else "", text(row, "note")]
    return {
        "key": f"m{at}",
        "catalogue_code": "",
        "name": name,
        "material_kind": _kind(name),
        "original_or_copy": COPY_KINDS.get(text(row, "original_or_copy"), ""),
        "form": "",
        "necessity": _necessity(row.get("required")),
        "source": code,
        "source_note": "；".join(note for note in notes if note),
        "issuer": "",
        "copies": _copies(row.get("copies")),
        "acceptance_standard": "",
        "basis": "",
        "trust": "",
        "waived": False,
        "sample_note": "",
        "when": [],
    }


def _kind(name: str) -> str:
    if _FORM_NAME.search(name):
        return "form"
    return "proof" if _PROOF_NAME.search(name) else "other"


def _necessity(required: object) -> str:
    if required is True:
        return "required"
    if isinstance(required, str):
        # A text that is no known word is a condition: asked, until it hangs on a situation.
        return NECESSITIES.get(required, "required")
    return ""


def _copies(said: object) -> int | None:
    if isinstance(said, int) and not isinstance(said, bool):
        return said
    if not isinstance(said, str):
        return None
    digits = re.search(r"\d+", said)
    if digits:
        return int(digits.group())
    counted = re.search("式?([一二两三四五六七八九十])[份张套]", said)
    return _NUMBERS[counted.group(1)] if counted else None


def _step(row: Guide, at: int) -> dict[str, Any]:
    days, note = whole(row, "days"), text(row, "note")
    hours = re.search(r"(\d+)\s*个?小时", note)
    limit: dict[str, Any] = {}
    if days is not None:
        limit = {"value": days, "unit": "working_day"}
    elif hours:
        limit = {"value": int(hours.group(1)), "unit": "hour"}
    return {
        "key": f"p{at}",
        "name": text(row, "name"),
        "role": text(row, "who"),
        "standard": note,
        "result": "",
        "limit": limit,
    }


def _special(guide: Guide) -> list[dict[str, Any]]:
    listed = [
        row
        for row in rows(guide, "special_procedures")
        if "无" not in {text(row, "name"), text(row, "note")}
    ]
    return [
        {
            "key": f"x{at}",
            "name": text(row, "name"),
            "basis": "",
            "limit": _limit({"value": row.get("days"), "unit": "工作日"}),
            "counts": row.get("counts"),
        }
        for at, row in enumerate(listed, 1)
    ]


def _fees(guide: Guide) -> dict[str, Any]:
    if guide.get("fees") is None:
        return {"fees": None}
    charged = [
        row
        for row in rows(guide, "fees")
        if not words.FREE.fullmatch(text(row, "standard"))
    ]
    return {"fees": [_fee(row, at) for at, row in enumerate(charged, 1)]}


def _fee(row: Guide, at: int) -> dict[str, Any]:
    standard = text(row, "standard")
    amount = _YUAN.search(standard)
    return {
        "key": f"f{at}",
        "name": text(row, "name"),
        "amount_fen": int(Decimal(amount.group(1)) * 100) if amount else None,
        "standard": standard,
        "basis": text(row, "basis"),
        "waiver": "",
    }


def _contacts(guide: Guide) -> dict[str, Any]:
    result = part(guide, "result")
    return {
        "result": {
            "name": text(result, "name").split("/", maxsplit=1)[0],
            "kind": RESULT_KINDS.get(text(result, "type"), ""),
            "validity": "",
            "delivery": [],
        },
        "place": [_place(said, text(guide, "hours")) for said in texts(guide, "place")],
        "consult_phones": _phones(guide, "phone"),
        "complaint_phones": _phones(guide, "complaints"),
        "faq": [],
    }


def _place(said: str, hours: str) -> dict[str, str]:
    match = _PLACE.match(said)
    name, address = match.groups() if match else (said, "")
    return {"name": name, "address": address.strip(" ，,"), "hours": hours, "phone": ""}


def _phones(guide: Guide, name: str) -> list[str]:
    return [number for said in texts(guide, name) for number in _PHONE.findall(said)]
