"""Django's registration of this capability."""

from django.apps import AppConfig

from tongban.plumbing.database.applying import after_the_law


class PeopleConfig(AppConfig):
    """Natural and legal persons, accounts, postings, rights."""

    name = "tongban.capabilities.people"
    label = "people"

    def ready(self) -> None:
        """Roles hold what they may do as soon as there are tables."""
        from tongban.capabilities.people.roles import deliver_roles

        after_the_law(deliver_roles)
