"""Values into a layout, and out comes one page of PDF/A-2b."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from threading import local
from typing import cast

import typst

import tongban
from tongban.ground.refusals import Refusal
from tongban.plumbing.files.pdfium import count_pages
from tongban.plumbing.papers.blocks import BLOCKS, FOOT, fill, first_words
from tongban.plumbing.papers.fonts import (
    FOLDERS,
    SANS,
    SERIF,
    FontChoice,
    MissingGlyph,
    chosen_fonts,
    find_missing_glyphs,
    font_families,
)
from tongban.plumbing.papers.shapes import MOST_ROWS, check
from tongban.plumbing.papers.values import encode, printed_texts

# A layout may import any .typ file of the package by "/plumbing/…", and nothing outside it.
ROOT = Path(tongban.__file__).parent
LAYOUTS = ROOT / "plumbing" / "papers" / "layouts"

_kept = local()


class PaperTooLong(Refusal):
    """More than one page holds, even in the smallest type."""


def render(
    layout: str,
    values: Mapping[str, object],
    *,
    words: Mapping[str, str] | None = None,
    mark: str = "",
    font_paths: tuple[Path, ...] = (),
    most_pages: int = 1,
) -> bytes:
    """One A4 page, PDF/A-2b, the same bytes for the same values.

    `words` are an office's own for the blocks of a layout that has blocks; without them it
    says the platform's. `mark` stands in grey across the page: 试打 is no paper.

    `layout` is the name of a platform layout ("receipt") or a resource of a package
    ("tongban.capabilities.cases:papers/correction.typ"). `font_paths` are further folders
    of fonts, asked after the platform's own. Only a form to fill in may take more pages
    than one. Refuses with FontAbsent, MissingGlyph and PaperTooLong.
    """
    chosen = chosen_fonts()
    font_paths = (*chosen.folders, *font_paths)
    check(layout, values)
    _refuse_long_lists(values)
    values = _worded(layout, values, words) | ({"mark": mark} if mark else {})
    written = "".join(dict.fromkeys("".join(printed_texts(values))))
    if missing := find_missing_glyphs(written, font_paths=font_paths):
        raise MissingGlyph(missing)

    extra = font_families(font_paths) if font_paths else []
    made = _compiler(font_paths).compile(
        input=str(_source(layout)),
        format="pdf",
        pdf_standards="a-2b",
        sys_inputs={
            "values": json.dumps(encode(values), ensure_ascii=False),
            "fonts": json.dumps(_families(chosen, extra), ensure_ascii=False),
        },
    )
    pdf = cast("bytes", made)  # a list only for pictures of several pages

    if count_pages(pdf) > most_pages:
        room = "一页 A4 纸" if most_pages == 1 else f"{most_pages} 页 A4 纸"
        raise PaperTooLong(
            f"内容太多，{room}放不下。请缩短材料名称、理由或说明（每条不超过 100 字），"
            "例如把“详见附件所列各项”写成“见附件 1”。"
        )
    return pdf


def _families(chosen: FontChoice, extra: list[str]) -> dict[str, object]:
    """Each face with the fonts it is set in, one behind the other."""
    serif = [*filter(None, [chosen.body]), *SERIF, *extra]
    return {
        "serif": serif,
        "sans": [*filter(None, [chosen.heading]), *SANS, *extra],
        "title": [*filter(None, [chosen.title]), *serif],
        "own_title": bool(chosen.title),
    }


def _worded(
    layout: str, values: Mapping[str, object], words: Mapping[str, str] | None
) -> dict[str, object]:
    """The values with the paragraphs of the layout's blocks."""
    if layout not in BLOCKS:
        return dict(values)
    blocks = fill(layout, values, first_words(layout) if words is None else words)
    return {**values, FOOT: "\n".join(blocks.pop(FOOT)), "blocks": blocks}


def _refuse_long_lists(values: Mapping[str, object]) -> None:
    for name, (label, most) in MOST_ROWS.items():
        rows = values.get(name)
        if isinstance(rows, list | tuple) and len(rows) > most:
            raise PaperTooLong(
                f"“{label}”有 {len(rows)} 行，一页 A4 纸最多放 {most} 行。"
                "请合并同类的行，例如把“合同第1页”“合同第2页”写成一行“合同”。"
            )


def _source(layout: str) -> Path:
    package, colon, path = layout.partition(":")
    if not colon:
        return LAYOUTS / f"{layout}.typ"
    return Path(str(resources.files(package).joinpath(path)))


def _compiler(font_paths: tuple[Path, ...]) -> typst.Compiler:
    """The thread's own compiler: one cannot be shared, and a new one costs 30 papers."""
    compilers: dict[tuple[Path, ...], typst.Compiler] | None
    compilers = getattr(_kept, "compilers", None)
    if compilers is None:
        compilers = _kept.compilers = {}
    if font_paths not in compilers:
        compilers[font_paths] = typst.Compiler(
            root=str(ROOT), font_paths=_fonts(font_paths)
        )
    return compilers[font_paths]


@cache
def _fonts(font_paths: tuple[Path, ...]) -> typst.Fonts:
    """Fonts are shared by all threads: 40 MB once, not 28 MB for each thread."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in (*FOLDERS, *font_paths)],
    )
