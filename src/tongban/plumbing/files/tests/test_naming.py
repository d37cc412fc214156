"""A name is safe to show, to store and to hand back, and still the person's own."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.plumbing.files.naming import clean_name


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("营业执照.pdf", "营业执照.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\张三\\身份证 正面.jpg", "身份证 正面.jpg"),
        ("执照\u202egpj.exe", "执照gpj.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ('<img src="x">.png', "_img src=_x__.png"),
        ("  空 \t 格  .pdf ", "空 格.pdf"),
        (".htaccess", "htaccess"),
        ("...", "未命名文件"),
        ("", "未命名文件"),
        ("/", "未命名文件"),
        ("con.pdf", "_con.pdf"),
        ("𠮷田.pdf", "𠮷田.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("归档.tar.gz", "归档.tar.gz"),
    ],
)
def test_keeps_the_last_part_and_drops_what_misleads(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


def test_shortens_a_long_name_and_keeps_its_suffix() -> None:
    clean = clean_name("很" * 400 + ".pdf")

    assert len(clean) == 255
    assert clean.endswith("很.pdf")


@given(st.text(max_size=400))
def test_no_name_can_leave_its_folder_or_hide_anything(raw: str) -> None:
    clean = clean_name(raw)

    assert 0 < len(clean) <= 255
    assert not set(clean) & set('/\\<>:"|?*\0')
    assert clean not in {".", ".."}
    assert not clean.startswith((".", " "))
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Cs"} for one in clean)


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean_name(clean_name(raw)) == clean_name(raw)
