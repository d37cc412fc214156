"""Django's registration of this capability."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Messages to people about their matters."""

    name = "tongban.capabilities.notices"
    label = "notices"
