"""Django's registration of this room."""

from django.apps import AppConfig
from django.conf import settings

from tongban.plumbing.papers.fonts import FontChoice, choose_fonts


class PapersConfig(AppConfig):
    """The papers room."""

    name = "tongban.plumbing.papers"
    label = "papers"

    def ready(self) -> None:
        """Take the fonts that the settings name; they are looked for at the first paper."""
        choose_fonts(FontChoice(**settings.PAPER_FONTS))
