"""Keeping a form: the same text once, sound schemas only, by the publishers only."""

from typing import Any

import pytest

from tongban.capabilities.forms.commands import keep_form
from tongban.capabilities.forms.queries import get_form
from tongban.capabilities.orgs.testing import make_city
from tongban.capabilities.people.testing import make_citizen, make_staff
from tongban.ground.refusals import Invalid, NotAllowed, NotFound
from tongban.plumbing.access.actor import anonymous

pytestmark = pytest.mark.django_db


def schema(label: str = "店名") -> dict[str, Any]:
    field = {"name": "shop", "label": label, "type": "text", "required": True}
    return {"pages": [{"key": "one", "title": "第一页", "fields": [field]}]}


def test_the_same_schema_is_kept_once_and_is_public() -> None:
    city = make_city()
    publisher = make_staff("catalogue_publisher", city.approval)

    first = keep_form(actor=publisher, schema=schema())

    assert keep_form(actor=publisher, schema=schema()) == first
    assert keep_form(actor=publisher, schema=schema("招牌")) != first
    assert get_form(actor=anonymous(city.code), form_id=first) == schema()


def test_a_schema_that_is_not_sound_is_refused() -> None:
    publisher = make_staff("catalogue_publisher", make_city().approval)
    with pytest.raises(Invalid):
        keep_form(actor=publisher, schema={"pages": []})


def test_keep_form_is_refused_to_citizens() -> None:
    make_city()
    with pytest.raises(NotAllowed):
        keep_form(actor=make_citizen(), schema=schema())


def test_an_unknown_form_is_not_found() -> None:
    city = make_city()
    with pytest.raises(NotFound):
        get_form(actor=anonymous(city.code), form_id=city.hall)
