"""Things of the register of bodies: a change, a scheme, a sheet; and a certificate of service."""

from datetime import date, timedelta

from tests.access.people import Person
from tests.access.things import Thing
from tongban.capabilities.bodies.commands import publish_scheme, publish_sheet
from tongban.capabilities.cases.testing import World
from tongban.capabilities.orgs.commands import draft_change
from tongban.capabilities.orgs.testing import rename
from tongban.capabilities.rights.commands import grant_posting, issue_certificate
from tongban.capabilities.rights.queries import get_certificate
from tongban.capabilities.rights.types import CertificateCard, GrantLine
from tongban.faces.clock import now, today


def of_bodies(world: World, people: dict[str, Person]) -> dict[tuple[str, str], Thing]:
    """A rename that nobody has approved, and a sheet that stands."""
    drafter = people["organisation_drafter"].actor
    approver = people["organisation_approver"].actor
    later = today() + timedelta(days=400)
    change = draft_change(actor=drafter, asked=rename("CIVIL", "甲", later), at=now())
    publish_scheme(
        actor=approver,
        title="办法",
        points={"online_capable": 20},
        document_number="1号",
        at=now(),
    )
    sheet = publish_sheet(
        actor=approver,
        body_id=world.city.market,
        first_day=date(2026, 1, 1),
        last_day=date(2026, 3, 31),
        at=now(),
    )
    certificate = _certificate(world, people)
    return {
        ("/", "certificate_id"): Thing(
            str(certificate.certificate_id), "service_certificate"
        ),
        ("/api/v1/rights/certificates/by-number/", "number"): Thing(certificate.number),
        ("/desk/bodies/of/", "code"): Thing("MARKET"),
        ("/api/v1/bodies/of/", "code"): Thing("MARKET"),
        ("/desk/bodies/changes/new/", "kind"): Thing("rename"),
        ("/desk/bodies/import/", "what"): Thing("regions"),
        ("/desk/bodies/import/", "kind"): Thing("csv"),
        ("/", "change_id"): Thing(str(change), "org_change"),
        ("/", "sheet_id"): Thing(str(sheet), "assessment_sheet"),
    }


def _certificate(world: World, people: dict[str, Person]) -> CertificateCard:
    """The officer of the body served at a window for some days, and does no more."""
    security = people["security_administrator"].actor
    officer, market = people["officer"].actor.natural_person, world.city.market
    line = GrantLine(
        officer,
        market,
        "officer",
        today() - timedelta(days=9),
        "安政数〔2026〕3号",
        valid_until=today() - timedelta(days=5),
        window_id=world.city.window,
        is_established=True,
    )
    grant_posting(actor=security, line=line, at=now())
    key = issue_certificate(
        actor=security, person_id=officer, body_id=market, until=today(), at=now()
    )
    return get_certificate(actor=security, certificate_id=key)
