"""`.env.example` lists exactly the variables that the code reads."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_example_lists_every_variable_that_is_read() -> None:
    code = (ROOT / "src/tongban/config/environment.py").read_text(encoding="utf-8")
    read = set(re.findall(r"\"(TONGBAN_[A-Z_]+)\"", code))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = set(re.findall(r"^#? ?(TONGBAN_[A-Z_]+)=", example, re.MULTILINE))
    assert read == listed
