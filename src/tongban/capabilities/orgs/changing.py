"""What may be asked of each kind of change, and a change in words. Pure."""

from collections.abc import Mapping
from typing import Final

from tongban.capabilities.orgs.types import (
    BodyCard,
    BodyChange,
    ChangeAsked,
    RegionCard,
    RegionChange,
)
from tongban.ground.codes.credit_code import check_credit_code
from tongban.ground.refusals import Refusal

KINDS: Final = {
    "rename": "更名",
    "merge": "合并",
    "split": "拆分",
    "abolish": "撤销",
    "found": "新设",
    "contacts": "登记负责人和联系方式",
    "region_rename": "区划更名",
    "region_merge": "区划合并",
    "region_split": "区划拆分",
    "region_abolish": "区划撤销",
    "import": "成批登记",
}
LEVELS: Final = {
    "city": "市级",
    "county": "县级",
    "township": "乡镇（街道）级",
    "village": "村（社区）级",
}
BODY_KINDS: Final = {
    "government": "人民政府",
    "department": "部门",
    "vertical": "垂直管理部门",
    "centre": "政务服务中心",
    "zone": "功能区管委会",
    "township": "乡镇（街道）",
    "village": "村（社区）",
}
LONGEST_WORDS: Final = 300
_FEWEST_PARTS: Final = 2
# What each kind of a change needs of every line: how many successors, and what else.
_SUCCESSORS: Final = {
    "merge": (1, 1),
    "split": (_FEWEST_PARTS, 9),
    "region_merge": (1, 1),
    "region_split": (_FEWEST_PARTS, 9),
}


def check(
    asked: ChangeAsked,
    bodies: Mapping[str, BodyCard],
    regions: Mapping[str, RegionCard],
) -> dict[str, str]:
    """What is wrong with a change, by field; nothing where it can be drafted."""
    errors: dict[str, str] = {}
    if asked.kind not in KINDS:
        errors["kind"] = "请选变动的种类，例如：更名。"
    if not asked.document_number.strip():
        errors["document_number"] = "请写明批准文件的文号，例如：安编〔2026〕5号。"
    if not asked.reason.strip():
        errors["reason"] = "请写明理由，例如：机构改革。"
    if not asked.bodies and not asked.regions:
        errors["code"] = "请写明变动哪个单位（区划），例如 AL-MARKET。"
    for body in asked.bodies:
        errors |= _check_body(asked.kind, body, bodies, regions)
    for region in asked.regions:
        errors |= _check_region(asked.kind, region, regions)
    return errors


def _check_body(
    kind: str,
    one: BodyChange,
    bodies: Mapping[str, BodyCard],
    regions: Mapping[str, RegionCard],
) -> dict[str, str]:
    was = bodies.get(one.code)
    errors = {}
    if kind == "found" and was is not None:
        errors["code"] = f"编码 {one.code} 已经有单位用了，请换一个新的编码。"
    if kind not in {"found", "import"} and (was is None or not was.stands):
        errors["code"] = f"没有编码为“{one.code}”的存续单位，请核对，例如 AL-MARKET。"
    if was is None:
        errors |= check_new_body(one, regions)
    if was is None and kind != "import":
        errors |= _check_contacts(one)
    if kind == "rename" and not (one.said.name or "").strip():
        errors["name"] = "请写新名称，例如：安澜市数据资源管理局。"
    known = {code for code, card in bodies.items() if card.stands}
    return errors | _check_successors(kind, one, known, "单位")


def check_new_body(
    one: BodyChange, regions: Mapping[str, RegionCard]
) -> dict[str, str]:
    """What a new body must say."""
    errors = {}
    if not one.code.strip():
        errors["code"] = "请给新单位一个编码，例如 AL-DATA。"
    if not (one.said.name or "").strip():
        errors["name"] = "请写单位名称，例如：安澜市数据资源管理局。"
    if one.level not in LEVELS:
        errors["level"] = "请选层级：市级、县级、乡镇（街道）级、村（社区）级。"
    if (one.said.kind or "department") not in BODY_KINDS:
        errors["body_kind"] = "请选单位性质，例如：部门。"
    if one.region not in regions or not regions[one.region].stands:
        errors["region"] = f"没有区划“{one.region}”，请先登记区划，例如 690121。"
    try:
        check_credit_code(one.uscc)
    except Refusal as refusal:
        errors["uscc"] = refusal.message
    return errors


def _check_contacts(one: BodyChange) -> dict[str, str]:
    said = one.said
    if is_department(said.kind or "department") and not (said.leader and said.section):
        return {"leader": "部门要写明分管领导和责任科室，例如：王建国、政务服务科。"}
    return {}


def is_department(kind: str) -> bool:
    """Whether a leader in charge and a responsible section must be on record (ORG-06)."""
    return kind in {"department", "vertical"}


def _check_region(
    kind: str, one: RegionChange, regions: Mapping[str, RegionCard]
) -> dict[str, str]:
    was = regions.get(one.code)
    errors = {}
    if kind != "import" and (was is None or not was.stands):
        errors["code"] = f"没有编码为“{one.code}”的存续区划，请核对，例如 690121101。"
    if was is None and not (one.name and one.level in LEVELS):
        errors["name"] = "新区划要写名称和层级。"
    if kind == "region_rename" and not (one.name or "").strip():
        errors["name"] = "请写新名称，例如：临江街道。"
    known = {code for code, card in regions.items() if card.stands}
    return errors | _check_successors(kind, one, known, "区划")


def _check_successors(
    kind: str, one: BodyChange | RegionChange, known: set[str], what: str
) -> dict[str, str]:
    fewest, most = _SUCCESSORS.get(kind, (0, 9 if kind == "import" else 0))
    if not fewest <= len(one.successors) <= most:
        told = {"merge": "一个", "split": "至少两个"}.get(
            kind.rsplit("_", maxsplit=1)[-1], "零个"
        )
        return {"successors": f"请写明{told}承接的{what}编码，例如 AL-DATA。"}
    for after in one.successors:
        if after.code not in known or after.code == one.code:
            return {
                "successors": f"承接的“{after.code}”不是生效那天存续的{what}，请先新设它，或者核对编码。"
            }
        if fewest == _FEWEST_PARTS and not after.takes.strip():
            return {
                "successors": "拆分要写明每个承接单位接什么，例如：AL-DATA=数据资源管理。"
            }
    return {}


def words_of(
    asked: ChangeAsked,
    bodies: Mapping[str, BodyCard],
    regions: Mapping[str, RegionCard],
) -> str:
    """A change in one sentence."""
    if asked.kind == "import":
        count = len(asked.bodies) + len(asked.regions)
        what = "单位" if asked.bodies else "区划"
        return f"成批登记{what} {count} 行"
    names = {code: card.name for code, card in bodies.items()}
    if asked.regions:
        names = {code: card.name for code, card in regions.items()}
    lines: list[BodyChange | RegionChange] = [*asked.bodies, *asked.regions]
    return "；".join(_line_words(asked.kind, one, names) for one in lines)


def _line_words(
    kind: str, one: BodyChange | RegionChange, names: Mapping[str, str]
) -> str:
    name = names.get(one.code, one.code)
    new = one.said.name if isinstance(one, BodyChange) else one.name
    after = "、".join(
        names.get(part.code, part.code) + (f"（{part.takes}）" if part.takes else "")
        for part in one.successors
    )
    match kind.removeprefix("region_"):
        case "rename":
            return f"{name}更名为{new}"
        case "merge":
            return f"{name}并入{after}"
        case "split":
            return f"{name}拆分，由{after}承接"
        case "abolish":
            return f"撤销{name}"
        case "found":
            return f"新设{new}"
        case _:
            return f"{name}登记负责人和联系方式"
