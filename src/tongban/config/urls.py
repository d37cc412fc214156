"""Addresses: every face mounts its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tongban.faces.look.urls")),
    path("", include("tongban.faces.portal.urls")),
]
