"""Which fonts papers are set in, and which characters they have.

Serif (宋) for text, sans (黑) for headings, both from a package of the Simplified Chinese
Noto fonts; behind them the full pan-CJK Noto Sans, which has 𠮷 and 2,300 more of the rare
characters that stand in people's names. 小标宋, 仿宋 and 黑体 of GB/T 9704 are proprietary,
so they are not shipped: who has bought them names their folder and families (`choose_fonts`).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import pylopdf_fonts_zh_cn
import uharfbuzz

from tongban.ground.refusals import Refusal

SERIF = ("Noto Serif SC", "Noto Sans CJK JP")
SANS = ("Noto Sans SC", "Noto Sans CJK JP")
FOLDERS = (
    Path(pylopdf_fonts_zh_cn.serif_path()).parent,
    Path(str(resources.files("noto_cjk_sans_jp_regular"))),
)
_SUFFIXES = {".otf", ".ttf", ".ttc", ".otc"}
_PLANES = 4  # Han characters end in plane 3; a bitmap of four planes is 32 KB
_LINE_BREAKS = "\n\r\t"


class FontAbsent(Refusal):
    """A font that the settings name does not lie where they say."""


@dataclass(frozen=True)
class FontChoice:
    """The families of an installation, before the shipped ones; an empty name is no choice.

    `title` is for the issuing body and the title (小标宋), `body` for the text (仿宋),
    `heading` for headings and the heads of tables (黑体).
    """

    folder: Path | None = None
    title: str = ""
    body: str = ""
    heading: str = ""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where further fonts lie."""
        return (self.folder,) if self.folder else ()

    def check(self) -> None:
        """Refuse with FontAbsent what is named and not there."""
        if self.folder and not self.folder.is_dir():
            raise FontAbsent(
                f"没有字体文件夹“{self.folder}”，文书打印不出来。请管理员核对 "
                "TONGBAN_PAPER_FONTS，例如 /usr/share/fonts/gongwen。"
            )
        held = font_families((*FOLDERS, *self.folders))
        named = {"标题": self.title, "正文": self.body, "小标题": self.heading}
        for use, family in named.items():
            if family and family not in held:
                raise FontAbsent(
                    f"没有找到{use}用的字体“{family}”，文书打印不出来。请管理员把字体文件"
                    "放进 TONGBAN_PAPER_FONTS 指的文件夹，或者改正字体名称。"
                    f"现在有：{'、'.join(held)}。"
                )


class _Chosen:
    """The choice of this process; `check` reads font files, so it is asked once."""

    fonts = FontChoice()
    is_checked = False


def choose_fonts(choice: FontChoice) -> None:
    """Set all papers of this process in these fonts, from now on."""
    _Chosen.fonts, _Chosen.is_checked = choice, False


def chosen_fonts() -> FontChoice:
    """The fonts of this process, all there. Refuses with FontAbsent."""
    if not _Chosen.is_checked:
        _Chosen.fonts.check()
        _Chosen.is_checked = True
    return _Chosen.fonts


class MissingGlyph(Refusal):
    """A character that no font has: a paper with an empty box in a name is no paper."""

    def __init__(self, characters: Iterable[str]) -> None:
        """Name each character with its code point, and say what to do."""
        self.characters = tuple(characters)
        named = "、".join(describe(one) for one in self.characters)
        super().__init__(
            f"字体里没有{named}，这份文书打印不出来。请核对是否写错；确实是姓名或地名用字的，"
            "请管理员安装含有这个字的字体后再打印，不要用同音字或空格代替。"
        )


def describe(character: str) -> str:
    """“𮯠”（U+2EBE0）; an invisible character is named, not shown."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}:
        return f"不可见的控制字符（{code}）"
    return f"“{character}”（{code}）"


def font_families(folders: Iterable[Path]) -> list[str]:
    """Names of the families that lie in these folders, in reading order."""
    names: list[str] = []
    for path in _font_files(folders):
        blob = uharfbuzz.Blob.from_file_path(str(path))
        for index in range(_face_count(blob)):
            face = uharfbuzz.Face(blob, index)
            name = face.get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY)
            if name and name not in names:
                names.append(name)
    return names


def find_missing_glyphs(text: str, *, font_paths: tuple[Path, ...] = ()) -> list[str]:
    """Characters of the text that no font of the chain has, each once, in order.

    Invisible controls (right-to-left marks, NUL) count as missing: they can make a paper
    read otherwise than the record says.
    """
    bits = _coverage((*FOLDERS, *font_paths))
    return [
        one
        for one in dict.fromkeys(text)
        if one not in _LINE_BREAKS and not _is_covered(bits, one)
    ]


def _is_covered(bits: bytes, character: str) -> bool:
    code = ord(character)
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
        return False
    return code < _PLANES << 16 and bool(bits[code >> 3] >> (code & 7) & 1)


@cache
def _coverage(folders: tuple[Path, ...]) -> bytes:
    """One bit a character for the whole chain: 32 KB, read once in about 40 ms."""
    bits = bytearray(_PLANES << 13)
    for path in _font_files(folders):
        blob = uharfbuzz.Blob.from_file_path(str(path))
        for index in range(_face_count(blob)):
            for code in uharfbuzz.Face(blob, index).unicodes:
                if code < _PLANES << 16:
                    bits[code >> 3] |= 1 << (code & 7)
    return bytes(bits)


def _face_count(blob: uharfbuzz.Blob) -> int:
    """A collection (.ttc) says after its tag and version how many fonts it holds."""
    head = bytes(blob.data[:12])
    return int.from_bytes(head[8:12], "big") if head[:4] == b"ttcf" else 1


def _font_files(folders: Iterable[Path]) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in _SUFFIXES
    ]
