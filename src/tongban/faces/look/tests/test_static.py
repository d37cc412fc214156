"""Styles and scripts stay light, and speak only what old browsers understand."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static" / "look"
KILOBYTE = 1024


@pytest.mark.parametrize(
    ("name", "most"),
    [("public.js", 8), ("reading.js", 2), ("staff.js", 12), ("app.css", 12)],
)
def test_weighs_little(name: str, most: int) -> None:
    assert len(gzip.compress((STATIC / name).read_bytes())) <= most * KILOBYTE


@pytest.mark.parametrize("name", ["tokens.css", "app.css", "print.css"])
def test_styles_need_no_new_browser(name: str) -> None:
    text = re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text("utf-8"), flags=re.DOTALL)

    assert not re.search(r":has\(|@container|@layer|@scope|&\s*[.:\[]|url\(", text)
    assert not re.search(r"(?<![\w.-])(1[0-5]|[1-9])px", text.replace("1px", "").replace("2px", ""))  # fmt: skip


@pytest.mark.parametrize("name", ["public.js", "reading.js", "staff.js"])
def test_scripts_need_no_new_browser_and_no_eval(name: str) -> None:
    text = (STATIC / name).read_text("utf-8")

    assert not re.search(r"\?\.|\?\?|\beval\(|new Function|innerHTML|\.style\b", text)
    assert not re.search("['\"][^'\"]*[\u4e00-\u9fff]{2}", text), (
        "words come from data-"
    )


@pytest.mark.parametrize("name", ["public.js", "staff.js"])
def test_every_key_handler_asks_the_input_method_first(name: str) -> None:
    text = (STATIC / name).read_text("utf-8")
    handlers = re.findall(
        r"addEventListener\('key\w+', function \(e\) \{\n\s*(.*)", text
    )

    assert len(handlers) == text.count("'keydown'") > 0
    assert set(handlers) == {"if (composing(e)) { return; }"}
    assert "e.isComposing || e.keyCode === 229" in text
