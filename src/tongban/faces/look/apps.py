"""The Django app that carries styles, scripts and components."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "tongban.faces.look"
    label = "look"
