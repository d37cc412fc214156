"""Django's registration of this capability."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Service items, published versions, guides, intake modes."""

    name = "tongban.capabilities.catalogue"
    label = "catalogue"
