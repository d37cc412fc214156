"""Guides and lists: few queries, kept in the process, and cut as asked."""

from datetime import date
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from tongban.capabilities.catalogue.queries import (
    find_version_in_force,
    get_guide,
    list_groups,
    list_items,
    search_items,
)
from tongban.capabilities.catalogue.queries.guides import GUIDES_KEPT
from tongban.capabilities.catalogue.testing import (
    EFFECTIVE_ON,
    make_document,
    make_office,
    publish_item,
)
from tongban.capabilities.catalogue.types import Guide
from tongban.capabilities.orgs.testing import make_city
from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import anonymous
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.keeping import Kept

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
ANYONE = anonymous("690100", day=DAY)


def test_a_guide_is_public_costs_nine_queries_once_and_none_afterwards(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    guide = publish_item(make_city())
    other = publish_item(make_city())
    # As another process would read it: nothing is kept yet.
    from tongban.capabilities.catalogue.queries import guides

    with reading(ANYONE), django_assert_max_num_queries(9):
        read = guides._read_guides(actor=ANYONE, keys=[guide.version_id])
        assert read == {guide.version_id: guide}
    with django_assert_max_num_queries(0):
        assert get_guide(actor=ANYONE, version_id=other.version_id) is other


def test_a_guide_of_another_city_or_of_nothing_is_not_found() -> None:
    guide = publish_item(make_city())

    for actor, key in ((anonymous("690200"), guide.version_id), (ANYONE, uuid4())):
        with pytest.raises(NotFound):
            get_guide(actor=actor, version_id=key)


def test_the_oldest_guide_goes_when_too_many_are_kept() -> None:
    guide = publish_item(make_city())
    kept: Kept[object, object] = Kept(GUIDES_KEPT)
    keys = [("690100", uuid4()) for _ in range(GUIDES_KEPT + 1)]
    for key in keys:
        kept.keep(key, guide)

    assert kept.find(keys[0]) is None
    assert kept.find(keys[-1]) is guide


def test_a_version_is_in_force_from_its_day_only() -> None:
    guide = publish_item(make_city())
    for day, version in ((date(2026, 1, 4), None), (EFFECTIVE_ON, guide.version_id)):
        found = find_version_in_force(
            actor=ANYONE, handling_code=guide.handling_code, day=day
        )
        assert found == version


def test_materials_follow_the_answers() -> None:
    guide: Guide = publish_item(make_city())

    def asked(answers: dict[str, str]) -> list[str]:
        return [row.key for row in guide.materials_for(answers)]

    assert asked({"s1": "make"}) == ["m1", "m2", "m3"]
    assert asked({"s1": "sell"}) == ["m1", "m3"]
    assert asked({}) == ["m1", "m2", "m3"]


def test_lists_are_cut_by_side_theme_body_and_channel_and_go_on_after_a_cursor() -> (
    None
):
    city = make_city()
    office = make_office(city)
    publish_item(
        city,
        office,
        name="甲",
        themes={"person": [], "firm": ["005"]},
        served_objects=["enterprise"],
    )
    publish_item(city, office, name="乙", handling_modes=["window"], visits=1)

    def names(**asked: object) -> list[str]:
        return [row.name for row in list_items(actor=ANYONE, day=DAY, **asked)]  # type: ignore[arg-type]  # on purpose

    assert names() == ["乙", "甲"]
    assert names(who="person") == ["乙"]
    assert names(who="firm", theme="005") == ["甲"]
    assert names(online=True) == ["甲"]
    assert names(body_id=city.civil) == []
    first = list_items(actor=ANYONE, day=DAY, limit=1)
    assert names(cursor=first[0].handling_code) == ["甲"]
    groups = list_groups(actor=ANYONE, day=DAY, who="firm")
    assert {group.label: group.count for group in groups.themes} == {
        "准营准办": 1,
        "设立变更": 1,
    }
    assert [group.label for group in groups.levels] == ["市级"]


def test_a_new_publication_is_found_at_once() -> None:
    city = make_city()
    office = make_office(city)
    publish_item(city, office)
    assert search_items(actor=ANYONE, text="挂招牌", day=DAY, limit=5) == []

    publish_item(city, office, name="户外广告设置审批", aliases=["挂招牌"])

    found = search_items(actor=ANYONE, text="挂招牌", day=DAY, limit=5)
    assert [row.name for row in found] == ["户外广告设置审批"]


def test_search_costs_one_query_when_nothing_has_changed(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    publish_item(make_city())
    search_items(actor=ANYONE, text="开饭店", day=DAY)
    with reading(ANYONE), django_assert_max_num_queries(1):
        search_items(actor=ANYONE, text="开饭店", day=DAY)


def test_documents_of_the_maker_have_codes_of_their_own() -> None:
    assert make_document()["handling_code"] != make_document()["handling_code"]
