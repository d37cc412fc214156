"""The one intake: whatever the channel, an application is written down here (APP-02)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.capabilities.cases.commands.moving import issue_paper, move, tell
from tongban.capabilities.cases.models import (
    Application,
    ApplicationForm,
    ApplicationReader,
    Case,
    CaseEvent,
    CaseMaterial,
    DeliveryWish,
    Party,
)
from tongban.capabilities.cases.numbering import next_case_number, tracking_key
from tongban.capabilities.cases.queries.receipts import receipt_of
from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import (
    Filing,
    MaterialEntry,
    PartyEntry,
    Receipt,
    Wish,
)
from tongban.capabilities.catalogue.types import Guide, MaterialCard
from tongban.capabilities.materials.queries import get_uploads
from tongban.capabilities.materials.types import UploadCard
from tongban.capabilities.people.queries import find_person, list_firm_documents
from tongban.capabilities.privacy.queries import note_shown
from tongban.ground.codes.names import tidy_name
from tongban.ground.codes.phone import check_any_phone
from tongban.ground.codes.writing import tidy_number
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.database.keyed import document_key, phone_key
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.database.writing import gathered, insert, insert_all
from tongban.plumbing.sealing.subjects import begin_subjects

# Under this role a guide names whoever acts for the others.
AGENT = "agent"


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
    mandate_id: UUID | None = None,
) -> tuple[Case, CaseEvent, Receipt]:
    """Write application, parties, case, materials, the first event and the receipt."""
    wanted = [row.upload_id for row in filing.materials if row.upload_id]
    uploads = get_uploads(actor=actor, upload_ids=wanted) if wanted else {}
    known = [_known_person(actor, party) for party in filing.parties]
    number = next_case_number(region=actor.city, on=at.astimezone(OFFICE_ZONE).date())
    with gathered():
        application = _application(
            actor, filing, filer, counter, at=at, mandate_id=mandate_id
        )
        begin_subjects("application", [application.id], actor.city)
        _readers_and_parties(actor, application, filing, filer, known)
        insert(ApplicationForm(application=application, city=actor.city, values=values))
        if filing.wish is not None:
            _wish(application, filing.wish)
        case = _case(actor, guide, application, counter, number)
        _materials(actor, guide, case, filing, uploads, at=at)
        event = move(
            case,
            "submitted",
            actor=actor,
            at=at,
            acting_body=counter.body_id,
            facts={"channel": counter.channel},
        )
        paper = issue_paper(case, event, "receipt", actor=actor)
    note_shown(actor, filer, channel=counter.channel, at=at, body_id=counter.body_id)
    tell(case, event, guide.name)
    return case, event, receipt_of(case, paper.id)


def _application(
    actor: Actor,
    filing: Filing,
    filer: UUID,
    counter: Counter,
    *,
    at: datetime,
    mandate_id: UUID | None,
) -> Application:
    return insert(
        Application(
            id=new_key(),
            city=actor.city,
            version_id=filing.version_id,
            channel=counter.channel,
            venue_id=counter.venue_id,
            taken_in_by_body_id=counter.body_id,
            submitted_by_id=filer,
            submitted_account=actor.account_id,
            firm_id=filing.firm_id,
            mandate_id=mandate_id,
            filed_at=at,
            filed_on=at.astimezone(OFFICE_ZONE).date(),
            situations=filing.situations,
            idempotency_key=filing.idempotency_key,
        )
    )


def _wish(application: Application, wish: Wish) -> None:
    is_post = wish.way == "post"
    insert(
        DeliveryWish(
            application=application,
            city=application.city,
            way=wish.way,
            name=tidy_name(wish.name) if is_post else "",
            phone=check_any_phone(wish.phone) if is_post else "",
            address=wish.address.strip() if is_post else "",
        )
    )


def _readers_and_parties(
    actor: Actor,
    application: Application,
    filing: Filing,
    filer: UUID,
    known: list[UUID | None],
) -> None:
    # Who files for another reads as long as the mandate lets them, and not as its reader.
    is_for_another = application.taken_in_by_body_id is None and bool(
        application.mandate_id or application.firm_id
    )
    readers = {
        person
        for party, person in zip(filing.parties, known, strict=True)
        if person and not (is_for_another and person == filer and party.role == AGENT)
    }
    if not is_for_another:
        readers.add(filer)
    firm_key = _firm_key(actor, filing)
    insert_all(
        [
            ApplicationReader(
                city=actor.city, application=application, person_id=person
            )
            for person in sorted(readers)
        ]
    )
    rows = []
    places: dict[str, int] = {}
    for party, person_id in zip(filing.parties, known, strict=True):
        place = places[party.role] = places.get(party.role, -1) + 1
        row = _party(actor, application, party, place, person_id)
        row.firm_id = filing.firm_id if row.id_key == firm_key else None
        rows.append(row)
    insert_all(rows)


def _firm_key(actor: Actor, filing: Filing) -> str:
    if filing.firm_id is None:
        return ""
    firms = list_firm_documents(actor=actor, firm_ids=[filing.firm_id])
    return firms.get(filing.firm_id, "")


def _document(party: PartyEntry) -> tuple[str, str]:
    kind = party.id_kind if party.kind == "natural" else "uscc"
    return kind, tidy_number(party.id_number)


def _known_person(actor: Actor, party: PartyEntry) -> UUID | None:
    if party.kind != "natural":
        return None
    id_key = document_key(actor.city, *_document(party))
    found = find_person(actor=actor, id_key=id_key)
    return found.person_id if found else None


def _party(
    actor: Actor,
    application: Application,
    party: PartyEntry,
    place: int,
    person_id: UUID | None,
) -> Party:
    id_kind, number = _document(party)
    id_key = document_key(actor.city, id_kind, number)
    phone = check_any_phone(party.phone) if party.phone.strip() else ""
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
        phone=phone,
        phone_key=phone_key(actor.city, phone) if phone else "",
        address=party.address.strip(),
        person_id=person_id,
        mandate=party.mandate.strip(),
    )


def _case(
    actor: Actor,
    guide: Guide,
    application: Application,
    counter: Counter,
    number: str,
) -> Case:
    return insert(
        Case(
            id=new_key(),
            city=actor.city,
            application=application,
            version_id=guide.version_id,
            item_id=guide.item_id,
            case_kind=guide.case_kind,
            number=number,
            tracking_key=tracking_key(city=actor.city, number=number),
            body_id=guide.body_id,
            received_body_id=counter.body_id,
            venue_id=counter.venue_id,
            filed_on=application.filed_on,
        )
    )


def _materials(
    actor: Actor,
    guide: Guide,
    case: Case,
    filing: Filing,
    uploads: dict[UUID, UploadCard],
    *,
    at: datetime,
) -> None:
    cards = {row.key: row for row in guide.materials}
    rows = [
        material_row(
            actor,
            case,
            cards[entry.key],
            entry,
            upload=uploads.get(entry.upload_id) if entry.upload_id else None,
            at=at,
        )
        for entry in filing.materials
    ]
    given = {entry.key for entry in filing.materials}
    rows += [
        material_row(
            actor,
            case,
            card,
            MaterialEntry(card.key, "waived", copies=0),
            upload=None,
            at=at,
        )
        for card in guide.materials_for(filing.situations)
        if card.is_waived and card.key not in given
    ]
    insert_all(rows)


def material_row(
    actor: Actor,
    case: Case,
    card: MaterialCard,
    entry: MaterialEntry,
    *,
    upload: UploadCard | None,
    at: datetime,
) -> CaseMaterial:
    """A material as it was handed in; the second round answers a correction notice."""
    return CaseMaterial(
        city=actor.city,
        case=case,
        version_id=case.version_id,
        material_id=card.material_id,
        round=int(case.state == CaseState.CORRECTING),
        received_form=entry.received_form,
        copies=entry.copies,
        file_id=upload.file_id if upload else None,
        upload_id=upload.upload_id if upload else None,
        received_at=at,
        received_by=actor.person_id,
    )
