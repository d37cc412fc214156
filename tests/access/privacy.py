"""What is asked for about personal data: a text, a consent, requests, an assessment, a finding."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from tests.access.people import Person
from tests.access.things import Thing
from tongban.capabilities.cases.queries import get_case
from tongban.capabilities.cases.testing import World
from tongban.capabilities.orgs.queries import system_actor_for_city
from tongban.capabilities.people.testing import make_staff
from tongban.capabilities.privacy.commands import (
    file_assessment,
    file_privacy_request,
    find_odd_reads,
    give_consent,
)
from tongban.capabilities.privacy.permissions import FIND_MISUSE
from tongban.capabilities.privacy.queries import get_misuse_report
from tongban.capabilities.privacy.testing import (
    CONSENT,
    NOTICE,
    WATCH,
    PrivacyOffice,
    make_copy,
    publish,
)
from tongban.capabilities.privacy.types import AssessmentDraft
from tongban.faces.clock import now, today

Made = dict[tuple[str, str], Thing]
_API: Final = "/api/v1/privacy/"
_NAMED: Final = ("text_id", "consent_id", "assessment_id", "finding_id")


def of_privacy(world: World, people: Mapping[str, Person], case_id: Thing) -> Made:
    """One of each that belongs to the applicant or the city's office."""
    keeper = people["privacy_officer"].actor
    other = make_staff("privacy_officer", world.city.approval, name="另一人")
    office = PrivacyOffice(other, keeper)
    publish(office, "notice", NOTICE, at=now())
    text = publish(office, "consent", CONSENT, at=now())
    publish(office, "misuse", WATCH | {"many_reads": 0}, at=now())
    consent = give_consent(actor=world.citizen, text_id=text, at=now())
    asked = [
        file_privacy_request(
            actor=world.citizen, kind=kind, words="", channel="web", at=now()
        ).id
        for kind in ("export", "access")
    ]
    make_copy(world.city.code, asked[0], now())
    said = ("人脸核验", "x", "low", "x", "x", "x")
    draft = AssessmentDraft(*said, today(), today() + timedelta(days=30))
    assessment = file_assessment(actor=other, draft=draft, at=now())
    copy = Thing(str(asked[0]), "privacy_request")
    return {
        ("/", "text_id"): Thing(str(text), "privacy_text"),
        ("/", "consent_id"): Thing(str(consent), "privacy_consent"),
        ("/", "assessment_id"): Thing(str(assessment), "privacy_assessment"),
        ("/", "finding_id"): Thing(_found(world, people, case_id), "misuse_finding"),
        ("/my/privacy/", "request_id"): copy,
        (_API + "mine/", "request_id"): copy,
        (_API + "requests/", "request_id"): Thing(str(asked[1]), "privacy_request"),
    }


def fields_of_privacy(things: Made) -> dict[str, str]:
    """What forms name."""
    named = {name: things["/", name].value for name in _NAMED}
    request = things[_API + "requests/", "request_id"].value
    return named | {"privacy_request_id": request}


def _found(world: World, people: Mapping[str, Person], case_id: Thing) -> str:
    """Somebody opened a case, which the strictest of rules does not let pass."""
    get_case(actor=world.officer, case_id=UUID(case_id.value))
    grants = frozenset({(FIND_MISUSE, None)})
    finder = system_actor_for_city(name="misuse", city=world.city.code, grants=grants)
    for day in (today(), now().date()):
        find_odd_reads(actor=finder, day=day, is_worked=True, at=now())
    auditor = people["audit_administrator"].actor
    report = get_misuse_report(actor=auditor, today=today())
    return str(report.findings[0].finding_id)
