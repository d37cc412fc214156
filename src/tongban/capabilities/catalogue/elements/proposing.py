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
_MOST_DEPENDING: Final = 2
_UNSURE: Final = "unsure"
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
        row
        for row in rows(document, "materials")
        if row.get("waived") is not True and text(row, "necessity") != "optional"
    ]
    if not asked:
        return "什么都不用带。"
    when = [_when(document, row) for row in asked]
    names = [text(row, "name") for row in asked]
    always = [name for name, said in zip(names, when, strict=True) if not said]
    depends = [one for one in zip(when, names, strict=True) if one[0]]
    if len(always) > _MOST_NAMED:
        told = f"{'、'.join(always[:2])}等 {len(always)} 样。"
    else:
        told = f"{'、'.join(always)}。" if always else ""
    if len(depends) > _MOST_DEPENDING:
        more = "另有" if always else "有"
        return f"{told}{more} {len(depends)} 样看情况，答几个问题就知道。"
    return told + "".join(f"看情况：{said}，要带{name}。" for said, name in depends)


def _when(document: Document, material: Document) -> str:
    """Under which answers it is asked for; nothing where whatever they are."""
    said = []
    for condition in rows(material, "when"):
        situation = next(
            (
                one
                for one in rows(document, "situations")
                if text(one, "key") == text(condition, "situation")
            ),
            {},
        )
        wanted = set(texts(condition, "options"))
        options = {
            text(one, "key"): text(one, "label") for one in rows(situation, "options")
        }
        if options and options.keys() <= wanted:
            continue
        labels = "或者".join(
            f"“{label}”"
            for key, label in options.items()
            if key in wanted and key != _UNSURE
        )
        said.append(f"{text(situation, 'question')}选{labels}")
    return "，".join(said)


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
