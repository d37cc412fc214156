"""Answers in words, and what is filled in beforehand."""

from tongban.plumbing.schemas.answers import describe_values, read_answers
from tongban.plumbing.schemas.prefill import prefilled
from tongban.plumbing.schemas.schema import read_schema
from tongban.plumbing.schemas.tests.schema_of_all import ALL, SOUND


def test_says_each_answer_in_words() -> None:
    (page,) = read_answers(ALL, SOUND)
    words = {answer.name: answer.words for answer in page.answers}
    assert page.title == "各种字段"
    assert words["business_kind"] == "餐饮服务"
    assert words["extras"] == "外卖、糕点"
    assert words["deposit"] == "80.00 元"
    assert words["open_on"] == "2026 年 12 月 1 日"
    assert words["rented"] == "是"
    assert words["shop_name"] == "河畔小馆"


def test_says_what_was_left_out_and_skips_what_was_not_asked() -> None:
    schema = read_schema(ALL)
    (page,) = read_answers(schema, {"shop_name": "河畔小馆", "rented": False})
    words = {answer.name: answer.words for answer in page.answers}
    assert words["mail"] == "没有填"
    assert words["rented"] == "否"
    assert "rent_until" not in words


def test_describes_only_what_was_answered() -> None:
    answers = {"rented": False, "deposit": 8000}
    described = [("押金", "80.00 元"), ("店面是租的吗", "否")]
    assert describe_values(ALL, answers) == described
    assert describe_values({}, {}) == []


def test_fills_in_what_is_known_and_offered() -> None:
    facts = {
        "firm.name": "河畔餐饮有限公司",
        "person.id_type": "officer",
        "person.phone": "",
    }
    assert prefilled(ALL, facts) == {"shop_name": "河畔餐饮有限公司"}
    assert prefilled(ALL, {"person.id_type": "passport_cn"}) == {
        "id_type": "passport_cn"
    }
