"""Addresses of the look: the mode switch and the living catalogue."""

from django.urls import path

from tongban.faces.look import catalogue, mode

app_name = "look"

urlpatterns = [
    path("mode", mode.set_mode, name="mode"),
    path("_ui/", catalogue.show_index, name="catalogue"),
    path("_ui/<slug:page>", catalogue.show_page, name="catalogue_page"),
]
