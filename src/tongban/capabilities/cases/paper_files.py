"""What somebody takes home: the file of a paper, and the receipt to be checked offline.

Both are asked for as the person and made as a named system actor, in two transactions.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from tongban.capabilities.cases.commands import make_paper_file
from tongban.capabilities.cases.models import Paper, PaperFile
from tongban.capabilities.cases.permissions import MAKE_PAPER
from tongban.capabilities.cases.queries import get_receipt, get_receipt_document
from tongban.capabilities.cases.queries.sight import sees
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.evidence.signing import installation_key


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


def get_own_receipt_document(
    *, actor: Actor, case_id: UUID, at: datetime
) -> dict[str, Any]:
    """The signed receipt of a case that the actor may see. Refuses with NotFound.

    As `get_or_make_paper`: never inside a reading or a command.
    """
    get_receipt(actor=actor, case_id=case_id)
    return get_receipt_document(
        actor=papers_actor(actor.city), case_id=case_id, key=installation_key(), at=at
    )


@query
def _find(*, actor: Actor, paper_id: UUID) -> UUID | None:
    paper = Paper.objects.filter(pk=paper_id).only("case_id").first()
    if paper is None or not sees(actor, paper.case_id):
        raise NotFound("没有找到这份文书，或者您没有查看它的权限。")
    made = PaperFile.objects.filter(paper_id=paper_id).first()
    return made.file_id if made else None
