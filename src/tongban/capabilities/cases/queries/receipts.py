"""The receipt of a filing: read again by its key, its case, or by filing twice."""

from uuid import UUID

from tongban.capabilities.cases.models import Case, Paper
from tongban.capabilities.cases.numbering import query_code
from tongban.capabilities.cases.queries.sight import seen_by
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import Receipt
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import query
from tongban.plumbing.database.prepared import execute, fetch_all, together


@query
def find_receipt(*, actor: Actor, idempotency_key: str) -> Receipt | None:
    """The receipt of what this account filed under the same key, or None."""
    [(found,)] = fetch_all(
        "select filed_already(%s, %s, %s)",
        [actor.city, actor.account_id, idempotency_key],
    )
    case = Case.objects.filter(application_id=found).first() if found else None
    return _of(case) if case else None


def hold_key(actor: Actor, idempotency_key: str) -> Receipt | None:
    """Like `find_receipt`, for a command: whoever files under the key now is waited for.

    Two statements, because the second must see what the first has waited for.
    """
    words = f"{actor.city}/{actor.account_id}/{idempotency_key}"
    with together():
        execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])
        return find_receipt(actor=actor, idempotency_key=idempotency_key)


@query
def get_receipt(*, actor: Actor, case_id: UUID) -> Receipt:
    """The receipt of a case that the actor may see. Refuses with NotFound."""
    case = seen_by(actor).filter(pk=case_id).first()
    if case is None:
        raise NotFound("没有找到这个办件，或者您没有查看它的权限。")
    return _of(case)


def _of(case: Case) -> Receipt:
    paper = Paper.objects.filter(case=case, kind="receipt").only("id").first()
    return receipt_of(case, paper.id if paper else None)


def receipt_of(case: Case, paper_id: UUID | None) -> Receipt:
    """A case's row as the receipt that its filer gets."""
    filed_at = case.submitted_at or case.last_at
    if filed_at is None:
        raise NotFound("这个办件还没有提交，提交以后才有收件凭证。")
    return Receipt(
        application_id=case.application_id,
        case_id=case.id,
        number=case.number,
        query_code=query_code(city=case.city, number=case.number),
        state=CaseState(case.state),
        filed_at=filed_at,
        paper_id=paper_id,
        promised_due_on=case.promised_due_on,
    )
