"""Django's registration of this room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The evidence log."""

    name = "tongban.plumbing.evidence"
    label = "evidence"
