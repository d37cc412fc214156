"""A plan as lines of text, as a page shows and reads it: one line for each part.

Parts of a line are set apart by a bar: 代码 | 名称. Levels of a step stand at its end,
none: all.
"""

from collections.abc import Mapping
from typing import Any, Final

from tongban.ground.refusals import Invalid

BAR: Final = "|"
_YES: Final = "必办"
_NO: Final = "可选"
TO_WORDS: Final = {"authority": "主管部门", "persons": "相关个人", "other": "其他"}
FORMS: Final = {
    "kinds": "代码 | 名称",
    "levels": "代码 | 名称 | 什么情况",
    "steps": "代码 | 做什么 | 谁来做 | 几小时内 | 必办或可选 | 级别代码（不写就是都要）",
    "notices": "代码 | 通知什么 | 告诉谁 | 主管部门、相关个人或其他 | 依据 | 几小时内 | 必办或可选 | 级别代码",
}
_EXAMPLES: Final = {
    "kinds": "leak | 数据泄露",
    "levels": "large | 重大 | 一百万人以上的个人信息泄露",
    "steps": "stop | 切断泄露的途径 | 值班安全管理员 | 1 | 必办",
    "notices": "office | 报告市网信办 | 市网信办值班室 | 主管部门 | 《个人信息保护法》第五十七条 | 4 | 必办",
}


def write_lines(content: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a plan, each as lines."""
    return {
        "kinds": _joined([one["code"], one["name"]] for one in content["kinds"]),
        "levels": _joined(
            [one["code"], one["name"], one["when"]] for one in content["levels"]
        ),
        "steps": _joined(
            [one["code"], one["title"], one["who"], *_ending(one)]
            for one in content["steps"]
        ),
        "notices": _joined(
            [
                one["code"],
                one["title"],
                one["who"],
                TO_WORDS.get(one["to"], one["to"]),
                one["basis"],
                *_ending(one),
            ]
            for one in content["notices"]
        ),
        "drill_days": str(content["drill_days"]),
    }


def read_lines(said: Mapping[str, str]) -> dict[str, Any]:
    """The content of a plan. Refuses with Invalid, by part, with the line that is wrong."""
    errors: dict[str, str] = {}
    content: dict[str, Any] = {
        part: [_read(part, parts, errors) for parts in _split(said.get(part, ""))]
        for part in FORMS
    }
    days = said.get("drill_days", "").strip()
    if not (days.isascii() and days.isdigit() and len(days) <= len("366")):
        errors["drill_days"] = "请写多少天内至少演练一次，例如 365。"
    for part, rows in content.items():
        if not rows:
            errors.setdefault(part, f"至少写一行，例如：{_EXAMPLES[part]}")
    if errors:
        raise Invalid(errors)
    return content | {"drill_days": int(days)}


def _joined(rows: Any) -> str:
    return "\n".join(f" {BAR} ".join(map(str, row)).rstrip(f" {BAR}") for row in rows)


def _ending(line: Mapping[str, Any]) -> list[str]:
    levels = " ".join(line.get("levels", []))
    return [str(line["hours"]), _YES if line["required"] else _NO, levels]


def _split(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [[one.strip() for one in line.split(BAR)] for line in lines]


def _read(part: str, parts: list[str], errors: dict[str, str]) -> dict[str, Any]:
    """One line; what is wrong with it is added to the errors."""
    try:
        match part:
            case "kinds":
                code, name = parts
                return {"code": code, "name": name}
            case "levels":
                code, name, when = parts
                return {"code": code, "name": name, "when": when}
            case "steps":
                code, title, who, *rest = parts
                return {"code": code, "title": title, "who": who, **_end(rest)}
            case _:
                code, title, who, to, basis, *rest = parts
                known = {words: name for name, words in TO_WORDS.items()}
                said = {"title": title, "who": who, "to": known[to], "basis": basis}
                return {"code": code, **said, **_end(rest)}
    except (KeyError, ValueError):
        line = f" {BAR} ".join(parts)
        errors[part] = f"这一行看不懂：{line}。请照这样写：{_EXAMPLES[part]}"
        return {}


def _end(rest: list[str]) -> dict[str, Any]:
    hours, required, *levels = rest
    named = " ".join(levels).split()
    line = {"hours": int(hours), "required": {_YES: True, _NO: False}[required]}
    return line | ({"levels": named} if named else {})
