"""What a hall is called at its level, and whether a venue's name says so (ORG-04).

The table of venues says the same: rule `a_hall_is_named_by_its_level`.
"""

from typing import Final

HALL_ENDINGS: Final = {
    "city": "政务服务中心",
    "county": "政务服务中心",
    "township": "便民服务中心",
    "village": "便民服务站",
}
_EXAMPLES: Final = {
    "city": "安澜市政务服务中心",
    "county": "青渡县政务服务中心",
    "township": "临江街道便民服务中心",
    "village": "澜心社区便民服务站",
}
_LEVELS: Final = {
    "city": "市级",
    "county": "县级",
    "township": "乡镇（街道）级",
    "village": "村（社区）级",
}
# A department's own counter is no hall, and must not pass for one.
_COUNTER_ENDING: Final = "柜台"


def is_rightly_named(name: str, level: str) -> bool:
    """Whether a venue has the ending of its level, or is named as a department's counter."""
    if name.endswith(_COUNTER_ENDING):
        return not any(ending in name for ending in HALL_ENDINGS.values())
    ending = HALL_ENDINGS[level]
    before = name.removesuffix(ending)
    return before != name and bool(before) and not before[-1].isspace()


def say_misnamed(name: str, level: str) -> str:
    """What is wrong with the name, how it should be, with an example."""
    return (
        f"“{name}”是{_LEVELS[level]}的大厅，名称要以“{HALL_ENDINGS[level]}”结尾，"
        f"例如：{_EXAMPLES[level]}。部门自己的柜台以“{_COUNTER_ENDING}”结尾。"
    )
