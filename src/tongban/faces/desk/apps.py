"""Django's registration of this face."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk."""

    name = "tongban.faces.desk"
    label = "desk"
