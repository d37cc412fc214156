"""Pages name static files by their manifest, which a fresh test folder does not have."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.test import override_settings

QUICK = "tongban.capabilities.cases.tests.citizens.QuickArgon2"
PLAIN = f"{ManifestStaticFilesStorage.__module__}.{ManifestStaticFilesStorage.__name__}"


@pytest.fixture(autouse=True, scope="session")
def _static_files() -> None:
    root = Path(settings.STATIC_ROOT)
    if (root / "staticfiles.json").exists():
        return
    root.mkdir(parents=True, exist_ok=True)
    # The same names as in service, without the time that packing takes.
    stores = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}
    with override_settings(STORAGES=stores):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _quick_hashing() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=[QUICK]):
        yield
