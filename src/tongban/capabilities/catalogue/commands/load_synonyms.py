"""The words that come with the platform, for a city that begins."""

from datetime import datetime

from tongban.capabilities.catalogue.finding.seed import usual_synonyms
from tongban.capabilities.catalogue.models import SearchSynonym
from tongban.capabilities.catalogue.permissions import TEACH_SEARCH
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record


@command
def load_usual_synonyms(*, actor: Actor, at: datetime) -> int:
    """Take in the usual words that the city does not have yet; how many there were.

    What staff changed or let go stays as it is. Refuses with NotAllowed.
    """
    office = actor.office_for(TEACH_SEARCH)
    require(actor, TEACH_SEARCH, org_id=office)

    held = set(
        SearchSynonym.objects.filter(city=actor.city).values_list("word", flat=True)
    )
    new = [
        SearchSynonym(
            city=actor.city,
            word=word,
            means=list(means),
            changed_by_id=actor.person_id,
            changed_at=at,
        )
        for word, means in usual_synonyms().items()
        if word not in held
    ]
    SearchSynonym.objects.bulk_create(new)

    record(
        actor,
        "catalogue.synonyms.loaded",
        subject="city",
        subject_id=actor.city,
        count=len(new),
    )
    return len(new)
