"""Official papers: typst layouts filled with values, as one-page PDF/A and page images.

`render` makes the PDF, `page_image` shows it, `find_missing_glyphs` says beforehand which
characters no font has. README.md lists the layouts and their values.
"""

from tongban.plumbing.papers.fonts import (
    FontAbsent,
    FontChoice,
    MissingGlyph,
    chosen_fonts,
    find_missing_glyphs,
)
from tongban.plumbing.papers.pages import light_page_image, page_image
from tongban.plumbing.papers.rendering import PaperTooLong, render
from tongban.plumbing.papers.values import QrCode

__all__ = [
    "FontAbsent",
    "FontChoice",
    "MissingGlyph",
    "PaperTooLong",
    "QrCode",
    "chosen_fonts",
    "find_missing_glyphs",
    "light_page_image",
    "page_image",
    "render",
]
