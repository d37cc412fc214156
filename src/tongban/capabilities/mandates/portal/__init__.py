"""The pages on which people let others act for them, act for others, and look after firms."""

from django.urls import URLPattern, path

from tongban.capabilities.mandates.portal.acting import choose_principal
from tongban.capabilities.mandates.portal.firms import show_firm, show_firms
from tongban.capabilities.mandates.portal.relatives import show_relatives

__all__ = ["urlpatterns"]

urlpatterns: list[URLPattern] = [
    path("my/helpers", show_relatives, name="relatives"),
    path("my/acting", choose_principal, name="acting"),
    path("my/firms", show_firms, name="firms"),
    path("my/firms/<uuid:firm_id>", show_firm, name="firm"),
]
