"""Django's registration of this capability."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Applications, cases, their events, papers and clocks."""

    name = "tongban.capabilities.cases"
    label = "cases"
