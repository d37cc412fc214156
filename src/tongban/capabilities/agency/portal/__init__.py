"""The pages on which people find agents, ask them, follow what they do, and stop it."""

from django.urls import URLPattern, path

from tongban.capabilities.agency.portal.asking import ask_for_order
from tongban.capabilities.agency.portal.following import (
    show_agents,
    show_firm_orders,
    show_order,
    show_orders,
)

__all__ = ["urlpatterns"]

urlpatterns: list[URLPattern] = [
    path("agents", show_agents, name="agents"),
    path("my/agency", show_orders, name="orders"),
    path("my/agency/new", ask_for_order, name="ask"),
    path("my/agency/firms/<uuid:firm_id>", show_firm_orders, name="firm_orders"),
    path("my/agency/<uuid:order_id>", show_order, name="order"),
]
