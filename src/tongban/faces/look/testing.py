"""For tests that render pages: the manifest of static files, made once a run."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.test import override_settings


def collect_static() -> None:
    """Templates name files by the manifest, which a fresh test folder does not have."""
    root = Path(settings.STATIC_ROOT)
    if not (root / "staticfiles.json").exists():
        root.mkdir(parents=True, exist_ok=True)
        # The same names as in service, without 20 seconds of packing.
        plain = {
            "BACKEND": f"{ManifestStaticFilesStorage.__module__}.{ManifestStaticFilesStorage.__name__}"
        }
        with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
            call_command("collectstatic", interactive=False, verbosity=0)
