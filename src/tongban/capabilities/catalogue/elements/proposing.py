"""What can be written for an officer from what the rest of the document says.

Only what is empty is filled in, and every word can be changed: a proposal, no decision.
"""

from collections.abc import Mapping
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import (
    part,
    rows,
    text,
    texts,
    whole,
)
from tongban.capabilities.catalogue.elements.values import Document
from tongban.capabilities.catalogue.wording import limit_words

_MOST_NAMED: Final = 4
_PERSON: Final = (
    ("applicant_name", "姓名", "text", "与身份证上的一致。", "张秀兰", "person.name"),
    (
        *("applicant_id_type", "证件类型", "choice", "选您手上的证件。"),
        *("居民身份证", "person.id_type"),
    ),
    (
        *("applicant_id_number", "证件号码", "identity_document", "按证件上的写。"),
        *("690121195603080248", "person.id_number"),
    ),
    (
        *("applicant_phone", "手机号码", "phone", "有事会打这个号码。"),
        *("13912345678", "person.phone"),
    ),
    (
        *("applicant_address", "住址", "address", "写到门牌号。"),
        *("安澜市青渡县临江街道百花巷8号", "person.address"),
    ),
)
_FIRM: Final = (
    (
        *("firm_name", "单位名称", "text", "与营业执照上的一致。"),
        *("河畔餐饮有限公司", "firm.name"),
    ),
    (
        *("firm_uscc", "统一社会信用代码", "uscc", "营业执照上的 18 位代码。"),
        *("91690121690200199A", "firm.uscc"),
    ),
    (
        *("legal_representative", "法定代表人", "text", "与营业执照上的一致。"),
        *("李建国", "firm.legal_representative"),
    ),
    (
        *("firm_address", "单位住所", "address", "写到门牌号。"),
        *("安澜市青渡县临江街道河沿街9号", "firm.address"),
    ),
    (
        *("contact_phone", "联系电话", "phone", "有事会打这个号码。"),
        *("13912345678", "person.phone"),
    ),
)
_ID_KINDS: Final = (
    ("citizen_id", "居民身份证"),
    ("hong_kong_macao_residence", "港澳居民居住证"),
    ("taiwan_residence", "台湾居民居住证"),
    ("passport_foreign", "外国护照"),
)


def with_common_fields(document: Document) -> Document:
    """The form with the usual questions about the applicant, filled in from records."""
    served = set(texts(document, "served_objects"))
    asked = [("applicant", "申请人", _PERSON)] if "natural_person" in served else []
    if served - {"natural_person"} or not served:
        asked.append(("firm", "申请单位", _FIRM))
    pages = rows(part(document, "form"), "pages")
    known = {text(field, "name") for page in pages for field in rows(page, "fields")}
    new = []
    for key, title, fields in asked:
        listed = [_question(*field) for field in fields if field[0] not in known]
        taken = {text(page, "key") for page in pages}
        if listed:
            name = key if key not in taken else f"{key}_{len(taken) + 1}"
            new.append({"key": name, "title": title, "fields": listed})
    return document | {"form": {"pages": [*new, *pages]}}


def _question(  # noqa: PLR0917  # a question is made of all of them
    name: str, label: str, kind: str, help_words: str, example: str, prefill: str
) -> Document:
    field: Document = {"name": name, "label": label, "type": kind, "required": True}
    field |= {"help": help_words, "example": example, "prefill": prefill}
    if kind == "choice":
        field["choices"] = [{"value": key, "label": said} for key, said in _ID_KINDS]
    if kind == "identity_document":
        field["type_field"] = "applicant_id_type"
    if kind == "text":
        field["max_length"] = 60
    return field


def with_plain_words(document: Document) -> Document:
    """The plain words as far as they follow from limits, fees, materials and visits."""
    plain = dict(part(document, "plain"))
    for name, said in _plain(document).items():
        if said and not plain.get(name):
            plain[name] = said
    return document | {"plain": plain}


def _plain(document: Document) -> Mapping[str, Any]:
    promised = part(document, "promised_limit")
    days = whole(promised, "value")
    visits = whole(document, "visits")
    return {
        "how_long": "" if days is None else _how_long(days, text(promised, "unit")),
        "cost": _cost(document),
        "bring": _bring(document),
        "visits": "" if visits is None else _visits(visits),
        "steps": _steps(document),
    }


def _how_long(days: int, unit: str) -> str:
    said = limit_words(days, unit)
    return "当场就能办好。" if days == 0 else f"受理后 {said}内办好。"


def _cost(document: Document) -> str:
    fees = [whole(fee, "amount_fen") for fee in rows(document, "fees")]
    if not fees:
        return "不要钱。"
    known = [fee for fee in fees if fee is not None]
    total = sum(known)
    if len(known) < len(fees) or len(fees) > 1:
        return "要交费，多少看情况。"
    return f"要交 {total // 100} 元。" if total % 100 == 0 else "要交费，按标准收。"


def _bring(document: Document) -> str:
    asked = [
        text(row, "name")
        for row in rows(document, "materials")
        if row.get("waived") is not True and text(row, "necessity") != "optional"
    ]
    if not asked:
        return "什么都不用带。"
    if len(asked) > _MOST_NAMED:
        return f"{'、'.join(asked[:2])}等 {len(asked)} 样。"
    return f"{'、'.join(asked)}。"


def _visits(visits: int) -> str:
    return "网上办一趟都不用跑。" if visits == 0 else f"到窗口跑 {visits} 趟。"


def _steps(document: Document) -> list[str]:
    modes = set(texts(document, "handling_modes"))
    result = text(part(document, "result"), "name")
    online = bool(modes & {"web", "mobile"})
    return [
        "在网上填表，或者到窗口填。" if online and "window" in modes
        else "在网上填表。" if online else "到窗口交材料。",
        "工作人员看材料，缺什么一次告诉您。",
        f"办好了拿{result}。" if result else "办好了告诉您。",
    ]  # fmt: skip
