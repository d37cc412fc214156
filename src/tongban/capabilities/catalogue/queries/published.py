"""What is in force, as whole texts: for those who carry the list elsewhere."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from tongban.capabilities.catalogue.models import Publication
from tongban.capabilities.catalogue.queries.in_force import in_force
from tongban.capabilities.catalogue.searches import PublishedCard
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_published(*, actor: Actor, day: date) -> list[PublishedCard]:
    """The items in force on a day with their digests, by code; secret ones never leave."""
    current = {one.summary.version_id for one in in_force(actor, day).listed}
    rows = Publication.objects.filter(city=actor.city, version_id__in=current).filter(
        # What says nothing of it is not secret.
        Q(version__elements__secret__isnull=True) | ~Q(version__elements__secret=True)
    )
    return [
        PublishedCard(*row)
        for row in rows.order_by("item__handling_code").values_list(
            "item__handling_code", "version__name", "version__number", "digest"
        )
    ]


@query
def read_published(*, actor: Actor, digests: Iterable[str]) -> list[dict[str, Any]]:
    """The texts with these digests, as they were reviewed and published, by code.

    For whom may see what was handed in: a named system actor, or the body's own people.
    """
    rows = Publication.objects.filter(city=actor.city, digest__in=list(digests))
    texts = rows.order_by("item__handling_code", "id").values_list(
        "digest", "submission__document"
    )
    # The same text may have been published twice; it is one text.
    return list(dict(texts).values())
