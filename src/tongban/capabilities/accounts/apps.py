"""Django's registration of this capability."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """How people sign in, and how sure the platform is of who they are."""

    name = "tongban.capabilities.accounts"
    label = "accounts"
