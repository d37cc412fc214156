"""Cases as rows of a list: a fixed number of queries, however many there are."""

from uuid import UUID

from tongban.capabilities.cases.models import Case, Party
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine
from tongban.capabilities.catalogue.queries import get_guide
from tongban.plumbing.access.actor import Actor


def list_lines(actor: Actor, cases: list[Case]) -> list[CaseLine]:
    """The cases with their applicants and items; `application` must have been read."""
    names: dict[UUID, str] = {}
    parties = Party.objects.filter(
        application_id__in=[case.application_id for case in cases]
    ).order_by("application_id", "place", "id")
    roles: dict[UUID, str] = {}
    for case in cases:
        guide = get_guide(actor=actor, version_id=case.version_id)
        roles[case.application_id] = guide.party_roles[0].role
    for party in parties:
        # Who applies stands in the guide's first role; an agent never takes that place.
        if party.role == roles[party.application_id]:
            names.setdefault(party.application_id, party.name)
    return [_line(actor, case, names.get(case.application_id, "")) for case in cases]


def _line(actor: Actor, case: Case, applicant: str) -> CaseLine:
    guide = get_guide(actor=actor, version_id=case.version_id)
    return CaseLine(
        case_id=case.id,
        number=case.number,
        item_name=guide.name,
        applicant=applicant,
        state=CaseState(case.state),
        channel=case.application.channel,
        submitted_at=case.submitted_at,
        promised_due_on=case.promised_due_on,
        statutory_due_on=case.statutory_due_on,
        is_provisional=case.is_provisional,
        body_name=guide.body_name,
        accepted_at=case.accepted_at,
    )
