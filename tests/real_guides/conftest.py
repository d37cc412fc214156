"""Pages name static files by their manifest, which a fresh test folder does not have."""

import pytest

from tongban.faces.look.testing import collect_static


@pytest.fixture(autouse=True, scope="session")
def _static_files() -> None:
    collect_static()
