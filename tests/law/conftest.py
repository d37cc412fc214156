"""The world that the law's tests attack, built by the owner in the run's own database."""

from collections.abc import Callable

import psycopg
import pytest

from tongban.faces.cli.attacking.building import build
from tongban.faces.cli.attacking.world import World


@pytest.fixture
def world(open_session: Callable[[str], psycopg.Connection]) -> World:
    """Two cities, people in office and out of it, versions and cases in every state."""
    with open_session("owner") as owner:
        return build(owner)
