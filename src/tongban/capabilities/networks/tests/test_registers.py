"""Registers of networks and data resources: by whom, as of any day, and without a blank."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tongban.capabilities.networks.commands import (
    draft_resource,
    import_accesses,
    publish_resource,
    record_access,
    record_link,
)
from tongban.capabilities.networks.queries import (
    download_accesses,
    download_matrix,
    get_access_template,
    get_coverage,
    get_resource,
    known_networks,
    list_accesses,
    list_levels,
    list_network_links,
    list_resources,
    preview_accesses,
)
from tongban.capabilities.networks.testing import AT, access_file, whole_resource
from tongban.capabilities.networks.types import (
    AccessLine,
    NetworkLinkSaid,
    ResourceDraft,
    SafeguardSaid,
)
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_staff
from tongban.capabilities.rights.testing import Administrators, make_administrators
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from tongban.plumbing.access.actor import anonymous

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 20)
MARCH = date(2024, 3, 1)
JUNE = date(2026, 6, 30)


@pytest.fixture
def three(city: TestCity) -> Administrators:
    return make_administrators(city)


def line(city: TestCity, **said: Any) -> AccessLine:
    return replace(AccessLine(city.market, "extranet", "leased", MARCH), **said)


def test_access_is_dated_and_a_correction_is_a_row(
    city: TestCity, three: Administrators
) -> None:
    security = three.security
    first = record_access(actor=security, line=line(city), at=AT)
    assert [one.counts for one in list_accesses(actor=security)] == [True]

    corrected = line(city, since=date(2024, 4, 1), replaces=first, note="写错了日期")
    second = record_access(actor=security, line=corrected, at=AT)
    with pytest.raises(Invalid):
        record_access(actor=security, line=corrected, at=AT)
    assert {one.access_id: one.counts for one in list_accesses(actor=security)} == {
        first: False,
        second: True,
    }
    for day, reached in ((MARCH, 0), (date(2024, 4, 1), 1), (DAY, 1)):
        levels = list_levels(actor=security, network="extranet", day=day)
        assert sum(one.reached for one in levels) == reached

    record_access(
        actor=security, line=replace(corrected, replaces=second, is_void=True), at=AT
    )
    assert not any(one.counts for one in list_accesses(actor=security))
    assert "已撤销" in download_accesses(actor=security).decode()


def test_on_a_day_a_body_is_on_a_network_once(
    city: TestCity, three: Administrators
) -> None:
    security = three.security
    record_access(actor=security, line=line(city, last_on=JUNE), at=AT)
    with pytest.raises(Refusal) as refused:
        record_access(actor=security, line=line(city, since=JUNE, line="fibre"), at=AT)
    assert refused.value.rule == "a_body_is_on_a_network_once"
    # From the next day on, and at once on another network.
    record_access(actor=security, line=line(city, since=date(2026, 7, 1)), at=AT)
    record_access(actor=security, line=line(city, network="internet"), at=AT)

    for wrong in (
        line(city, network="x"),
        line(city, line="x"),
        line(city, last_on=date(2020, 1, 1)),
        line(city, note="长" * 201),
        line(city, is_void=True),
    ):
        with pytest.raises(Invalid):
            record_access(actor=security, line=wrong, at=AT)
    with pytest.raises(NotFound):
        record_access(actor=security, line=line(city, replaces=city.market), at=AT)


def test_coverage_is_counted_by_level_with_who_is_not_on_it(
    city: TestCity, three: Administrators
) -> None:
    record_access(actor=three.security, line=line(city), at=AT)
    found = get_coverage(actor=three.audit, network="extranet", day=DAY)
    levels = {one.level: (one.bodies, one.reached) for one in found.levels}
    assert sum(bodies for bodies, _reached in levels.values()) == 1 + len(found.without)
    assert sum(reached for _bodies, reached in levels.values()) == 1
    assert city.market not in {one.body_id for one in found.without}
    assert list(levels) == ["city", "county", "township", "village"]
    assert {one.words for one in found.levels if not one.bodies} == {"—"}

    officer = make_staff("officer", city.market, name="周敏")
    assert [one.body_id for one in list_accesses(actor=officer)] == [city.market]
    stranger = make_staff("officer", city.civil, name="吴桂英")
    assert list_accesses(actor=stranger) == []
    with pytest.raises(NotAllowed):
        get_coverage(actor=officer, network="extranet", day=DAY)
    with pytest.raises(Invalid):
        get_coverage(actor=three.audit, network="x", day=DAY)
    with pytest.raises(NotAllowed):
        list_accesses(actor=anonymous(city.code))


def test_only_whose_post_reaches_the_body_records(
    city: TestCity, three: Administrators
) -> None:
    narrow = make_staff("security_administrator", city.civil, name="窄")
    for actor in (three.audit, three.system, narrow):
        with pytest.raises(NotAllowed):
            record_access(actor=actor, line=line(city), at=AT)


def test_a_file_is_told_line_by_line_and_taken_in_once(
    city: TestCity, three: Administrators
) -> None:
    security = three.security
    content = access_file(
        "MARKET,,电子政务外网,运营商专线,2024/3/1,,100 兆",
        "CIVIL,,电子政务外网,光纤,2024-03-01,,",
        "CIVIL,,外网,运营商专线,2024-03-01,,",
        "NOBODY,,电子政务外网,运营商专线,2024-03-01,,",
        "CIVIL,,互联网,无线,2024-13-01,,",
        "CIVIL,,互联网,无线,2024-03-01,2023-01-01,",
        "MARKET,,电子政务外网,自有光纤,2025-01-01,,",
    )
    seen = preview_accesses(actor=security, content=content)
    assert [one.news for one in seen.lines] == ["new", *["refused"] * 6]
    assert "线路要写其中一种" in seen.lines[1].words
    assert "网络要写其中一种" in seen.lines[2].words
    assert "没有这个单位代码" in seen.lines[3].words
    assert "接通日期要写成" in seen.lines[4].words
    assert "早于接通日期" in seen.lines[5].words
    assert "只留一行" in seen.lines[6].words
    assert list_accesses(actor=security) == []

    assert import_accesses(actor=security, content=content, at=AT).count("new") == 1
    again = import_accesses(actor=security, content=content, at=AT)
    assert (again.count("new"), again.count("same")) == (0, 1)
    ended = access_file("MARKET,,电子政务外网,自有光纤,2024-03-01,2026-06-30,")
    (corrected,) = import_accesses(actor=security, content=ended, at=AT).lines
    assert corrected.news == "corrected"
    assert "运营商专线 → 自有光纤" in corrected.words
    assert len(list_accesses(actor=security)) == 2

    with pytest.raises(Invalid):
        preview_accesses(actor=security, content=b"a,b\n1,2\n")
    with pytest.raises(NotAllowed):
        preview_accesses(actor=three.audit, content=content)
    for kind in ("csv", "xlsx"):
        template = get_access_template(kind=kind)
        assert preview_accesses(actor=security, content=template).count("refused") == 1
    with pytest.raises(NotFound):
        get_access_template(kind="doc")


def test_networks_of_departments_are_counted_of_twelve(
    city: TestCity, three: Administrators
) -> None:
    assert len(known_networks()) == 12
    security = three.security
    planned = NetworkLinkSaid("tax", "planned", MARCH, city.market, due_on=JUNE)
    joined = NetworkLinkSaid("tax", "connected", JUNE, city.market, protocol="网闸")
    for said in (joined, planned):
        record_link(actor=security, said=said, at=AT)
    for day, state in (
        (date(2020, 1, 1), None),
        (MARCH, "planned"),
        (DAY, "connected"),
    ):
        cards = {
            one.network: one for one in list_network_links(actor=security, day=day)
        }
        now = cards["tax"].now
        assert (now.state if now else None) == state
    assert [one.network for one in cards.values() if one.is_connected] == ["tax"]
    assert len(cards["tax"].history) == 2

    for wrong in (
        replace(joined, network="x"),
        replace(joined, state="x"),
        replace(joined, protocol=" "),
        replace(joined, note="长" * 201),
    ):
        with pytest.raises(Invalid):
            record_link(actor=security, said=wrong, at=AT)
    with pytest.raises(NotAllowed):
        record_link(actor=three.audit, said=joined, at=AT)


def test_a_resource_is_published_by_another_and_without_a_blank(
    city: TestCity, three: Administrators
) -> None:
    security, system = three.security, three.system
    for part in ("control", "body_id", "requirement"):
        draft = whole_resource(city.approval, storage=part)
        key = draft_resource(actor=security, draft=draft, at=AT)
        card = get_resource(actor=security, resource_id=key)
        assert (card.gaps, len([one for one in card.links if one.gaps])) == (1, 1)
        with pytest.raises(Refusal) as refused:
            publish_resource(actor=system, resource_id=key, in_force_from=DAY, at=AT)
        assert refused.value.rule == "a_resource_is_published_without_a_blank"

    whole = draft_resource(actor=security, draft=whole_resource(city.approval), at=AT)
    rules = []
    for actor, day in ((security, DAY), (system, MARCH)):
        with pytest.raises(Refusal) as refused:
            publish_resource(actor=actor, resource_id=whole, in_force_from=day, at=AT)
        rules.append(refused.value.rule)
    assert rules == ["a_resource_is_published_by_another"] * 2
    with pytest.raises(NotAllowed):
        publish_resource(actor=three.audit, resource_id=whole, in_force_from=DAY, at=AT)
    publish_resource(actor=system, resource_id=whole, in_force_from=DAY, at=AT)
    with pytest.raises(MoveRefused):
        publish_resource(actor=system, resource_id=whole, in_force_from=DAY, at=AT)

    draft = whole_resource(city.approval, opening="control")
    draft_resource(actor=security, draft=draft, at=AT)
    shown = list_resources(actor=security, day=DAY)
    # What has gaps stands first; the version in force stays in sight.
    assert [(one.number, one.gaps, one.is_published) for one in shown] == [
        (5, 1, False),
        (4, 0, True),
    ]
    assert len(list_resources(actor=security, day=DAY, every=True)) == 5
    # Everybody in office knows what is in force, and no draft.
    officer = make_staff("officer", city.market, name="周敏")
    assert [one.number for one in list_resources(actor=officer, day=DAY)] == [4]
    assert "开放" in download_matrix(actor=officer, day=DAY).decode()


WRONG: list[Callable[[TestCity], ResourceDraft]] = [
    lambda city: replace(whole_resource(city.approval), code="A B"),
    lambda city: replace(whole_resource(city.approval), name=" "),
    lambda city: replace(whole_resource(city.approval), about="长" * 301),
    lambda city: replace(whole_resource(city.approval), links={"x": SafeguardSaid()}),
]


@pytest.mark.parametrize("make", WRONG)
def test_a_resource_says_what_it_is(
    city: TestCity, three: Administrators, make: Callable[[TestCity], ResourceDraft]
) -> None:
    with pytest.raises(Invalid):
        draft_resource(actor=three.security, draft=make(city), at=AT)
