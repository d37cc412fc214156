"""The adapter against the simulator: what is sent arrives, and what is lost is found."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from tongban.capabilities.catalogue.commands import withdraw_version
from tongban.capabilities.catalogue.testing import (
    Office,
    make_document,
    publish_item,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.exchange.adapter import (
    Exchanged,
    connector,
    run_exchange,
)
from tongban.capabilities.exchange.commands import keep_receipt, make_packages
from tongban.capabilities.exchange.models import ExchangePackage
from tongban.capabilities.exchange.packing import signed_bytes
from tongban.capabilities.exchange.queries import get_status, read_items
from tongban.capabilities.exchange.sending import (
    NotReached,
    Peer,
    _read_receipt,
    is_signed_receipt,
)
from tongban.capabilities.exchange.testing import RunningProvince, run_province
from tongban.capabilities.exchange.types import ExchangeStatus, Refused
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.clock import load_public_key
from tongban.ground.refusals import MoveRefused, NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.evidence.signing import installation_public_keys, is_signed

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)
DAY = date(2026, 11, 23)
CODES = ("basic_code", "implementation_code", "handling_code")


@pytest.fixture
def province() -> Iterator[RunningProvince]:
    with run_province() as running:
        yield running


@pytest.fixture
def guides(city: TestCity, office: Office) -> list[Guide]:
    return [publish_item(city, office, name=f"甲{n}许可") for n in range(3)]


def run(
    province: RunningProvince, city: TestCity, *, days: int = 0, url: str = ""
) -> Exchanged:
    return run_exchange(
        url or province.url,
        actor=connector(city.code),
        day=DAY + timedelta(days=days),
        at=AT + timedelta(days=days),
        patience=60.0,
    )


def status(office: Office) -> ExchangeStatus:
    return get_status(actor=office.publisher)


def test_everything_in_force_arrives_and_then_nothing_is_sent(
    province: RunningProvince, city: TestCity, office: Office, guides: list[Guide]
) -> None:
    first = run(province, city)
    second = run(province, city, days=1)

    assert (first.sent, first.accepted, first.refused) == (1, 3, 0)
    assert first.agrees
    assert (second.sent, second.agrees) == (0, True)
    held = province.province.rows(city.code)["rows"]
    assert held == {guide.handling_code: guide.digest for guide in guides}
    seen = status(office)
    assert [one.is_simulator for one in seen.reconciliations] == [True, True]
    assert [(one.number, one.put, one.accepted) for one in seen.packages] == [(1, 3, 3)]


def test_only_what_changed_or_went_is_sent_after_that(
    province: RunningProvince, city: TestCity, office: Office, guides: list[Guide]
) -> None:
    run(province, city)
    document = make_document() | {code: getattr(guides[0], code) for code in CODES}
    newer = publish_item(city, office, effective_on=date(2026, 11, 23), **document)
    withdraw_version(
        actor=office.publisher,
        version_id=guides[1].version_id,
        withdrawn_on=date(2026, 11, 24),
        reason="依据已废止",
        at=AT,
    )

    done = run(province, city, days=1)

    assert (done.sent, done.accepted, done.agrees) == (1, 2, True)
    package = status(office).packages[0]
    assert (package.number, package.put, package.remove) == (2, 1, 1)
    assert province.province.rows(city.code)["rows"] == {
        newer.handling_code: newer.digest,
        guides[2].handling_code: guides[2].digest,
    }


def test_a_row_lost_over_there_is_found_named_and_sent_again(
    province: RunningProvince, city: TestCity, office: Office, guides: list[Guide]
) -> None:
    lost = guides[1]
    province.province.lose = {lost.handling_code}

    first = run(province, city)

    assert (first.accepted, first.refused, first.agrees) == (3, 0, False)
    (gap,) = status(office).reconciliations[0].gaps
    assert (gap.code, gap.name) == (lost.handling_code, lost.name)
    assert (gap.ours, gap.theirs) == (lost.digest, "")

    province.province.lose = set()
    second = run(province, city, days=1)

    assert (second.sent, second.accepted, second.agrees) == (1, 1, True)


def test_a_row_that_vanishes_later_is_found_by_the_next_comparison(
    province: RunningProvince, city: TestCity, office: Office, guides: list[Guide]
) -> None:
    run(province, city)
    province.province.forget(city.code, guides[2].handling_code)

    noticed = run(province, city, days=1)
    mended = run(province, city, days=2)

    assert (noticed.sent, noticed.agrees) == (0, False)
    assert (mended.accepted, mended.agrees) == (1, True)


def test_a_refused_row_is_told_with_its_reason_and_offered_again(
    province: RunningProvince, city: TestCity, office: Office, guides: list[Guide]
) -> None:
    code = guides[0].handling_code
    province.province.refuse = {code: "基本目录里没有它"}

    first = run(province, city)

    assert (first.accepted, first.refused, first.agrees) == (2, 1, False)
    assert status(office).packages[0].refused == (Refused(code, "基本目录里没有它"),)

    province.province.refuse = {}
    assert run(province, city, days=1).agrees


def test_what_stands_over_there_and_nowhere_here_is_taken_back(
    province: RunningProvince, city: TestCity, office: Office, guides: list[Guide]
) -> None:
    run(province, city)
    province.province._cities[city.code].rows["x-foreign"] = "f" * 64

    noticed = run(province, city, days=1)

    assert not noticed.agrees
    assert status(office).reconciliations[0].gaps[0].ours == ""
    assert run(province, city, days=2).agrees
    assert "x-foreign" not in province.province.rows(city.code)["rows"]


def test_a_broken_line_loses_nothing(
    province: RunningProvince, city: TestCity, office: Office, guides: list[Guide]
) -> None:
    broken = run(province, city, url="http://127.0.0.1:9")

    assert "连不上省平台" in broken.trouble
    assert status(office).reconciliations[0].trouble == broken.trouble
    (waiting,) = status(office).packages
    assert waiting.answered_at is None

    done = run(province, city, days=1)

    assert (done.sent, done.agrees) == (1, True)
    assert status(office).packages[0].digest == waiting.digest


def test_an_answer_that_got_lost_is_asked_for_again_and_is_the_same(
    province: RunningProvince, city: TestCity, guides: list[Guide]
) -> None:
    actor = connector(city.code)
    (package,) = make_packages(actor=actor, day=DAY, at=AT)
    items = read_items(actor=actor, package=package)
    peer = Peer(province.url)

    # The province took it, and the line broke before we heard of it.
    first = peer.send(package, items)

    assert peer.send(package, items) == first
    assert run(province, city).agrees


def test_what_was_tampered_with_is_not_taken(
    province: RunningProvince, city: TestCity, guides: list[Guide]
) -> None:
    actor = connector(city.code)
    (package,) = make_packages(actor=actor, day=DAY, at=AT)
    items = read_items(actor=actor, package=package)

    changed = [items[0] | {"name": "别的名称"}, *items[1:]]
    other = package.manifest | {"made_at": "2020-01-01"}
    body: dict[str, Any] = {"signature": package.signature, "items": items}
    refused, receipt = province.province.take(
        body | {"manifest": package.manifest, "items": changed}
    )
    forged, _ = province.province.take(body | {"manifest": other})
    unsigned, _ = province.province.take(
        body | {"manifest": package.manifest, "signature": "00" * 64}
    )

    assert (refused, len(receipt["refused"])) == (200, 1)
    assert "摘要对不上" in receipt["refused"][0]["reason"]
    assert (forged, unsigned) == (422, 422)


def test_a_package_out_of_its_row_is_not_taken(
    province: RunningProvince, city: TestCity, office: Office, guides: list[Guide]
) -> None:
    actor = connector(city.code)
    (first,) = make_packages(actor=actor, day=DAY, at=AT)
    keep_receipt(
        actor=actor, package_id=first.package_id, accepted=3, refused=[], at=AT
    )
    publish_item(city, office)
    (second,) = make_packages(actor=actor, day=DAY, at=AT)

    with pytest.raises(NotReached, match="应该是第 1 包"):
        Peer(province.url).send(second, read_items(actor=actor, package=second))


@pytest.mark.parametrize(
    "lie",
    [
        {"package": "0" * 64},
        {"format": "other"},
        {"accepted": 2},
        {"accepted": 2, "refused": [{"code": "unknown", "reason": ""}]},
        {"refused": ["x"]},
        {"refused": 7},
    ],
)
def test_a_receipt_that_speaks_of_something_else_is_not_believed(
    city: TestCity, guides: list[Guide], lie: dict[str, Any]
) -> None:
    (package,) = make_packages(actor=connector(city.code), day=DAY, at=AT)
    honest = {
        "format": "tongban.exchange-receipt/1",
        "package": package.digest,
        "accepted": 3,
        "refused": [],
    }

    assert _read_receipt(honest, package) == (3, ())
    with pytest.raises(NotReached):
        _read_receipt(honest | lie, package)


def test_a_package_is_signed_and_chained(
    city: TestCity, office: Office, guides: list[Guide]
) -> None:
    actor = connector(city.code)
    (first,) = make_packages(actor=actor, day=DAY, at=AT)
    with pytest.raises(MoveRefused):
        make_packages(actor=actor, day=DAY, at=AT)
    keep_receipt(
        actor=actor, package_id=first.package_id, accepted=3, refused=[], at=AT
    )
    publish_item(city, office)
    (second,) = make_packages(actor=actor, day=DAY, at=AT)

    signature = bytes.fromhex(first.signature)
    payload = signed_bytes(first.manifest)
    assert any(is_signed(payload, signature, key) for key in installation_public_keys())
    assert second.manifest["before"] == first.digest
    assert first.manifest["before"] == ""


def test_only_the_connector_writes_and_only_who_may_reads(
    city: TestCity, office: Office, guides: list[Guide]
) -> None:
    for stranger in (office.publisher, make_citizen()):
        with pytest.raises(NotAllowed):
            make_packages(actor=stranger, day=DAY, at=AT)
    with pytest.raises(NotAllowed):
        get_status(actor=make_citizen())
    with pytest.raises(NotAllowed):
        get_status(actor=office.drafter)


def test_an_answer_is_written_once_and_a_package_never_changes(
    city: TestCity, guides: list[Guide]
) -> None:
    actor = connector(city.code)
    (package,) = make_packages(actor=actor, day=DAY, at=AT)
    answer: dict[str, Any] = {"package_id": package.package_id, "accepted": 3}
    keep_receipt(actor=actor, refused=[], at=AT, **answer)

    with pytest.raises(NotFound):
        keep_receipt(actor=actor, refused=[], at=AT, **answer)
    assert _rows_changed(actor, "update exchange_package set answered_at = now()") == 0
    with reading(actor):
        assert ExchangePackage.objects.get().answered_at == AT


def _rows_changed(actor: Actor, sql: str) -> int:
    with reading(actor), connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def test_a_receipt_is_checked_by_the_key_that_the_city_knows(  # noqa: PLR0917  # fixtures
    province: RunningProvince,
    city: TestCity,
    office: Office,
    guides: list[Guide],
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.PROVINCE_KEY = province.write_key(tmp_path)
    assert run(province, city).agrees
    (package,) = status(office).packages
    assert package.accepted == len(guides)
    assert package.receipt_is_signed is True

    # Checked at each reading: another key, and it is no receipt of theirs any more.
    with run_province() as stranger:
        settings.PROVINCE_KEY = stranger.write_key(tmp_path)
        assert status(office).packages[0].receipt_is_signed is False
    settings.PROVINCE_KEY = ""
    assert status(office).packages[0].receipt_is_signed is None


def test_a_receipt_in_anothers_name_is_not_kept(  # noqa: PLR0917  # fixtures
    province: RunningProvince,
    city: TestCity,
    office: Office,
    guides: list[Guide],
    settings: Settings,
    tmp_path: Path,
) -> None:
    with run_province() as stranger:
        settings.PROVINCE_KEY = stranger.write_key(tmp_path)
    done = run(province, city)
    assert "签名不对" in done.trouble
    assert (done.sent, done.agrees) == (0, False)
    (package,) = status(office).packages
    assert package.answered_at is None
    # The right key, and what waited is answered.
    settings.PROVINCE_KEY = province.write_key(tmp_path)
    assert run(province, city).agrees
    assert status(office).packages[0].accepted == len(guides)


@pytest.mark.parametrize(
    "change",
    [{"accepted": 2}, {"signature": ""}, {"signature": "zz"}, {"number": 9}],
)
def test_no_byte_of_a_receipt_is_free(
    province: RunningProvince,
    city: TestCity,
    guides: list[Guide],
    change: dict[str, Any],
) -> None:
    run(province, city)
    with reading(connector(city.code)):
        receipt = ExchangePackage.objects.get().receipt or {}
    told = receipt["told"]
    key = load_public_key(province.province.public_pem)
    assert is_signed_receipt(told, key)
    assert not is_signed_receipt(told | change, key)
