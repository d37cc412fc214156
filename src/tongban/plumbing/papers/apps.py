"""Django's registration of this room."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The papers room."""

    name = "tongban.plumbing.papers"
    label = "papers"
