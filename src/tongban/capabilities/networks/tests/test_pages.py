"""Pages and API of networks, parcels and data resources, as two administrators use them."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tongban.capabilities.exchange.testing import unanswered_parcels
from tongban.capabilities.networks.testing import access_file
from tongban.capabilities.networks.types import LINK_WORDS
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import (
    make_staff,
    open_api_session,
    signed_in,
)
from tongban.capabilities.rights.testing import make_administrators
from tongban.ground.clock import dump_private_key, dump_public_key, generate_key
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.evidence.signing import SIGNING_KEY_FILE
from tongban.plumbing.files.testing import make_pdf

pytestmark = pytest.mark.django_db

DESK, API = "/desk/networks", "/api/v1/networks"
DATA = "/api/v1/data-resources"
PARCELS = "/api/v1/exchange/parcels"


def day(name: str, year: int, month: int, day_of_month: int) -> dict[str, str]:
    parts = {"year": year, "month": month, "day": day_of_month}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def post(client: Client, path: str, form: Mapping[str, object], want: int = 302) -> str:
    answer = client.post(path, form)
    assert answer.status_code == want, answer.content.decode()
    return answer.headers.get("Location", "") or answer.content.decode()


def test_access_is_recorded_corrected_imported_and_counted(city: TestCity) -> None:
    three = make_administrators(city)
    security, audit = signed_in(three.security), signed_in(three.audit)
    form = {
        "do": "record",
        "body": str(city.market),
        "network": "extranet",
        "line": "leased",
        **day("since", 2024, 3, 1),
    }
    accesses = f"{DESK}/accesses"
    post(security, accesses, form)
    assert "已经登记接入这个网络" in post(security, accesses, form, 409)
    assert "请选线路种类" in post(security, accesses, form | {"line": "x"}, 422)
    listed = security.get(f"{API}/accesses", headers=_bearer(three.security)).json()
    wrong = listed[0]["access_id"]
    assert "更正一条" in text_of(security, f"{accesses}?correct={wrong}")
    post(security, accesses, {"do": "void", "replaces": wrong})
    assert "已撤销" in text_of(audit, accesses)

    file = access_file("CIVIL,,电子政务外网,运营商专线,2024-03-01,,")
    upload = {"do": "preview", "file": SimpleUploadedFile("a.csv", file)}
    assert "登记这些" in post(security, f"{DESK}/import", upload, 200)
    upload = {"do": "import", "file": SimpleUploadedFile("a.csv", file)}
    post(security, f"{DESK}/import", upload)
    page = text_of(audit, f"{DESK}?network=extranet")
    assert "还没有接入的单位" in page
    assert "市民政局" in text_of(audit, accesses)
    assert audit.get(f"{DESK}/import").status_code == 403
    for path in (f"{accesses}/rows.csv", f"{DESK}/links", f"{DESK}/resources"):
        assert audit.get(path).status_code == 200
    assert security.get(f"{DESK}/import/accesses.xlsx").status_code == 200
    officer = signed_in(make_staff("officer", city.market, name="周敏"))
    assert officer.get(DESK).headers["Location"] == accesses
    assert "市民政局" not in text_of(officer, accesses)

    found = audit.get(API, headers=_bearer(three.audit)).json()
    assert sum(one["reached"] for one in found["levels"]) == 1


def _bearer(actor: Actor) -> dict[str, str]:
    return {"Authorization": f"Bearer {open_api_session(actor)}"}


def test_a_network_of_a_department_is_joined(city: TestCity) -> None:
    three = make_administrators(city)
    security = signed_in(three.security)
    form = {
        "network": "tax",
        "state": "connected",
        "body": str(city.market),
        "protocol": "网闸摆渡",
        **day("since", 2026, 6, 30),
    }
    assert "请写怎样互联" in post(
        security, f"{DESK}/links", form | {"protocol": ""}, 422
    )
    post(security, f"{DESK}/links", form)
    assert "已互联 1/12" in text_of(security, f"{DESK}/links")
    assert "已互联 0/12" in text_of(security, f"{DESK}/links?on=2026-06-29")


def test_a_data_resource_is_drafted_by_one_and_published_by_another(
    city: TestCity,
) -> None:
    three = make_administrators(city)
    security, system = signed_in(three.security), signed_in(three.system)
    form = {
        "code": "person",
        "name": "自然人基本信息",
        "about": "姓名、证件号码",
        "keeper": str(city.approval),
    }
    new = f"{DESK}/resources/new"
    first = post(security, new, form)
    matrix = text_of(security, f"{DESK}/resources")
    assert "缺" in matrix
    assert "还没有登记的数据" in matrix
    assert "法人基本信息" in text_of(security, f"{new}?code=firm")
    assert "六个环节，每个都要写明" in post(
        system, first, day("in_force_from", 2030, 1, 1), 409
    )
    said = {
        f"{link}_{part}": value
        for link in LINK_WORDS
        for part, value in (
            ("control", "加密"),
            ("requirement", "分开"),
            ("body", str(city.approval)),
        )
    }
    whole = post(security, new, form | said)
    assert "加密" in text_of(security, f"{new}?after={whole.rsplit('/', 1)[-1]}")
    assert "要由另一个人公布" in text_of(security, whole)
    post(system, whole, day("in_force_from", 2030, 1, 1))
    page = text_of(system, whole)
    assert "id_number" in page
    assert "个人隐私" in page
    csv = security.get(f"{DESK}/resources/matrix.csv").content.decode()
    assert "2030-01-01" in csv


def test_the_api_drafts_and_tells_labels(city: TestCity) -> None:
    security = make_administrators(city).security
    client, token = Client(), _bearer(security)
    labels = client.get(f"{DATA}/labels?resource=person", headers=token).json()
    assert {"table": "person", "column": "name", "label": "privacy"}.items() <= next(
        one for one in labels if one["column"] == "name"
    ).items()
    body = {"code": "person", "name": "自然人", "about": "姓名", "links": {}}
    body["keeper_id"] = str(city.approval)
    made = client.post(
        DATA, json.dumps(body), content_type="application/json", headers=token
    )
    assert made.status_code == 201
    shown = client.get(f"{DATA}/{made.json()['id']}", headers=token).json()
    assert len([one for one in shown["links"] if not one["control"]]) == 6


@pytest.fixture
def outer(tmp_path: Path, settings: Settings) -> Path:
    """A network of its own key; the key of the inner one is registered in both."""
    for name in ("outer", "inner"):
        key = generate_key()
        folder = tmp_path / name / "keys"
        folder.mkdir(parents=True)
        for file in Path(settings.KEYS_ROOT).iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        (folder / SIGNING_KEY_FILE).write_bytes(dump_private_key(key))
        (tmp_path / f"{name}.pem").write_bytes(dump_public_key(key.public_key()))
    go_to(settings, tmp_path, "outer")
    return tmp_path


def go_to(settings: Settings, folder: Path, name: str) -> None:
    settings.TONGBAN_DATA = folder / name
    settings.KEYS_ROOT = folder / name / "keys"
    settings.PARCEL_KEYS = tuple(
        str(folder / f"{one}.pem") for one in ("outer", "inner") if one != name
    )


def test_a_parcel_is_made_carried_taken_in_and_answered_on_pages(
    city: TestCity, outer: Path, settings: Settings
) -> None:
    operator = make_staff("operator", city.centre, name="曹宇")
    client, token = signed_in(operator), _bearer(operator)
    pages = f"{DESK}/packages"
    assert "还没有收发过包" in text_of(client, pages)
    pdf = SimpleUploadedFile("批复.pdf", make_pdf(), "application/pdf")
    sent = post(client, pages, {"do": "send", "to": "内网", "files": pdf})
    assert "批复.pdf" in text_of(client, sent)
    assert "还没有回执" in text_of(client, pages)
    assert unanswered_parcels(timezone.now()) == {}
    assert unanswered_parcels(timezone.now() + timedelta(days=4)) == {city.code: 4}
    archive = client.get(f"{sent}/archive.zip").content
    assert "请写送到哪个网络" in post(client, pages, {"do": "send"}, 422)
    assert "还没有收发过" not in post(client, pages, {"do": "x"}, 422)

    go_to(settings, outer, "inner")
    parcel = SimpleUploadedFile("p.zip", archive)
    taken = post(client, pages, {"do": "receive", "parcel": parcel})
    receipt = client.get(f"{taken}/receipt.json").content
    changed = SimpleUploadedFile("p.zip", archive[:-9])
    refused = post(client, pages, {"do": "receive", "parcel": changed}, 422)
    assert "没有传完" in refused
    assert "整包没收" in text_of(client, pages)

    go_to(settings, outer, "outer")
    answer = client.post(
        f"{PARCELS}/receipts",
        {"file": SimpleUploadedFile("r.json", receipt)},
        headers=token,
    )
    assert (answer.status_code, answer.json()["is_new"]) == (200, True)
    listed = client.get(PARCELS, headers=token).json()
    assert [one["way"] for one in listed] == ["refused", "in", "out"]
    assert client.get(f"{PARCELS}/health", headers=token).json()["waiting"] == 0

    settings.PARCEL_KEYS = ()
    again = SimpleUploadedFile("r.json", receipt)
    assert "公钥" in post(client, pages, {"do": "answer", "receipt": again}, 409)


def test_only_an_operator_carries_and_only_who_may_reads(city: TestCity) -> None:
    publisher = make_staff("catalogue_publisher", city.approval, name="唐文")
    reader, pages = signed_in(publisher), f"{DESK}/packages"
    assert "打一包" not in text_of(reader, pages)
    assert reader.post(pages, {"do": "send", "to": "内网"}).status_code == 403
    assert reader.get(f"{pages}/0").status_code == 404
    officer = signed_in(make_staff("officer", city.market, name="周敏"))
    assert officer.get(pages).status_code == 403
