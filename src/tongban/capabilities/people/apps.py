"""Django's registration of this capability."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Natural and legal persons, accounts, postings, rights."""

    name = "tongban.capabilities.people"
    label = "people"
