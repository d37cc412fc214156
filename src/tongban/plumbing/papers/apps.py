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
        choose_fonts(
            FontChoice(
                folder=settings.PAPER_FONTS,
                title=settings.PAPER_TITLE_FONT,
                body=settings.PAPER_BODY_FONT,
                heading=settings.PAPER_HEADING_FONT,
            )
        )
