"""What tables of elsewhere call the elements of a material, and how they say its choices.

Read where a table is pasted, beside our own labels, which count first.
"""

from collections.abc import Mapping
from typing import Final

from tongban.capabilities.catalogue.wording import COPY_KINDS, NECESSITIES, SOURCES

# By the name of the list and the path of the element.
HEADINGS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "materials": {
        "name": ("名称", "申请材料", "材料"),
        "necessity": (
            *("是否必要", "必要性", "材料必要性", "是否必须", "是否必需", "是否必交"),
            *("必要或者非必要", "必要非必要"),
        ),
        "waived": ("是否免交", "免交", "是否免提交"),
        "original_or_copy": (
            *("原件复印件", "原件或复印件", "原件和复印件", "原件或者复印件"),
            "是否原件",
        ),
        "form": ("材料形式", "材料形态", "纸质电子", "纸质或电子", "提交形式"),
        "copies": ("材料份数", "纸质材料份数", "所需份数"),
        "source": ("来源渠道", "材料来源", "来源"),
        "issuer": ("出具单位", "出具机关", "出具部门", "核发机关", "发证机关"),
        "source_note": ("来源渠道说明", "填报须知", "准备方法"),
        "acceptance_standard": ("材料要求", "具体要求"),
        "basis": ("要求提供材料的依据", "设定依据", "依据"),
    }
}
# By the path of the element: a word of a cell, and the choice that it stands for.
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "necessity": {
        **NECESSITIES,
        **dict.fromkeys(("是", "必须", "必需", "必交", "必备"), "required"),
        **dict.fromkeys(("否", "不必要", "选交", "可选"), "optional"),
        **dict.fromkeys(("容缺", "可容缺", "容缺受理"), "deferrable"),
    },
    "original_or_copy": {
        **COPY_KINDS,
        **dict.fromkeys(("原件/复印件", "原件、复印件", "均可"), "either"),
    },
    "form": {
        **dict.fromkeys(("纸质材料", "纸质件"), "paper"),
        **dict.fromkeys(("电子材料", "电子件"), "electronic"),
        **dict.fromkeys(
            ("纸质或电子", "纸质和电子", "纸质/电子", "纸质、电子", "均可"), "either"
        ),
    },
    "source": SOURCES,
}
