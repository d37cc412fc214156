"""Django's registration of this room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The jobs room."""

    name = "tongban.plumbing.jobs"
    label = "jobs"
