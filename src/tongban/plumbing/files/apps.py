"""Django's registration of this room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Content-addressed files."""

    name = "tongban.plumbing.files"
    label = "files"
