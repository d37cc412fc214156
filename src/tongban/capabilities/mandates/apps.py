"""Django's registration of this capability."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """Mandates between persons, and of firms to persons."""

    name = "tongban.capabilities.mandates"
    label = "mandates"
