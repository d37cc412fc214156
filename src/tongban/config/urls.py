"""Addresses: every face mounts its own."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from tongban.faces import health
from tongban.faces.api.main import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.show_alive),
    path("readyz", health.show_ready),
    path("api/v1/", api.urls),
    path("desk", require_safe(RedirectView.as_view(url="/desk/", permanent=True))),
    path("desk/", include("tongban.faces.desk.urls")),
    path("", include("tongban.faces.look.urls")),
    path("", include("tongban.faces.portal.urls")),
]
handler400 = "tongban.faces.look.refusing.bad_request"
handler403 = "tongban.faces.look.refusing.not_allowed"
handler404 = "tongban.faces.look.refusing.not_found"
handler500 = "tongban.faces.look.refusing.failed"
