"""Keys and pages as addresses ask for them."""

from uuid import uuid4

import pytest

from tongban.plumbing.access.asking import NO_KEY, read_key, read_page


def test_a_key_is_read_and_what_is_none_finds_nothing() -> None:
    key = uuid4()
    assert read_key(str(key)) == key
    assert read_key("") is None
    assert read_key("1' or '1'='1") == NO_KEY


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ("", 1),
        ("3", 3),
        ("0", 1),
        ("-2", 1),
        ("٣", 1),
        ("²", 1),
        ("99999", 10_000),
        ("9" * 5000, 1),
    ],
)
def test_a_page_is_a_number_that_there_may_be(said: str, page: int) -> None:
    assert read_page(said) == page
