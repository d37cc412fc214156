"""The published description says of each field what the check does."""

from typing import Any

from jsonschema import Draft202012Validator

from tongban.plumbing.schemas.json_schema import to_json_schema
from tongban.plumbing.schemas.tests.schema_of_all import ALL, NAMES, SOUND
from tongban.plumbing.schemas.tests.test_conditions import SCHEMA


def properties() -> dict[str, Any]:
    described: dict[str, Any] = to_json_schema(ALL)["properties"]
    return described


def test_describes_every_field_and_nothing_else() -> None:
    document = to_json_schema(ALL)
    assert list(document["properties"]) == NAMES
    assert document["additionalProperties"] is False
    assert document["required"] == ["shop_name", "business_kind"]


def test_describes_each_kind() -> None:
    found = properties()
    assert found["shop_name"] == {
        "title": "店名",
        "description": "和招牌上的一样。",
        "type": "string",
        "maxLength": 20,
        "minLength": 1,
        "examples": ["河畔小馆"],
    }
    assert found["floor_area"]["minimum"] == 1
    assert found["deposit"]["maximum"] == 10000000
    assert found["deposit"]["minimum"] == 0
    assert found["rented"] == {"title": "店面是租的吗", "type": "boolean"}
    assert found["open_on"]["format"] == "date"
    assert found["extras"]["maxItems"] == 2
    assert found["about"]["minLength"] == 2
    assert found["business_kind"]["oneOf"][0] == {
        "const": "catering",
        "title": "餐饮服务",
    }


def test_requires_a_conditional_field_only_where_it_is_shown() -> None:
    post, address, copies = to_json_schema(SCHEMA)["allOf"]
    assert post == {
        "if": {"properties": {"form": {"const": "card"}}, "required": ["form"]},
        "then": {"required": ["post"]},
    }
    assert address["if"]["properties"] == {
        "post": {"const": True},
        "form": {"const": "card"},
    }
    assert copies["if"]["properties"] == {"papers": {"contains": {"const": "copy"}}}


def test_takes_what_the_check_takes_and_misses_what_it_misses() -> None:
    document = to_json_schema(ALL)
    Draft202012Validator.check_schema(document)
    validator = Draft202012Validator(document)
    assert list(validator.iter_errors(SOUND)) == []
    without_day = {key: value for key, value in SOUND.items() if key != "rent_until"}
    assert not validator.is_valid(without_day)
    assert validator.is_valid(without_day | {"rented": False})
    for wrong in ({"phone": "138"}, {"business_kind": "bar"}, {"unknown": 1}):
        assert not validator.is_valid(SOUND | wrong)
