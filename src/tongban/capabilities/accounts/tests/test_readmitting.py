"""Back in without phone and codes: seen at a window, or by two administrators."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tongban.capabilities.accounts.commands import (
    ask_to_readmit_staff,
    make_recovery_codes,
    readmit_citizen,
)
from tongban.capabilities.accounts.queries import count_recovery_codes
from tongban.capabilities.accounts.tests.test_registering import (
    OTHER_PHONE,
    PASSWORD,
    PHONE,
    ask,
    code_of,
    finish,
    register,
)
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.queries import (
    find_account,
    get_actor,
    get_own_card,
)
from tongban.capabilities.people.testing import TODAY, make_staff, signed_in
from tongban.capabilities.rights.commands import answer_request
from tongban.capabilities.rights.queries import list_requests
from tongban.capabilities.rights.testing import make_administrators
from tongban.ground.refusals import Invalid, Refusal
from tongban.plumbing.access.actor import Actor, anonymous
from tongban.plumbing.access.commands import reading
from tongban.plumbing.database.keyed import phone_login
from tongban_simulators.people import Surroundings

pytestmark = pytest.mark.django_db
SEEN = {"papers": "居民身份证原件", "reason": "手机丢了"}


def now() -> datetime:
    return datetime.now(UTC)


def person_of(phone: str) -> Actor | None:
    found = find_account(actor=anonymous("690100"), login=phone_login(phone))
    return get_actor(account_id=found, today=TODAY) if found else None


def document_of(actor: Actor) -> tuple[str, str, str]:
    card = get_own_card(actor=actor)
    return card.name, card.id_kind, card.id_number


def rule_of(act: Any) -> str | None:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.rule


def come_back(around: Surroundings, code: str, **changes: str) -> Any:
    asked = ask(OTHER_PHONE, "/register?window=1")
    assert 'name="window_code"' in asked.content.decode()
    given = {"phone": OTHER_PHONE, "window_code": code} | changes
    return finish(Client(), code_of(around, OTHER_PHONE), **given)


def test_a_citizen_who_lost_everything_comes_back_with_another_phone(
    around: Surroundings,
) -> None:
    city = make_city()
    browser = register(around)
    own = person_of(PHONE)
    assert own is not None
    make_recovery_codes(actor=own, at=now())
    clerk = signed_in(make_staff("clerk", city.centre))
    name, kind, number = document_of(own)
    typed = {"do": "citizen", "name": name, "id_kind": kind, "id_number": number}

    wrong = clerk.post("/desk/readmissions", typed | {"reason": "手机丢了"})
    assert wrong.status_code == 422
    assert number in wrong.content.decode()
    told = clerk.post("/desk/readmissions", typed | SEEN).content.decode()
    shown = re.search(r"(\d{4}) (\d{4})</b>", told)
    assert shown is not None
    code = shown[1] + shown[2]
    assert code not in clerk.get("/desk/readmissions").content.decode()

    # The lost phone opens nothing any more, nor does the browser that was signed in.
    assert person_of(PHONE) is None
    assert browser.get("/my/sign-ins")["Location"].startswith("/sign-in")
    assert come_back(around, "00000000").status_code == 422
    done = come_back(around, code)
    assert done.status_code == 302, done.content.decode()
    back = person_of(OTHER_PHONE)
    assert back is not None
    assert back.account_id == own.account_id
    assert get_own_card(actor=back).phone == OTHER_PHONE
    assert count_recovery_codes(actor=back) == 0
    client = Client()
    answer = client.post("/sign-in", {"login": OTHER_PHONE, "password": PASSWORD})
    assert answer.status_code == 302
    again = finish(
        Client(), code_of(around, OTHER_PHONE), phone=OTHER_PHONE, window_code=code
    )
    assert again.status_code in {409, 422}


def test_nobody_lets_himself_in_and_only_who_sits_there_lets_in(
    around: Surroundings,
) -> None:
    city = make_city()
    register(around)
    own = person_of(PHONE)
    assert own is not None
    clerk = make_staff("clerk", city.centre)
    asked: dict[str, Any] = {
        "body_id": city.centre,
        "document": document_of(own),
        "at": now(),
        **SEEN,
    }
    from_elsewhere = asked | {"body_id": city.market}
    assert (
        rule_of(lambda: readmit_citizen(actor=clerk, **from_elsewhere))
        == "no_act_without_a_permission"
    )
    with pytest.raises(Invalid) as refused:
        readmit_citizen(actor=clerk, **(asked | {"document": document_of(clerk)}))
    assert "没有网上账号" in refused.value.errors["id_number"]


def test_a_member_of_staff_takes_two_administrators() -> None:
    city = make_city()
    people = make_administrators(city)
    officer = make_staff("officer", city.market, name="王强")
    make_recovery_codes(actor=officer, at=now())
    login = login_of(officer)
    client = signed_in(people.security)
    form = {"do": "staff", "login": login, "document_number": "安政数〔2026〕3号"}

    wrong = client.post("/desk/readmissions", form)
    assert wrong.status_code == 422
    answer = client.post("/desk/readmissions", form | {"staff_reason": "手机丢了"})
    assert answer.status_code == 302, answer.content.decode()
    (request,) = list_requests(actor=people.audit)
    assert count_recovery_codes(actor=officer) > 0
    answer_request(
        actor=people.audit, request_id=request.request_id, outcome="confirmed", at=now()
    )
    assert count_recovery_codes(actor=officer) == 0
    with pytest.raises(Invalid):
        ask_to_readmit_staff(
            actor=people.security,
            login=login_of(people.security),
            document_number="安政数〔2026〕3号",
            reason="自己的",
            at=now(),
        )


def login_of(actor: Actor) -> str:
    with reading(actor), connection.cursor() as cursor:
        cursor.execute("select login from account where id = %s", [actor.account_id])
        return str(cursor.fetchone()[0])
