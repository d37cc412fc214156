"""The words of guides and the values they stand for."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

ITEM_TYPES: Final = {
    "行政许可": "01",
    "行政征收": "04",
    "行政给付": "05",
    "行政确认": "07",
    "行政奖励": "08",
    "行政裁决": "09",
    "其他行政权力": "10",
    "其他": "10",
    "行政备案": "10",
    "公共服务": "20",
}
ITEM_TYPE_LABELS: Final = {
    "01": "行政许可",
    "04": "行政征收",
    "05": "行政给付",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "11": "公共服务",
    "20": "公共服务",
    "21": "公共服务",
}
# What people want of an item of each type, in their words.
WANT_LABELS: Final = {
    "01": "办许可、领证",
    "04": "缴费",
    "05": "领补贴、待遇",
    "07": "做登记、确认身份或者资格",
    "08": "领奖励",
    "09": "请政府裁决纠纷",
    "10": "备案和其他",
    "11": "公共服务",
    "20": "公共服务",
    "21": "公共服务",
}
PUBLIC_SERVICES: Final = frozenset({"11", "20", "21"})
LEVELS: Final = (
    ("国", "1"),
    ("省", "2"),
    ("市", "3"),
    ("县", "4"),
    ("区", "4"),
    ("乡", "5"),
    ("镇", "5"),
    ("街道", "5"),
    ("村", "6"),
    ("社区", "6"),
)
LEVEL_LABELS: Final = {
    "1": "国家级",
    "2": "省级",
    "3": "市级",
    "4": "县级",
    "5": "乡镇级",
    "6": "村级",
}
SERVED: Final = {
    "个人": "natural_person",
    "自然人": "natural_person",
    "法人": "enterprise",
    "企业法人": "enterprise",
    "法人和其他组织": "enterprise",
    "事业法人": "public_institution",
    "社会组织法人": "social_organisation",
    "非法人企业": "unincorporated_enterprise",
    "行政机关": "government_organ",
    "其他组织": "other",
    "单位或其他组织": "other",
}
SERVED_LABELS: Final = {
    "natural_person": "自然人",
    "enterprise": "企业法人",
    "public_institution": "事业法人",
    "social_organisation": "社会组织法人",
    "unincorporated_enterprise": "非法人企业",
    "government_organ": "行政机关",
    "other": "其他组织",
}
CASE_KINDS: Final = {"即办件": "instant", "承诺件": "promised"}
CASE_KIND_LABELS: Final = {"instant": "即办件", "promised": "承诺件"}
WHO_LABELS: Final = {"person": "个人", "firm": "企业和组织"}
ONLINE_LABELS: Final = {
    "full": "一趟不用跑",
    "online": "网上可以办",
    "window": "要到窗口办",
}
COPY_KINDS: Final = {
    "原件": "original",
    "复印件": "copy",
    "电子件": "copy",
    "原件及复印件": "either",
    "原件和复印件": "either",
    "原件或复印件": "either",
}
COPY_KIND_LABELS: Final = {
    "original": "原件",
    "copy": "复印件",
    "either": "原件或者复印件",
}
FORM_LABELS: Final = {
    "paper": "纸质",
    "electronic": "电子",
    "either": "纸质、电子都行",
}
SOURCES: Final = {
    "申请人自备": "10",
    "自备": "10",
    "政府部门核发": "20",
    "政府部门": "20",
    "窗口领取": "20",
}
SOURCE_LABELS: Final = {
    "10": "自己准备",
    "20": "政府部门核发",
    "30": "中介机构出具",
    "99": "其他",
}
NECESSITIES: Final = {
    "必要": "required",
    "非必要": "optional",
    "容缺后补": "deferrable",
}
HANDLING_MODES: Final = {
    "窗口办理": "window",
    "窗口": "window",
    "来访": "window",
    "网上申请": "web",
    "网上办理": "web",
    "掌上": "mobile",
    "掌上办理": "mobile",
    "移动端": "mobile",
    "来电": "phone",
}
# How sure one must be of who files online, as people are told it.
ASSURANCE_LABELS: Final = {
    "1": "登录就行",
    "2": "要实名核验过",
    "3": "提交前再核验一次（手机验证器、通行密钥、刷脸或网号，选一样）",
    "4": "提交前用数字证书核验",
}
HANDLING_MODE_LABELS: Final = {
    "window": "窗口办",
    "web": "网上办",
    "mobile": "手机办",
    "phone": "电话办",
}
DELIVERY_LABELS: Final = {
    "electronic": "发电子件",
    "post": "寄到家",
    "pickup": "到窗口拿",
}
UNITS: Final = {
    "工作日": "working_day",
    "个工作日": "working_day",
    "天": "natural_day",
    "日": "natural_day",
    "自然日": "natural_day",
    "月": "month",
    "个月": "month",
    "年": "year",
    "小时": "hour",
    "个小时": "hour",
}
UNIT_LABELS: Final = {
    "working_day": "个工作日",
    "natural_day": "个自然日",
    "month": "个月",
    "year": "年",
}
DEPTH_LABELS: Final = {
    "1": "互联网咨询",
    "2": "互联网收件",
    "3": "互联网预审",
    "4": "互联网受理",
    "5": "互联网办理",
    "6": "互联网办理结果信息反馈",
    "7": "互联网电子证照反馈",
    # Two exchanges write 其他 as 8 and as 9: one is offered, both are read.
    "8": "其他",
    "9": "其他",
}
OTHER_DEPTHS: Final = frozenset({"9"})
# The exercise level that a body of each rank holds.
LEVEL_OF_BODY: Final = {"city": "3", "county": "4", "township": "5", "village": "6"}
BODY_NATURE_LABELS: Final = {
    "1": "法定机关",
    "2": "授权组织",
    "3": "受委托组织",
    "9": "其他",
}
POWER_SOURCE_LABELS: Final = {
    "1": "法定本级行使",
    "2": "上级下放",
    "3": "上级授权",
    "4": "同级授权",
    "5": "上级委托",
    "6": "同级委托",
}
PARTY_ROLE_LABELS: Final = {
    "applicant": "申请人",
    "co_applicant": "共同申请人",
    "agent": "代办人",
    "guardian": "监护人",
    "family_member": "家庭成员",
    "spouse": "配偶",
    "transferor": "转让方",
    "transferee": "受让方",
    "respondent": "被申请人",
    "shareholder": "股东",
}
MATERIAL_KIND_LABELS: Final = {
    "form": "申请表格文书",
    "proof": "证件证明",
    "other": "其他",
}
RESULT_KINDS: Final = {
    "证照": "licence",
    "批文": "approval",
    "其他": "other",
    "无": "none",
}


def before_bracket(said: str) -> str:
    """A word without the remark in brackets behind it."""
    return said.split("（", maxsplit=1)[0].strip()


def limit_words(value: int, unit: str) -> str:
    """A limit in words: 5 个工作日; zero is done on the spot."""
    return "当场办结" if value == 0 else f"{value} {UNIT_LABELS.get(unit, unit)}"


@cache
def theme_labels(who: str) -> Mapping[str, str]:
    """The themes of guides for persons or for firms, by their national codes."""
    data = files("tongban.capabilities.catalogue").joinpath("themes.json")
    tables: dict[str, dict[str, str]] = json.loads(data.read_text())
    return tables["firm" if who == "firm" else "person"]
