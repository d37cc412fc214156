"""A1 without a browser: typing an item in by hand, reviewing, publishing, registering."""

from datetime import date
from uuid import UUID

import pytest

from tongban.capabilities.catalogue.commands import import_file, import_guide
from tongban.capabilities.catalogue.queries import (
    find_item_id,
    get_draft,
    list_drafts,
    list_versions,
)
from tongban.capabilities.catalogue.testing import (
    AT,
    Office,
    begin_draft,
    make_document,
    pass_reviews,
    publish_item,
    review,
    take_in,
)
from tongban.capabilities.catalogue.tests.typing_in import (
    PHOTO,
    browser,
    fill,
    posted_back,
    put,
    text_of,
    type_everything,
)
from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import make_citizen

pytestmark = pytest.mark.django_db
# How many rows the list of items shows.
MOST = 300


def test_an_item_is_typed_in_from_nothing(city: TestCity, office: Office) -> None:
    client = browser(office.drafter)
    made = client.post(
        "/desk/items/new", {"name": "摊位登记", "org": "MARKET", "item_type": "20"}
    )
    assert made.status_code == 302, text_of(made)
    draft_id = list_drafts(actor=office.drafter)[0].draft_id
    take_in(PHOTO)
    type_everything(client, draft_id)

    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    assert [
        f"{one.where}: {one.message}"
        for one in draft.findings
        if one.severity == "error"
    ] == []
    assert client.post(f"/desk/items/drafts/{draft_id}/hand-in").status_code == 302
    for stage in ("first_review", "legality", "gatekeeping"):
        reviewer = browser(office.reviewers[stage])
        url = f"/desk/items/drafts/{draft_id}/review"
        shown = reviewer.get(url)
        assert "摊位登记" in text_of(shown)
        digest = get_draft(actor=office.publisher, draft_id=draft_id).digest
        answer = reviewer.post(
            url, {"stage": stage, "digest": digest, "outcome": "passed", "opinion": ""}
        )
        assert answer.status_code == 302, text_of(answer)
    publisher = browser(office.publisher)
    day = {
        "effective_on-year": "2030",
        "effective_on-month": "1",
        "effective_on-day": "5",
    }
    url = f"/desk/items/drafts/{draft_id}/publish"
    assert "三道审查都已通过" in text_of(publisher.get(url))
    done = publisher.post(url, day)
    assert done.status_code == 302, text_of(done)
    assert "published=1" in done["Location"]
    code = str(draft.document["handling_code"])
    item_id = find_item_id(actor=office.publisher, handling_code=code)
    assert item_id
    (version,) = list_versions(actor=office.publisher, item_id=item_id)
    assert version.effective_on == date(2030, 1, 5)


def test_keys_and_codes_are_made_and_stay(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city, situations=[], materials=[])
    client = browser(office.drafter)
    fill(client, draft_id, "situations", do="add:situations")
    put(
        client,
        draft_id,
        "situations",
        "situations",
        {"question": "现做现卖吗？", "options": "是\n不是\n不知道"},
    )
    before = get_draft(actor=office.drafter, draft_id=draft_id).document["situations"]
    put(
        client,
        draft_id,
        "situations",
        "situations",
        {"question": "店里现做吗？", "options": "不是\n都有\n不知道"},
    )

    (row,) = get_draft(actor=office.drafter, draft_id=draft_id).document["situations"]
    assert row["key"] == before[0]["key"] == "s1"
    assert [one["key"] for one in before[0]["options"]] == ["o1", "o2", "unsure"]
    assert [one["key"] for one in row["options"]] == ["o2", "o3", "unsure"]


def test_what_is_typed_wrong_is_kept_and_found_at_its_place(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    client = browser(office.drafter)
    fill(
        client,
        draft_id,
        "times",
        **{"case_kind": "promised", "promised_limit.value": "五天", "visits": "两趟"},
    )

    page = text_of(client.get(f"/desk/items/drafts/{draft_id}/edit/times"))
    assert 'value="五天"' in page
    assert 'value="两趟"' in page
    assert "没有写到现场几次" in page
    refused = client.post(f"/desk/items/drafts/{draft_id}/hand-in")
    assert refused.status_code == 422
    assert "不能送审" in text_of(refused)


def test_a_page_is_kept_while_it_is_typed_and_leaves_no_mark_unchanged(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city, faq=[])
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{draft_id}/edit/faq"
    row = {
        "faq-rows": "1",
        "faq-0-q": "要带什么？\x00",
        "faq-0-a": "",
        "faq-lines": "甲",
    }
    kept = client.post(url, row | {"do": "keep"})
    assert "已自动保存" in text_of(kept)
    assert "还缺 1 处" in text_of(kept)
    draft = get_draft(actor=office.drafter, draft_id=draft_id)
    # Lines that somebody is still writing become rows only on the way out.
    assert draft.document["faq"] == [{"q": "要带什么？", "a": ""}]
    client.post(url, row | {"do": "keep"})
    again = get_draft(actor=office.drafter, draft_id=draft_id)
    assert again.revised_at == draft.revised_at


def test_the_tabs_the_way_back_and_the_next_gap_keep_the_page(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city, conditions=[])
    client = browser(office.drafter)
    base = f"/desk/items/drafts/{draft_id}"
    page = {"place-rows": "0", "consult_phones": "0699-1"}
    leads = {
        "go:times": f"{base}/edit/times",
        "back": base,
        "gap": f"{base}/edit/conditions?gap=1",
        "next": f"{base}/edit/parties",
    }
    for number, (do, to) in enumerate(leads.items()):
        typed = {"consult_phones": f"0699-{number}", "do": do}
        answer = client.post(f"{base}/edit/places", page | typed)
        assert answer["Location"] == to
        document = get_draft(actor=office.drafter, draft_id=draft_id).document
        assert document["consult_phones"] == [f"0699-{number}"]


def test_a_new_item_may_begin_as_another(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    client = browser(office.drafter)
    posted = {"name": "摊位登记", "org": "MARKET", "item_type": "20"}
    wrong = client.post("/desk/items/new", posted | {"begin_from": "x"})
    assert wrong.status_code == 422
    made = client.post(
        "/desk/items/new", posted | {"begin_from": str(guide.version_id)}
    )
    assert made.status_code == 302, text_of(made)
    (draft,) = list_drafts(actor=office.drafter)
    assert draft.name == "摊位登记"
    assert len(draft.document["materials"]) == len(guide.materials)
    assert draft.document["handling_code"] != guide.handling_code
    assert draft.document["place"] == guide.elements["place"]


def test_the_preview_shows_the_form_and_where_to_go(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{draft_id}/preview"
    assert "去哪里办" in text_of(client.get(url))
    standard = text_of(client.get(f"{url}?tab=standard"))
    assert "全国人民代表大会常务委员会，2015 年 10 月 1 日起施行" in standard
    form = text_of(client.get(f"{url}?tab=form"))
    assert 'name="shop_name"' in form
    broken = begin_draft(office, city, form={"pages": []})
    page = text_of(client.get(f"/desk/items/drafts/{broken}/preview?tab=form"))
    assert "申请表还排不出来" in page


def test_handing_in_is_looked_at_first(city: TestCity, office: Office) -> None:
    client = browser(office.drafter)
    ready = f"/desk/items/drafts/{begin_draft(office, city)}"
    assert "还没有受理人员和审批人员" in text_of(client.get(ready))
    shown = text_of(client.get(f"{ready}/hand-in"))
    assert "依次初审、合法性审查、把关" in shown
    assert "起草中" in text_of(client.get(ready))
    gaps = f"/desk/items/drafts/{begin_draft(office, city, conditions=[])}/hand-in"
    assert "下面 1 处要先改好" in text_of(client.get(gaps))
    client.post(f"{ready}/hand-in")
    assert client.get(f"{ready}/hand-in").status_code == 409


def test_who_reviews_first_is_told_by_name(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=())

    page = text_of(browser(office.drafter).get(f"/desk/items/drafts/{draft_id}"))

    assert "正在等起草单位的初审人员（郭明）办" in page


def test_an_opinion_is_kept_while_another_view_is_opened(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=())
    client = browser(office.first_reviewer)
    url = f"/desk/items/drafts/{draft_id}/review"
    shown = client.post(url, {"tab": "standard", "opinion": "第 2 条要有标准。"})
    assert shown.status_code == 200
    assert "第 2 条要有标准。" in text_of(shown)
    assert "设定依据" in text_of(shown)
    assert get_draft(actor=office.drafter, draft_id=draft_id).reviews == ()


def test_rows_move_and_go_without_a_script(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    client = browser(office.drafter)
    texts = ["已经领到营业执照。", "离旱厕、污水池 25 米以上。"]
    posted = {"conditions-rows": "2"} | {
        f"conditions-{n}-text": text for n, text in enumerate(texts)
    }
    url = f"/desk/items/drafts/{draft_id}/edit/conditions"
    client.post(url, posted | {"do": "up:conditions:1"})
    moved = get_draft(actor=office.drafter, draft_id=draft_id).document["conditions"]
    client.post(
        url,
        {
            "conditions-rows": "2",
            "do": "remove:conditions:0",
            "conditions-0-text": "甲",
            "conditions-1-text": "乙",
        },
    )
    left = get_draft(actor=office.drafter, draft_id=draft_id).document["conditions"]

    assert [(one["key"], one["text"]) for one in moved] == [
        ("c2", texts[1]),
        ("c1", texts[0]),
    ]
    assert [(one["key"], one["text"]) for one in left] == [("c1", "乙")]


def test_every_section_opens_and_saves_without_changing_a_whole_document(
    city: TestCity, office: Office
) -> None:
    """What no field names is kept: a document goes through the editor unchanged."""
    draft_id = begin_draft(office, city)
    client = browser(office.drafter)
    before = get_draft(actor=office.drafter, draft_id=draft_id).document
    for key in (
        *("basic", "times", "basis", "conditions", "situations", "materials", "flow"),
        *("fees", "places", "parties", "form", "faq", "plain"),
    ):
        url = f"/desk/items/drafts/{draft_id}/edit/{key}"
        page = client.get(url)
        assert page.status_code == 200
        opened = page.context.get("opened")
        posted = {"do": "save"} | posted_back(
            [opened] if opened else page.context["blocks"]
        )
        posted |= {"open": opened["spot"]} if opened else {}
        assert client.post(url, posted).status_code == 302, key

    after = get_draft(actor=office.drafter, draft_id=draft_id).document
    for name, value in before.items():
        assert after[name] == value, name


def test_an_imported_guide_can_be_opened_in_every_section(
    city: TestCity, office: Office
) -> None:
    guide = {
        "id": "x",
        "item_name": "临时占道",
        "materials": [{"name": "申请书"}],
        "conditions": ["无"],
    }
    outcome = import_guide(actor=office.drafter, guide=guide, org="MARKET", at=AT)
    client = browser(office.drafter)
    for key in ("basic", "times", "materials", "flow", "fees", "form", "plain"):
        url = f"/desk/items/drafts/{outcome.draft_id}/edit/{key}"
        assert client.get(url).status_code == 200, key
    assert (
        client.get(f"/desk/items/drafts/{outcome.draft_id}/preview").status_code == 200
    )


def test_only_a_look_says_that_nothing_is_charged(office: Office) -> None:
    guide = {"id": "x", "item_name": "临时占道"}
    outcome = import_guide(actor=office.drafter, guide=guide, org="MARKET", at=AT)
    draft_id = outcome.draft_id
    assert draft_id is not None
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{draft_id}/edit/fees"

    def fees(key: UUID = draft_id) -> object:
        return get_draft(actor=office.drafter, draft_id=key).document["fees"]

    tabs = client.get(url).context["sections"]
    assert next(one["count"] for one in tabs if one["current"]) == 1
    assert client.post(url, {"do": "go:places"}).status_code == 302
    assert fees() is None
    assert client.post(url, {"do": "save"}).status_code == 302
    assert fees() == []
    tabs = client.get(url).context["sections"]
    assert next(one["count"] for one in tabs if one["current"]) is None


def test_every_draft_is_found_by_name_and_counted(office: Office) -> None:
    rows = [f"甲证{number:03d},1" for number in range(MOST + 1)]
    content = "\n".join(["事项名称,事项类型", *rows]).encode()
    import_file(actor=office.drafter, content=content, name="清单.csv", at=AT)
    client = browser(office.drafter)

    first = client.get("/desk/items").context
    shown = {row["label"] for row in first["rows"]}
    (hidden,) = {row.partition(",")[0] for row in rows} - shown
    assert [chip["count"] for chip in first["chips"]] == [MOST + 1, MOST + 1, 0]
    assert first["left_out"] == 1
    found = client.get("/desk/items", {"q": hidden, "show": "drafts"}).context
    assert [row["label"] for row in found["rows"]] == [hidden]
    assert [chip["count"] for chip in found["chips"]] == [1, 1, 0]
    assert client.get("/desk/items", {"q": '甲"{%'}).context["rows"] == []


def test_codes_are_made_up_in_the_range_of_the_body_where_there_are_none(
    office: Office,
) -> None:
    guide = {"id": "x", "item_name": "临时占道"}
    outcome = import_guide(actor=office.drafter, guide=guide, org="MARKET", at=AT)
    assert outcome.draft_id
    client = browser(office.drafter)
    url = f"/desk/items/drafts/{outcome.draft_id}/edit/basic"
    assert "没有编码的，编一个" in text_of(client.get(url))

    posted = posted_back(client.get(url).context["blocks"])
    posted |= {"item_type": "01", "exercise_level": "3", "do": "propose:codes"}
    assert client.post(url, posted).status_code == 200
    draft = get_draft(actor=office.drafter, draft_id=outcome.draft_id)
    made = {name: draft.document[f"{name}_code"] for name in ("basic", "handling")}
    assert len(made["handling"]) == 33
    assert made["basic"] in made["handling"]
    assert not [one for one in draft.findings if one.rule.startswith("code.")]
    # What is there is never replaced.
    assert "没有编码的，编一个" not in text_of(client.get(url))
    posted = posted_back(client.get(url).context["blocks"]) | {"do": "propose:codes"}
    client.post(url, posted)
    after = get_draft(actor=office.drafter, draft_id=outcome.draft_id)
    assert after.document["handling_code"] == made["handling"]


def test_an_imported_draft_offers_only_the_body_that_its_list_gave(
    office: Office,
) -> None:
    guide = {"id": "x", "item_name": "临时占道"}
    outcome = import_guide(actor=office.drafter, guide=guide, org="MARKET", at=AT)
    url = f"/desk/items/drafts/{outcome.draft_id}/edit/basic"
    blocks = browser(office.drafter).get(url).context["blocks"]
    org = next(f for block in blocks for f in block["fields"] if f["name"] == "org")

    assert [one["value"] for one in org["choices"]] == ["MARKET"]


def test_the_list_says_who_has_it_now(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=("first_review",))

    lawyer = text_of(browser(office.lawyer).get("/desk/items"))
    gatekeeper = text_of(browser(office.gatekeeper).get("/desk/items?show=mine"))
    drafter = text_of(browser(office.drafter).get("/desk/items?show=drafts"))
    assert "待合法性审查" in lawyer
    assert "这里现在没有事项" in gatekeeper
    assert "合法性审查人员" in drafter
    assert "100%" in drafter


def test_a_return_shows_the_opinion_to_the_drafter(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=("first_review",))
    client = browser(office.lawyer)
    url = f"/desk/items/drafts/{draft_id}/review"
    digest = get_draft(actor=office.lawyer, draft_id=draft_id).digest
    posted = {"stage": "legality", "digest": digest, "outcome": "returned"}
    empty = client.post(url, posted | {"opinion": " "})
    assert empty.status_code == 422
    assert "退回要写明哪里要改" in text_of(empty)
    assert (
        client.post(url, posted | {"opinion": "第 2 条要有标准。"}).status_code == 302
    )

    shown = text_of(browser(office.drafter).get(f"/desk/items/drafts/{draft_id}"))
    assert "第 2 条要有标准。" in shown
    assert "宋岚" in shown
    assert "退回修改" in shown


def test_pages_of_reviews_are_for_whose_turn_it_is(
    city: TestCity, office: Office
) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=())
    url = f"/desk/items/drafts/{draft_id}"
    assert browser(office.lawyer).get(f"{url}/review").status_code == 403
    assert browser(office.publisher).get(f"{url}/publish").status_code == 409
    assert browser(make_citizen()).get("/desk/items").status_code == 403
    assert browser(make_citizen()).get(url).status_code == 403
    assert browser(office.publisher).get(f"{url}/edit/basic").status_code == 403


def test_a_new_version_shows_what_it_changes(city: TestCity, office: Office) -> None:
    guide = publish_item(city, office)
    client = browser(office.drafter)
    started = client.post(f"/desk/items/{guide.handling_code}", {"do": "draft"})
    assert started.status_code == 302, text_of(started)
    draft_id = UUID(started["Location"].rsplit("/", 1)[1])
    fields = client.get(f"/desk/items/drafts/{draft_id}/edit/plain").context["blocks"]
    client.post(
        f"/desk/items/drafts/{draft_id}/edit/plain",
        posted_back(fields) | {"do": "save", "plain.cost": "免费。"},
    )

    page = text_of(client.get(f"/desk/items/drafts/{draft_id}/preview?tab=differences"))
    assert "白话版 · 要不要钱" in page
    assert "不要钱。" in page
    assert "免费。" in page
    assert "办理流程" not in page.split("与现行版本的差别", 2)[2]


def test_readability_hints_stand_beside_the_plain_words(
    city: TestCity, office: Office
) -> None:
    plain = make_document()["plain"] | {
        "summary": "敬请您在收到本通知之日起二十个工作日之内携带有关的全部的证明的材料前来办理。"
    }
    draft_id = begin_draft(office, city, plain=plain)
    page = text_of(
        browser(office.drafter).get(f"/desk/items/drafts/{draft_id}/edit/plain")
    )
    assert "请拆成两句" in page
    assert "有“敬请”" in page


def test_another_round_shows_earlier_opinions(city: TestCity, office: Office) -> None:
    draft_id = begin_draft(office, city)
    pass_reviews(office, draft_id, stages=())
    review(office, draft_id, "first_review", "returned", "白话版太长。")
    pass_reviews(office, draft_id, stages=())
    page = text_of(
        browser(office.first_reviewer).get(f"/desk/items/drafts/{draft_id}/review")
    )
    assert "第 2 稿" in page
    assert "白话版太长。" in page
