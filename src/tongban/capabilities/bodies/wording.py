"""Words for levels, kinds, changes and states, as pages and lines say them."""

from typing import Final

LEVEL_WORDS: Final = {
    "city": "市级",
    "county": "县级（含功能区）",
    "township": "乡镇（街道）级",
    "village": "村（社区）级",
}
KIND_WORDS: Final = {
    "government": "人民政府",
    "department": "部门",
    "vertical": "垂直管理部门",
    "centre": "政务服务中心",
    "zone": "功能区管委会",
    "township": "乡镇（街道）",
    "village": "村（社区）",
}
CHANGE_WORDS: Final = {
    "rename": "更名",
    "contacts": "登记负责人和联系方式",
    "merge": "并入别的单位",
    "split": "拆分",
    "abolish": "撤销",
    "found": "新设",
    "region_rename": "区划更名",
    "region_merge": "区划合并",
    "region_split": "区划拆分",
    "region_abolish": "区划撤销",
    "import": "成批登记",
}
PILOT_STATES: Final = {
    "on": ("已开始", "ok"),
    "coming": ("待开始", "info"),
    "over": ("已结束", "plain"),
    "late": ("逾期未开始", "danger"),
    "waiting": ("未定日期", "warn"),
}
