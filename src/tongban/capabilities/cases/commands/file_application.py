"""Filing by the applicant: web, phone, or another system through the API."""

from datetime import date, datetime
from uuid import UUID

from tongban.capabilities.accounts.queries import own_level
from tongban.capabilities.cases.commands.checking import check_filing, check_key
from tongban.capabilities.cases.commands.filing import (
    AGENT,
    Counter,
    write_application,
)
from tongban.capabilities.cases.permissions import FILE_APPLICATION
from tongban.capabilities.cases.queries.receipts import hold_key
from tongban.capabilities.cases.types import Filing, Receipt
from tongban.capabilities.catalogue.queries import get_guide
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.mandates.queries import find_mandate, list_principals
from tongban.capabilities.people.queries import (
    get_person_card,
    list_firm_documents,
    list_own_documents,
)
from tongban.ground.codes.writing import tidy_number
from tongban.ground.refusals import Invalid, NotAllowed
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.database.keyed import document_key
from tongban.plumbing.database.prepared import execute
from tongban.plumbing.database.rules import rules
from tongban.plumbing.evidence.recording import record

# What was kept until the application was filed.
_DISCARD = (
    "with draft as (delete from application_draft"
    " where person_id = %(person)s and version_id = %(version)s"
    " and coalesce(for_person_id, for_firm_id) is not distinct from %(principal)s::uuid)"
    " delete from pre_review where person_id = %(person)s and version_id = %(version)s"
    " and coalesce(for_person_id, for_firm_id) is not distinct from %(principal)s::uuid"
)


class LevelTooLow(NotAllowed):
    """The item asks who files online to prove themselves once more (`加强核验`)."""


@command
def file_application(
    *, actor: Actor, filing: Filing, channel: str, at: datetime
) -> Receipt:
    """File an application; the same idempotency key gives the same receipt again.

    The filer is a party, or acts by mandate for a person or firm that is one (IAM-04,
    IAM-07). Refuses with Invalid (all fields at once), NotAllowed, LevelTooLow,
    `acts_for_another_only_by_mandate` or `no_case_outside_the_list`.
    """
    require(actor, FILE_APPLICATION)
    if actor.person_id is None:
        raise NotAllowed("请先登录，再提交申请。")
    check_key(filing.idempotency_key)
    if already := hold_key(actor, filing.idempotency_key):
        return already
    guide = get_guide(actor=actor, version_id=filing.version_id)
    require_level(actor, guide)
    day = at.astimezone(OFFICE_ZONE).date()
    values = check_filing(guide, filing, on=day, at_window=False)
    mandate_id = _check_filer(actor, guide, filing, day)

    case, event, receipt = write_application(
        actor,
        guide,
        filing,
        values,
        filer=actor.person_id,
        counter=Counter(channel),
        at=at,
        mandate_id=mandate_id,
    )
    execute(
        _DISCARD,
        {
            "person": actor.person_id,
            "version": filing.version_id,
            "principal": _drafted_for(actor, filing, channel),
        },
    )

    record(
        actor,
        "cases.application.filed",
        subject="application",
        subject_id=case.application_id,
        case=case.id,
        event=event.id,
        channel=channel,
    )
    return receipt


def require_level(actor: Actor, guide: Guide) -> None:
    """Refuse with LevelTooLow while the session is below what the item asks of who files."""
    if guide.assurance > 1 and own_level(actor=actor) < guide.assurance:
        rule = rules()["online_assurance_reached"]
        raise LevelTooLow(rule.message, rule=rule.rule_id, source=rule.article)


def _drafted_for(actor: Actor, filing: Filing, channel: str) -> UUID | None:
    """Whose draft this was: pages keep it for whom one acts, the API for whom it names."""
    if channel == "api":
        return filing.principal_id or filing.firm_id
    return actor.acting.subject_id if actor.acting else None


def _check_filer(actor: Actor, guide: Guide, filing: Filing, day: date) -> UUID | None:
    """The mandate under which it is filed, if any; nobody files without a part in it."""
    mandate_id = None
    if principal_id := filing.principal_id or filing.firm_id:
        reached = next(
            (
                one
                for one in list_principals(actor=actor, today=day)
                if one.subject_id == principal_id
            ),
            None,
        )
        if reached is None or not reached.reaches(guide.item_id, guide.themes):
            rule = rules()["acts_for_another_only_by_mandate"]
            raise NotAllowed(rule.message, rule=rule.rule_id, source=rule.article)
        mandate_id = find_mandate(
            actor=actor,
            principal_id=principal_id,
            item_id=guide.item_id,
            themes=guide.themes,
            today=day,
        )
        own = _documents_of(actor, filing)
    else:
        own = list_own_documents(actor=actor, firm_id=None, today=day)
    given = {
        document_key(
            actor.city,
            party.id_kind if party.kind == "natural" else "uscc",
            tidy_number(party.id_number),
        )
        for party in filing.parties
        if party.role != AGENT
    }
    if not own & given:
        raise Invalid(
            {"parties": "申请人里没有您本人，也没有您代表的单位，请核对后再提交。"}
        )
    return mandate_id


def _documents_of(actor: Actor, filing: Filing) -> set[str]:
    """The document of the principal: the person, or the firm."""
    if filing.principal_id is not None:
        card = get_person_card(actor=actor, person_id=filing.principal_id)
        return {card.id_key}
    firms = [filing.firm_id] if filing.firm_id else []
    return set(list_firm_documents(actor=actor, firm_ids=firms).values())
