"""The table of moves, checked when it is made, asked before every change of state."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, Generic, TypeVar, cast

from tongban.ground.refusals import MoveRefused

State = TypeVar("State", bound=StrEnum)

_NOTHING: Final[Mapping[str, str]] = {}


class LifecycleError(ValueError):
    """The table itself is wrong: found when the programme starts, never by a citizen."""


class Move(Generic[State]):
    """One act that leads from some states to one."""

    __slots__ = ("name", "sources", "target")

    def __init__(self, name: str, sources: Iterable[State], target: State) -> None:
        """Keep the act's name, where it may begin and where it ends."""
        self.name: Final = name
        self.sources: Final = frozenset(sources)
        self.target: Final = target
        if not self.sources:
            raise LifecycleError(f"move {name!r} begins nowhere")

    def __repr__(self) -> str:
        sources = ", ".join(sorted(self.sources))
        return f"Move({self.name!r}, {{{sources}}}, {self.target})"


class Lifecycle(Generic[State]):
    """The whole life of a thing. Moves are listed in the order in which to offer them."""

    def __init__(
        self,
        *moves: Move[State],
        start: State | Iterable[State] | None = None,
        state_labels: Mapping[State, str] | None = None,
        move_labels: Mapping[str, str] = _NOTHING,
    ) -> None:
        """Check the table; LifecycleError names what is wrong with it.

        ``start`` is where lives begin; without it, the states that no move leads to,
        and failing those the first source. Labels are the Chinese words for messages;
        a state may bring its own as ``.label``.
        """
        if not moves:
            raise LifecycleError("a lifecycle needs a move")
        self._kind = type(moves[0].target)
        self._state_labels = dict(state_labels or {})
        self._move_labels = dict(move_labels)
        self._targets: dict[tuple[State, str], State] = {}
        self._moves = moves
        for move in moves:
            self._add(move)
        self.states: Final = self._ordered(
            {state for move in moves for state in (*move.sources, move.target)}
        )
        self.start: Final = self._ordered(self._starts(start))
        self._refuse_unreachable()
        self._refuse_labels_of_nothing()

    @property
    def final(self) -> tuple[State, ...]:
        """The states that no move leaves."""
        return tuple(state for state in self.states if not self.allowed(state))

    @property
    def moves(self) -> tuple[str, ...]:
        """The names of all moves, each once, in the order given."""
        return tuple(dict.fromkeys(move.name for move in self._moves))

    def after(self, state: State, move_name: str) -> State:
        """The state after the move; MoveRefused where it may not be made from here."""
        if move_name not in self.moves:
            # A name that is not in the table is a slip of the programmer, no refusal.
            raise LifecycleError(f"there is no move {move_name!r}")
        target = self._targets.get((state, move_name))
        if target is None:
            raise MoveRefused(self._refusal(state, move_name), rule="lifecycle")
        return target

    def may(self, state: State, move_name: str) -> bool:
        """Whether the move may be made from here: for buttons."""
        return (state, move_name) in self._targets

    def allowed(self, state: State) -> tuple[str, ...]:
        """The moves that may be made from here, in the order given."""
        return tuple(name for name in self.moves if (state, name) in self._targets)

    def state_label(self, state: State) -> str:
        """The state's Chinese word."""
        known = self._state_labels.get(state)
        return known if known is not None else str(getattr(state, "label", state.value))

    def move_label(self, move_name: str) -> str:
        """The move's Chinese word."""
        return self._move_labels.get(move_name, move_name)

    def _refusal(self, state: State, move_name: str) -> str:
        possible = "、".join(self.move_label(name) for name in self.allowed(state))
        what = f"现在是“{self.state_label(state)}”，不能{self._quoted(move_name)}。"
        if not possible:
            return f"{what}这件事已经结束，没有可以再做的动作。"
        return f"{what}现在可以做的有：{possible}。"

    def _quoted(self, move_name: str) -> str:
        return f"“{self.move_label(move_name)}”"

    def _add(self, move: Move[State]) -> None:
        for state in (*move.sources, move.target):
            if type(state) is not self._kind:
                raise LifecycleError(
                    f"{state!r} in move {move.name!r} is no {self._kind.__name__}"
                )
        for source in move.sources:
            if (source, move.name) in self._targets:
                raise LifecycleError(f"move {move.name!r} stands twice at {source}")
            self._targets[source, move.name] = move.target

    def _starts(self, start: State | Iterable[State] | None) -> set[State]:
        if start is None:
            targets = {move.target for move in self._moves}
            first = next(iter(self._ordered(self._moves[0].sources)))
            return {state for state in self.states if state not in targets} or {first}
        # A state is itself an iterable of characters: ask for its own kind first.
        starts: set[State] = set()
        if isinstance(start, self._kind):
            starts.add(start)
        else:
            starts.update(cast("Iterable[State]", start))
        unknown = starts - set(self.states)
        if unknown:
            raise LifecycleError(f"no move knows the start {sorted(unknown)}")
        return starts

    def _refuse_unreachable(self) -> None:
        reached = set(self.start)
        waiting = list(self.start)
        while waiting:
            here = waiting.pop()
            new = {self._targets[here, name] for name in self.allowed(here)} - reached
            reached |= new
            waiting.extend(new)
        lost = [state for state in self.states if state not in reached]
        if lost:
            raise LifecycleError(f"no life reaches {', '.join(lost)}")

    def _refuse_labels_of_nothing(self) -> None:
        unknown: set[str] = set(self._move_labels) - set(self.moves)
        unknown |= {str(state) for state in set(self._state_labels) - set(self.states)}
        if unknown:
            raise LifecycleError(f"labels of nothing: {', '.join(sorted(unknown))}")

    def _ordered(self, states: Iterable[State]) -> tuple[State, ...]:
        """In the order in which the enumeration names them."""
        known = list(self._kind)
        return tuple(sorted(states, key=known.index))
