"""Django's registration of this capability."""

from django.apps import AppConfig


class ContainersConfig(AppConfig):
    """Bodies' mobile apps, and those among them that open our pages inside themselves."""

    name = "tongban.capabilities.containers"
    label = "containers"
