"""The look alone, for its own tests."""

from django.urls import include, path

from tongban.faces.look import urls as look

urlpatterns = [path("", include(look))]
