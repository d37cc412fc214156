"""The city and the people of its list, whom most tests of lists ask for."""

import pytest

from tongban.capabilities.catalogue.testing import Office, make_office
from tongban.capabilities.orgs.testing import TestCity, make_city


@pytest.fixture
def city() -> TestCity:
    return make_city()


@pytest.fixture
def office(city: TestCity) -> Office:
    return make_office(city)
