"""Django's registration of this capability."""

from django.apps import AppConfig


class AgencyConfig(AppConfig):
    """Agency orders, the roster of agents, assisted benefit items."""

    name = "tongban.capabilities.agency"
    label = "agency"
