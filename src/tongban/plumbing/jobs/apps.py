"""Django's registration of this room; loads every capability's jobs."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """The jobs room."""

    name = "tongban.plumbing.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Import the `jobs` module of every room, before procrastinate makes its app."""
        autodiscover_modules("jobs")
