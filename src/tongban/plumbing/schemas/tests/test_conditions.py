"""A field with a condition is asked, required and kept only where it is shown."""

from typing import Any

import pytest

from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.schemas.pages import page_form
from tongban.plumbing.schemas.tests.schema_of_all import TODAY
from tongban.plumbing.schemas.validation import validate

SCHEMA: dict[str, Any] = {
    "pages": [
        {
            "key": "card",
            "title": "领证",
            "fields": [
                {"name": "form", "label": "要哪种证", "type": "choice", "required": True, "choices": [{"value": "electronic", "label": "电子证"}, {"value": "card", "label": "实体卡"}]},
                {"name": "post", "label": "要不要寄", "type": "yes_no", "required": True, "when": {"field": "form", "equals": "card"}},
            ],
        },
        {
            "key": "post",
            "title": "邮寄",
            "fields": [
                {"name": "address", "label": "寄到哪里", "type": "address", "required": True, "when": {"field": "post", "equals": True}},
                {"name": "papers", "label": "还要什么", "type": "choices", "choices": [{"value": "copy", "label": "副本"}, {"value": "none", "label": "不要"}]},
                {"name": "copies", "label": "几份", "type": "integer", "required": True, "when": {"field": "papers", "equals": "copy"}},
            ],
        },
    ]
}  # fmt: skip


def refused(data: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        validate(SCHEMA, data, on=TODAY)
    return caught.value.errors


def test_a_hidden_field_is_not_required_and_is_cleared() -> None:
    hidden = {"form": "electronic", "post": True, "address": "甲路 1 号"}
    assert validate(SCHEMA, hidden, on=TODAY) == {"form": "electronic"}


def test_a_hidden_field_is_not_even_looked_at() -> None:
    data = {"form": "electronic", "post": "maybe", "address": 5, "copies": "x"}
    assert validate(SCHEMA, data, on=TODAY) == {"form": "electronic"}


def test_a_shown_field_is_required() -> None:
    assert list(refused({"form": "card"})) == ["post"]
    assert list(refused({"form": "card", "post": True})) == ["address"]
    assert validate(SCHEMA, {"form": "card", "post": False}, on=TODAY)["post"] is False


def test_one_of_several_choices_shows_it() -> None:
    assert list(refused({"form": "electronic", "papers": ["copy"]})) == ["copies"]
    kept = validate(SCHEMA, {"form": "electronic", "papers": ["none"]}, on=TODAY)
    assert kept == {"form": "electronic", "papers": ["none"]}


def test_a_page_asks_what_was_answered_on_the_page_before() -> None:
    data = {"address": "甲路 1 号"}
    asked = page_form(
        SCHEMA, "post", on=TODAY, data=data, known={"form": "card", "post": True}
    )
    assert asked.is_valid()
    assert asked.cleaned_data == data
    hidden = page_form(
        SCHEMA, "post", on=TODAY, data=data, known={"form": "electronic"}
    )
    assert hidden.is_valid()
    assert hidden.cleaned_data == {}


def test_a_page_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="请从这些页里选：领证、邮寄"):
        page_form(SCHEMA, "shop", on=TODAY)


def test_the_page_names_its_conditions_for_scripts() -> None:
    card = str(page_form(SCHEMA, "card", on=TODAY))
    post = str(page_form(SCHEMA, "post", on=TODAY))
    assert 'data-when="form" data-equals="card"' in card
    assert 'data-when="post" data-equals="yes"' in post
    # Without scripts everything stands there: nothing is hidden by the server.
    assert "hidden" not in card
