"""The register of mobile apps at the desk and through the API: three counts, one container."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from tongban.capabilities.containers.commands import set_standing
from tongban.capabilities.containers.queries import count_apps, list_apps
from tongban.capabilities.containers.testing import make_app, make_container
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_staff, open_api_session, signed_in
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed
from tongban.plumbing.access.actor import Actor
from tongban_simulators.cityapp import CityApp

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
KEY = CityApp("").public_key()


def day(name: str, on: date) -> dict[str, str]:
    return {
        f"{name}-{part}": str(getattr(on, part)) for part in ("year", "month", "day")
    }


def test_the_desk_shows_three_counts(city: TestCity, operator: Actor) -> None:
    browser = signed_in(operator)
    given = {"body": str(city.market), "name": "市场监管通"}
    made = browser.post(
        "/desk/systems/apps", given | day("due_on", date(2027, 6, 30)), follow=True
    )
    assert "待归并" in made.content.decode()
    app_id = make_app(operator, city.civil, "涉密应用")
    here = f"/desk/systems/apps/{app_id}"
    answer = browser.post(here, {"act": "stand", "state": "exempt"})
    assert answer.status_code == 422
    assert "请写明豁免的理由" in answer.content.decode()
    said = {"act": "stand", "state": "exempt", "reason": "涉密业务"}
    assert (
        browser.post(here, said | day("due_on", date(2027, 12, 31))).status_code == 302
    )
    own = make_app(operator, city.centre)
    here = f"/desk/systems/apps/{own}"
    admitted = {
        "act": "admit",
        "origin": "https://app.example.gov.cn",
        "public_key": KEY,
        "most_level": "2",
    }
    page = browser.post(here, admitted, follow=True).content.decode()
    assert "应用标识" in page
    app = next(one for one in list_apps(actor=operator, today=TODAY) if one.container)
    assert app.container
    into = {"act": "stand", "state": "merged", "into": str(app.container.container_id)}
    assert browser.post(here, into).status_code == 302

    page = browser.get("/desk/systems/apps").content.decode()

    assert "一共 3 个：已归并 1 个，待归并 1 个，豁免 1 个" in page
    end = {"act": "end", "container": str(app.container.container_id)}
    assert "已经停用" in browser.post(here, end, follow=True).content.decode()


def test_the_api_does_what_the_desk_does(city: TestCity, operator: Actor) -> None:
    def call(method: str, path: str, **body: Any) -> Any:
        ask = getattr(signed_in(operator), method)
        told = {"Authorization": f"Bearer {open_api_session(operator)}"}
        return ask(
            f"/api/v1/apps{path}",
            json.dumps(body) if body else "",
            content_type="application/json",
            headers=told,
        )

    made = call(
        "post", "", body_id=str(city.centre), name="安澜通", due_on="2027-06-30"
    )
    app_id = made.json()["app_id"]
    container = call(
        "post",
        f"/{app_id}/containers",
        origin="https://app.example.gov.cn",
        public_key=KEY,
        most_level=2,
        valid_from="2026-01-01",
    ).json()
    said = {"state": "merged", "into_id": container["container_id"]}
    assert call("post", f"/{app_id}/standing", **said).status_code == 204
    told = call("get", "").json()
    assert told["figure"]["merged"] == 1
    assert told["apps"][0]["container"]["code"] == container["code"]
    assert "public_jwk" not in json.dumps(told)
    assert call("get", f"/{app_id}").json()["into"] == "安澜通"
    gone = call("delete", f"/containers/{container['container_id']}")
    assert gone.status_code == 204
    assert call("get", f"/{app_id}").json()["container"] is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"public_key": "x"}, "public_key"),
        ({"public_key": "{}"}, "public_key"),
        ({"origin": "https://app.example.gov.cn/path"}, "origin"),
        ({"origin": "http://app.example.gov.cn"}, "origin"),
        ({"most_level": 4}, "most_level"),
        ({"valid_to": date(2019, 1, 1)}, "valid_to"),
    ],
)
def test_what_no_container_may_be(
    city: TestCity, operator: Actor, changes: dict[str, Any], field: str
) -> None:
    app_id = make_app(operator, city.centre)
    key = changes.pop("public_key", KEY)
    with pytest.raises(Invalid) as refused:
        make_container(operator, app_id, key, **changes)
    assert list(refused.value.errors) == [field]


def test_a_private_key_is_not_taken(city: TestCity, operator: Actor) -> None:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    secret = CityApp("").key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    with pytest.raises(Invalid, match="改一改"):
        make_container(operator, make_app(operator, city.centre), secret.decode())


def test_one_container_at_a_time_and_what_is_late_is_counted(
    city: TestCity, operator: Actor
) -> None:
    app_id = make_app(operator, city.centre)
    make_container(operator, app_id, KEY)
    with pytest.raises(MoveRefused, match="已经是容器"):
        make_container(operator, app_id, KEY)
    with pytest.raises(MoveRefused, match="已经登记"):
        make_app(operator, city.centre)
    late = count_apps(actor=operator, today=date(2027, 7, 1))
    assert (late.late, late.to_merge) == (1, 1)


def test_only_who_may_keeps_the_register(city: TestCity) -> None:
    clerk = make_staff("clerk", city.centre)
    with pytest.raises(NotAllowed):
        list_apps(actor=clerk, today=TODAY)
    with pytest.raises(NotAllowed):
        set_standing(
            actor=clerk,
            app_id=UUID(int=1),
            state="to_merge",
            due_on=TODAY,
            at=timezone.now(),
        )
