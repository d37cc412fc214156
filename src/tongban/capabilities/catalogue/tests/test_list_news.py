"""Three ways: what the source says anew is taken, what an officer wrote is never lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.capabilities.catalogue.listing.news import news_of

KEYS = st.sampled_from(["a", "b", "c"])
FLAT = st.dictionaries(KEYS, st.sampled_from(["1", "2", "3"]))
Document = dict[str, Any]


@pytest.mark.parametrize(
    ("ours", "before", "now", "merged", "taken", "disputed"),
    [
        ({"a": "1"}, {"a": "1"}, {"a": "1"}, {"a": "1"}, (), ()),
        ({"a": "1"}, {"a": "1"}, {"a": "2"}, {"a": "2"}, ("a",), ()),
        ({"a": "9"}, {"a": "1"}, {"a": "1"}, {"a": "9"}, (), ()),
        ({"a": "2"}, {"a": "1"}, {"a": "2"}, {"a": "2"}, (), ()),
        ({"a": "9"}, {"a": "1"}, {"a": "2"}, {"a": "9"}, (), (("a", "9", "2"),)),
        ({"a": ""}, {}, {"a": "2"}, {"a": "2"}, ("a",), ()),
        ({}, {}, {"a": "2"}, {"a": "2"}, ("a",), ()),
        ({"a": "9", "b": "x"}, {"a": "1"}, {}, {"a": "9", "b": "x"}, (), ()),
        (
            {"l": {"v": 5, "u": "d", "basis": "第一条"}},
            {"l": {"v": 5}},
            {"l": {"v": 3}},
            {"l": {"v": 3, "u": "d", "basis": "第一条"}},
            ("l.v",),
            (),
        ),
        ({"a": "x "}, {"a": "y"}, {"a": "x"}, {"a": "x "}, (), ()),
        ({"org": "A"}, {}, {"org": "B", "format": "f"}, {"org": "A"}, (), ()),
    ],
)
def test_the_cases(  # noqa: PLR0917  # the columns of a table
    ours: Document,
    before: Document,
    now: Document,
    merged: Document,
    taken: tuple[str, ...],
    disputed: tuple[tuple[str, Any, Any], ...],
) -> None:
    news = news_of(ours, before, now)

    assert (news.document, news.taken, news.disputed) == (merged, taken, disputed)
    assert news.is_any == bool(taken or disputed)


@given(FLAT, FLAT, FLAT)
def test_what_an_officer_changed_is_never_overwritten(
    ours: Document, before: Document, now: Document
) -> None:
    news = news_of(ours, before, now)

    for key, value in ours.items():
        if value != before.get(key):
            assert news.document[key] == value


@given(FLAT, FLAT, FLAT)
def test_the_same_source_again_brings_nothing(
    ours: Document, before: Document, now: Document
) -> None:
    merged = news_of(ours, before, now).document

    assert not news_of(merged, now, now).is_any
