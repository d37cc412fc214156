"""The one material catalogue: picked from, proposed for, answered by another; R-49."""

from typing import Any
from uuid import UUID

import pytest

from tongban.capabilities.catalogue.commands import (
    answer_material,
    hand_in_draft,
    import_guide,
    propose_material,
    publish_draft,
    save_draft,
    take_in_materials,
    teach_synonym,
)
from tongban.capabilities.catalogue.elements.coding import material_code
from tongban.capabilities.catalogue.elements.picking import taken_over, with_picked
from tongban.capabilities.catalogue.permissions import TAKE_IN_MATERIALS
from tongban.capabilities.catalogue.queries import (
    count_material_proposals,
    get_draft,
    list_material_entries,
    list_material_keepers,
    list_material_proposals,
    search_materials,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    EFFECTIVE_ON,
    Office,
    make_document,
    publish_item,
    review,
)
from tongban.capabilities.catalogue.tests.typing_in import browser, text_of
from tongban.capabilities.catalogue.types import MaterialEntry
from tongban.capabilities.catalogue.types.catalogue_materials import NewMaterial
from tongban.capabilities.orgs.testing import CITY, TestCity
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.refusals import Invalid, MoveRefused, NotAllowed
from tongban.plumbing.access.actor import Actor, system

NEW = "摊位布局图"
CODE = material_code(NEW)


def asking(*names: str) -> dict[str, Any]:
    """A document whose last materials are these, by the codes made from their names."""
    document = make_document()
    rows = document["materials"]
    for number, name in enumerate(names, 9):
        coded = {"catalogue_code": material_code(name), "name": name, "when": []}
        rows.append(rows[-1] | coded | {"key": f"m{number}"})
    return document


def save(office: Office, city: TestCity, document: dict[str, Any]) -> UUID:
    return save_draft(
        actor=office.drafter, body_id=city.market, document=document, at=AT
    ).draft_id


def outside(office: Office, draft_id: UUID) -> list[str]:
    findings = get_draft(actor=office.drafter, draft_id=draft_id).findings
    return [one.message for one in findings if one.rule == "material.outside_catalogue"]


def propose(office: Office, city: TestCity, name: str = NEW) -> UUID:
    return propose_material(
        actor=office.drafter, body_id=city.market, name=name, at=AT, kind="other"
    )


def take_in_entries(*entries: NewMaterial) -> None:
    keeper = system("sample", city=CITY, grants=frozenset({(TAKE_IN_MATERIALS, None)}))
    take_in_materials(actor=keeper, entries=entries, at=AT)


def answer(actor: Actor, material_id: UUID, said: str, **more: str) -> int:
    return answer_material(
        actor=actor, material_id=material_id, answer=said, at=AT, **more
    )


def test_a_material_outside_keeps_the_draft_until_it_is_taken_in(
    city: TestCity, office: Office
) -> None:
    draft_id = save(office, city, asking(NEW))
    assert "从目录里选" in outside(office, draft_id)[0]
    with pytest.raises(Invalid):
        hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    material_id = propose(office, city)
    assert propose(office, city) == material_id
    assert answer(office.publisher, material_id, "accepted") == 1
    assert outside(office, draft_id) == []
    hand_in_draft(actor=office.drafter, draft_id=draft_id, at=AT)
    for stage in office.reviewers:
        review(office, draft_id, stage)
    publish_draft(
        actor=office.publisher, draft_id=draft_id, effective_on=EFFECTIVE_ON, at=AT
    )
    (found,) = search_materials(actor=office.drafter, text="tanwei")
    assert (found.name, found.items) == (NEW, 1)


def test_what_became_of_a_proposal_stands_at_its_row(
    city: TestCity, office: Office
) -> None:
    draft_id = save(office, city, asking(NEW, "夜市承诺书"))
    merged, declined = propose(office, city), propose(office, city, "夜市承诺书")
    with pytest.raises(Invalid) as unsaid:
        answer(office.publisher, declined, "declined", opinion=" ")
    assert "opinion" in unsaid.value.errors
    with pytest.raises(Invalid) as unknown:
        answer(office.publisher, merged, "merged", into="no-such")
    assert "into" in unknown.value.errors
    answer(office.publisher, merged, "merged", into="AL-M-0003")
    answer(office.publisher, declined, "declined", opinion="没有依据。")
    said = outside(office, draft_id)
    assert "它就是“厨房布局图”（AL-M-0003）" in said[0]
    assert "没有收：没有依据" in said[1]
    with pytest.raises(MoveRefused):
        answer(office.publisher, merged, "accepted")
    with pytest.raises(Invalid) as again:
        propose(office, city, "夜市承诺书")
    assert "没有依据" in again.value.errors["name"]


def test_only_the_keepers_answer(city: TestCity, office: Office) -> None:
    material_id = propose(office, city)
    with pytest.raises(NotAllowed):
        answer(office.drafter, material_id, "accepted")
    assert [
        one.material.name for one in list_material_proposals(actor=office.publisher)
    ]
    # Who they are is told to whoever works in the city, not to people from outside.
    day = EFFECTIVE_ON
    told = {city.approval: ["唐文"]}
    assert list_material_keepers(actor=office.drafter, day=day) == told
    assert list_material_keepers(actor=office.publisher, day=day) == {}
    assert list_material_keepers(actor=make_citizen(), day=day) == {}


@pytest.mark.parametrize("name", ["", "其他相关材料", "身份证、户口本复印件各一份"])
def test_a_vague_name_is_not_proposed(
    city: TestCity, office: Office, name: str
) -> None:
    with pytest.raises(Invalid) as refused:
        propose(office, city, name)
    assert "例如" in refused.value.errors["name"]


def test_what_the_catalogue_has_is_picked_and_not_proposed(
    city: TestCity, office: Office
) -> None:
    with pytest.raises(Invalid) as refused:
        propose(office, city, "营业执照")
    assert "AL-M-0002" in refused.value.errors["name"]


@pytest.mark.parametrize("said", ["布局图", "buju", "cfbjt", "AL-M-0003", "chufang"])
def test_an_entry_is_found_by_name_pinyin_initials_and_code(
    city: TestCity, office: Office, said: str
) -> None:
    publish_item(city, office)
    found = search_materials(actor=office.drafter, text=said)
    assert [(one.code, one.items) for one in found] == [("AL-M-0003", 1)]
    assert search_materials(actor=office.drafter, text="飞机") == []


USUAL = (
    NewMaterial("AL-M-0009", "居民身份证", "proof", "公安机关", ("身份证件",)),
    NewMaterial("AL-M-0951", "居民户口簿", "proof", "公安机关", ("户口本",)),
    NewMaterial("AL-M-0006", "不动产权证书", "proof", "", ("房产证", "房本")),
)


CALLED = {
    "居民户口簿": ("居民户口簿", ""),
    "户口本": ("居民户口簿", "也叫“户口本”"),
    "申请人户口本（原件及复印件）": ("居民户口簿", "也叫“户口本”"),
    "hukouben": ("居民户口簿", "也叫“户口本”"),
    "fangchanzheng": ("不动产权证书", "也叫“房产证”"),
    "房本": ("不动产权证书", "也叫“房本”"),
    "户口簿首页": ("居民户口簿", "名称相近"),
    "法定代表人身份证明": ("居民身份证", "名称相近"),
    "驾照": ("厨房布局图", "“驾照”也说“厨房布局图”"),
}


def test_an_entry_is_found_by_what_people_call_it_and_by_likeness(
    city: TestCity, office: Office
) -> None:
    take_in_entries(*USUAL)
    keeper = office.publisher
    teach_synonym(actor=keeper, word="驾照", means=["厨房布局图"], at=AT)
    found = {
        said: [
            (one.name, one.why)
            for one in search_materials(actor=office.drafter, text=said)
        ][:1]
        for said in CALLED
    }
    assert found == {said: [told] for said, told in CALLED.items()}


def test_a_common_ending_makes_no_paper_alike(city: TestCity, office: Office) -> None:
    take_in_entries(NewMaterial("x", "老年人优待证申请表"))
    found = search_materials(actor=office.drafter, text="取水许可申请表")
    assert found == []


def test_a_name_that_was_merged_finds_its_entry_from_then_on(
    city: TestCity, office: Office
) -> None:
    answer(office.publisher, propose(office, city), "merged", into="AL-M-0002")
    (found,) = search_materials(actor=office.drafter, text=NEW)[:1]
    assert (found.name, found.why) == ("营业执照", f"也叫“{NEW}”")
    with pytest.raises(Invalid) as again:
        propose(office, city)
    assert "营业执照" in again.value.errors["name"]


def test_what_an_entry_is_called_too_is_not_proposed(
    city: TestCity, office: Office
) -> None:
    take_in_entries(*USUAL)
    with pytest.raises(Invalid) as refused:
        propose(office, city, "户口本")
    assert "居民户口簿" in refused.value.errors["name"]


def test_only_a_system_actor_takes_a_whole_catalogue_in(
    city: TestCity, office: Office
) -> None:
    with pytest.raises(NotAllowed):
        take_in_materials(
            actor=office.publisher, entries=[NewMaterial("x", "某表")], at=AT
        )


PLAN = MaterialEntry("AL-M-9", "平面图", {"issuer": "设计单位", "trust": "B"})


def test_what_is_picked_keeps_what_the_officer_wrote() -> None:
    document = make_document()
    before = document["materials"][1]
    before["issuer"] = "申请人自己"
    picked = with_picked(document, "m2", PLAN)["materials"][1]
    assert picked == before | {"catalogue_code": "AL-M-9", "name": "平面图"}
    wanted = with_picked(document, "m2", PLAN, {"issuer"})["materials"][1]
    assert wanted == before | {"catalogue_code": "AL-M-9", "issuer": "设计单位"}
    added = with_picked(document, "", PLAN)["materials"][3]
    assert (added["issuer"], added["key"]) == ("设计单位", "m4")


def test_what_picking_changes_is_told_before() -> None:
    document = make_document()
    document["materials"][1] |= {"issuer": "", "trust": "D", "name": "手绘图"}
    told = {one.name: one for one in taken_over(document, "m2", PLAN)}
    assert told.keys() == {"name", "issuer", "trust"}
    assert (told["name"].before, told["name"].after) == ("手绘图", "平面图")
    assert (told["issuer"].before, told["issuer"].after) == ("", "设计单位")
    # What stands in the row by an officer's hand is not replaced unless that is ticked.
    assert told["trust"].is_typed
    assert not told["name"].is_typed


def test_how_one_item_asks_for_a_material_is_not_taken_into_another(
    city: TestCity, office: Office
) -> None:
    published = publish_item(city, office)
    asked = {one.name: one.details for one in published.materials}
    assert asked["营业执照"]["acceptance_standard"]
    (entry,) = list_material_entries(actor=office.drafter, codes=[], names=["营业执照"])
    own = {"acceptance_standard", "source_note", "basis", "copies", "waived", "when"}
    assert not own & entry.usual.keys()
    assert entry.usual["original_or_copy"] == asked["营业执照"]["original_or_copy"]


def test_an_imported_guide_gets_findings_and_no_refusal(
    city: TestCity, office: Office
) -> None:
    guide = {"id": "x", "item_name": "占道", "materials": [{"name": "占道申请书"}]}
    outcome = import_guide(actor=office.drafter, guide=guide, org="MARKET", at=AT)
    assert outcome.draft_id is not None
    draft = get_draft(actor=office.drafter, draft_id=outcome.draft_id)
    kept = save_draft(
        actor=office.drafter,
        body_id=city.market,
        document=draft.document,
        at=AT,
        draft_id=draft.draft_id,
    )
    # A guide from elsewhere names no entry at all: that is to be mended just as well.
    assert "material.type_missing" in {one.rule for one in kept.findings}


# ---- the pages


def test_a_row_is_filled_from_the_catalogue(city: TestCity, office: Office) -> None:
    draft_id = save(office, city, asking(NEW))
    client = browser(office.drafter)
    section = f"/desk/items/drafts/{draft_id}/edit/materials"
    answered = client.post(section, {"do": "pick:3", "materials-rows": "0"})
    assert answered.status_code == 302
    # Nothing was posted for the rows, so there are none: what is picked becomes one.
    page = text_of(client.get(f"{answered.headers['Location']}?q=buju"))
    assert "厨房布局图" in page
    url = f"/desk/items/drafts/{draft_id}/materials"
    look = text_of(client.get(f"{url}?take=AL-M-0003"))
    assert "选“厨房布局图”，会填上这些" in look
    assert "受理标准、依据、份数、怎么准备、哪些情形要交，是各个事项自己的" in look
    taken = client.post(url, {"do": "take:AL-M-0003", "row": ""})
    assert taken.headers["Location"].startswith(section)
    document = get_draft(actor=office.drafter, draft_id=draft_id).document
    assert [one["catalogue_code"] for one in document["materials"]] == ["AL-M-0003"]
    assert client.post(url, {"do": "take:nothing"}).status_code == 422
    assert client.get(f"{url}?take=nothing").status_code == 422


def test_what_is_ticked_is_replaced_and_the_rest_stays(
    city: TestCity, office: Office
) -> None:
    document = asking(NEW)
    draft_id = save(office, city, document)
    client, key = browser(office.drafter), document["materials"][-1]["key"]
    url = f"/desk/items/drafts/{draft_id}/materials"
    page = client.get(f"{url}?row={key}&take=AL-M-0003")
    assert [one.name for one in page.context["look"]["rows"]] == ["name"]
    assert "改成“厨房布局图”" in text_of(page)
    for instead, name in (([], NEW), (["name"], "厨房布局图")):
        posted = {"do": "take:AL-M-0003", "row": key, "instead": instead}
        assert client.post(url, posted).status_code == 302
        held = get_draft(actor=office.drafter, draft_id=draft_id).document
        row = held["materials"][-1]
        assert (row["catalogue_code"], row["name"]) == ("AL-M-0003", name)


def test_all_that_is_outside_is_proposed_at_once_and_answered_by_the_keeper(
    city: TestCity, office: Office
) -> None:
    draft_id = save(office, city, asking(NEW, "夜市承诺书"))
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{draft_id}/materials"
    assert NEW in text_of(client.get(url))
    sent = client.post(url, {"do": "propose_all"})
    # The keeper works at another body: who answers is told by name all the same.
    said = text_of(client.get(sent.headers["Location"]))
    assert "已经提请收进材料目录" in said
    assert "唐文答复" in said
    assert "等目录管理员答复" in outside(office, draft_id)[0]
    mine = text_of(client.get("/desk/materials"))
    assert "唐文答复" in mine
    keeper = browser(office.publisher)
    assert count_material_proposals(actor=office.publisher) == 2
    assert count_material_proposals(actor=office.drafter) == 0
    page = keeper.get("/desk/materials")
    # A code is one word: on a phone its row is a card, and nowhere is it broken by letters.
    coded = '<td role="cell" class="num" data-label="编码">AL-M-0002</td>'
    assert coded in page.content.decode()
    first = page.context["proposals"][0]
    assert first["name"] == NEW
    assert "厨房布局图" in [one["name"] for one in first["alike"]]
    posted = {"material": first["key"], "do": "accepted"}
    assert keeper.post("/desk/materials", posted).status_code == 302
    assert len(outside(office, draft_id)) == 1
    assert keeper.post("/desk/materials", posted).status_code == 409
    refused = client.post(
        "/desk/materials",
        {"material": page.context["proposals"][1]["key"], "do": "accepted"},
    )
    assert refused.status_code == 403
