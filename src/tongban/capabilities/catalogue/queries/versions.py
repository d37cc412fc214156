"""All published versions of an item, so that anyone can see what a guide said before."""

from uuid import UUID

from tongban.capabilities.catalogue.models import Publication, Withdrawal
from tongban.capabilities.catalogue.types import VersionCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_versions(*, actor: Actor, item_id: UUID) -> list[VersionCard]:
    """The versions of an item, newest first."""
    withdrawn = dict(
        Withdrawal.objects.filter(
            city=actor.city, version__item_id=item_id
        ).values_list("version_id", "withdrawn_on")
    )
    rows = Publication.objects.filter(city=actor.city, item_id=item_id)
    return [
        VersionCard(
            version_id=row.version_id,
            number=row.version.number,
            name=row.version.name,
            effective_on=row.effective_on,
            withdrawn_on=withdrawn.get(row.version_id),
            digest=row.digest,
        )
        for row in rows.select_related("version").order_by("-effective_on")
    ]
