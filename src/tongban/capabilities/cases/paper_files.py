"""The file of a paper for somebody who opens it: made now when the job has not run yet."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from tongban.capabilities.cases.commands import make_paper_file
from tongban.capabilities.cases.models import Paper, PaperFile
from tongban.capabilities.cases.permissions import MAKE_PAPER
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


def papers_actor(city: str) -> Actor:
    """The named system actor that makes the city's papers."""
    grants = frozenset({(MAKE_PAPER, None)})
    return system_actor_for_city(name="papers", city=city, grants=grants)


def get_or_make_paper(*, actor: Actor, paper_id: UUID, at: datetime) -> UUID:
    """The key of a paper's file, if the actor may see the paper. Refuses with NotFound.

    Asks as the actor, then makes the file as a system actor in a transaction of its own:
    never call it inside a reading or a command.
    """
    if file_id := _find(actor=actor, paper_id=paper_id):
        return file_id
    try:
        return make_paper_file(actor=papers_actor(actor.city), paper_id=paper_id, at=at)
    except IntegrityError:
        # The job, or another page, made it in the same moment.
        file_id = _find(actor=actor, paper_id=paper_id)
        if file_id is None:
            raise
        return file_id


@query
def _find(*, actor: Actor, paper_id: UUID) -> UUID | None:
    if not Paper.objects.filter(pk=paper_id).exists():
        raise NotFound("没有找到这份文书，或者您没有查看它的权限。")
    made = PaperFile.objects.filter(paper_id=paper_id).first()
    return made.file_id if made else None
