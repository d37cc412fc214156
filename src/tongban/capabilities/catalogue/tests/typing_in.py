"""Typing an item in through the pages of the desk, as an officer would, without a script."""

import re
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from tongban.capabilities.catalogue.elements.coding import material_code
from tongban.capabilities.people.testing import signed_in

_TIMES: Final = {
    "case_kind": "promised",
    "statutory_limit.value": "10",
    "statutory_limit.unit": "working_day",
    "statutory_limit.basis": "《某条例》第五条",
    "promised_limit.value": "5",
    "promised_limit.unit": "working_day",
    "handling_modes": ["window", "web"],
    "online_depth": ["1", "2", "3", "4", "5", "6"],
    "visits": "0",
}
_LAW: Final = {
    "title": "某条例",
    "article": "第五条",
    "text": "登记。",
    "authority": "市人大",
    "in_force_on": "2020-01-01",
}
_PHOTO: Final = {
    "name": "摊位照片",
    "necessity": "required",
    "waived": "no",
    "original_or_copy": "either",
    "form": "either",
    "copies": "1",
    "source": "10",
    "acceptance_standard": "看得清摊位。",
    "basis": "《某条例》第五条",
    "trust": "D",
}
# What the catalogue holds, so that the photo can be asked for.
PHOTO: Final[dict[str, Any]] = {
    "materials": [{"catalogue_code": material_code("摊位照片"), "name": "摊位照片"}]
}
_PLACES: Final = {
    "place-rows": "1",
    "place-0-name": "安澜市政务服务中心",
    "place-0-address": "临江街道澜心大道1号",
    "place-0-hours": "周一至周五 9:00—17:00",
    "consult_phones": "0699-6012345",
    "complaint_phones": "12345",
    "remedies.review.body": "安澜市人民政府",
    "remedies.litigation.court": "青渡县人民法院",
}
_FIELDS: Final = (
    {"label": "摊位在哪里", "type": "text", "required": "yes"},
    {"label": "卖什么", "type": "choice", "required": "yes", "choices": "吃的\n用的"},
)
_PLAIN: Final = {
    "plain.summary": "摆摊要登记。",
    "plain.how_long": "5 个工作日内办好。",
    "plain.cost": "不要钱。",
    "plain.bring": "上传一样。",
    "plain.visits": "一趟都不用跑。",
    "plain.steps": "在网上填表。\n等结果。",
}


# What the pages of items call it.
browser = signed_in


def text_of(answer: Any) -> str:
    """The page, with its blanks drawn together."""
    return re.sub(r"\s+", " ", answer.content.decode())


def fill(client: Client, draft_id: UUID, section: str, **values: Any) -> HttpResponse:
    """Save these values on the page of a section."""
    url = f"/desk/items/drafts/{draft_id}/edit/{section}"
    return client.post(url, {"do": "save"} | values)  # type: ignore[return-value]


def put(
    client: Client, draft_id: UUID, section: str, name: str, *rows: dict[str, Any]
) -> None:
    """Save these rows of a list."""
    posted: dict[str, Any] = {f"{name}-rows": str(len(rows))}
    for number, row in enumerate(rows):
        posted |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    answer = fill(client, draft_id, section, **posted)
    assert answer.status_code == 302, text_of(answer)


def type_everything(client: Client, draft_id: UUID) -> None:
    """A small item, section by section."""
    basic = {
        "name": "摊位登记",
        "aliases": "摆摊\n夜市",
        "org": "MARKET",
        "item_type": "20",
        "exercise_level": "3",
        "served_objects": ["natural_person"],
        "themes.person": ["040"],
        "result.name": "登记表",
        "result.kind": "other",
        "result.delivery": ["pickup", "electronic"],
    }
    fill(client, draft_id, "basic", **basic, **_codes(client, draft_id))
    fill(client, draft_id, "times", **_TIMES)
    put(client, draft_id, "basis", "legal_basis", _LAW)
    put(client, draft_id, "conditions", "conditions", {"text": "年满 18 周岁。"})
    put(client, draft_id, "materials", "materials", _PHOTO)
    put(client, draft_id, "fees", "fees")
    fill(client, draft_id, "places", **_PLACES)
    _design(client, draft_id)
    fill(client, draft_id, "plain", **_PLAIN)


def _design(client: Client, draft_id: UUID) -> None:
    """The form, field by field: each is added, becomes the open one, and is typed in."""
    typed: dict[str, Any] = {}
    for number, field in enumerate(_FIELDS, 1):
        fill(client, draft_id, "form", **typed | {"do": "add:field:page_1"})
        typed = {"open": f"field:field_{number}"} | field
    fill(client, draft_id, "form", **typed)


def _codes(client: Client, draft_id: UUID) -> dict[str, str]:
    """The codes that were made, as the page shows them: they are posted back."""
    page = client.get(f"/desk/items/drafts/{draft_id}/edit/basic").content.decode()
    names = ("basic_code", "implementation_code", "handling_code")
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in names}
    return {name: one[1] for name, one in found.items() if one}


def posted_back(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """What a browser would send back from a page that nobody touched."""
    posted: dict[str, Any] = {}
    for block in blocks:
        fields = list(block.get("fields", []))
        if "rows" in block:
            posted[f"{block['name']}-rows"] = str(block["count"])
            fields = [field for row in block["rows"] for field in row["fields"]]
        for field in fields:
            value = field["value"]
            if field["type"] == "yes_no":
                value = {True: "yes", False: "no"}.get(value, "")
            posted[field["name"]] = value
    return posted
