"""Django's registration of this room."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """The database room: the rule register and the command that applies the law."""

    name = "tongban.plumbing.database"
    label = "database"
