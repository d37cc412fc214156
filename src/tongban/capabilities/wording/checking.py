"""Whether words may stand on a paper or message of their kind: told block by block, with examples."""

from collections.abc import Mapping
from typing import Final

from tongban.ground.refusals import Invalid
from tongban.plumbing.papers import find_missing_glyphs
from tongban.plumbing.papers.blocks import ALL_BLOCKS, ALL_FIELDS, LONGEST
from tongban.plumbing.papers.messages import LONGEST_MESSAGE, MESSAGE_NAMES
from tongban.plumbing.papers.parts import Block, fields_in, has_stray_brace

_WHY_PAPER: Final = "法律要求这一段"
_WHY_MESSAGE: Final = "收到短信的人要看得出是谁发的、说的是哪一件，所以要"


def check_words(kind: str, blocks: Mapping[str, str]) -> dict[str, str]:
    """The words as they are kept: every block, lines without blanks at their ends.

    Refuses with Invalid: what is missing, unknown or twice, and how to put it right.
    """
    said = {one.key: _tidy(blocks.get(one.key, "")) for one in ALL_BLOCKS[kind]}
    errors = {
        one.key: found
        for one in ALL_BLOCKS[kind]
        if (found := _trouble(kind, one, said[one.key]))
    }
    if unknown := set(blocks) - set(said):
        titles = "、".join(one.title for one in ALL_BLOCKS[kind])
        errors["blocks"] = (
            f"这里没有“{'、'.join(sorted(unknown))}”这样的段落；有的是：{titles}。"
        )
    if errors:
        raise Invalid(errors)
    return said


def _tidy(text: str) -> str:
    lines = (line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _trouble(kind: str, block: Block, text: str) -> str:
    """What is wrong with one block, in one sentence; nothing where all is well."""
    known = {one.name: one.example for one in ALL_FIELDS[kind]}
    example = f"{{{next(iter(known))}}}"
    longest = LONGEST_MESSAGE if kind in MESSAGE_NAMES else LONGEST
    if len(text) > longest:
        return f"“{block.title}”有 {len(text)} 个字，最多 {longest} 个字，请写短一些。"
    for name in fields_in(text):
        if name not in known:
            return (
                f"没有“{{{name}}}”这个字段。字段只能从右边的单子里选，例如 {example}；"
                f"这里可以用：{'、'.join(known)}。"
            )
    if has_stray_brace(text):
        return f"花括号没有配对。字段要写全，例如 {example}；不是字段的，请换成圆括号。"
    for name in block.locked:
        times = text.count(f"{{{name}}}")
        if times != 1:
            how = "少了" if times == 0 else f"写了 {times} 遍"
            why = _WHY_MESSAGE if kind in MESSAGE_NAMES else _WHY_PAPER
            return (
                f"{why}写明“{name}”，现在{how}“{{{name}}}”，请只写一次。"
                f"例如原文：{block.text}"
            )
    # A phone has its own fonts.
    missing = [] if kind in MESSAGE_NAMES else find_missing_glyphs(text)
    if missing:
        return f"字体里没有这些字：{'、'.join(missing)}，打印不出来，请换一个写法。"
    return ""
