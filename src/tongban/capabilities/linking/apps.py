"""Django's registration of this capability."""

from django.apps import AppConfig


class LinkingConfig(AppConfig):
    """Accounts elsewhere, linked to the account here."""

    name = "tongban.capabilities.linking"
    label = "linking"
