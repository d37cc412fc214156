"""A published item at the desk: who takes it in, and withdrawing it."""

from datetime import date

import pytest

from tongban.capabilities.catalogue.queries import (
    get_intake,
    list_versions,
)
from tongban.capabilities.catalogue.testing import (
    Office,
    publish_item,
)
from tongban.capabilities.catalogue.tests.typing_in import (
    browser,
    text_of,
)
from tongban.capabilities.orgs.testing import TestCity

pytestmark = pytest.mark.django_db


def test_an_item_is_taken_in_once_its_mode_is_registered(
    city: TestCity, office: Office
) -> None:
    guide = publish_item(city, office)
    url = f"/desk/items/{guide.handling_code}"
    client = browser(office.publisher)
    assert "窗口现在收不了这个事项" in text_of(client.get(url))
    day = {"mode_from-year": "2026", "mode_from-month": "1", "mode_from-day": "5"}
    bad = client.post(url, {"do": "intake", "mode": "collect"} | day)
    assert bad.status_code == 422
    posted = {"do": "intake", "venue": str(city.hall), "mode": "collect"}
    done = client.post(url, posted | day)
    assert done.status_code == 302, text_of(done)

    mode = get_intake(
        actor=office.publisher,
        item_id=guide.item_id,
        venue_id=city.hall,
        day=date(2026, 2, 1),
    )
    assert mode is not None
    assert mode.mode == "collect"
    assert browser(office.drafter).post(url, posted | day).status_code == 403


def test_a_version_is_withdrawn_with_a_reason(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    url = f"/desk/items/{guide.handling_code}"
    client = browser(office.publisher)
    day = {
        "withdrawn_on-year": "2030",
        "withdrawn_on-month": "2",
        "withdrawn_on-day": "30",
    }
    bad = client.post(url, {"do": "withdraw", "reason": "条款废止。"} | day)
    assert bad.status_code == 422
    posted = {"do": "withdraw", "reason": "条款废止。"} | day
    assert client.post(url, posted | {"withdrawn_on-day": "3"}).status_code == 302
    (version,) = list_versions(actor=office.publisher, item_id=guide.item_id)
    assert version.withdrawn_on == date(2030, 2, 3)
