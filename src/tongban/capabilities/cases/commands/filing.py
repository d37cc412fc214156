"""The one intake: whatever the channel, an application is written down here (APP-02)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from tongban.capabilities.cases.commands.moving import issue_paper, move, tell
from tongban.capabilities.cases.models import (
    Application,
    ApplicationForm,
    ApplicationReader,
    Case,
    CaseEvent,
    CaseMaterial,
    Party,
)
from tongban.capabilities.cases.numbering import next_case_number
from tongban.capabilities.cases.queries.receipts import receipt_of
from tongban.capabilities.cases.types import Filing, PartyEntry, Receipt
from tongban.capabilities.catalogue.types import Guide, MaterialCard
from tongban.capabilities.materials.queries import get_uploads
from tongban.capabilities.materials.types import UploadCard
from tongban.capabilities.people.queries import find_person
from tongban.ground.codes.names import tidy_name
from tongban.ground.codes.phone import check_any_phone
from tongban.ground.codes.writing import tidy_number
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.keyed import document_key
from tongban.plumbing.database.keys import new_key

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Counter:
    """Where an application arrives: channel, and hall and body when at a window."""

    channel: str
    venue_id: UUID | None = None
    body_id: UUID | None = None


def write_application(
    actor: Actor,
    guide: Guide,
    filing: Filing,
    values: dict[str, object],
    *,
    filer: UUID,
    counter: Counter,
    at: datetime,
) -> tuple[Case, CaseEvent, Receipt]:
    """Write application, parties, case, materials, the first event and the receipt."""
    application = _application(actor, filing, filer, counter, at)
    _readers_and_parties(actor, application, filing, filer)
    ApplicationForm.objects.create(
        application=application, city=actor.city, values=values
    )
    case = _case(actor, guide, application, counter)
    _materials(actor, guide, case, filing, at)
    event = move(
        case,
        "submitted",
        actor=actor,
        at=at,
        acting_body=counter.body_id,
        facts={"channel": counter.channel},
    )
    paper = issue_paper(case, event, "receipt", actor=actor)
    tell(case, event, guide.name)
    return case, event, receipt_of(case, paper.id)


def _application(
    actor: Actor, filing: Filing, filer: UUID, counter: Counter, at: datetime
) -> Application:
    return Application.objects.create(
        id=new_key(),
        city=actor.city,
        version_id=filing.version_id,
        channel=counter.channel,
        venue_id=counter.venue_id,
        taken_in_by_body_id=counter.body_id,
        submitted_by_id=filer,
        submitted_account=actor.account_id,
        firm_id=filing.firm_id,
        filed_at=at,
        filed_on=at.astimezone(OFFICE_ZONE).date(),
        situations=filing.situations,
        idempotency_key=filing.idempotency_key,
    )


def _readers_and_parties(
    actor: Actor, application: Application, filing: Filing, filer: UUID
) -> None:
    readers = {filer}
    rows = []
    places: dict[str, int] = {}
    for party in filing.parties:
        place = places[party.role] = places.get(party.role, -1) + 1
        row = _party(actor, application, party, place)
        if row.person_id:
            readers.add(row.person_id)
        rows.append(row)
    ApplicationReader.objects.bulk_create(
        ApplicationReader(city=actor.city, application=application, person_id=person)
        for person in sorted(readers)
    )
    Party.objects.bulk_create(rows)


def _party(
    actor: Actor, application: Application, party: PartyEntry, place: int
) -> Party:
    number = tidy_number(party.id_number)
    id_kind = party.id_kind if party.kind == "natural" else "uscc"
    id_key = document_key(actor.city, id_kind, number)
    known = find_person(actor=actor, id_key=id_key)
    return Party(
        city=actor.city,
        application=application,
        version_id=application.version_id,
        role=party.role,
        place=place,
        kind=party.kind,
        name=tidy_name(party.name),
        id_kind=id_kind,
        id_number=number,
        id_key=id_key,
        phone=check_any_phone(party.phone) if party.phone.strip() else "",
        address=party.address.strip(),
        person_id=known.person_id if known else None,
        mandate=party.mandate.strip(),
    )


def _case(
    actor: Actor, guide: Guide, application: Application, counter: Counter
) -> Case:
    number = next_case_number(region=actor.city, on=application.filed_on)
    return Case.objects.create(
        id=new_key(),
        city=actor.city,
        application=application,
        version_id=guide.version_id,
        item_id=guide.item_id,
        case_kind=guide.case_kind,
        number=number,
        body_id=guide.body_id,
        received_body_id=counter.body_id,
        venue_id=counter.venue_id,
        filed_on=application.filed_on,
    )


def _materials(
    actor: Actor, guide: Guide, case: Case, filing: Filing, at: datetime
) -> None:
    wanted = [row.upload_id for row in filing.materials if row.upload_id]
    uploads = get_uploads(actor=actor, upload_ids=wanted) if wanted else {}
    cards = {row.key: row for row in guide.materials}
    rows = [
        _material(
            actor,
            case,
            cards[entry.key],
            received_form=entry.received_form,
            copies=entry.copies,
            upload=uploads.get(entry.upload_id) if entry.upload_id else None,
            at=at,
        )
        for entry in filing.materials
    ]
    given = {entry.key for entry in filing.materials}
    rows += [
        _material(
            actor, case, card, received_form="waived", copies=0, upload=None, at=at
        )
        for card in guide.materials_for(filing.situations)
        if card.is_waived and card.key not in given
    ]
    CaseMaterial.objects.bulk_create(rows)


def _material(
    actor: Actor,
    case: Case,
    card: MaterialCard,
    *,
    received_form: str,
    copies: int,
    upload: UploadCard | None,
    at: datetime,
) -> CaseMaterial:
    return CaseMaterial(
        city=actor.city,
        case=case,
        version_id=case.version_id,
        material_id=card.material_id,
        received_form=received_form,
        copies=copies,
        file_id=upload.file_id if upload else None,
        upload_id=upload.upload_id if upload else None,
        received_at=at,
        received_by=actor.person_id,
    )
