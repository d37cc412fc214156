"""Django's registration of this capability."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Plans, incidents and drills."""

    name = "tongban.capabilities.incidents"
    label = "incidents"
