"""To whom an application belongs: asked by what runs by itself."""

from uuid import UUID

from tongban.capabilities.cases.models import ApplicationReader, Case, CaseEvent
from tongban.capabilities.orgs.queries import get_body
from tongban.capabilities.orgs.types import BodyCard
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query


@query
def list_readers(*, actor: Actor, case_id: UUID) -> list[UUID]:
    """The people to whom a case's application belongs, as a system actor sees them."""
    case = Case.objects.filter(pk=case_id).only("application_id").first()
    if case is None:
        return []
    rows = ApplicationReader.objects.filter(application_id=case.application_id)
    return list(rows.order_by("person_id").values_list("person_id", flat=True))


@query
def get_body_of_case(*, actor: Actor, case_id: UUID) -> BodyCard:
    """The body that handles a case, as a system actor sees it. Refuses with NotFound."""
    case = Case.objects.filter(pk=case_id).only("body_id").first()
    if case is None:
        raise NotFound("没有找到这个办件。")
    return get_body(actor=actor, body_id=case.body_id)


@query
def list_event_keys(*, actor: Actor, case_id: UUID) -> list[UUID]:
    """The keys of a case's events in their order: each is also the key of its leaf."""
    rows = CaseEvent.objects.filter(case_id=case_id).order_by("seq")
    return list(rows.values_list("id", flat=True))
