"""Django's registration of this capability."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Bodies at the desk."""

    name = "tongban.capabilities.bodies"
    label = "bodies"
