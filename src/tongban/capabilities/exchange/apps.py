"""Django's registration of this capability."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Packages for a provincial platform, its receipts, and daily reconciliation."""

    name = "tongban.capabilities.exchange"
    label = "exchange"
