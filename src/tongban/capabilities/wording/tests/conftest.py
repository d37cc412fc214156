"""The city and the people who write and approve the words of its papers."""

import pytest

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.wording.testing import WordingOffice, make_wording_office


@pytest.fixture
def office(city: TestCity) -> WordingOffice:
    return make_wording_office(city)
