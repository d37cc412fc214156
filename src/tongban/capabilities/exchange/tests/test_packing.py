"""Rows, manifests and sums: pure."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tongban.capabilities.exchange.packing import (
    MOST_ROWS,
    PUT,
    REMOVE,
    Held,
    Listed,
    changes,
    chunks,
    compare,
    lay,
    make_manifest,
    state_digest,
)
from tongban_simulators import province

AT = datetime(2026, 11, 22, tzinfo=UTC)
STATES = st.dictionaries(
    st.text("abc", min_size=1, max_size=3), st.sampled_from("xyz"), max_size=12
)


def listed(held: Held) -> list[Listed]:
    return [Listed(code, f"名{code}", 1, digest) for code, digest in held.items()]


@given(STATES, STATES)
def test_whatever_is_held_becomes_what_is_ours(theirs: Held, ours: Held) -> None:
    held = dict(theirs)

    for number, rows in enumerate(chunks(changes(held, listed(ours))), 1):
        manifest = make_manifest(city="x", number=number, before="", rows=rows, at=AT)
        lay(held, manifest, refused=())

    assert held == ours
    assert compare(listed(ours), held) == []
    assert state_digest(held) == state_digest(ours)


@given(STATES, STATES)
def test_a_comparison_names_what_differs_and_nothing_else(
    theirs: Held, ours: Held
) -> None:
    gaps = compare(listed(ours), theirs)

    wrong = {
        code
        for code in ours.keys() | theirs.keys()
        if ours.get(code) != theirs.get(code)
    }
    assert {gap.code for gap in gaps} == wrong
    assert (state_digest(ours) == state_digest(theirs)) == (not gaps)


@given(STATES)
def test_both_sides_sum_up_alike(held: Held) -> None:
    lines = "".join(f"{code} {held[code]}\n" for code in sorted(held))

    assert state_digest(held) == province.sm3(lines.encode())


def test_what_was_refused_changed_nothing() -> None:
    held = {"a": "old", "b": "old"}
    rows = changes(held, listed({"a": "new"}))
    manifest = make_manifest(city="x", number=1, before="", rows=rows, at=AT)

    lay(held, manifest, refused=["a", "b"])

    assert held == {"a": "old", "b": "old"}
    assert manifest["counts"] == {PUT: 1, REMOVE: 1}


def test_a_large_city_goes_in_several_packages() -> None:
    many = {f"{n:05}": "x" for n in range(2 * MOST_ROWS + 1)}

    parts = list(chunks(changes({}, listed(many))))

    assert [len(part) for part in parts] == [MOST_ROWS, MOST_ROWS, 1]
