"""A table of states and moves: says what may come next and refuses what is not in it.

Plain Python; needs nothing but ``tongban.ground.refusals``.
"""

from tongban.ground.lifecycle.table import Lifecycle, LifecycleError, Move

__all__ = ["Lifecycle", "LifecycleError", "Move"]
