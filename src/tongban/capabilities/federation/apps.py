"""Django's registration of this capability."""

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """The identity provider, and the departments' logins that it takes in."""

    name = "tongban.capabilities.federation"
    label = "federation"
