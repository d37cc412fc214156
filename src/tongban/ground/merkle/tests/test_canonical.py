"""The same facts give the same bytes, and what has no one form is refused."""

import json
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.merkle import CanonicalError, canonical

MOST = 2**53 - 1
values = st.recursive(
    st.none() | st.booleans() | st.integers(-MOST, MOST) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


class Word(StrEnum):
    ACCEPTED = "accepted"


@given(values)
def test_reads_back_as_the_same_value(value: object) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


def test_sorts_keys_and_leaves_no_spaces() -> None:
    assert canonical({"b": [1, (True, None)], "a": "安澜 ä"}) == (
        '{"a":"安澜 ä","b":[1,[true,null]]}'.encode()
    )
    assert canonical(Word.ACCEPTED) == b'"accepted"'


def test_sorts_rare_characters_as_browsers_do() -> None:
    # RFC 8785 §3.2.3: by UTF-16, where 𠮷 begins with D842 and stands before U+FB33.
    assert canonical({"\ufb33": 1, "𠮷": 2}) == '{"𠮷":2,"\ufb33":1}'.encode()


def test_escapes_as_the_rfc_says() -> None:
    assert canonical('"\\\n\x0f€') == '"\\"\\\\\\n\\u000f€"'.encode()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "float has no canonical form"),
        ({"a": [float("nan")]}, r"value.a\[0\]: float"),
        (float("inf"), "float"),
        (2**53, "past 2"),
        (-(2**53), "past 2"),
        ({1: "a"}, "a key is not text"),
        ({"a": b"bytes"}, "value.a: bytes"),
        ({"a", "b"}, "set has no canonical form"),
        ("\ud842", "half a surrogate pair"),
        ({"\ud842": 1}, "half a surrogate pair"),
    ],
)
def test_refuses_what_has_no_one_form(value: object, words: str) -> None:
    with pytest.raises(CanonicalError, match=words):
        canonical(value)
