"""Django's registration of this room."""

from django.apps import AppConfig


class SchemasConfig(AppConfig):
    """The form engine."""

    name = "tongban.plumbing.schemas"
    label = "schemas"
