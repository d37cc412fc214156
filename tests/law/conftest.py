"""The world that the law's tests attack, built by the owner in the run's own database."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tongban.faces.cli.attacking.building import build
from tongban.faces.cli.attacking.world import World


@pytest.fixture(scope="session")
def _saved_world(save: Callable[[Callable[[str], World]], Any]) -> Any:
    def make(owner_url: str) -> World:
        with psycopg.connect(owner_url) as owner:
            return build(owner)

    return save(make)


@pytest.fixture
def world(
    open_session: Callable[[str], psycopg.Connection], _saved_world: Any
) -> World:
    """Two cities, people in office and out of it, versions and cases in every state."""
    found: World = _saved_world.put_in()
    return found
