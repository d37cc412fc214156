"""Django's registration of this room; loads every capability's listeners."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    """The outbox."""

    name = "tongban.plumbing.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Import every `subscribers` module: a fact is only kept for known listeners."""
        autodiscover_modules("subscribers")
