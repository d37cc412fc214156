"""What this process keeps of what never changes: the used last stay, the oldest go first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key, up to a weight; safe for the threads of a web process."""

    def __init__(
        self, most: int, weigh: Callable[[Value], int] = lambda _value: 1
    ) -> None:
        """Keep values that weigh `most` together, each as `weigh` says."""
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def find(self, key: Key) -> Value | None:
        """What is kept under a key, or None."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def keep(self, key: Key, value: Value) -> None:
        """Keep a value; what was used longest ago makes room."""
        with self._lock:
            before = self._values.pop(key, None)
            self._weight += self._weigh(value) - (self._weigh(before) if before else 0)
            self._values[key] = value
            while self._weight > self._most and len(self._values) > 1:
                self._weight -= self._weigh(self._values.popitem(last=False)[1])

    def forget(self) -> None:
        """Keep nothing: for what begins anew."""
        with self._lock:
            self._values.clear()
            self._weight = 0
