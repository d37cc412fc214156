"""Django's registration of this capability."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Grants of roles, dangerous acts by two people, stand-ins, chief representatives."""

    name = "tongban.capabilities.rights"
    label = "rights"
