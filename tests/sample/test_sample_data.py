"""The sample city's files: right check digits, references that resolve, whole items."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tongban.capabilities.orgs.naming import is_rightly_named
from tongban.faces.cli.sample_documents import SampleDocuments

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample"
FRAGMENTS = ROOT / "tests" / "real_guides" / "completions"

Json = dict[str, Any]


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def words(text: str) -> set[str]:
    return set(text.split())


def document(path: Path) -> Json:
    value: Json = json.loads(path.read_text(encoding="utf-8"))
    return value


REGIONS = {row["code"]: row for row in table("regions.csv")}
BODIES = {row["code"]: row for row in table("bodies.csv")}
VENUES = {row["code"]: row for row in table("venues.csv")}
TOLD = SampleDocuments(SAMPLE)
ITEMS = TOLD.items
# Items with a file of their own; those of the packs are looked at in `test_packs.py`.
FILES = {path.stem: ITEMS[path.stem] for path in (SAMPLE / "items").glob("*.json")}
ADMINISTRATORS = (
    "system_administrator",
    "security_administrator",
    "audit_administrator",
)
STAFF = document(SAMPLE / "staff.json")
CITIZENS = document(SAMPLE / "citizens.json")
FIRMS = document(SAMPLE / "firms.json")
COMPLETIONS = {
    "sample": document(SAMPLE / "completion.json"),
    **{path.stem: document(path) for path in sorted(FRAGMENTS.glob("*.json"))},
}
WRITTEN = {**FILES, **COMPLETIONS}
BASIC_CODES = {item["basic_code"] for item in ITEMS.values()}

REVIEWERS = ("first_reviewer", "legality_reviewer", "gatekeeper")

# ---------------------------------------------------------------- check digits
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
USCC_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def identity_check(number: str) -> str:
    total = sum(int(d) * w for d, w in zip(number[:17], IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def uscc_check(code: str) -> str:
    total = sum(
        USCC_SYMBOLS.index(c) * pow(3, place, 31) for place, c in enumerate(code[:17])
    )
    return USCC_SYMBOLS[(31 - total % 31) % 31]


def organisation_check(code: str) -> str:
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(code[8:16], weights, strict=True))
    rest = (11 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def test_the_check_digit_rules_agree_with_known_codes() -> None:
    assert identity_check("11010119000101001") == "4"
    assert uscc_check("11370800MB28559184") == "4"


@pytest.mark.parametrize(
    "person",
    [*STAFF["people"], *CITIZENS["people"]],
    ids=lambda person: str(person["key"]),
)
def test_people_have_right_numbers_on_prefixes_nobody_has(person: Json) -> None:
    number = person["id_number"]
    assert re.fullmatch(r"169\d{8}", person["phone"]), "the 169 range is not in use"
    assert person["region"] in REGIONS
    if person["id_type"] == "passport_foreign":
        assert re.fullmatch(r"[A-Z0-9]{5,17}", number)
        return
    assert re.fullmatch(r"\d{17}[\dX]", number)
    assert number[17] == identity_check(number)
    assert number[6:14] == person["birth_on"].replace("-", "")
    assert (int(number[16]) % 2 == 1) == (person["sex"] == "male")
    permit = person["id_type"] == "hong_kong_macao_residence"
    assert number[:6] in ("810000", "820000", "830000") if permit else True
    assert permit or number.startswith("6901")


@pytest.mark.parametrize("code", [row["uscc"] for row in BODIES.values()])
def test_bodies_have_right_credit_codes(code: str) -> None:
    assert code[2:6] == "6901"
    assert code[16] == organisation_check(code)
    assert code[17] == uscc_check(code)


def test_numbers_are_not_given_twice() -> None:
    codes = [row["uscc"] for row in BODIES.values()]
    codes += [firm["uscc"] for firm in FIRMS["firms"]]
    codes += [p["id_number"] for p in [*STAFF["people"], *CITIZENS["people"]]]
    codes += [item["implementation_code"] for item in ITEMS.values()]
    assert len(codes) == len(set(codes))


# ---------------------------------------------------------------- references
def test_regions_hang_together() -> None:
    lengths = {"city": 6, "county": 6, "township": 9, "village": 12}
    above = {"county": "city", "township": "county", "village": "township"}
    for code, row in REGIONS.items():
        assert len(code) == lengths[row["level"]]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["valid_from"])
        if row["level"] != "city":
            assert REGIONS[row["parent"]]["level"] == above[row["level"]]
            children = [c for c, r in REGIONS.items() if r["parent"] == code]
            assert row["level"] == "village" or len(children) >= 2
    assert REGIONS["690171"]["kind"] == "functional_zone"
    assert sum(row["kind"] == "county" for row in REGIONS.values()) == 6


def test_bodies_venues_and_windows_resolve() -> None:
    for row in BODIES.values():
        assert row["region"] in REGIONS
        assert row["level"] == REGIONS[row["region"]]["level"]
        assert not row["parent"] or row["parent"] in BODIES
        assert re.fullmatch(r"0\d{2,3}-?\d{7,8}", row["phone"])
    for row in VENUES.values():
        assert row["body"] in BODIES
        assert row["region"] in REGIONS
        assert row["level"] == REGIONS[row["region"]]["level"]
        assert is_rightly_named(row["name"], row["level"]), row["name"]
        assert (row["kind"] == "hall") != row["name"].endswith("柜台")
    windows = table("windows.csv")
    assert [w["number"] for w in windows if w["venue"] == "al-hall"] == list("123456")
    halls = {code for code, row in VENUES.items() if row["kind"] == "hall"}
    assert {w["venue"] for w in windows if w["kind"] == "issue"} == halls
    for window in windows:
        assert window["venue"] in VENUES
        assert window["items"] == "*" or set(window["items"].split(";")) <= BASIC_CODES


def test_the_city_has_departments_on_all_four_levels() -> None:
    kinds = {"department", "vertical", "centre", "government", "zone"}
    assert {row["kind"] for row in BODIES.values()} == kinds
    departments = {"department", "vertical"}
    assert sum(row["kind"] in departments for row in BODIES.values()) >= 30
    levels = {row["level"] for row in BODIES.values()}
    assert levels == {"city", "county", "township", "village"}
    names = "".join(row["name"] for row in BODIES.values())
    for office in words(
        "公安 民政 人力资源 卫生健康 住房和城乡建设 水利 交通运输 教育 残疾人 公积金 税务"
        " 自然资源 农业农村 城市管理 文化广电 应急 医疗保障 退役军人 司法 生态环境 林业"
        " 烟草 气象 消防 档案 体育 民族宗教"
    ):
        assert office in names, office


def test_postings_and_logins_resolve() -> None:
    people = {p["key"]: p for p in STAFF["people"]}
    holders: dict[str, set[str]] = {}
    for posting in STAFF["postings"]:
        assert posting["person"] in people
        assert posting["body"] in BODIES
        assert posting["venue"] is None or posting["venue"] in VENUES
        holders.setdefault(posting["role"], set()).add(posting["person"])
    assert holders.keys() == {
        *("clerk", "officer", "approver", "catalogue_drafter", "catalogue_publisher"),
        *("supervisor", "auditor", "operator", "privacy_officer"),
        *(f"catalogue_{who}" for who in REVIEWERS),
        *("paper_editor", "paper_approver"),
        *("city_paper_editor", "city_paper_approver"),
        *("organisation_drafter", "organisation_approver"),
        *("assistance_agent", "assistance_keeper"),
        *ADMINISTRATORS,
    }
    # 三员: three people.
    assert len(set().union(*(holders[role] for role in ADMINISTRATORS))) == len(
        ADMINISTRATORS
    )
    assert not holders["officer"] & holders["approver"]
    # Five people for one item: nobody holds two of the offices of the list.
    offices = [
        holders[f"catalogue_{who}"] for who in ("drafter", "publisher", *REVIEWERS)
    ]
    assert sum(map(len, offices)) == len(set().union(*offices))
    assert {login["person"] for login in STAFF["logins"]} == people.keys()


def test_firms_and_links_resolve() -> None:
    people = {p["key"] for p in CITIZENS["people"]}
    firms = {f["key"] for f in FIRMS["firms"]}
    for firm in FIRMS["firms"]:
        assert firm["uscc"][17] == uscc_check(firm["uscc"])
        assert firm["uscc"][16] == organisation_check(firm["uscc"])
        assert firm["region"] in REGIONS
    for link in FIRMS["links"]:
        assert link["firm"] in firms
        assert link["person"] in people
        assert set(link["scope"]["items"]) <= BASIC_CODES | {"*"}
        assert link["until"] is None or link["from"] < link["until"]
    assert {login["person"] for login in CITIZENS["logins"]} <= people
    heads = [x["firm"] for x in FIRMS["links"] if x["kind"] == "legal_representative"]
    assert sorted(heads) == sorted(firms)


def test_intake_modes_have_the_delegation_that_they_need() -> None:
    delegations = {row["key"]: row for row in TOLD.delegations()}
    for delegation in delegations.values():
        assert delegation["item"] in BASIC_CODES
        assert {delegation["from_body"], delegation["to_body"]} <= BODIES.keys()
        assert delegation["from"] < delegation["until"]
        assert delegation["document_number"]
    for mode in TOLD.intake_modes():
        assert mode["item"] in BASIC_CODES
        assert mode["venue"] in VENUES
        needed = mode["mode"] in ("instant", "entrusted_acceptance")
        assert (mode["delegation"] is not None) == needed
        if needed:
            delegation = delegations[mode["delegation"]]
            assert delegation["item"] == mode["item"]
            assert delegation["to_body"] == VENUES[mode["venue"]]["body"]
            assert delegation["from"] <= mode["from"] < mode["until"]
            assert mode["until"] <= delegation["until"]


# ---------------------------------------------------------------- items
ITEM_KEYS = words(
    "format name aliases org family item_type basic_code implementation_code"
    " handling_code exercise_level body_nature power_source served_objects themes"
    " case_kind handling_modes online_depth visits visit_reason cross_region"
    " quantity_limit statutory_limit promised_limit legal_basis conditions situations"
    " materials steps special_steps fees intermediaries party_roles form result place"
    " consult_phones complaint_phones remedies faq plain"
)
PART_KEYS = {
    "legal_basis": "title document_number article text authority in_force_on",
    "conditions": "key text",
    "situations": "key question help options",
    "materials": "key catalogue_code name material_kind original_or_copy form necessity"
    " source source_note issuer copies paper_size acceptance_standard basis trust"
    " waived sample_note when",
    "steps": "key name role standard result limit",
    "special_steps": "key name basis limit counts",
    "fees": "key name amount_fen standard basis waiver",
    "party_roles": "role label min max",
    "place": "name address hours phone",
    "faq": "q a",
}
# When a special step takes place, where it does not in every case.
MAY_BE_LEFT_OUT = {"special_steps": {"only_if"}, "conditions": {"group"}}
MAY_BE_EMPTY = {
    "power_source",
    *("visit_reason", "cross_region", "special_steps", "fees", "intermediaries"),
}


@pytest.mark.parametrize("item", FILES.values(), ids=FILES.keys())
def test_items_are_whole(item: Json) -> None:
    assert item.keys() - {"one_per_person", "frequent", "condition_groups"} == ITEM_KEYS
    for key in ITEM_KEYS - MAY_BE_EMPTY - {"visits"}:
        assert item[key], key
    for part, keys in PART_KEYS.items():
        for entry in item[part]:
            assert entry.keys() - MAY_BE_LEFT_OUT.get(part, set()) == words(keys), part
    assert item["plain"].keys() == words("how_long cost bring visits summary steps")
    assert item["remedies"]["review"].keys() == {"body", "address", "phone"}
    assert item["remedies"]["litigation"].keys() == {"court", "address", "phone"}
    assert item["result"].keys() == {"name", "kind", "validity", "delivery"}


EXERCISE_LEVELS = {"city": "3", "county": "4", "township": "5", "village": "6"}


@pytest.mark.parametrize("item", WRITTEN.values(), ids=WRITTEN.keys())
def test_codes_follow_the_body_and_the_type(item: Json) -> None:
    uscc, basic = BODIES[item["org"]]["uscc"], item["basic_code"]
    assert re.fullmatch(r"\d{12}", basic)
    assert basic[2:4] == item["item_type"]
    level = EXERCISE_LEVELS[BODIES[item["org"]]["level"]]
    assert item["exercise_level"] == level
    assert item["implementation_code"] == f"{uscc}{level}{basic}"
    assert item["handling_code"] == f"{uscc}{level}{basic}01"
    assert (item["power_source"] == "") == (item["family"] == "public_service")
    assert item["visits"] == 0 or item["visit_reason"]


@pytest.mark.parametrize("item", WRITTEN.values(), ids=WRITTEN.keys())
def test_situations_that_materials_name_exist(item: Json) -> None:
    options = {
        s["key"]: {o["key"] for o in s["options"]} for s in item.get("situations", [])
    }
    for choices in options.values():
        assert "unsure" in choices
    for material in item["materials"]:
        for clause in material.get("when", []):
            assert set(clause["options"]) <= options[clause["situation"]]
            assert clause["options"], material["key"]
    for part in ("conditions", "situations", "materials", "steps", "fees"):
        keys = [entry["key"] for entry in item[part] if "key" in entry]
        assert len(keys) == len(set(keys)), part


@pytest.mark.parametrize("item", WRITTEN.values(), ids=WRITTEN.keys())
def test_times_add_up(item: Json) -> None:
    promised, statutory = item.get("promised_limit"), item["statutory_limit"]
    assert statutory["basis"]
    if promised is None:
        return
    # Where the units differ, the item's own check compares them.
    if statutory["value"] and promised["unit"] == statutory["unit"]:
        assert promised["value"] <= statutory["value"]
    spent = sum(step["limit"]["value"] for step in item["steps"])
    assert spent == promised["value"]
    for special in item["special_steps"]:
        assert not special["counts"] or special["limit"]["value"] <= spent


@pytest.mark.parametrize("item", WRITTEN.values(), ids=WRITTEN.keys())
def test_form_fields_are_usable(item: Json) -> None:
    types = words(
        "text textarea choice choices date integer money phone landline email"
        " identity_document uscc postcode address yes_no"
    )
    sources = words(
        "person.name person.id_type person.id_number person.phone person.address"
        " firm.name firm.uscc firm.address firm.legal_representative"
    )
    fields = [field for page in item["form"]["pages"] for field in page["fields"]]
    names = {field["name"] for field in fields}
    assert len(names) == len(fields)
    for field in fields:
        assert field["type"] in types
        assert field["help"]
        assert field["example"]
        assert field.get("prefill", "person.name") in sources
        assert field["type"] != "identity_document" or field["type_field"] in names
        assert field["type"] != "choice" or len(field["choices"]) >= 2
        assert field.get("when", {"field": field["name"]})["field"] in names
    filled = sum("prefill" in field for field in fields)
    assert filled / len(fields) >= 0.6


def test_the_three_items_are_what_the_journeys_expect() -> None:
    food, elder, house = (
        ITEMS[name]
        for name in ("food-business-licence", "elder-card", "real-estate-transfer")
    )
    answers = {s["key"]: s["options"][0]["key"] for s in food["situations"]}
    uploads = [
        m["key"]
        for m in food["materials"]
        if not m["waived"]
        and all(answers[c["situation"]] in c["options"] for c in m["when"])
    ]
    assert len(uploads) == 2
    assert {m["trust"] for m in food["materials"]} == set("ABCD")
    assert "开饭店" in food["aliases"]
    assert elder["served_objects"] == ["natural_person"]
    assert elder["promised_limit"]["value"] == 0
    assert [(f["amount_fen"]) for f in house["fees"]] == [8000]
    roles = {r["role"]: (r["min"], r["max"]) for r in house["party_roles"]}
    assert roles["transferor"] == roles["transferee"] == (1, 9)


# ---------------------------------------------------------------- words
VAGUE = re.compile(
    r"其他材料|相关材料|有关材料|等材料|等证明|相关手续|有关证明|相关证明"
    r"|其他有关|其他相关|要求的其他|另行通知|视情况|根据实际情况"
)
BANNED = re.compile(r"敬请|予以|贵单位|兹|悉|届时|该项|上述|申请人应当|须于")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]")


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from strings(inner, f"{path}[{place}]")


@pytest.mark.parametrize("item", WRITTEN.values(), ids=WRITTEN.keys())
def test_no_vague_wording_and_full_width_punctuation(item: Json) -> None:
    for path, text in strings(item):
        # The law's own words may be open-ended; ours may not.
        quoted = path.startswith(".legal_basis")
        assert quoted or not VAGUE.search(text), (path, text)
        assert not HALF_WIDTH.search(text), (path, text)


@pytest.mark.parametrize("item", WRITTEN.values(), ids=WRITTEN.keys())
def test_plain_words_are_plain(item: Json) -> None:
    spoken = [item["plain"], item["faq"], item["situations"]]
    fields = [f["help"] for page in item["form"]["pages"] for f in page["fields"]]
    for path, text in strings([*spoken, fields]):
        assert not BANNED.search(text), (path, text)
        for sentence in re.split(r"[。！？；]", text):
            assert len(sentence) <= 30, (path, sentence)
            assert sentence.count("的") <= 3, (path, sentence)
    for key in ("how_long", "cost", "bring", "visits", "summary", "steps"):
        assert item["plain"][key], key


def test_the_flawed_guide_has_its_flaws_and_its_completion_mends_them() -> None:
    guide = document(SAMPLE / "guide-with-flaws.json")
    completion = COMPLETIONS["sample"]
    assert completion["guide"] == guide["id"]
    assert guide["statutory_limit"] == guide["promised_limit"]
    vague = [
        place
        for place, material in enumerate(guide["materials"], start=1)
        if VAGUE.search(material["name"])
    ]
    dropped = [m["position"] for m in completion["materials"] if m.get("drop")]
    assert vague == dropped
    assert not {"place", "hours", "complaints"} & guide.keys()
    for key in ("place", "complaint_phones", "legal_basis", "result"):
        assert completion[key]


@pytest.mark.parametrize("fragment", COMPLETIONS.values(), ids=COMPLETIONS.keys())
def test_fragments_name_materials_by_position_once(fragment: Json) -> None:
    assert fragment["format"] == "tongban.item-fragment/1"
    positions = [m["position"] for m in fragment["materials"] if "position" in m]
    assert len(positions) == len(set(positions))
    for material in fragment["materials"]:
        if material.get("drop"):
            continue
        given = material.keys() - {"position", "name"}
        assert given == words(PART_KEYS["materials"]) - {"name"}
        assert "position" in material or material["name"]


def test_lists_name_what_is_there_and_cancel_what_no_item_asks() -> None:
    lists = document(SAMPLE / "lists.json")
    rows = [row for item in ITEMS.values() for row in item["materials"]]
    known = {row["catalogue_code"] for row in rows}
    asked = {row["catalogue_code"] for row in rows if not row.get("waived")}
    assert lists["body"] in BODIES
    for one in lists["lists"]:
        assert one.get("venue", "al-hall") in VENUES
        assert set(one.get("without", [])) <= BASIC_CODES
        for entry in one.get("entries", []):
            if "item" in entry:
                assert entry["item"] in BASIC_CODES
            else:
                # Waived everywhere: fetched by ourselves, asked of nobody.
                assert entry["proof"] in known - asked


def test_baselines_are_of_items_that_there_are_and_asked_for_more() -> None:
    with (SAMPLE / "baselines.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["item"] for row in rows} <= BASIC_CODES
    assert len({row["item"] for row in rows}) == len(rows)
    for row in rows:
        assert row["source"].startswith("《")
        assert date.fromisoformat(row["counted_on"]) < date(2024, 3, 1)
        assert min(int(row[name]) for name in ("materials", "steps", "visits")) > 0
