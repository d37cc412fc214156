"""Where a finding stands, in people's words: 申请材料第 3 项“身份证”."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from tongban.capabilities.catalogue.checking.found import rows, text
from tongban.capabilities.catalogue.types import Finding

Document = Mapping[str, Any]

# A list: what it is called, how one of its entries is counted, and what names an entry.
_LISTS: Final = {
    "legal_basis": ("设定依据", "条", "title"),
    "conditions": ("受理条件", "条", ""),
    "condition_groups": ("条件组", "组", "title"),
    "situations": ("情形", "个问题", "question"),
    "materials": ("申请材料", "项", "name"),
    "steps": ("办理流程", "步", "name"),
    "special_steps": ("特别程序", "项", "name"),
    "special_procedures": ("特别程序", "项", "name"),
    "fees": ("收费", "项", "name"),
    "intermediaries": ("中介服务", "项", "name"),
    "party_roles": ("当事人", "种", "label"),
    "place": ("办理地点", "处", "name"),
    "faq": ("常见问题", "个", "q"),
}
_NAMED: Final = {
    "name": "事项名称",
    "item_name": "事项名称",
    "aliases": "通俗叫法",
    "alias": "通俗叫法",
    "org": "实施机关",
    "implementing_body": "实施机关",
    "item_type": "事项类型",
    "family": "事项类别",
    "exercise_level": "行使层级",
    "level": "行使层级",
    "body_nature": "实施主体性质",
    "power_source": "权力来源",
    "served_objects": "服务对象",
    "service_object": "服务对象",
    "themes": "主题分类",
    "theme": "主题分类",
    "case_kind": "办件类型",
    "basic_code": "基本编码",
    "implementation_code": "实施编码",
    "handling_code": "业务办理项编码",
    "code": "编码",
    "statutory_limit": "法定时限",
    "promised_limit": "承诺时限",
    "promise_reason": "承诺为什么不比法定短",
    "statutory_limit.basis": "法定时限的出处",
    "statutory_limit.unit": "法定时限的单位",
    "promised_limit.unit": "承诺时限的单位",
    "processing_time": "时限",
    "processing_window": "时限",
    "handling_modes": "办理形式",
    "online_depth": "网上办理深度",
    "assurance": "网上办要核验到几级",
    "secret": "涉及国家秘密",
    "visits": "到现场次数",
    "visit_reason": "到现场原因",
    "quantity_limit": "数量限制",
    "no_materials": "不用交材料",
    "result": "办理结果",
    "form": "申请表",
    "remedies": "救济渠道",
    "consult_phones": "咨询电话",
    "phone": "咨询电话",
    "complaint_phones": "监督投诉",
    "complaints": "监督投诉",
    "hours": "办公时间",
    "plain": "白话版",
    "plain.how_long": "白话版“多久办好”",
    "plain.cost": "白话版“要不要钱”",
    "plain.bring": "白话版“要带什么”",
    "plain.visits": "白话版“跑几趟”",
    "plain.summary": "白话版“一句话说明”",
    "plain.steps": "白话版“怎么办”",
}
_ROW: Final = re.compile(r"([a-z_]+)\[([\d,]+)\]")
_FIELD: Final = re.compile(r"form\.pages\[(\d+)\]\.fields\[(\d+)\]")
_LONGEST_NAME: Final = 30
_LACKING: Final = len("没有")


def placed(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """The findings with the place in words before each message."""
    return [_placed(finding, _place(finding.where, document)) for finding in findings]


@lru_cache(maxsize=4096)
def _placed(finding: Finding, place: str) -> Finding:
    # In a list of a thousand drafts the same elements are missing in every one.
    # 没有办理地点 says already where.
    if not place or place in finding.message[: len(place) + _LACKING]:
        return finding
    return replace(finding, message=f"{place}：{finding.message}")


def _place(where: str, document: Document) -> str:
    row = _ROW.match(where)
    if row is None:
        field = _FIELD.fullmatch(where)
        return _of_field(field, document) if field else _named(where)
    if row.group(1) not in _LISTS:
        return _named(where)
    label, counter, naming = _LISTS[row.group(1)]
    numbers = row.group(2).split(",")
    said = f"{label}第 {'、'.join(numbers)} {counter}"
    if len(numbers) > 1:
        return said
    listed, at = rows(document, row.group(1)), int(numbers[0]) - 1
    name = text(listed[at], naming) if naming and at < len(listed) else ""
    return f"{said}“{name[:_LONGEST_NAME]}”" if name else said


@lru_cache(maxsize=512)
def _named(where: str) -> str:
    whole = where.split("[", maxsplit=1)[0]
    if whole in _NAMED:
        return _NAMED[whole]
    top = whole.split(".", maxsplit=1)[0]
    return _NAMED.get(top) or (_LISTS[top][0] if top in _LISTS else "")


def _of_field(field: re.Match[str], document: Document) -> str:
    page, at = int(field.group(1)), int(field.group(2))
    said = f"申请表第 {page} 页第 {at} 栏"
    form = document.get("form")
    pages = rows(form, "pages") if isinstance(form, dict) else []
    fields = rows(pages[page - 1], "fields") if page <= len(pages) else []
    name = text(fields[at - 1], "label") if at <= len(fields) else ""
    return f"{said}“{name[:_LONGEST_NAME]}”" if name else said
