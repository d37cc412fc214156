"""Django's registration of this capability."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Cities, regions, bodies, venues, windows, calendars."""

    name = "tongban.capabilities.orgs"
    label = "orgs"
