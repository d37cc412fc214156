"""Issuing a certificate of window service: the database counts the days from the posts."""

import secrets
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tongban.capabilities.rights.models import ServiceCertificate
from tongban.capabilities.rights.permissions import GRANT_POSTINGS
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor, require
from tongban.plumbing.access.commands import command
from tongban.plumbing.evidence.recording import record

_LOTS: Final = 10**10


@command
def issue_certificate(
    *, actor: Actor, person_id: UUID, body_id: UUID, until: date, at: datetime
) -> UUID:
    """Certify the days that somebody of the establishment served at windows of a body.

    Refuses with NotAllowed; the database refuses a day to come, who never served there,
    and a certificate for oneself.
    """
    require(actor, GRANT_POSTINGS, org_id=body_id)

    year = at.astimezone(OFFICE_ZONE).year
    certificate = ServiceCertificate(
        city=actor.city,
        number=f"{actor.city}-CK-{year}-{secrets.randbelow(_LOTS):010d}",
        person_id=person_id,
        body_id=body_id,
        until=until,
        issued_by_id=actor.natural_person,
        issued_at=at,
    )
    certificate.save(force_insert=True)
    certificate.refresh_from_db(fields=["days"])

    record(
        actor,
        "rights.certificate.issued",
        subject="service_certificate",
        subject_id=certificate.id,
        number=certificate.number,
        body_id=body_id,
        person_id=person_id,
        until=until,
        days=certificate.days,
    )
    return certificate.id
