"""What others may ask about applications and cases. Reading only."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tongban.capabilities.cases.drafts import (
    of_principal,
    own_draft,
    principal_of,
)
from tongban.capabilities.cases.models import (
    Application,
    ApplicationDraft,
    ApplicationReader,
    Case,
    Paper,
    Party,
)
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.cases.queries.clocking import get_clock_facts
from tongban.capabilities.cases.queries.counting import (
    count_filed_together,
    count_filings,
    year_before,
)
from tongban.capabilities.cases.queries.files import (
    OpenedFile,
    read_case_file,
    read_paper_file,
)
from tongban.capabilities.cases.queries.lines import list_lines, read_rows
from tongban.capabilities.cases.queries.pre_reviews import (
    count_pre_reviews,
    find_own_pre_review,
    get_pre_review,
    list_pre_reviews,
)
from tongban.capabilities.cases.queries.purges import (
    PurgeLine,
    get_application_key,
    list_purges,
)
from tongban.capabilities.cases.queries.queues import Place
from tongban.capabilities.cases.queries.readers import (
    get_body_of_case,
    list_event_keys,
    list_handlers,
    list_principals_of_step,
    list_readers,
)
from tongban.capabilities.cases.queries.readings import (
    ReadingLine,
    list_readings,
    note_reading,
)
from tongban.capabilities.cases.queries.receipt_documents import (
    check_receipt_document,
    get_receipt_document,
)
from tongban.capabilities.cases.queries.receipts import find_receipt, get_receipt
from tongban.capabilities.cases.queries.repeating import (
    EarlierCase,
    list_earlier_cases,
    list_earlier_cases_of,
    list_own_earlier_cases,
)
from tongban.capabilities.cases.queries.sight import seen_by, sees
from tongban.capabilities.cases.queries.tracking import TooManyTries, track_case
from tongban.capabilities.cases.queries.urging import UrgeLine, Urging, get_urging
from tongban.capabilities.cases.queries.verifying import verify_records
from tongban.capabilities.cases.queries.viewing import view_case
from tongban.capabilities.cases.queries.worklist import (
    Wanted,
    count_open_cases,
    get_lamps,
    list_open_cases,
)
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseLine, CaseView, DraftView
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import query

PAGE = 50
__all__ = [
    "PAGE",
    "EarlierCase",
    "OpenedFile",
    "Place",
    "PurgeLine",
    "ReadingLine",
    "TooManyTries",
    "UrgeLine",
    "Urging",
    "Wanted",
    "check_receipt_document",
    "count_filed_together",
    "count_filings",
    "count_open_cases",
    "count_pre_reviews",
    "find_case",
    "find_draft",
    "find_own_pre_review",
    "find_paper_case",
    "find_receipt",
    "get_application_key",
    "get_body_of_case",
    "get_case",
    "get_clock_facts",
    "get_lamps",
    "get_pre_review",
    "get_receipt",
    "get_receipt_document",
    "get_urging",
    "list_cases_of",
    "list_drafts_at_hand",
    "list_earlier_cases",
    "list_earlier_cases_of",
    "list_event_keys",
    "list_handlers",
    "list_open_cases",
    "list_own_cases",
    "list_own_drafts",
    "list_own_earlier_cases",
    "list_pre_reviews",
    "list_principals_of_step",
    "list_purges",
    "list_readers",
    "list_readings",
    "list_taken_in",
    "list_worklist",
    "read_case_file",
    "read_paper_file",
    "track_case",
    "verify_records",
    "year_before",
]
WAITING = [
    CaseState.SUBMITTED,
    CaseState.ACCEPTED,
    CaseState.REVIEWED,
    CaseState.GRANTED,
    CaseState.REFUSED,
    CaseState.DISPATCHED,
]


@query
def find_draft(
    *,
    actor: Actor,
    version_id: UUID,
    today: date,
    principal_id: UUID | None = None,
) -> DraftView | None:
    """The own unsent application for this version and principal, if it has not expired."""
    row = ApplicationDraft.objects.filter(
        own_draft(actor, version_id, principal_id), expires_on__gte=today
    ).first()
    return _draft(row) if row else None


@query
def list_own_drafts(*, actor: Actor, today: date) -> list[DraftView]:
    """The own unsent applications, newest first: for oneself and for all principals."""
    return _drafts(actor, today, Q())


@query
def list_drafts_at_hand(*, actor: Actor, today: date) -> list[DraftView]:
    """Those for whom one has chosen to act, or (nobody chosen) for oneself."""
    return _drafts(actor, today, of_principal(actor))


def _drafts(actor: Actor, today: date, which: Q) -> list[DraftView]:
    rows = ApplicationDraft.objects.filter(
        which, person_id=actor.natural_person, expires_on__gte=today
    ).order_by("-revised_at")
    return [_draft(row) for row in rows[:PAGE]]


def _draft(row: ApplicationDraft) -> DraftView:
    return DraftView(
        row.id,
        row.version_id,
        row.answers,
        row.revised_at,
        row.expires_on,
        principal_of(row),
    )


@query
def list_own_cases(
    *, actor: Actor, after: UUID | None = None, limit: int = PAGE
) -> list[CaseLine]:
    """The cases of the signed-in person, newest first, after the one named.

    Refuses with NotFound where `after` is no case of theirs.
    """
    if actor.kind != "citizen":
        return []
    rows = _whose(actor, Case.objects.order_by("-submitted_at", "-id"))
    if after is not None:
        last = Case.objects.filter(pk=after).first()
        if last is None or last.submitted_at is None:
            raise NotFound("没有找到上一页的最后一件，请从第一页重新翻。")
        rows = rows.filter(
            Q(submitted_at__lt=last.submitted_at)
            | Q(submitted_at=last.submitted_at, id__lt=last.id)
        )
    return list_lines(actor, read_rows(rows, limit))


def _whose(actor: Actor, rows: QuerySet[Case]) -> QuerySet[Case]:
    """Of what one may see: one's own, or the matters of whom one has chosen to act for."""
    one = actor.acting
    if one is not None and one.kind == "firm":
        return rows.filter(application__firm_id=one.subject_id)
    if one is not None:
        parties = Party.objects.filter(
            application_id=OuterRef("application_id"), person_id=one.subject_id
        )
        return rows.filter(Exists(parties))
    # From those keys and not from the wall: it would be asked of every case of the city.
    own = ApplicationReader.objects.filter(person_id=actor.natural_person)
    filed = Application.objects.filter(submitted_by_id=actor.natural_person)
    keys = own.values("application_id").union(filed.values("id"))
    return rows.filter(application_id__in=keys)


@query
def list_worklist(
    *,
    actor: Actor,
    body_id: UUID,
    states: Sequence[CaseState] = tuple(WAITING),
    after: tuple[date | None, UUID] | None = None,
    limit: int = PAGE,
) -> list[CaseLine]:
    """Open cases of one body, least time left first; pages by cursor.

    Cases that are not accepted yet have no due day and stand behind those that have.
    Refuses with NotAllowed.
    """
    require(actor, SEE_CASE, org_id=body_id)
    rows = Case.objects.filter(body_id=body_id, closed_at=None, state__in=states)
    if after is not None:
        rows = rows.filter(_beyond(*after))
    rows = rows.order_by(F("promised_due_on").asc(nulls_last=True), "id")
    return list_lines(actor, read_rows(rows, limit))


def _beyond(due_on: date | None, case_id: UUID) -> Q:
    if due_on is None:
        return Q(promised_due_on=None, id__gt=case_id)
    return (
        Q(promised_due_on__gt=due_on)
        | Q(promised_due_on=due_on, id__gt=case_id)
        | Q(promised_due_on=None)
    )


@query
def list_taken_in(
    *, actor: Actor, body_id: UUID, day: date, limit: int = PAGE
) -> list[CaseLine]:
    """What a hall's own windows took in on a day, newest first."""
    require(actor, SEE_CASE, org_id=body_id)
    rows = Case.objects.filter(received_body_id=body_id, filed_on=day).order_by(
        "-submitted_at", "-id"
    )
    return list_lines(actor, read_rows(rows, limit))


@query
def get_case(*, actor: Actor, case_id: UUID) -> CaseView:
    """One case, whole, as the actor may see it. Refuses with NotFound."""
    case = seen_by(actor).select_related("application").filter(pk=case_id).first()
    if case is None:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    if actor.kind == "staff":
        note_reading(actor, case)
    return view_case(actor, case)


@query
def find_case(*, actor: Actor, number: str) -> UUID | None:
    """The key of a case by its number, if the actor may see it."""
    row = seen_by(actor).filter(city=actor.city, number=number).only("id").first()
    return row.id if row else None


@query
def list_cases_of(*, actor: Actor, application_id: UUID) -> list[UUID]:
    """The keys of an application's cases. Refuses with NotFound."""
    if not Application.objects.filter(pk=application_id).exists():
        raise NotFound("没有找到这次申请，或者您没有查看它的权限。")
    rows = seen_by(actor).filter(application_id=application_id).order_by("number")
    return [row.id for row in rows]


@query
def find_paper_case(*, actor: Actor, paper_id: UUID) -> UUID | None:
    """The case of a paper, if the actor may see it."""
    row = Paper.objects.filter(pk=paper_id).only("case_id").first()
    return row.case_id if row and sees(actor, row.case_id) else None
