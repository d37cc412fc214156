"""A lifecycle tells the next state, refuses the rest in Chinese, and checks its own table."""

from enum import StrEnum

import pytest

from tongban.ground.lifecycle import Lifecycle, LifecycleError, Move
from tongban.ground.refusals import MoveRefused


class Case(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


class Paper(StrEnum):
    DRAFT = "draft"
    SEALED = "sealed"

    @property
    def label(self) -> str:
        return {"draft": "草稿", "sealed": "已盖章"}[self.value]


LIFE = Lifecycle(
    Move("return", {Case.SUBMITTED}, Case.RETURNED),
    Move("resubmit", {Case.RETURNED}, Case.SUBMITTED),
    Move("accept", {Case.SUBMITTED}, Case.ACCEPTED),
    Move("grant", [Case.ACCEPTED], Case.GRANTED),
    Move("withdraw", {Case.SUBMITTED, Case.RETURNED, Case.ACCEPTED}, Case.WITHDRAWN),
    start=Case.SUBMITTED,
    state_labels={Case.SUBMITTED: "待受理", Case.GRANTED: "已准予"},
    move_labels={"return": "退回补正", "accept": "受理", "grant": "准予"},
)


def test_tells_the_next_state() -> None:
    assert LIFE.after(Case.SUBMITTED, "accept") is Case.ACCEPTED
    assert LIFE.after(Case.RETURNED, "withdraw") is Case.WITHDRAWN


def test_refuses_every_move_that_is_not_in_the_table() -> None:
    for state in Case:
        for move in LIFE.moves:
            if LIFE.may(state, move):
                assert move in LIFE.allowed(state)
                LIFE.after(state, move)
            else:
                assert move not in LIFE.allowed(state)
                with pytest.raises(MoveRefused):
                    LIFE.after(state, move)


def test_says_where_it_is_and_what_may_be_done() -> None:
    with pytest.raises(MoveRefused) as caught:
        LIFE.after(Case.SUBMITTED, "grant")
    assert caught.value.message == (
        "现在是“待受理”，不能“准予”。现在可以做的有：退回补正、受理、withdraw。"
    )
    assert caught.value.status == 409


def test_says_that_all_is_over() -> None:
    with pytest.raises(MoveRefused) as caught:
        LIFE.after(Case.GRANTED, "accept")
    assert caught.value.message == (
        "现在是“已准予”，不能“受理”。这件事已经结束，没有可以再做的动作。"
    )


def test_lists_states_in_the_order_of_the_enumeration() -> None:
    assert LIFE.states == tuple(Case)
    assert LIFE.start == (Case.SUBMITTED,)
    assert LIFE.final == (Case.GRANTED, Case.WITHDRAWN)
    assert LIFE.moves == ("return", "resubmit", "accept", "grant", "withdraw")


def test_takes_a_states_own_label() -> None:
    life = Lifecycle(Move("seal", {Paper.DRAFT}, Paper.SEALED))
    assert life.start == (Paper.DRAFT,)
    assert life.state_label(Paper.SEALED) == "已盖章"
    assert LIFE.state_label(Case.WITHDRAWN) == "withdrawn"


def test_begins_with_the_first_source_of_a_circle() -> None:
    life = Lifecycle(
        Move("seal", {Paper.DRAFT}, Paper.SEALED),
        Move("reopen", {Paper.SEALED}, Paper.DRAFT),
    )
    assert life.start == (Paper.DRAFT,)
    assert life.final == ()


def test_one_act_may_end_differently_by_where_it_begins() -> None:
    life = Lifecycle(
        Move("go on", {Case.SUBMITTED}, Case.ACCEPTED),
        Move("go on", {Case.ACCEPTED}, Case.GRANTED),
    )
    assert life.after(Case.ACCEPTED, "go on") is Case.GRANTED


def test_a_name_outside_the_table_is_a_bug() -> None:
    with pytest.raises(LifecycleError, match="no move 'accpet'"):
        LIFE.after(Case.SUBMITTED, "accpet")


def test_shows_a_move() -> None:
    move = Move("seal", {Paper.DRAFT}, Paper.SEALED)
    assert repr(move) == "Move('seal', {draft}, sealed)"


SEAL = Move("seal", {Paper.DRAFT}, Paper.SEALED)


def test_refuses_a_table_without_a_move() -> None:
    with pytest.raises(LifecycleError, match="needs a move"):
        Lifecycle[Case]()


def test_refuses_a_move_that_begins_nowhere() -> None:
    with pytest.raises(LifecycleError, match="begins nowhere"):
        Move("grant", set[Case](), Case.GRANTED)


def test_refuses_one_act_twice() -> None:
    with pytest.raises(LifecycleError, match="stands twice at draft"):
        Lifecycle(SEAL, SEAL)


def test_refuses_states_of_two_kinds() -> None:
    foreign: Move[StrEnum] = Move("grant", {Case.ACCEPTED}, Case.GRANTED)
    own: Move[StrEnum] = Move("seal", {Paper.DRAFT}, Paper.SEALED)
    with pytest.raises(LifecycleError, match="is no Paper"):
        Lifecycle(own, foreign)


def test_refuses_a_start_that_no_move_knows() -> None:
    grant = Move("grant", {Case.ACCEPTED}, Case.GRANTED)
    with pytest.raises(LifecycleError, match="no move knows the start"):
        Lifecycle(grant, start=[Case.ACCEPTED, Case.RETURNED])


def test_refuses_a_state_that_no_life_reaches() -> None:
    with pytest.raises(LifecycleError, match="no life reaches returned"):
        Lifecycle(
            Move("grant", {Case.ACCEPTED}, Case.GRANTED),
            Move("withdraw", {Case.RETURNED}, Case.WITHDRAWN),
            start={Case.ACCEPTED},
        )


def test_refuses_labels_of_nothing() -> None:
    with pytest.raises(LifecycleError, match="labels of nothing: sael"):
        Lifecycle(SEAL, move_labels={"sael": "盖章"})
