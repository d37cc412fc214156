"""Django's registration of this capability."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Who is on which network, how networks join, and how data is kept safe."""

    name = "tongban.capabilities.networks"
    label = "networks"
