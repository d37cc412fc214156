"""A page that tells what was refused."""

import pytest

from tongban.ground.refusals import Invalid, MoveRefused, NotFound
from tongban.plumbing.access.telling import Told


def test_nothing_is_told_where_nothing_was_refused() -> None:
    told = Told()
    with told:
        done = True
    assert done
    assert (told.errors, told.refusal, told.status) == ({}, None, 200)


def test_errors_are_told_by_field_beside_those_found_before() -> None:
    told = Told({"scan": "太大"})
    assert told.status == 422
    with told:
        raise Invalid({"opinion": "要写明", "scan": "没有"})
    assert told.errors == {"opinion": "要写明", "scan": "太大"}
    assert (told.refusal, told.status) == (None, 422)


def test_a_refusal_is_told_with_its_status() -> None:
    told, refused = Told(), MoveRefused("换了一稿。")
    with told:
        raise refused
    assert (told.errors, told.refusal, told.status) == ({}, refused, 409)


@pytest.mark.parametrize("raised", [NotFound("没有。"), ValueError("x")])
def test_what_was_not_found_and_what_is_no_refusal_go_on(raised: Exception) -> None:
    told = Told()
    with pytest.raises(type(raised)), told:
        raise raised
    assert (told.errors, told.refusal) == ({}, None)
