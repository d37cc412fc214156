"""A lawful purge: two people, one document, nothing left to read, and a log that verifies."""

import hashlib
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from tongban.capabilities.cases.commands import (
    approve_purge,
    file_application,
    propose_purge,
    withdraw_application,
)
from tongban.capabilities.cases.paper_files import get_or_make_paper, papers_actor
from tongban.capabilities.cases.queries import (
    get_receipt,
    list_purges,
    verify_records,
)
from tongban.capabilities.cases.queries.own_part import get_own_part
from tongban.capabilities.cases.testing import (
    AT,
    World,
    make_filing,
    make_party,
    make_world,
)
from tongban.capabilities.people.queries import get_own_card
from tongban.capabilities.people.testing import make_staff
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, Refusal
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keyed import document_key, phone_key
from tongban.plumbing.evidence.sequencing import sequence_round
from tongban.plumbing.evidence.signing import (
    installation_key,
    installation_public_keys,
)
from tongban.plumbing.files.storing import sweep
from tongban.plumbing.sealing.fields import PURGED

pytestmark = pytest.mark.django_db
PHONE = "13912345678"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def operator(world: World) -> Actor:
    return make_staff("operator", world.city.centre, name="郑运维")


@pytest.fixture
def auditor(world: World) -> Actor:
    return make_staff("auditor", world.city.centre, name="钱审计")


def filed(world: World, *, closed: bool = True) -> tuple[UUID, UUID]:
    """A case that its applicant has taken back, and its application."""
    party = replace(make_party(world.citizen), phone=PHONE)
    filing = make_filing(world, parties=(party,))
    receipt = file_application(actor=world.citizen, filing=filing, channel="web", at=AT)
    if closed:
        withdraw_application(actor=world.citizen, case_id=receipt.case_id, at=AT)
    with working(world.citizen, writing=False), connection.cursor() as cursor:
        cursor.execute(
            'select application_id from "case" where id = %s', [receipt.case_id]
        )
        return receipt.case_id, cursor.fetchone()[0]


def ordered(by: Actor, application_id: UUID) -> UUID:
    return propose_purge(
        actor=by,
        application_id=application_id,
        document_number="安档销〔2026〕3号",
        reason="保管期限届满",
        at=AT,
    )


def bytes_kept() -> int:
    return sum(1 for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file())


def test_two_people_destroy_what_was_filed_and_the_log_verifies(
    world: World, operator: Actor, auditor: Actor
) -> None:
    case_id, application_id = filed(world)
    before = get_own_part(actor=world.citizen, case_id=case_id, with_values=True)
    kept = bytes_kept()
    order = ordered(operator, application_id)

    assert approve_purge(actor=auditor, order_id=order, at=AT) == application_id
    swept = sweep(city=world.citizen.city)

    after = get_own_part(actor=world.citizen, case_id=case_id, with_values=True)
    assert set(after.values) == set(before.values)
    assert set(after.values.values()) == {PURGED}
    with working(world.citizen, writing=False), connection.cursor() as cursor:
        cursor.execute(
            "select name, id_number, id_key, phone, phone_key from party"
            " where application_id = %s",
            [application_id],
        )
        assert cursor.fetchall() == [(PURGED, "", "", "", "")]
        cursor.execute(
            "select wrapped from subject_key where id = %s", [application_id]
        )
        assert cursor.fetchall() == [("",)]
    assert swept == 1
    assert bytes_kept() == kept - 1
    line = list_purges(actor=auditor)[0]
    assert (line.proposed_by, line.approved_by) == (
        operator.person_id,
        auditor.person_id,
    )


@pytest.mark.django_db(transaction=True)
def test_the_log_verifies_afterwards_and_holds_nothing_of_it() -> None:
    world = make_world()
    case_id, application_id = filed(world)
    receipt = get_receipt(actor=world.citizen, case_id=case_id)
    assert receipt.paper_id is not None
    get_or_make_paper(actor=world.citizen, paper_id=receipt.paper_id, at=AT)
    order = ordered(
        make_staff("operator", world.city.centre, name="郑运维"), application_id
    )
    approve_purge(
        actor=make_staff("auditor", world.city.centre, name="钱审计"),
        order_id=order,
        at=AT,
    )
    city = world.citizen.city
    assert sweep(city=city) == 2
    while sequence_round(city=city, key=installation_key(), now=AT).linked:
        pass

    checks = verify_records(
        actor=papers_actor(city), trusted=installation_public_keys()
    )

    assert [row for row in checks if not row.ok] == []
    number = get_own_card(actor=world.citizen).id_number
    with (
        working(system("looking", city=city), writing=False),
        connection.cursor() as cursor,
    ):
        cursor.execute("select string_agg(body, ' ') from evidence_leaf")
        log = cursor.fetchone()[0]
    # Nor a hash of it, keyed or bare.
    for value in (
        number,
        PHONE,
        document_key(city, "citizen_id", number),
        phone_key(city, PHONE),
        hashlib.sha256(number.encode()).hexdigest(),
        hashlib.new("sm3", number.encode()).hexdigest(),
    ):
        assert value not in log


def test_one_person_alone_destroys_nothing(world: World) -> None:
    both = make_staff("operator", world.city.centre, name="郑运维")
    also = replace(
        both,
        grants=both.grants | {("cases.purge.approve", world.city.centre)},
    )
    _, application_id = filed(world)
    order = ordered(also, application_id)

    with pytest.raises(Refusal) as refused:
        approve_purge(actor=also, order_id=order, at=AT)

    assert refused.value.rule == "purge_by_two_people"


def test_what_is_still_needed_is_kept(world: World, operator: Actor) -> None:
    _, application_id = filed(world, closed=False)

    with pytest.raises(Refusal) as refused:
        ordered(operator, application_id)

    assert refused.value.rule == "nothing_is_purged_while_it_is_needed"


def test_an_order_names_its_document_and_comes_once(
    world: World, operator: Actor, auditor: Actor
) -> None:
    _, application_id = filed(world)
    with pytest.raises(Invalid) as refused:
        propose_purge(
            actor=operator,
            application_id=application_id,
            document_number=" ",
            reason="",
            at=AT,
        )
    assert set(refused.value.errors) == {"document_number", "reason"}
    order = ordered(operator, application_id)
    with pytest.raises(MoveRefused):
        ordered(operator, application_id)
    approve_purge(actor=auditor, order_id=order, at=AT)
    with pytest.raises(MoveRefused):
        approve_purge(actor=auditor, order_id=order, at=AT)


@pytest.mark.parametrize("who", ["officer", "clerk", "citizen"])
def test_nobody_else_orders_or_approves(
    world: World, operator: Actor, who: str
) -> None:
    _, application_id = filed(world)
    order = ordered(operator, application_id)
    other = getattr(world, who)

    with pytest.raises(NotAllowed):
        approve_purge(actor=other, order_id=order, at=AT)
    with pytest.raises(NotAllowed):
        ordered(other, application_id)
