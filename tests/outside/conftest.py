"""The stage is set once for each worker, and taken away again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.access.world import Stage, make_stage

FULL = "--full"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`python3 start.py test one tests/outside --full` takes its time."""
    parser.addoption(FULL, action="store_true", help="try everything with everybody")


@pytest.fixture(scope="session")
def is_full(pytestconfig: pytest.Config) -> bool:
    """Whether there is all the time in the world: a night, not a merge."""
    return bool(pytestconfig.getoption(FULL, default=False))


@pytest.fixture(scope="session")
def on_stage(
    save: Callable[[Callable[[str], Any]], Any], django_db_blocker: DjangoDbBlocker
) -> Callable[[Callable[[Stage], Any]], Any]:
    """`on_stage(act)`: what `act` tells of the world of the matrix; its rows go again."""

    def play(act: Callable[[Stage], Any]) -> Any:
        def go(_owner_url: str) -> Any:
            with django_db_blocker.unblock():
                try:
                    return act(make_stage())
                finally:
                    connections.close_all()

        return save(go).told

    return play
