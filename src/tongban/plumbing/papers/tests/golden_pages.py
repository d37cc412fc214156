"""What a page says and where, to be held against what was looked at once.

`python -m tongban.plumbing.papers.tests.golden_pages` writes the pages down anew. Look at
them first: whoever changes a layout changes papers of every office.
"""

import json
from pathlib import Path
from typing import Any, Final

from tongban.plumbing.files import pdfium
from tongban.plumbing.papers import render
from tongban.plumbing.papers.blocks import BLOCKS, first_words
from tongban.plumbing.papers.samples import sample_values

FOLDER: Final = Path(__file__).parent / "golden"
ORGAN: Final = "安澜市市场监督管理局"
# A body's own words, in every block that a kind has.
OWN_WORDS: Final = {
    "opening": "（一式两份，本件交申请人）",
    "notice": "{申请人}：请凭办件编号{办件编号}查询进度。\n办理期间请保持电话畅通。",
    "remarks": "备注：本局周六上午延时服务。",
    "foot": "{机关名称}政务服务科　电话 0690-7654321",
}
# Cells of a picture: about the height of a line, so that a moved line is seen.
COLUMNS, ROWS = 42, 60
_PAPER: Final = 255


def names() -> list[str]:
    """Each kind in the platform's words, and each in a body's own."""
    return [*BLOCKS, *(f"{kind}.own" for kind in BLOCKS)]


def make(name: str) -> bytes:
    """The paper of that name."""
    kind, _, own = name.partition(".")
    words = first_words(kind) | OWN_WORDS if own else None
    return render(kind, sample_values(kind, ORGAN if own else ""), words=words)


def facts_of(pdf: bytes) -> dict[str, Any]:
    """Pages, runs of text with their places (in points), and how dark each cell is."""
    with pdfium.opened(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        runs = [
            [text.get_text_bounded(*box), *(round(edge) for edge in box)]
            for box in boxes
        ]
        return {"pages": len(document), "runs": runs, "cells": _cells(page)}


def _cells(page: Any) -> list[str]:
    """A row of hexadecimal digits for each row of cells: 0 is white, f is black."""
    bitmap = page.render(scale=1, grayscale=True)
    try:
        wide, high, stride = bitmap.width, bitmap.height, bitmap.stride
        dots = bytes(bitmap.buffer)
    finally:
        bitmap.close()
    rows = [dots[line * stride : line * stride + wide] for line in range(high)]
    return [
        "".join(
            f"{_darkness([line[left:right] for line in band]):x}"
            for left, right in _parts(wide, COLUMNS)
        )
        for top, bottom in _parts(high, ROWS)
        for band in [rows[top:bottom]]
    ]


def _parts(size: int, count: int) -> list[tuple[int, int]]:
    return [(n * size // count, (n + 1) * size // count) for n in range(count)]


def _darkness(cell: list[bytes]) -> int:
    dots = b"".join(cell)
    return round(15 * (_PAPER - sum(dots) / len(dots)) / _PAPER)


def write_down() -> None:
    """Write all pages down as they are made now."""
    for name in names():
        facts = facts_of(make(name))
        parts = [f"{json.dumps(key)}: {_lines(value)}" for key, value in facts.items()]
        kept = "{" + ",\n".join(parts) + "}\n"
        (FOLDER / f"{name}.json").write_text(kept, encoding="utf-8")


def _lines(value: Any) -> str:
    """One run or row of cells a line, so that a difference can be read."""
    if not isinstance(value, list):
        return json.dumps(value)
    rows = [json.dumps(one, ensure_ascii=False) for one in value]
    return "[\n" + ",\n".join(rows) + "]"


if __name__ == "__main__":
    write_down()
