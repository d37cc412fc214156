"""What kinds of fields, their bounds and what fills them in are called by who designs a form."""

from collections.abc import Mapping
from typing import Final

from tongban.plumbing.schemas.prefill import PREFILL_PATHS
from tongban.plumbing.schemas.schema import FieldType

FIELD_KINDS: Final = {
    FieldType.TEXT: "一行字",
    FieldType.TEXTAREA: "一段话",
    FieldType.CHOICE: "选一个",
    FieldType.CHOICES: "选几个",
    FieldType.DATE: "日期",
    FieldType.INTEGER: "整数",
    FieldType.MONEY: "金额",
    FieldType.PHONE: "手机号",
    FieldType.LANDLINE: "座机",
    FieldType.EMAIL: "电子邮箱",
    FieldType.IDENTITY_DOCUMENT: "证件号码",
    FieldType.USCC: "统一社会信用代码",
    FieldType.POSTCODE: "邮政编码",
    FieldType.ADDRESS: "地址",
    FieldType.YES_NO: "是或否",
}
PREFILL_LABELS: Final = dict(
    zip(
        PREFILL_PATHS,
        (
            *("申请人姓名", "申请人证件类型", "申请人证件号码", "申请人手机"),
            *("申请人住址", "企业名称", "企业信用代码", "企业住所", "法定代表人"),
        ),
        strict=True,
    )
)
# What the least and the most are called, by kind of field.
_BOUNDS: Final[Mapping[str, tuple[str, str]]] = {
    FieldType.DATE: ("最早哪一天", "最晚哪一天"),
    FieldType.MONEY: ("最少多少元", "最多多少元"),
    FieldType.CHOICES: ("最少选几项", "最多选几项"),
    FieldType.TEXT: ("最少几个字", "最大"),
    FieldType.TEXTAREA: ("最少几个字", "最大"),
}
_NUMBERS: Final = ("最小", "最大")


def bound_label(key: str, kind: str) -> str:
    """What `min` or `max` of a field of this kind is called."""
    least, most = _BOUNDS.get(kind, _NUMBERS)
    return least if key == "min" else most
