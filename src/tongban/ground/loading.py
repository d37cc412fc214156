"""How programmes load: without looking through what they load for what could go."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load what stays to the end of the process: it is never garbage.

    A quarter of a start went into looking for some. Frozen, it is not looked through later
    either, and processes that are forked go on sharing it.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
