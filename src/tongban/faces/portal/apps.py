"""Django's registration of this face."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal."""

    name = "tongban.faces.portal"
    label = "portal"
