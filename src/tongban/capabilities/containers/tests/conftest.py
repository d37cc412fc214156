"""The city app, admitted, and the register that knows everybody."""

import threading
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tongban.capabilities.containers.testing import make_app, make_container
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_staff
from tongban.plumbing.access.actor import Actor
from tongban_simulators.cityapp import CityApp
from tongban_simulators.people import Surroundings, serve

SITE = "http://testserver"


@pytest.fixture
def register(settings: Settings) -> Iterator[Surroundings]:
    """The authority's register, which knows everybody but who is made a stranger."""
    held = Surroundings()
    server = serve(held)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.IDENTITY_URL = f"http://127.0.0.1:{server.server_address[1]}"
    yield held
    server.shutdown()
    server.server_close()


@pytest.fixture
def operator(city: TestCity) -> Actor:
    return make_staff("operator", city.centre)


@pytest.fixture
def app(city: TestCity, operator: Actor, register: Surroundings) -> CityApp:
    """The city app, on the register and admitted."""
    made = CityApp(SITE)
    app_id = make_app(operator, city.centre)
    made.code = make_container(operator, app_id, made.public_key()).code
    return made
