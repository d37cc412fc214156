"""The sections of an item document: which elements stand where, and how each is asked for.

A path leads to the value in the document; what no field names is kept as it was.
"""

from functools import cache
from typing import Final

from tongban.capabilities.catalogue.elements.shape import Block, Element, Section
from tongban.capabilities.catalogue.wording import (
    ASSURANCE_LABELS,
    BODY_NATURE_LABELS,
    CASE_KIND_LABELS,
    COPY_KIND_LABELS,
    DELIVERY_LABELS,
    DEPTH_LABELS,
    FORM_LABELS,
    HANDLING_MODE_LABELS,
    ITEM_TYPE_LABELS,
    LEVEL_LABELS,
    MATERIAL_KIND_LABELS,
    OTHER_DEPTHS,
    PARTY_ROLE_LABELS,
    POWER_SOURCE_LABELS,
    RESULT_KINDS,
    SERVED_LABELS,
    SOURCE_LABELS,
    UNIT_LABELS,
    theme_labels,
)
from tongban.plumbing.schemas import FIELD_KINDS, PREFILL_LABELS
from tongban.plumbing.text.trust import TRUST_LABELS

__all__ = ["Block", "Element", "Section", "sections"]


def _limit(path: str, label: str) -> tuple[Element, ...]:
    return (
        Element(f"{path}.value", label, "number", example="5"),
        Element(f"{path}.unit", f"{label}的单位", "one", UNIT_LABELS),
    )


_RESULT: Final = (
    Element("result.name", "办理结果", example="某某许可证、登记表"),
    Element(
        "result.kind",
        "结果类型",
        "one",
        {value: label for label, value in RESULT_KINDS.items()},
    ),
    Element("result.validity", "结果有效期", example="5 年", optional=True),
    Element("result.delivery", "怎么拿结果", "some", DELIVERY_LABELS),
)
_CODES: Final = (
    Element("basic_code", "基本编码（12 位）", optional=True),
    Element(
        "implementation_code",
        "实施编码（31 位）",
        help="新建时已自动编好；国家平台另有编码的，请改成那个。",
    ),
    Element(
        "handling_code",
        "业务办理项编码（33 位）",
        help="以实施编码开头，后面加两位。",
    ),
)


def _basic() -> Section:
    public = {"11", "21"}  # the same words as 20
    types = {key: label for key, label in ITEM_TYPE_LABELS.items() if key not in public}
    elements = (
        Element("name", "事项名称", example="食品经营许可"),
        Element("aliases", "老百姓的叫法", "lines", help="一行一个，搜索时用得上。"),
        Element(
            "org",
            "实施机关",
            "one",
            help="只列您起草的单位；从清单导入的，归哪个单位照清单。",
        ),
        Element("item_type", "事项类型", "one", types),
        Element("exercise_level", "行使层级", "one", LEVEL_LABELS),
        Element("served_objects", "服务对象", "some", SERVED_LABELS),
        Element(
            "themes.person", "个人主题", "some", theme_labels("person"), optional=True
        ),
        Element("themes.firm", "法人主题", "some", theme_labels("firm"), optional=True),
        *_RESULT,
        Element(
            *("frequent", "高频事项", "yes_no"),
            help="选“是”的列在首页“大家常办”里；发布前由把关人员核定。",
            optional=True,
        ),
        Element(
            *("body_nature", "实施主体性质", "one"), BODY_NATURE_LABELS, optional=True
        ),
        Element(
            *("power_source", "权力来源", "one"), POWER_SOURCE_LABELS, optional=True
        ),
        *_CODES,
    )
    return Section("basic", "基本信息", (Block(elements),))


def _bars() -> tuple[Element, ...]:
    """What an item bars: the network, a second one for the same person."""
    return (
        Element(
            "secret",
            "涉及国家秘密",
            "yes_no",
            help="选“是”的只能在窗口办：不能选网上办理，不报送省平台，也不进交换包。涉密内容不要写进本系统。",
            optional=True,
        ),
        Element(
            "one_per_person",
            "每人只要一份",
            "yes_no",
            help="证、津贴这类选“是”：同一个人再申请，会提醒他和经办的人，不会拦下。",
            optional=True,
        ),
    )


def _times() -> Section:
    elements = (
        Element("case_kind", "办件类型", "one", CASE_KIND_LABELS),
        *_limit("statutory_limit", "法定时限"),
        Element(
            "statutory_limit.basis",
            "法定时限的出处",
            example="《中华人民共和国行政许可法》第四十二条第一款",
        ),
        *_limit("promised_limit", "承诺时限"),
        Element(
            "promise_reason",
            "承诺为什么不比法定短",
            help="承诺和法定一样长时写，会公开。",
            example="要等省里的系统出结果，本机关压不短。",
            optional=True,
        ),
        Element("handling_modes", "办理形式", "some", HANDLING_MODE_LABELS),
        Element(
            "online_depth",
            "网上办理深度",
            "some",
            {
                key: label
                for key, label in DEPTH_LABELS.items()
                if key not in OTHER_DEPTHS
            },
            help="零跑动的要选到“结果信息反馈”。",
        ),
        Element("visits", "要到现场几次", "number", example="0"),
        Element("visit_reason", "为什么要到现场", optional=True),
        Element("cross_region", "通办范围", example="全市", optional=True),
        Element("quantity_limit", "数量限制", example="无数量限制", optional=True),
        Element(
            *("assurance", "网上办要核验到几级", "one"),
            ASSURANCE_LABELS,
            help="不选就是登录就行。事关重大利益的（过户、领钱）选“再核验一次”，窗口不受影响。",
            optional=True,
        ),
        *_bars(),
    )
    return Section("times", "时限和办理形式", (Block(elements),))


def _ground() -> tuple[Element, ...]:
    """On what ground a material is asked, of whom, and by which entry."""
    return (
        Element(
            "held_reason",
            "政府已有的，为什么还要交",
            help="系统能调取的，请选免交，不写这一栏。写了会公开。",
            example="外省发的证，本市系统查不到。",
            optional=True,
        ),
        Element(
            "trust",
            "可信等级",
            "one",
            {letter: f"{letter} {said}" for letter, said in TRUST_LABELS.items()},
        ),
        Element(
            "when",
            "哪些情形要交",
            "when",
            help="都不选就是任何情形都要交。先在“情形”里写问题。",
            optional=True,
        ),
        Element(
            "catalogue_code",
            "材料目录编码",
            help="不用填，保存时按名称自动对上或新编。",
            optional=True,
        ),
    )


def _materials() -> Section:
    elements = (
        Element("name", "材料名称", example="营业执照"),
        Element(
            *("material_kind", "材料类型", "one"), MATERIAL_KIND_LABELS, optional=True
        ),
        Element(
            "necessity",
            "要不要交",
            "one",
            {"required": "要交", "optional": "可以不交", "deferrable": "可以后补"},
        ),
        Element("waived", "系统能调取，免交", "yes_no"),
        Element("original_or_copy", "原件还是复印件", "one", COPY_KIND_LABELS),
        Element("form", "纸质还是电子", "one", FORM_LABELS),
        Element("copies", "份数", "number", example="1"),
        Element("source", "从哪里来", "one", SOURCE_LABELS),
        Element("issuer", "谁出具", optional=True),
        Element(
            "source_note", "怎么准备", optional=True, example="窗口有空白的，照着填。"
        ),
        Element("acceptance_standard", "受理标准", "long", example="在有效期内。"),
        Element("basis", "要求提供的依据", example="《某某条例》第五条第二款"),
        *_ground(),
    )
    nothing = Element(
        "no_materials",
        "不用交材料",
        "yes_no",
        help="什么都不用交的才选“是”，办事指南会这样写；下面就一样也不加。",
        optional=True,
    )
    lines = "例如：身份证 复印件 1份。表格第一行写栏名时，按栏名对上。"
    block = Block(elements, "materials", "材料", "m", lines=lines)
    return Section(
        "materials",
        "申请材料",
        (Block((nothing,)), block),
        "一行一样；兜底的“其他材料”不能写。",
    )


def _flow() -> Section:
    step = (
        Element("name", "环节名称", example="受理"),
        Element("role", "谁办", example="受理人员"),
        *_limit("limit", "几天"),
        Element("standard", "看什么、怎么算合格", "long"),
        Element("result", "办完是什么", optional=True),
    )
    special = (
        Element("name", "特别程序名称", example="现场核查"),
        Element("basis", "依据"),
        *_limit("limit", "几天"),
        Element("counts", "计入办理时限", "yes_no"),
        Element(
            "only_if",
            "什么情况下才做",
            help="每件都要做的不写；写了的，不属于这种情况的办件可以登记“本件不需要”。",
            example="申请人或者利害关系人要求听证",
            optional=True,
        ),
    )
    return Section(
        "flow",
        "办理流程",
        (
            Block(
                *(step, "steps", "环节", "p"),
                note="各环节天数加起来等于承诺时限。",
                lines="例如：受理 受理人员 1个工作日。",
            ),
            Block(
                *(special, "special_steps", "特别程序", "x"),
                note="没有就不用加。",
                lines="例如：现场核查 5个工作日。",
            ),
        ),
    )


def _places() -> Section:
    place = (
        Element("name", "地点名称", example="安澜市政务服务中心"),
        Element("address", "地址", example="安澜市青渡县临江街道澜心大道1号"),
        Element("hours", "办公时间", example="周一至周五 9:00—17:00"),
        Element("phone", "电话", optional=True),
    )
    contacts = (
        Element("consult_phones", "咨询电话", "lines", example="0699-6012345"),
        Element("complaint_phones", "监督投诉", "lines", example="12345"),
        Element("remedies.review.body", "行政复议机关", example="安澜市人民政府"),
        Element("remedies.review.address", "复议机关地址", optional=True),
        Element("remedies.review.phone", "复议机关电话", optional=True),
        Element("remedies.litigation.court", "行政诉讼法院", example="青渡县人民法院"),
        Element("remedies.litigation.address", "法院地址", optional=True),
        Element("remedies.litigation.phone", "法院电话", optional=True),
    )
    blocks = (Block(place, "place", "地点"), Block(contacts))
    return Section("places", "地点、电话和救济", blocks)


def _form() -> Section:
    elements = (
        Element("page", "在哪一页", example="申请人", help="同一页名的栏排在一页上。"),
        Element("label", "栏名", example="联系人"),
        Element("type", "填什么", "one", {str(k): v for k, v in FIELD_KINDS.items()}),
        Element("required", "必填", "yes_no"),
        Element("help", "怎么填", optional=True),
        Element("example", "举例", optional=True),
        Element(
            "choices",
            "选项",
            "choices",
            optional=True,
            help="选一个、选几个时要写，一行一个。",
        ),
        Element("prefill", "自动带出", "one", PREFILL_LABELS, optional=True),
        Element("max_length", "最多几个字", "number", optional=True),
        Element("min", "最小", "number", optional=True),
        Element("max", "最大", "number", optional=True),
        Element("when_words", "只在这时问", optional=True),
        Element("type_field", "证件类型看哪一栏", optional=True),
    )
    lines = "例如：店名。带填法的用 | 隔开：店名 | 一行字 | 是。"
    block = Block(elements, "form", "栏", lines=lines)
    return Section("form", "申请表", (block,), "申请人在网上、在窗口都填这一张表。")


def _plain() -> Section:
    elements = (
        Element("plain.summary", "一句话说明", example="办成了能做什么、谁要来办。"),
        Element("plain.how_long", "多久办好", example="受理后 5 个工作日内办好。"),
        Element("plain.cost", "要不要钱", example="不要钱。"),
        Element("plain.bring", "要带什么", example="上传两样。"),
        Element("plain.visits", "跑几趟", example="网上办一趟都不用跑。"),
        Element("plain.steps", "怎么办", "lines", help="一行一步。"),
    )
    note = "用“您”和平常说法，一句不超过 30 个字，不写“敬请”“予以”。"
    return Section("plain", "白话版", (Block(elements),), note)


def _bases() -> Section:
    elements = (
        Element("title", "依据名称", example="中华人民共和国行政许可法"),
        Element("document_number", "文号", optional=True),
        Element("article", "条款", example="第十二条第一款"),
        Element("text", "条文", "long"),
        Element("authority", "颁布机关"),
        Element("in_force_on", "施行日期", example="2004-07-01"),
    )
    lines = "例如：《某某条例》（某政发〔2009〕76号）第五条第一款。"
    return Section(
        "basis", "设定依据", (Block(elements, "legal_basis", "依据", lines=lines),)
    )


def _conditions() -> Section:
    elements = (
        Element("text", "条件", "long", example="年满 18 周岁。"),
        Element(
            "group",
            "属于哪一组",
            "one",
            help="各自都要满足的，不用选。先在下面加组，保存后这里就能选。",
            optional=True,
        ),
    )
    groups = (
        Element("title", "这一组怎么说", example="属于以下情形", optional=True),
        Element(*("need", "怎样算满足", "one"), {"any": "满足其一", "all": "全部满足"}),
    )
    lines = "例如：年满 60 周岁。"
    return Section(
        "conditions",
        "受理条件",
        (
            Block(elements, "conditions", "条件", "c", lines=lines),
            Block(
                *(groups, "condition_groups", "条件组", "g"),
                note="几条里满足一条就行的，加一组，再到上面给每条选这一组；没有就不用加。",
                lines="例如：属于以下情形 | 满足其一。",
                optional=True,
            ),
        ),
    )


def _situations() -> Section:
    elements = (
        Element("question", "问题", example="本人来办，还是别人代办？"),
        Element("help", "怎么选", optional=True),
        Element("options", "选项", "options", help="一行一个，最后一个写“不知道”。"),
    )
    block = Block(elements, "situations", "情形问题", "s")
    note = "办法因人而异时，用问题分开；没有就不用加。"
    return Section("situations", "情形", (block,), note)


def _fees() -> Section:
    elements = (
        Element("name", "收费项目", example="工本费"),
        Element("amount_fen", "金额", "money", example="80"),
        Element("standard", "收费标准"),
        Element("basis", "收费依据"),
        Element("waiver", "减免", optional=True),
    )
    services = (
        Element("name", "中介服务名称", example="消防安全评估"),
        Element(
            *("basis", "要做的依据"), example="《危险化学品安全管理条例》第二十二条"
        ),
    )
    blocks = (
        Block(
            *(elements, "fees", "收费", "f"),
            note="一项也不加就是不收费；看过了请按“保存”。",
        ),
        Block(
            *(services, "intermediaries", "中介服务"),
            note="依法要请中介做的才写，没有就不用加。",
        ),
    )
    return Section("fees", "收费和中介服务", blocks)


def _parties() -> Section:
    elements = (
        Element("role", "身份", "one", PARTY_ROLE_LABELS),
        Element("label", "怎么称呼", example="申请人"),
        Element("min", "最少几人", "number", example="1"),
        Element("max", "最多几人", "number", example="1"),
    )
    return Section("parties", "谁能申请", (Block(elements, "party_roles", "身份"),))


def _questions() -> Section:
    elements = (Element("q", "问"), Element("a", "答", "long"))
    block = Block(elements, "faq", "问答", lines="例如：能代办吗？ | 能，带上委托书。")
    return Section("faq", "常见问题", (block,))


@cache
def sections() -> tuple[Section, ...]:
    """All sections in the order in which an officer goes through them."""
    return (
        _basic(),
        _times(),
        _bases(),
        _conditions(),
        _situations(),
        _materials(),
        _flow(),
        _fees(),
        _places(),
        _parties(),
        _form(),
        _questions(),
        _plain(),
    )
