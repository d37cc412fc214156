"""Django's registration of this room; loads every capability's listeners."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class OutboxConfig(AppConfig):
    """The outbox."""

    name = "tongban.plumbing.outbox"
    label = "outbox"


def load_listeners() -> None:
    """Import the `subscribers` module of every capability, so that `@on` has run."""
    for config in apps.get_app_configs():
        name = f"{config.name}.subscribers"
        if config.name.startswith("tongban.") and find_spec(name):
            import_module(name)
