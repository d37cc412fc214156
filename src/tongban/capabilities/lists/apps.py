"""Django's registration of this capability."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Releases of lists, their reviews, and reports of proofs demanded against them."""

    name = "tongban.capabilities.lists"
    label = "lists"
