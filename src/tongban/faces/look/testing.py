"""For tests that render pages: the manifest of static files, made once a run."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def collect_static() -> None:
    """Templates name files by the manifest, which a fresh test folder does not have."""
    root = Path(settings.STATIC_ROOT)
    if not (root / "staticfiles.json").exists():
        root.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
