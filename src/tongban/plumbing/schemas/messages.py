"""The words in which a value is refused: what is wrong, how to mend it, an example."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.plumbing.schemas.schema import FieldSpec, FieldType

EXAMPLE: Final = _("，例如 {example}")
NO_EXAMPLE: Final = _("，照实际情况写")
# Either answer as an example would read as advice.
YES_OR_NO: Final = _("，照实际情况选")

MISSING: Final = _("请填写“{label}”")
MISSING_CHOICE: Final = _("请选择“{label}”")
NOT_TEXT: Final = _("“{label}”要填文字")
CONTROL: Final = _(
    "“{label}”里有看不见的控制字符，多半是复制时带进来的，请用键盘重新输入"
)
TOO_LONG: Final = _("“{label}”最多 {most} 个字，您填了 {count} 个，请写短一些")
TOO_SHORT: Final = _("“{label}”至少 {least} 个字，您填了 {count} 个，请写详细一些")
NOT_INTEGER: Final = _("“{label}”要填整数，只写数字，最多 15 位")
TOO_SMALL: Final = _("“{label}”最小是 {least}，您填了 {given}，请改大一些")
TOO_LARGE: Final = _("“{label}”最大是 {most}，您填了 {given}，请改小一些")
NOT_MONEY: Final = _("“{label}”要填金额，只写数字，最多到分")
YUAN: Final = _("{amount} 元")
NOT_EMAIL: Final = _("“{label}”要有 @ 和后面的域名，您填的没有对上，请核对")
NOT_OFFERED: Final = _("“{label}”没有“{given}”这一项，请从这些里选：{offered}")
NOT_A_LIST: Final = _("“{label}”可以选几项，要按列表给出，请从这些里选：{offered}")
TWICE: Final = _("“{label}”里“{given}”选了两次，请只留一次")
TOO_FEW: Final = _("“{label}”至少选 {least} 项，您选了 {count} 项，请再选")
TOO_MANY: Final = _("“{label}”最多选 {most} 项，您选了 {count} 项，请去掉几项")
NOT_YES_NO: Final = _("“{label}”要选“是”或者“否”")
NOT_A_DATE: Final = _("“{label}”要填年、月、日，只写数字")
DATE_PARTS: Final = _("“{label}”还差{missing}，请补上")
DATE_YEAR: Final = _("“{label}”的年份要 4 位数字，您填了 {count} 位，请补全")
NO_SUCH_MONTH: Final = _("没有 {month} 月，请改成真实的日期")
NO_SUCH_DAY: Final = _("没有 {month} 月 {day} 日，请改成真实的日期")
NO_SUCH_DAY_THAT_YEAR: Final = _("{year} 年没有 {month} 月 {day} 日，请改成真实的日期")
TOO_EARLY: Final = _("“{label}”不能早于 {least}，您填了 {given}，请改晚一些")
TOO_LATE: Final = _("“{label}”不能晚于 {most}，您填了 {given}，请改早一些")
UNKNOWN: Final = _("表里没有叫“{name}”的字段，请删去或照接口说明改名，例如 {example}")
NOT_A_FORM: Final = _("要按字段名给出一组值，例如 {example}")

YEAR: Final = _("年")
MONTH: Final = _("月")
DAY: Final = _("日")
AND: Final = _("和")
YES_WORD: Final = _("是")
NO_WORD: Final = _("否")

# Numbers of the invented city and of ranges that nobody holds.
_EXAMPLES: Final = {
    FieldType.DATE: "2026-11-22",
    FieldType.INTEGER: "60",
    FieldType.MONEY: "80.00",
    FieldType.PHONE: "16969012345",
    FieldType.LANDLINE: "0690-1234567",
    FieldType.EMAIL: "zhangxiulan@example.cn",
    FieldType.IDENTITY_DOCUMENT: "690121190001010012",
    FieldType.USCC: "91690121MA00000157",
    FieldType.POSTCODE: "690100",
    FieldType.ADDRESS: "安澜市河畔区南湖街道幸福路 8 号",
}


def example_of(spec: FieldSpec) -> str:
    """The field's own example, else one of its kind; empty where there can be none."""
    if spec.type is FieldType.DATE:
        # Examples of dates are written in many ways; messages show the one we take.
        return _EXAMPLES[FieldType.DATE]
    if spec.example:
        return spec.example
    if spec.choices:
        return spec.choices[0].label
    return _EXAMPLES.get(spec.type, "")


def say(text: Promise | str, spec: FieldSpec, **parts: object) -> str:
    """The message about this field, ended by its example."""
    said = str(text).format(label=spec.label, **parts)
    if spec.type is FieldType.YES_NO:
        return said + str(YES_OR_NO)
    example = example_of(spec)
    if not example:
        return said + str(NO_EXAMPLE)
    return said + str(EXAMPLE).format(example=example)
