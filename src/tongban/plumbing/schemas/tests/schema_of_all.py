"""A schema with every type of field, for the tests of this room."""

from datetime import date
from typing import Any, Final

TODAY: Final = date(2026, 11, 22)
ALL: Final[dict[str, Any]] = {
    "pages": [
        {
            "key": "all",
            "title": "各种字段",
            "fields": [
                {
                    "name": "shop_name",
                    "label": "店名",
                    "type": "text",
                    "required": True,
                    "max_length": 20,
                    "example": "河畔小馆",
                    "help": "和招牌上的一样。",
                    "prefill": "firm.name",
                },
                {"name": "about", "label": "说明", "type": "textarea", "min": 2},
                {
                    "name": "business_kind",
                    "label": "主要做什么",
                    "type": "choice",
                    "required": True,
                    "choices": [
                        {"value": "catering", "label": "餐饮服务"},
                        {"value": "retail", "label": "食品销售", "help": "小卖部"},
                    ],
                },
                {
                    "name": "extras",
                    "label": "还做这些吗",
                    "type": "choices",
                    "max": 2,
                    "choices": [
                        {"value": "net", "label": "外卖"},
                        {"value": "raw", "label": "生食"},
                        {"value": "cake", "label": "糕点"},
                    ],
                },
                {
                    "name": "open_on",
                    "label": "开业日期",
                    "type": "date",
                    "min": "today",
                    "max": "2030-12-31",
                },
                {
                    "name": "birth_on",
                    "label": "出生日期",
                    "type": "date",
                    "max": "today",
                },
                {
                    "name": "floor_area",
                    "label": "面积",
                    "type": "integer",
                    "min": 1,
                    "max": 20000,
                    "example": "60",
                },
                {
                    "name": "deposit",
                    "label": "押金",
                    "type": "money",
                    "max": 100_000_00,
                },
                {
                    "name": "phone",
                    "label": "手机号",
                    "type": "phone",
                    "prefill": "person.phone",
                },
                {"name": "landline", "label": "固定电话", "type": "landline"},
                {"name": "mail", "label": "电子邮箱", "type": "email"},
                {
                    "name": "id_type",
                    "label": "证件类型",
                    "type": "choice",
                    "choices": [
                        {"value": "citizen_id", "label": "居民身份证"},
                        {"value": "passport_cn", "label": "中国护照"},
                    ],
                    "prefill": "person.id_type",
                },
                {
                    "name": "id_number",
                    "label": "证件号码",
                    "type": "identity_document",
                    "type_field": "id_type",
                },
                {
                    "name": "own_number",
                    "label": "本人号码",
                    "type": "identity_document",
                },
                {"name": "uscc", "label": "信用代码", "type": "uscc"},
                {"name": "postcode", "label": "邮编", "type": "postcode"},
                {"name": "address", "label": "地址", "type": "address"},
                {"name": "rented", "label": "店面是租的吗", "type": "yes_no"},
                {
                    "name": "rent_until",
                    "label": "租到哪天",
                    "type": "date",
                    "required": True,
                    "when": {"field": "rented", "equals": "yes"},
                },
            ],
        }
    ]
}
SOUND: Final[dict[str, Any]] = {
    "shop_name": "河畔小馆",
    "about": "第一行\n第二行",
    "business_kind": "catering",
    "extras": ["net", "cake"],
    "open_on": "2026-12-01",
    "birth_on": "1956-03-08",
    "floor_area": 60,
    "deposit": 8000,
    "phone": "13812345678",
    "landline": "0531-12345678",
    "mail": "zhangxiulan@example.cn",
    "id_type": "citizen_id",
    "id_number": "110101190001010014",
    "own_number": "110101190001010014",
    "uscc": "91110000600037341L",
    "postcode": "250001",
    "address": "安澜市河畔区南湖街道幸福路 8 号",
    "rented": True,
    "rent_until": "2028-02-29",
}
TYPED: Final[dict[str, Any]] = SOUND | {
    "floor_area": "６０",
    "deposit": "￥80.00 元",
    "rented": "yes",
    "about": "第一行\r\n第二行",
}
NAMES: Final = [field["name"] for field in ALL["pages"][0]["fields"]]


def browser(**changed: Any) -> dict[str, Any]:
    """What a browser sends for the sound answers, with some changed; dates in boxes."""
    sent: dict[str, Any] = {}
    for name, value in (TYPED | changed).items():
        if name in {"open_on", "birth_on", "rent_until"}:
            boxes = value if isinstance(value, tuple) else (*value.split("-"), "", "")
            for part, typed in zip(("year", "month", "day"), boxes, strict=False):
                sent[f"{name}-{part}"] = typed
        else:
            sent[name] = value
    return sent
