"""Django's registration of this capability."""

from django.apps import AppConfig


class WordingConfig(AppConfig):
    """Versions of the words of papers, and which of them is in force."""

    name = "tongban.capabilities.wording"
    label = "wording"
