"""Pages of the look are rendered with the real names of static files."""

import pytest

from tongban.faces.look.testing import collect_static


@pytest.fixture(autouse=True, scope="session")
def _static_files() -> None:
    collect_static()
