"""What tests of registering share: a city with the carrier and the register beside it."""

import threading
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import make_citizen
from tongban_simulators.people import Surroundings, serve


@pytest.fixture
def around(settings: Settings) -> Iterator[Surroundings]:
    """A city with both systems beside it."""
    make_city()
    make_citizen("别人")
    held = Surroundings(strangers=["查无此人"])
    server = serve(held)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    settings.SHORT_MESSAGES_URL = settings.IDENTITY_URL = url
    yield held
    server.shutdown()
    server.server_close()
    thread.join()
