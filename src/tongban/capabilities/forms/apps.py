"""Django's registration of this capability."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Form schemas of items, kept by digest."""

    name = "tongban.capabilities.forms"
    label = "forms"
