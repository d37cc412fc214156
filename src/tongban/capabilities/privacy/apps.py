"""Django's registration of this capability; loads what each other one tells of a person."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    """Duties towards the people whose data is kept."""

    name = "tongban.capabilities.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Import the `holding` module of every capability that keeps something of people."""
        autodiscover_modules("holding")
