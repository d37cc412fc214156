"""Registering and loading people: found by document, refused to others, once only."""

from dataclasses import replace
from datetime import date

import pytest

from tongban.capabilities.orgs.testing import CITY, make_city
from tongban.capabilities.people.commands import (
    load_accounts,
    load_firms_and_agents,
    load_people,
    load_postings,
    register_person,
)
from tongban.capabilities.people.models import Account, Person
from tongban.capabilities.people.queries import (
    find_account,
    find_firm,
    find_person_by_document,
    get_actor,
    get_own_card,
    list_own_firms,
    list_own_postings,
    list_staff_names,
)
from tongban.capabilities.people.roles import deliver_roles, known_roles
from tongban.capabilities.people.testing import (
    TODAY,
    make_citizen,
    make_id_number,
    make_people_loader,
    make_person,
    make_staff,
)
from tongban.capabilities.people.types import (
    AccountLine,
    AgentLine,
    FirmLine,
    PersonLine,
    PostingLine,
)
from tongban.ground.refusals import Invalid, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.commands import reading
from tongban.plumbing.database.cluster.testing import OpenSession
from tongban.plumbing.evidence.models import Leaf

pytestmark = pytest.mark.django_db
STRANGER = system("stranger", city=CITY)
NUMBER = make_id_number(777, "19560308")
WRONG = NUMBER[:-1] + ("1" if NUMBER[-1] == "0" else "0")
SINCE = date(2024, 1, 2)
FIRM = FirmLine(
    "hepan",
    "河畔餐饮有限公司",
    "91690121690200199A",
    "enterprise",
    "河沿街9号",
    "0699-6050001",
    "li",
)


def clerk() -> Actor:
    return make_staff("clerk", make_city().centre)


def register(actor: Actor, **changes: str) -> object:
    values = {
        "name": "张秀兰",
        "id_kind": "citizen_id",
        "id_number": NUMBER,
        "phone": "13800138000",
        "address": "百花巷8号",
    } | changes
    return register_person(actor=actor, on=TODAY, **values)


def test_a_registered_person_is_found_again_by_the_document() -> None:
    actor = clerk()

    first = register(actor)
    again = register(actor, id_number=NUMBER.lower(), phone="")

    assert first == again
    found = find_person_by_document(
        actor=actor, id_kind="citizen_id", id_number=NUMBER, today=TODAY
    )
    assert found is not None
    assert (found.person_id, found.name) == (first, "张秀兰")
    assert found.born_on == date(1956, 3, 8)


def test_a_registration_leaves_no_number_in_the_log() -> None:
    register(clerk())

    with reading(make_people_loader()):
        bodies = [leaf.body for leaf in Leaf.objects.all()]
    assert any("people.person.registered" in body for body in bodies)
    assert not any(NUMBER in body for body in bodies)


def test_a_clerk_cannot_browse_people() -> None:
    actor = clerk()
    register(actor)

    with reading(actor):
        assert list(Person.objects.values_list("id", flat=True)) == [actor.person_id]


def test_register_person_is_refused_to_a_citizen() -> None:
    make_city()
    with pytest.raises(NotAllowed):
        register(make_citizen())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"id_number": WRONG}, "id_number"),
        ({"id_number": "1"}, "id_number"),
        ({"id_kind": "library_card"}, "id_kind"),
        ({"phone": "1380013800"}, "phone"),
    ],
)
def test_register_person_says_which_value_cannot_be_right(
    changes: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        register(clerk(), **changes)

    assert set(refused.value.errors) == {field}


def test_a_document_cannot_be_registered_under_another_name() -> None:
    actor = clerk()
    register(actor)

    with pytest.raises(Invalid) as refused:
        register(actor, name="李建国")

    assert "name" in refused.value.errors
    assert "张秀兰" not in refused.value.errors["name"]


def test_load_people_is_refused_to_others_and_gives_the_same_keys_again() -> None:
    make_city()
    line = PersonLine("one", "张秀兰", "citizen_id", NUMBER)
    with pytest.raises(NotAllowed):
        load_people(actor=STRANGER, people=[line], today=TODAY)
    loader = make_people_loader()

    keys = load_people(actor=loader, people=[line], today=TODAY)

    assert load_people(actor=loader, people=[line], today=TODAY) == keys


def test_load_firms_is_refused_to_others_and_knows_who_may_act() -> None:
    make_city()
    li, wang = make_citizen("李建国"), make_citizen("王晓燕")
    assert li.person_id
    assert wang.person_id
    people = {"li": li.person_id, "wang": wang.person_id}
    agents = [
        AgentLine("hepan", "li", "legal_representative", "{}", SINCE),
        AgentLine("hepan", "wang", "agent", "{}", SINCE, date(2026, 11, 22)),
    ]
    with pytest.raises(NotAllowed):
        load_firms_and_agents(
            actor=STRANGER, firms=[FIRM], agents=agents, people=people
        )
    loader = make_people_loader()

    for _ in range(2):
        load_firms_and_agents(actor=loader, firms=[FIRM], agents=agents, people=people)

    on_the_last_day = list_own_firms(actor=wang, today=TODAY)
    assert [firm.name for firm in on_the_last_day] == ["河畔餐饮有限公司"]
    assert list_own_firms(actor=wang, today=date(2026, 11, 23)) == []
    officer = make_staff("officer", make_city().market)
    firm = find_firm(actor=officer, uscc=FIRM.uscc)
    assert firm is not None
    assert firm.name == "河畔餐饮有限公司"


def test_load_firms_refuses_a_person_who_is_not_known() -> None:
    make_city()
    with pytest.raises(Invalid):
        load_firms_and_agents(
            actor=make_people_loader(), firms=[FIRM], agents=[], people={}
        )


def test_load_accounts_is_refused_to_others_and_keeps_a_password() -> None:
    make_city()
    person_id = make_person()
    line = AccountLine("zhang", "citizen", person_id, "abcd-efgh")
    with pytest.raises(NotAllowed):
        load_accounts(actor=STRANGER, accounts=[line])
    loader = make_people_loader()

    keys = load_accounts(actor=loader, accounts=[line])
    again = load_accounts(actor=loader, accounts=[replace(line, password="other")])

    assert keys == again
    assert find_account(actor=loader, login="zhang") == keys["zhang"]
    own = get_actor(account_id=keys["zhang"], today=TODAY)
    with reading(own):
        assert Account.objects.get(pk=keys["zhang"]).check_password("abcd-efgh")


def test_load_postings_is_refused_to_others_and_ends_after_the_last_day() -> None:
    city = make_city()
    actor = make_staff("officer", city.market)
    assert actor.person_id
    line = PostingLine(actor.person_id, city.civil, "approver", SINCE, TODAY)
    with pytest.raises(NotAllowed):
        load_postings(actor=STRANGER, postings=[line])
    loader = make_people_loader()

    assert load_postings(actor=loader, postings=[line]) == 1
    assert load_postings(actor=loader, postings=[line]) == 0

    assert actor.account_id
    today = get_actor(account_id=actor.account_id, today=TODAY)
    tomorrow = get_actor(account_id=actor.account_id, today=date(2026, 11, 23))
    assert today.may("cases.case.decide", org_id=city.civil)
    assert not tomorrow.may("cases.case.decide", org_id=city.civil)
    assert len(list_own_postings(actor=today, today=TODAY)) == 2
    assert list_staff_names(actor=today, person_ids=[actor.person_id]) == {
        actor.person_id: "刘芳"
    }


def test_every_role_holds_what_it_was_delivered_with_and_keeps_what_it_has(
    open_session: OpenSession,
) -> None:
    held = "select role, permission from role_grant where city = %s"
    wanted = {(role, name) for role, names in known_roles().items() for name in names}
    with open_session("owner").cursor() as owner:
        assert set(owner.execute(held, [""])) == wanted

        owner.execute("delete from role_grant where role = 'clerk'")
        owner.execute("insert into role_grant (role, permission) values ('x', 'y')")
        deliver_roles(owner)
        assert set(owner.execute(held, [""])) == wanted | {("x", "y")}
        owner.connection.rollback()


def test_a_person_sees_their_own_card_and_an_unknown_account_nobody() -> None:
    make_city()
    citizen = make_citizen("张秀兰")

    assert get_own_card(actor=citizen).name == "张秀兰"
    with pytest.raises(NotFound):
        get_actor(account_id=make_person(), today=TODAY)
