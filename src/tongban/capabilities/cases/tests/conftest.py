"""People of these tests sign in through the page: the real hasher, at its lowest cost."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

QUICK = "tongban.capabilities.cases.tests.citizens.QuickArgon2"


@pytest.fixture(autouse=True)
def _quick_hashing() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=[QUICK]):
        yield
