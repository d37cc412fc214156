"""The stage is set once for each worker, and taken away again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.access.world import Stage, make_stage

TURNS = "--turns"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The gate tries a small sample; `python -m tests.outside` takes its time."""
    parser.addoption(
        TURNS, type=int, default=1, help="how often each address has its turn"
    )


@pytest.fixture(scope="session")
def turns(pytestconfig: pytest.Config) -> int:
    """How often each address has its turn: with other words, data and people each time."""
    # Not known where the whole is run: options of a folder count when it is named.
    return int(pytestconfig.getoption(TURNS, default=1))


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
