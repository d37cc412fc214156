"""The colours keep the contrast they promise, and stand in one file only."""

import re
from pathlib import Path

import pytest

from tools.templates_lint import SOURCE

LOOK = SOURCE / "faces" / "look" / "static" / "look"
HEX = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
# Drawn by the browser itself, before any style of ours is there.
MAY_HOLD_HEX = {"tokens.css", "favicon.svg"}

TEXT, EDGE = 4.5, 3.0
PAIRS = [
    # ink, ground, promised ratio, what the law of contrast asks
    ("text", "white", 16.6, TEXT),
    ("text", "page", 15.3, TEXT),
    ("text-2", "white", 7.6, TEXT),
    ("text-2", "page", 7.0, TEXT),
    ("primary", "white", 7.0, TEXT),
    ("primary", "page", 6.5, TEXT),
    ("primary", "primary-soft", 6.1, TEXT),
    ("primary-strong", "white", 10.5, TEXT),
    ("ok", "white", 6.6, TEXT),
    ("ok", "ok-soft", 5.8, TEXT),
    ("warn", "white", 7.5, TEXT),
    ("warn", "warn-soft", 6.8, TEXT),
    ("text", "lamp-yellow", 9.1, TEXT),
    ("danger", "white", 6.6, TEXT),
    ("danger", "danger-soft", 5.8, TEXT),
    ("edge", "white", 3.7, EDGE),
    ("edge", "page", 3.4, EDGE),
    ("focus", "white", 16.6, EDGE),
    ("focus-ring", "text", 11.6, EDGE),
    ("white", "hall-bg", 14.2, TEXT),
    ("hall-num", "hall-bg", 10.0, TEXT),
    ("white", "tile-1", 7.0, TEXT),
    ("text", "tile-2", 5.0, TEXT),
    ("text", "tile-3", 9.1, TEXT),
    ("white", "tile-4", 6.6, TEXT),
    ("chart-1", "white", 7.0, TEXT),
    ("chart-2", "white", 5.4, TEXT),
    ("chart-3", "white", 6.6, TEXT),
    ("chart-4", "white", 7.0, TEXT),
    ("chart-5", "white", 5.4, TEXT),
    ("disabled", "disabled-soft", 4.6, TEXT),
    # Pairs that the components use besides.
    ("text-2", "primary-soft", 6.6, TEXT),
    ("text-2", "disabled-soft", 6.4, TEXT),
    ("primary-strong", "primary-soft", 9.1, TEXT),
    ("primary-soft", "primary-strong", 9.1, TEXT),
    ("warn", "page", 6.9, TEXT),
    ("ok", "page", 6.1, TEXT),
    ("text-2", "warn-soft", 6.8, TEXT),
    ("white", "danger-strong", 9.2, TEXT),
    ("text", "focus-ring", 11.6, TEXT),
    ("white", "ok", 6.6, TEXT),
]


def read_tokens() -> dict[str, str]:
    text = (LOOK / "tokens.css").read_text("utf-8")
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});", text))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    # The yellow that the design forbids as text on white.
    assert contrast("#B7791F", "#FFFFFF") == pytest.approx(3.6, abs=0.06)


@pytest.mark.parametrize(("ink", "ground", "promised", "asked"), PAIRS)
def test_pair_keeps_its_contrast(
    ink: str, ground: str, promised: float, asked: float
) -> None:
    tokens = read_tokens()

    found = contrast(tokens[ink], tokens[ground])

    assert found >= asked
    assert found == pytest.approx(promised, abs=0.06)


def test_values_stand_in_the_tokens_only() -> None:
    sources = [
        path
        for path in [*SOURCE.rglob("*.css"), *SOURCE.rglob("*.js"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.svg")]
        if path.name not in MAY_HOLD_HEX
    ]  # fmt: skip
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in sources
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if any(_is_colour(match[0]) for match in HEX.finditer(line))
    ]

    assert sources
    assert found == []


def test_every_token_used_exists() -> None:
    """A token, or what the file itself works out and sets."""
    known = _set_in(LOOK / "tokens.css")
    unknown = {
        (path.name, name)
        for path in LOOK.glob("*.css")
        for name in re.findall(r"var\(--([\w-]+)\)", path.read_text("utf-8"))
        if name not in known | _set_in(path)
    }

    assert unknown == set()


def _set_in(path: Path) -> set[str]:
    return set(re.findall(r"--([\w-]+):", path.read_text("utf-8")))


def _is_colour(text: str) -> bool:
    """`#add` could be an anchor; a colour has 3, 4, 6 or 8 hex digits and a digit."""
    return len(text) in {4, 5, 7, 9} and any(one.isdigit() for one in text)
