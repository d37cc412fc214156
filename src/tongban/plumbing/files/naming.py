"""Names of files as people send them, made safe to show, store and hand back."""

import unicodedata

MOST_CHARACTERS = 255
_LONGEST_SUFFIX = 10
_FORBIDDEN = '<>:"|?*'
_UNNAMED = "未命名文件"
# Windows gives these names to devices, with any suffix.
_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{d}{n}" for d in ("COM", "LPT") for n in range(1, 10)),
}


def clean_name(raw: str) -> str:
    """The last part of a path without what could mislead; never empty, at most 255 characters.

    Right-to-left marks go too: they make "gpj.exe" read "exe.jpg".
    """
    last = raw.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(
        "_" if one in _FORBIDDEN else one
        for one in unicodedata.normalize("NFC", last)
        if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    name = " ".join(shown.split()).strip(". ")
    stem, suffix = split_suffix(name)
    if not stem:
        stem = _UNNAMED
    if stem.upper() in _DEVICES:
        stem = f"_{stem}"
    return stem[: MOST_CHARACTERS - len(suffix)].rstrip(". ") + suffix


def split_suffix(name: str) -> tuple[str, str]:
    """A name and its suffix with the dot, which is "" when there is none worth the name."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX or not suffix.isalnum():
        return name, ""
    return stem, f".{suffix}"
