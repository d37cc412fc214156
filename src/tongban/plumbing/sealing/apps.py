"""Django's registration of this room."""

from django.apps import AppConfig

from tongban.plumbing.database.applying import after_the_law


class SealingConfig(AppConfig):
    """Encryption at rest; an installation gets its first data key with its law."""

    name = "tongban.plumbing.sealing"
    label = "sealing"

    def ready(self) -> None:
        """Rows can be sealed as soon as there are tables."""
        from tongban.plumbing.sealing.ring import ensure_first_key

        after_the_law(ensure_first_key)
