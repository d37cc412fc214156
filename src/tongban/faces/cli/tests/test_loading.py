"""`tongban sample load`: the invented city comes in whole, and only once."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from typer.testing import CliRunner

from tongban.capabilities.catalogue.queries import (
    find_item_id,
    get_intake,
    list_items,
)
from tongban.capabilities.lists.queries import (
    download_release,
    list_in_force,
    list_published,
)
from tongban.capabilities.orgs.queries import (
    count_bodies_by_level,
    count_regions_by_level,
    find_city,
    find_venue,
)
from tongban.capabilities.people.queries import (
    find_account,
    get_actor,
    list_own_firms,
)
from tongban.faces.cli.loading import SAMPLE
from tongban.faces.cli.main import make_app
from tongban.faces.cli.sample_documents import SampleDocuments
from tongban.plumbing.access.actor import anonymous

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
# Without the packs: all 300 are looked at, unloaded, in tests/sample/test_packs.py.
LEAST_ITEMS = 60
FOOD = "116901006901006815300019000100001"
HOUSE = "11690100690101027N300079000300001"
CARD = "1169010069010085X4369209000200001"
# Every kind of list that the issue names.
LISTS = {
    "basic_directory",
    "licences",
    "intermediaries",
    "fees",
    "special_steps",
    "resident",
    "negative",
    "offline",
    "one_visit",
    "more_visits",
    "promises",
    "deferrable",
    "clean_up",
    "retained_proofs",
    "cancelled_proofs",
    "city_wide",
    "province_wide",
    "cross_province",
    "township_base",
    "township",
    "village_base",
    "village",
    "window",
}


def load(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(make_app(), ["sample", "load", "--json", *arguments])
    assert result.exit_code == 0, result.output
    counts: dict[str, Any] = json.loads(result.stdout)
    return counts


@pytest.mark.django_db(transaction=True)
def test_loads_all_of_the_city(large_city: dict[str, Any]) -> None:
    assert large_city["city"] == "690100"
    in_all = len(list((SAMPLE / "items").glob("*.json")))
    assert large_city["items_published"] == in_all >= LEAST_ITEMS
    actor = anonymous(find_city(host="localhost"))
    assert set(count_bodies_by_level(actor=actor)) == {
        "city",
        "county",
        "township",
        "village",
    }
    assert count_regions_by_level(actor=actor)["county"] == 7
    names = {item.name for item in list_items(actor=actor, day=TODAY, limit=in_all + 1)}
    assert "食品经营许可" in names
    assert len(names) == in_all


@pytest.mark.usefixtures("large_city")
@pytest.mark.django_db(transaction=True)
def test_publishes_a_list_of_every_kind_with_its_files() -> None:
    actor = anonymous(find_city(host="localhost"))
    cards = list_in_force(actor=actor, day=TODAY)
    assert {card.kind for card in cards} == LISTS
    # What the sample's items do not have is said with an empty list.
    assert {card.kind for card in cards if not card.rows} <= {
        "intermediaries",
        "more_visits",
        "cross_province",
    }
    for card in cards:
        for kind, start in (("xlsx", b"PK"), ("pdf", b"%PDF")):
            file = download_release(actor=actor, release_id=card.release_id, kind=kind)
            assert file.content.startswith(start), (card.kind, kind)


@pytest.mark.usefixtures("large_city")
@pytest.mark.django_db(transaction=True)
def test_tells_figures_that_can_be_added_up(tmp_path: Path) -> None:
    told = run("indicators", "show", "--on", TODAY.isoformat())["indicators"]
    figures = {one["key"]: one for one in told}
    items = figures["items"]["numerator"]
    assert items == sum(
        figures[key]["numerator"] for key in ("power_items", "service_items")
    )
    # Registered for every item, and less is asked of people than in 2018.
    cut = figures["materials_cut"]
    assert cut["excluded"] == 0
    assert 0 < cut["numerator"] < cut["denominator"]
    capable = run("indicators", "show", "online_capable", "--on", TODAY.isoformat())
    [left_out] = [row for row in capable["rows"] if row["excluded"]]
    assert "民法典" in left_out["excluded"]
    assert capable["denominator"] == items - 1
    for name in ("numerator", "denominator"):
        assert sum(row[name] for row in capable["rows"]) == capable[name]
    file = tmp_path / "明细.csv"
    assert run("indicators", "file", "online_capable", str(file))["bytes"]
    assert run("indicators", "show", "--on", "2023-12-31")["indicators"]


@pytest.mark.usefixtures("large_city")
@pytest.mark.django_db(transaction=True)
def test_tells_lists_and_what_changed_between_two_batches(tmp_path: Path) -> None:
    actor = anonymous(find_city(host="localhost"))
    second, first = list_published(actor=actor, kind="one_visit")
    told = run("items", "diff", str(first.release_id), str(second.release_id))
    assert (len(told["added"]), told["removed"], told["changed"]) == (4, [], [])
    past = run("items", "lists", "--on", "2024-05-01")["lists"]
    assert {one["number"] for one in past if one["kind"] == "one_visit"} == {1}
    shown = run("items", "release", "show", str(second.release_id), "--find", "食品")
    assert {row["columns"]["事项名称"] for row in shown["rows"]} >= {"食品经营许可"}
    file = tmp_path / "清单.csv"
    assert run("items", "release", "file", str(second.release_id), str(file))["bytes"]
    assert "食品经营许可" in file.read_text(encoding="utf-8-sig")
    begun = run(
        *("items", "release", "draft", "fees", "--org", "AL-APPROVAL"),
        *("--basis", "中华人民共和国行政许可法", "--rank", "law"),
    )
    assert begun["rows"] > 0
    handed_in = run("items", "release", "hand-in", begun["release_id"])
    assert handed_in["stage"] == "first_review"


def run(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(make_app(), [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_publishes_the_items_of_a_pack(tmp_path: Path, small_sample: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(small_sample, folder)
    (folder / "packs").mkdir()
    shutil.copy(SAMPLE / "packs" / "qd-bailu-gov.json", folder / "packs")
    counts = load("--from", str(folder))
    pack = SampleDocuments(folder).packs[0]

    assert counts["items_published"] == 3 + len(pack.items())
    assert counts["entries"] == 3 + len(pack.items())
    actor = anonymous("690100")
    homestead = pack.items()["homestead-approval"]
    item_id = find_item_id(actor=actor, handling_code=homestead["handling_code"])
    hall = find_venue(actor=actor, code="qd-bailu-hall")
    assert item_id is not None
    assert hall is not None
    card = get_intake(actor=actor, item_id=item_id, venue_id=hall.venue_id, day=TODAY)
    assert card is not None
    assert card.mode == "collect"
    assert load("--from", str(folder))["items_published"] == 0


def test_changes_nothing_the_second_time(small_sample: Path) -> None:
    load("--from", str(small_sample))
    again = load("--from", str(small_sample))

    assert again["items_published"] == 0
    assert again["items_unchanged"] == 3
    for name in ("regions", "bodies", "venues_and_windows", "calendar_years"):
        assert again[name] == 0
    assert again["postings"] == 0
    assert again["lists_published"] == 0


@pytest.mark.usefixtures("small_city")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("code", "mode", "may_accept", "may_decide"),
    [
        (FOOD, "collect", False, False),
        (HOUSE, "entrusted_acceptance", True, False),
        (CARD, "instant", True, True),
    ],
)
def test_registers_how_each_item_is_taken_in_at_the_hall(
    code: str, mode: str, may_accept: bool, may_decide: bool
) -> None:
    actor = anonymous("690100")
    hall = find_venue(actor=actor, code="al-hall")
    item_id = find_item_id(actor=actor, handling_code=code)
    assert hall is not None
    assert item_id is not None

    card = get_intake(actor=actor, item_id=item_id, venue_id=hall.venue_id, day=TODAY)

    assert card is not None
    assert (card.mode, card.may_accept, card.may_decide) == (
        mode,
        may_accept,
        may_decide,
    )


def test_lets_people_sign_in_with_the_passwords_of_the_file(
    tmp_path: Path, small_sample: Path
) -> None:
    file = tmp_path / "accounts.txt"
    file.write_text("# 注释\nliufang\tabcd-efgh\t刘芳（窗口）\n", encoding="utf-8")
    load("--from", str(small_sample), "--passwords", str(file))

    asked = RequestFactory().post("/sign-in")
    assert authenticate(asked, username="liufang", password="abcd-efgh") is not None
    assert authenticate(asked, username="liufang", password="wrong") is None
    assert authenticate(asked, username="chenli", password="") is None


@pytest.mark.usefixtures("small_city")
@pytest.mark.django_db(transaction=True)
def test_gives_each_role_its_rights() -> None:
    rights = {}
    for login in ("liufang", "chenli", "zhangxiulan", "lijianguo"):
        account_id = find_account(actor=anonymous(""), login=login)
        assert account_id is not None
        rights[login] = get_actor(account_id=account_id, today=TODAY)

    assert rights["liufang"].may_anywhere("cases.case.take_in")
    assert not rights["liufang"].may_anywhere("cases.case.review")
    assert rights["chenli"].may_anywhere("cases.case.decide")
    assert not rights["chenli"].may_anywhere("cases.case.accept")
    assert rights["zhangxiulan"].may("cases.application.file")
    firms = list_own_firms(actor=rights["lijianguo"], today=TODAY)
    assert [firm.name for firm in firms] == ["河畔餐饮有限公司"]
    assert firms[0].legal_representative == "李建国"
