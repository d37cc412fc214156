"""At the window: a mandate shown in writing is registered, items chosen by name, scan kept."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.capabilities.catalogue.testing import Office, publish_item
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.mandates.commands import keep_mandate_scan, register_mandate
from tongban.capabilities.mandates.queries import list_given_by_firm, list_held
from tongban.capabilities.mandates.testing import (
    FIRM,
    USCC,
    document_of,
    make_firm,
    register_shown,
)
from tongban.capabilities.mandates.types import Scope
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    make_citizen,
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.ground.refusals import NotFound
from tongban.ground.zone import OFFICE_ZONE
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.files.testing import make_png

pytestmark = pytest.mark.django_db
PAGE = "/desk/mandates"


def now() -> datetime:
    return datetime.now(OFFICE_ZONE)


def today() -> date:
    return now().date()


@pytest.fixture
def guide(city: TestCity, office: Office) -> Guide:
    return publish_item(city, office)


def form(principal: Actor, agent: Actor, **changes: Any) -> dict[str, Any]:
    until = today() + timedelta(days=10)
    typed = {"act": "register", "kind": "agent", "scope": "all", "papers": "委托书原件"}
    for side, actor in (("principal", principal), ("agent", agent)):
        name, kind, number = document_of(actor)
        typed |= {f"{side}_name": name, f"{side}_id_kind": kind}
        typed[f"{side}_id_number"] = number
    day = {"year": until.year, "month": until.month, "day": until.day}
    return (
        typed | {f"until-{part}": str(value) for part, value in day.items()} | changes
    )


def text(answer: Any) -> str:
    said: str = answer.content.decode()
    return said


def test_items_are_found_by_name_and_everything_typed_stays(
    city: TestCity, guide: Guide
) -> None:
    principal, agent = make_citizen("张秀兰"), make_citizen("李建国")
    clerk = signed_in(make_staff("clerk", city.centre))
    typed = form(principal, agent, item_words="食品经营")

    found = text(clerk.post(PAGE, typed | {"act": "find"}))
    assert guide.name in found
    assert f'value="{guide.item_id}"' in found
    assert typed["agent_id_number"] in found
    assert "委托书原件" in found

    scan = SimpleUploadedFile("委托书.png", make_png(), "image/png")
    wrong = clerk.post(
        PAGE, typed | {"scope": "items", "papers": "", "scan": scan, "kind": "family"}
    )
    assert wrong.status_code == 422
    said = text(wrong)
    assert "请写明看了什么" in said
    assert typed["principal_id_number"] in said
    kept = re.search(r'name="scan_id" value="([0-9a-f-]{36})"', said)
    assert kept is not None

    whole = typed | {"scope": "items", "items": str(guide.item_id)}
    done = clerk.post(PAGE, whole | {"scan_id": kept[1]})
    assert done.status_code == 302, text(done)
    (card,) = list_held(actor=agent)
    assert card.scope == Scope("items", (str(guide.item_id),))
    assert card.has_scan
    assert guide.name in text(clerk.get(PAGE))
    answer = clerk.get(f"{PAGE}/{card.mandate_id}/scan")
    assert answer.content == make_png()


def test_a_firm_entrusts_by_its_credit_code(city: TestCity) -> None:
    head, agent = make_citizen("王晓燕"), make_citizen("李建国")
    firm_id = make_firm(head)
    clerk = signed_in(make_staff("clerk", city.centre))
    typed = form(head, agent, principal_name=FIRM, principal_id_number=USCC)
    typed["principal_id_kind"] = "uscc"

    wrong = clerk.post(PAGE, typed)
    assert "企业经办人" in text(wrong)
    assert wrong.status_code == 422
    other = clerk.post(PAGE, typed | {"kind": "firm_agent", "principal_name": "别家"})
    assert "对不上" in text(other)
    assert clerk.post(PAGE, typed | {"kind": "firm_agent"}).status_code == 302

    (card,) = list_given_by_firm(actor=head, firm_id=firm_id)
    assert (card.agent_name, card.made_how) == ("李建国", "window")


def test_the_scan_is_for_both_sides_and_the_office_alone(city: TestCity) -> None:
    principal, agent = make_citizen("张秀兰"), make_citizen("李建国")
    clerk = make_staff("clerk", city.centre)
    mandate = register_shown(clerk, city.centre, principal, agent, at=now())

    def opens(actor: Actor) -> int:
        token = open_api_session(actor)
        path = f"/api/v1/mandates/{mandate}/scan"
        return Client().get(path, HTTP_AUTHORIZATION=f"Bearer {token}").status_code

    assert [opens(one) for one in (principal, agent, clerk)] == [200] * 3
    strangers = (make_citizen("王晓燕"), make_staff("clerk", city.market))
    assert [opens(one) for one in strangers] == [404] * 2


def test_nobody_names_the_scan_of_another(city: TestCity) -> None:
    principal, agent = make_citizen("张秀兰"), make_citizen("李建国")
    clerk, other = make_staff("clerk", city.centre), make_staff("clerk", city.centre)
    scan = keep_mandate_scan(
        actor=clerk,
        body_id=city.centre,
        content=make_png(),
        name="甲.png",
        declared_type="image/png",
        at=now(),
    )
    with pytest.raises(NotFound):
        register_mandate(
            actor=other,
            body_id=city.centre,
            principal=document_of(principal),
            agent=document_of(agent),
            kind="agent",
            scope=Scope(),
            until=today(),
            papers="委托书",
            scan_id=scan,
            at=now(),
        )


def test_who_may_not_register_is_refused(city: TestCity) -> None:
    approver = signed_in(make_staff("approver", city.market))
    assert approver.get(PAGE).status_code == 403
    principal, agent = make_citizen("张秀兰"), make_citizen("李建国")
    assert approver.post(PAGE, form(principal, agent)).status_code == 403


def test_a_citizen_chooses_items_by_name(city: TestCity, guide: Guide) -> None:
    client = signed_in(make_citizen("张秀兰"))
    found = text(client.post("/my/helpers", {"act": "find", "item_words": "食品经营"}))
    assert f'name="items" value="{guide.item_id}"' in found
    nothing = client.post("/my/helpers", {"act": "find", "item_words": "登月"})
    assert "没有找到“登月”" in text(nothing)
    # What was ticked stays while more is looked for.
    more = {"act": "find", "item_words": "登月", "items": str(guide.item_id)}
    assert guide.name in text(client.post("/my/helpers", more))
