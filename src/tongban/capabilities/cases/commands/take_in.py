"""Taking in at a window, as the register of intake modes says for this hall (WIN-01).

Collect: a receipt, nothing more. Entrusted acceptance and department's own: acceptance
as well. Instant: decided at once, under the registered delegation.
"""

from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.cases.commands.accept_case import accept_case
from tongban.capabilities.cases.commands.ask_correction import ask_correction
from tongban.capabilities.cases.commands.checking import check_filing, check_key
from tongban.capabilities.cases.commands.decide_case import decide_case
from tongban.capabilities.cases.commands.filing import (
    Counter,
    write_application,
)
from tongban.capabilities.cases.models import Case, CaseEvent
from tongban.capabilities.cases.permissions import TAKE_IN
from tongban.capabilities.cases.queries.receipts import hold_key
from tongban.capabilities.cases.queries.windows import check_window_takes
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import (
    Filing,
    LineToMend,
    PartyEntry,
    Receipt,
)
from tongban.capabilities.catalogue.queries import get_guide, get_intake
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.queries import get_venue
from tongban.capabilities.orgs.types import VenueCard
from tongban.capabilities.people.commands import register_person
from tongban.ground.refusals import NotAllowed
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

COLLECTS = "collect"
ACCEPTS_AT_ONCE = frozenset({"entrusted_acceptance", "department_own", "instant"})


@command
def take_in_at_window(
    *,
    actor: Actor,
    filing: Filing,
    venue_id: UUID,
    at: datetime,
    lines: tuple[LineToMend, ...] = (),
    incomplete: bool = False,
) -> Receipt:
    """Take in an application at a window; what is printed follows the intake mode.

    `lines`: what is missing or wrong, told once in a correction notice instead of being
    accepted; only a window that may accept may send one. `incomplete`: at a window that
    only collects, required materials may be missing; the receipt lists them, and it is
    the department that tells the applicant, once, within five days.

    Refuses with Invalid, NotAllowed, or a rule of the register
    (`no_case_outside_the_list`, `collecting_window_cannot_accept`,
    `a_window_takes_in_its_list`, which names the windows that do).
    """
    venue = get_venue(actor=actor, venue_id=venue_id)
    require(actor, TAKE_IN, org_id=venue.body_id)
    check_key(filing.idempotency_key)
    if already := hold_key(actor, filing.idempotency_key):
        return already
    guide = get_guide(actor=actor, version_id=filing.version_id)
    day = at.astimezone(OFFICE_ZONE).date()
    mode = _intake_mode(actor, guide, venue, day)
    check_window_takes(actor=actor, guide=guide, venue_id=venue_id, day=day)
    lacking = bool(lines) or (incomplete and mode == COLLECTS)
    values = check_filing(guide, filing, on=day, at_window=True, lacking=lacking)

    case, event, receipt = write_application(
        actor,
        guide,
        filing,
        values,
        filer=_filer(actor, filing.parties, at),
        counter=Counter("window", venue_id, venue.body_id),
        at=at,
    )
    if lines:
        ask_correction(
            actor=actor, case_id=case.id, acting_body=venue.body_id, lines=lines, at=at
        )
    else:
        _go_on(actor, case.id, venue.body_id, mode, at)

    _leave_trace(actor, case, event, mode)
    return _as_it_stands(receipt, case.id)


def _leave_trace(actor: Actor, case: Case, event: CaseEvent, mode: str) -> None:
    record(
        actor,
        "cases.application.taken_in",
        subject="application",
        subject_id=case.application_id,
        case=case.id,
        event=event.id,
        mode=mode,
    )


def _intake_mode(actor: Actor, guide: Guide, venue: VenueCard, day: date) -> str:
    found = get_intake(
        actor=actor, item_id=guide.item_id, venue_id=venue.venue_id, day=day
    )
    if found is None:
        raise NotAllowed(
            f"“{guide.name}”没有登记在{venue.name}办理，请引导群众到指南写明的地点。",
            rule="collecting_window_cannot_accept",
        )
    return found.mode


def _go_on(actor: Actor, case_id: UUID, body_id: UUID, mode: str, at: datetime) -> None:
    """What the intake mode lets this window do at once."""
    if mode in ACCEPTS_AT_ONCE:
        accept_case(actor=actor, case_id=case_id, acting_body=body_id, at=at)
    if mode == "instant":
        decide_case(
            actor=actor, case_id=case_id, acting_body=body_id, grant=True, at=at
        )


def _filer(actor: Actor, parties: tuple[PartyEntry, ...], at: datetime) -> UUID:
    """The natural person at the window: the first natural party, registered if new."""
    for party in parties:
        if party.kind == "natural":
            return register_person(
                actor=actor,
                name=party.name,
                id_kind=party.id_kind,
                id_number=party.id_number,
                phone=party.phone,
                address=party.address,
                on=at.astimezone(OFFICE_ZONE).date(),
            )
    raise NotAllowed("请填写到场办事的人（经办人），单位要由自然人来办。")


def _as_it_stands(receipt: Receipt, case_id: UUID) -> Receipt:
    case = Case.objects.get(pk=case_id)
    return Receipt(
        receipt.application_id,
        receipt.case_id,
        receipt.number,
        receipt.query_code,
        CaseState(case.state),
        receipt.filed_at,
        receipt.paper_id,
        case.promised_due_on,
    )
