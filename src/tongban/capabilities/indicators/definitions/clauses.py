"""The papers that ask for these figures, with the words in which they do."""

from typing import Final

from tongban.capabilities.indicators.definitions.shape import Clause

# Reform plans that places have published; a city that has its own plan says so in its settings.
_ONE_NET: Final = "进一步深化“互联网+政务服务”推进政务服务“一网、一门、一次”改革工作方案（师宗县，2019 年）"
_ACTION: Final = "舟山市建设最优营商环境（政务服务）2021 年专项行动方案"
_ONE_VISIT: Final = "鸡西市推进“最多跑一次”改革试点工作方案（2018 年）"
_QUALITY: Final = "焦作市全面构建优质政务服务体系全力打造一流政务服务环境改革方案（征求意见稿，2023 年）"
_WINDOW: Final = (
    "宣城市人民政府办公室关于宣城市政务服务中心实行综合服务窗口改革的实施意见"
)

ONLINE_HANDLING: Final = Clause(
    "T-01", _ACTION, "三（一）1", "全市政务服务事项网上办理率达到85%"
)
ONLINE_CAPABLE: Final = Clause(
    "T-02", _ONE_NET, "二（一）", "县级政务服务事项网上可办率不低于 85%"
)
ON_PLATFORM: Final = Clause(
    "T-03",
    _ONE_NET,
    "二（一）",
    "除法律法规另有规定或涉及国家秘密等外，全部进驻网上平台并提供办事服务",
)
ONE_WINDOW: Final = Clause(
    "T-04", _ONE_NET, "二（二）", "70%以上政务服务事项实现“一窗”分类受理"
)
RESIDENT: Final = Clause(
    "T-05",
    _QUALITY,
    "§11",
    "负面清单之外政务服务事项一律进驻各级政务服务大厅（含分大厅）办理",
)
POWER_MOVES: Final = Clause(
    "AUT-03", _WINDOW, "三（四）", "推动政务服务事项和审批办理职权全部进驻政务服务中心"
)
LESS_MATERIAL: Final = Clause(
    "T-06", _ONE_NET, "二（三）", "企业和群众到政府办事提供的材料减少 60%以上"
)
FREQUENT: Final = Clause(
    "T-07", _ONE_NET, "二（三）", "县级100个以上高频事项实现“最多跑一次”"
)
ONE_VISIT: Final = Clause(
    "T-08", _ONE_VISIT, "一", "实现70%的企业和群众到政府申请办理事项“最多跑一次”"
)
ALL_LEVELS: Final = Clause(
    "T-10", _ONE_NET, "五（四）", "推动实现“最多跑一次”县、乡、村全覆盖"
)
LIVELIHOOD: Final = Clause("T-11", _ACTION, "三（一）1", "民生事项75%以上实现全市通办")
CITY_WIDE: Final = Clause("T-12", _QUALITY, "§7", "在实施300项“全市通办”事项基础上")
TWELVE: Final = Clause("T-50", _ONE_NET, "五（一）", "12个要素基本统一")
THIRTY_TWO: Final = Clause("T-51", _QUALITY, "§21", "按照“三级三十二同”规范要求")
TOTALS: Final = Clause(
    "T-53",
    _ONE_VISIT,
    "四（一）",
    "50个市直部门共计4505项政务服务事项（其中，行政权力3366项，公共服务事项1139项）",
)
ON_LAW: Final = Clause(
    "T-55", _QUALITY, "§10", "各部门不得以部门文件为依据自行确定和调整政务服务事项"
)
STEPS_ON_LAW: Final = Clause(
    "T-55", _QUALITY, "§21", "凡无法律、法规、规章依据的环节一律予以取消"
)
PROOFS_ON_LAW: Final = Clause(
    "T-55", _WINDOW, "三（三）", "凡没有法律法规依据的证明一律取消"
)
REDUCTIONS: Final = Clause(
    "CAT-16", _QUALITY, "§21", "持续减时间、减环节、减材料、减跑动、优流程"
)
PLAIN: Final = Clause("GUI-04", _QUALITY, "§15", "扩大“白话版”办事指南覆盖范围")
TAGS: Final = Clause(
    "CAT-15", _ONE_NET, "三（六）", "推动实现“马上办、网上办、就近办、一次办”"
)
EXCLUDED: Final = Clause(
    "CAT-18", _ONE_NET, "二（一）", "除法律法规另有规定或涉及国家秘密等外"
)
FOUR_LEVELS: Final = Clause(
    "SEC-01",
    _QUALITY,
    "§3",
    "横向延伸至市直部门，纵向延伸至村、社区，形成覆盖市、县、乡、村四级的网络体系",
)
