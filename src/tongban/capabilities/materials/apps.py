"""Django's registration of this capability."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    """The one material catalogue, and the files people hand in."""

    name = "tongban.capabilities.materials"
    label = "materials"
