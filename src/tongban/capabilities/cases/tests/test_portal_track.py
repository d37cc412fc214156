"""P17: the state by number and code, for anybody; nothing of a person, five tries."""

import pytest
from django.test import Client

from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.testing import make_case, make_world
from tongban.capabilities.cases.tests.citizens import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "state",
    [
        CaseState.SUBMITTED,
        CaseState.CORRECTING,
        CaseState.ACCEPTED,
        CaseState.NOT_ACCEPTED,
        CaseState.REVIEWED,
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.DISPATCHED,
        CaseState.DELIVERED,
        CaseState.WITHDRAWN,
    ],
)
def test_tells_the_state_and_nobodys_business(state: CaseState) -> None:
    world = make_world()
    filed = make_case(world, state)
    client = Client()

    answer = client.post("/track", {"number": filed.number, "code": filed.query_code})

    told = text_of(answer)
    assert answer.status_code == 200
    assert state.label in told
    assert answer.context["words"]
    assert answer["Cache-Control"] == "no-store"
    secrets = (
        "张秀兰",
        world.guide.name,
        world.guide.body_name,
        filed.query_code,
        "百花巷",
        "邮政特快专递",
        "1234567890123",
    )
    for secret in secrets:
        assert secret not in answer.content.decode(), secret


@pytest.mark.parametrize("write", [" ", "\u3000", "\u200b", "-"])
def test_a_number_may_be_pasted_with_blanks(write: str) -> None:
    filed = make_case(make_world())
    spaced = write.join((filed.number[:6], filed.number[6:14], filed.number[14:]))
    wide = filed.query_code.translate({ord(str(n)): 0xFF10 + n for n in range(10)})

    answer = Client().post("/track", {"number": f" {spaced}\n", "code": wide})

    assert answer.status_code == (422 if write == "-" else 200), text_of(answer)


@pytest.mark.parametrize(
    ("number", "code", "wrong"),
    [
        ("", "", {"number", "code"}),
        ("6901", "402913", {"number"}),
        ("6" * 22, "40291", {"code"}),
        ("六" * 22, "四零二九一三", {"number", "code"}),
        ("\x00" * 22, "' or 1=1", {"number", "code"}),
        ("9" * 20000, "1" * 20000, {"number", "code"}),
    ],
)
def test_what_cannot_be_a_number_is_told_and_is_no_try(
    number: str, code: str, wrong: set[str]
) -> None:
    filed = make_case(make_world())
    client = Client()

    for _time in range(6):
        answer = client.post("/track", {"number": number, "code": code})
        assert answer.status_code == 422
        assert set(answer.context["errors"]) == wrong
        assert text_of(answer).startswith("错误：")

    right = {"number": filed.number, "code": filed.query_code}
    assert client.post("/track", right).status_code == 200


def test_a_wrong_number_and_a_wrong_code_look_alike() -> None:
    filed = make_case(make_world())
    other = "000000" if filed.query_code != "000000" else "000001"
    client = Client()

    wrong_code = client.post("/track", {"number": filed.number, "code": other})
    wrong_number = client.post("/track", {"number": "6" * 22, "code": filed.query_code})

    assert wrong_code.status_code == wrong_number.status_code == 422
    assert wrong_code.context["errors"] == wrong_number.context["errors"]


def test_five_wrong_tries_lock_politely_and_keep_the_number() -> None:
    filed = make_case(make_world())
    other = "000000" if filed.query_code != "000000" else "000001"
    client = Client()
    for _time in range(5):
        answer = client.post("/track", {"number": filed.number, "code": other})
        assert answer.status_code == 422

    # The right code does not open it either, nor another browser.
    right = {"number": filed.number, "code": filed.query_code}
    locked = client.post("/track", right)

    assert locked.status_code == 429
    assert "15 分钟后再试" in text_of(locked)
    assert f'value="{filed.number}"' in locked.content.decode()
    assert Client().post("/track", right).status_code == 429
    # Another number is not locked with it.
    second = make_case(make_world())
    opened = {"number": second.number, "code": second.query_code}
    assert client.post("/track", opened).status_code == 200


def test_the_way_there_stands_on_the_home_page_and_below_every_page() -> None:
    make_world()

    for path in ("/", "/help", "/no-such-page"):
        assert 'href="/track"' in Client().get(path).content.decode(), path
