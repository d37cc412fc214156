"""The citizen's way from guide to result, by a browser that knows no scripts."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tongban.capabilities.cases.testing import AT
from tongban.capabilities.cases.tests.citizens import (
    ELDER,
    FOOD,
    HOUSE,
    Street,
    make_street,
    publish_sample,
    read_sample,
    sign_in,
    submit,
    text_of,
    upload,
)
from tongban.capabilities.catalogue.commands import withdraw_version
from tongban.capabilities.mandates.testing import give_mandate
from tongban.capabilities.people.queries import find_account, get_actor
from tongban.plumbing.access.actor import Actor, anonymous

pytestmark = pytest.mark.django_db

SHOP = {"business_kind": "catering", "floor_area": "60", "sells_online": "yes"}
COOKS = {"situation_s1": "make", "situation_s2": "rent", "situation_s3": "self"}
OWN_SHOP = {
    "shop_name": "秀兰小吃",
    "uscc": "92690123690200535 8".replace(" ", ""),
    "shop_address": "安澜市青渡县临江街道河沿街12号",
    "legal_representative": "张秀兰",
}


def fill_until_check(client: Client, street: Street, code: str) -> None:
    """A firm's application, whole but for its submission."""
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})
    client.post(f"/apply/{code}/form/shop", SHOP)
    upload(client, code, "m3", "m5")


def test_a_firm_applies_in_five_posts_and_is_told_number_and_days() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")

    assert "说说您的情况" in text_of(client.get(f"/apply/{code}"))
    first = client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})
    form = client.get(first["Location"])
    assert "来自市场主体登记信息" in text_of(form)
    second = client.post(first["Location"], SHOP)
    assert second["Location"] == f"/apply/{code}/materials", text_of(second)
    upload(client, code, "m3", "m5")
    check = client.get(f"/apply/{code}/check")
    assert "河畔餐饮有限公司" in text_of(check)
    assert "第 4 步，共 4 步" in text_of(check)
    done = submit(client, code)

    applied = client.get(done["Location"])
    assert "申请已提交" in text_of(applied)
    assert "（周" in text_of(applied)
    assert "食品经营许可" in text_of(client.get("/my/cases"))
    case = client.get(done["Location"].replace("/applied/", "/my/cases/"))
    assert "已收件，等待受理" in text_of(case)
    assert "河畔餐饮有限公司" in text_of(case)
    assert "690121198107150351" not in case.content.decode()


def test_a_person_without_a_firm_fills_one_screen() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("zhang")

    first = client.post(f"/apply/{code}/situation", COOKS)
    second = client.post(first["Location"], SHOP | OWN_SHOP)
    assert second["Location"] == f"/apply/{code}/materials", text_of(second)
    upload(client, code, "m3", "m5")

    assert "/applied/" in submit(client, code)["Location"]


def test_most_of_a_known_persons_form_is_filled_already() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})

    form = client.get(f"/apply/{code}/form/shop")

    known = form.content.decode().count("note-line")
    asked = sum(len(section.topic.gaps) for section in form.context["sections"])
    assert known / (known + asked) >= 0.6


def test_an_elder_gets_the_card_with_a_photo_and_a_document() -> None:
    street = make_street()
    code = publish_sample(street.world, ELDER).handling_code
    client = sign_in("zhang")

    answers = {"situation_s1": "local", "situation_s2": "self", "acting": "self"}
    first = client.post(f"/apply/{code}/situation", answers)
    second = client.post(first["Location"], {"card_form": "electronic"})
    assert second["Location"] == f"/apply/{code}/materials", text_of(second)
    upload(client, code, "m2", "m3")

    done = submit(client, code)
    applied = text_of(client.get(done["Location"]))
    assert "最晚这天" in applied


def person(login: str) -> Actor:
    account_id = find_account(actor=anonymous("690100"), login=login)
    assert account_id is not None
    return get_actor(account_id=account_id, today=timezone.localdate())


def test_a_relative_applies_for_an_elder_who_gave_a_mandate() -> None:
    street = make_street()
    code = publish_sample(street.world, ELDER).handling_code
    elder = person("zhang")
    client = sign_in("li")
    answers = {"situation_s1": "local", "situation_s2": "agent", "acting": "self"}
    nobody = text_of(client.get(f"/apply/{code}/situation"))
    assert "张秀兰" not in nobody
    give_mandate(elder, person("li"), at=timezone.now())

    answers["acting"] = f"for:{elder.person_id}"
    first = client.post(f"/apply/{code}/situation", answers)
    form = text_of(client.get(first["Location"]))
    assert "委托人的实名信息" in form
    assert "张秀兰" in form
    on = client.post(first["Location"], {"card_form": "electronic"})
    assert on["Location"] == f"/apply/{code}/materials", text_of(on)
    upload(client, code, "m2", "m3", "m5")
    assert "李建国 替 张秀兰 办" in text_of(client.get(f"/apply/{code}/check"))

    done = submit(client, code)

    case_path = done["Location"].replace("/applied/", "/my/cases/")
    case = client.get(case_path)
    assert "老人" in text_of(case)
    assert "代办人" in text_of(case)
    # It is the elder's matter, and so is seen and may be withdrawn by the elder as well.
    theirs = sign_in("zhang").get(case_path)
    assert "withdraw" in theirs.content.decode()


def test_a_seller_names_the_buyer_and_applies_for_the_transfer() -> None:
    street = make_street()
    code = publish_sample(street.world, HOUSE).handling_code
    client = sign_in("zhang")

    answers = {
        "own_role": "transferor",
        "situation_s1": "one",
        "situation_s2": "clear",
        "situation_s3": "self",
    }
    first = client.post(f"/apply/{code}/situation", answers)
    assert first["Location"] == f"/apply/{code}/parties"
    too_few = client.post(first["Location"], {"act": ""})
    assert too_few.status_code == 422
    assert "买方" in text_of(too_few)
    buyer = {
        "act": "add",
        "role": "transferee",
        "kind": "natural",
        "name": "王晓燕",
        "id_kind": "citizen_id",
        "id_number": "690122199204300682",
    }
    assert client.post(first["Location"], buyer).status_code == 302
    assert "王晓燕" in text_of(client.get(first["Location"]))
    on = client.post(first["Location"], {"act": ""})
    house = {
        "certificate_number": "安（2019）青渡县不动产权第0001234号",
        "house_address": "安澜市青渡县临江街道柳堤社区河沿街15号1单元202室",
        "price": "860000",
    }
    on = client.post(on["Location"], house)
    assert on["Location"] == f"/apply/{code}/materials", text_of(on)
    upload(client, code, "m2", "m3", "m4")

    done = submit(client, code)

    case = text_of(client.get(done["Location"].replace("/applied/", "/my/cases/")))
    assert "卖方" in case
    assert "买方" in case
    assert "860,000" in case or "860000" in case


def test_a_party_can_be_taken_off_again_and_no_role_overflows() -> None:
    street = make_street()
    code = publish_sample(street.world, HOUSE).handling_code
    client = sign_in("zhang")
    answers = {"own_role": "transferee"} | {
        "situation_s1": "one",
        "situation_s2": "clear",
        "situation_s3": "self",
    }
    client.post(f"/apply/{code}/situation", answers)
    path = f"/apply/{code}/parties"
    seller = {
        "act": "add",
        "role": "transferor",
        "name": "李建国",
        "id_kind": "citizen_id",
        "id_number": "690121198107150351",
    }
    client.post(path, seller)

    assert "李建国" in text_of(client.get(path))

    client.post(path, {"act": "remove transferor 0"})

    assert "李建国" not in text_of(client.get(path))
    wrong = client.post(path, seller | {"id_number": "690121198107150352"})
    assert wrong.status_code == 422
    assert "690121198107150352" in wrong.content.decode()
    for _time in range(9):
        client.post(path, seller)
    one_too_many = client.post(path, seller)
    assert one_too_many.status_code == 422
    assert "最多 9 位" in text_of(one_too_many)


def test_the_same_page_posted_twice_gives_the_same_number() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    fill_until_check(client, street, code)
    page = {"key": uuid4().hex, "promise": "yes"}

    first = client.post(f"/apply/{code}/check", page)
    second = client.post(f"/apply/{code}/check", page)

    assert first["Location"] == second["Location"]
    assert len(client.get("/my/cases").context["cases"]) == 1


def test_nothing_is_filed_without_the_promise_or_with_a_step_open() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})

    answer = client.post(f"/apply/{code}/check", {"key": uuid4().hex})

    assert answer.status_code == 422
    assert text_of(answer).startswith("错误：")
    assert set(answer.context["errors"]) == {"shop", "materials", "promise"}
    assert not client.get("/my/cases").context["cases"]


def test_a_changed_answer_leads_back_to_the_check() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    fill_until_check(client, street, code)

    card = client.get(f"/apply/{code}/form/people?next=check&change=people")
    assert 'name="contact_phone"' in card.content.decode()
    people = {
        "contact_name": "王晓燕",
        "contact_id_type": "citizen_id",
        "contact_id_number": "690122199204300682",
        "contact_phone": "16969020003",
    }
    back = client.post(
        f"/apply/{code}/form/people",
        SHOP | people | {"next": "check", "change": "people"},
    )

    assert back["Location"] == f"/apply/{code}/check", text_of(back)
    check = text_of(client.get(back["Location"]))
    assert "16969020003" in check
    assert "王晓燕" in check


def test_who_applies_is_not_a_matter_of_typing() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})

    forged = {"shop_name": "别人的店", "uscc": "926901236902005358", "change": "shop"}
    client.post(f"/apply/{code}/form/shop", SHOP | forged | {"shop_address": "新址"})

    check = text_of(client.get(f"/apply/{code}/check"))
    assert "别人的店" not in check
    assert "91690121690200199A" in check


def test_a_firm_that_is_not_ones_own_cannot_be_chosen() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code

    answer = sign_in("zhang").post(
        f"/apply/{code}/situation", COOKS | {"acting": street.firm_id}
    )

    assert answer.status_code == 302
    page = sign_in("zhang").get(f"/apply/{code}/form/shop")
    assert "91690121690200199A" not in page.content.decode().replace(
        "例如：91690121690200199A", ""
    )


def test_whoever_acts_for_a_firm_without_leading_it_is_its_agent() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("wang")
    client.post(f"/apply/{code}/situation", COOKS | {"acting": street.firm_id})

    check = text_of(client.get(f"/apply/{code}/check"))

    assert "代办人" in check
    assert "王晓燕，居民身份证" in check


def test_a_withdrawn_or_unknown_item_says_so() -> None:
    street = make_street()
    guide = publish_sample(street.world, FOOD)
    withdraw_version(
        actor=street.world.office.publisher,
        version_id=guide.version_id,
        withdrawn_on=date(2026, 11, 20),
        reason="示例停办",
        at=AT,
    )
    client = sign_in("li")

    for code in (guide.handling_code, "11" * 16 + "1", "..%2f", "%00", "停办"):
        answer = client.get(f"/apply/{code}")
        assert answer.status_code == 404, code
    assert "停办了" in text_of(client.get(f"/apply/{guide.handling_code}"))


def test_an_item_of_windows_only_is_not_offered_here() -> None:
    street = make_street()
    code = publish_sample(
        street.world,
        FOOD,
        handling_modes=["window"],
        visits=1,
        visit_reason="当面核对原件",
        plain=read_sample(FOOD)["plain"] | {"visits": "要来 1 趟。"},
    ).handling_code

    answer = sign_in("li").get(f"/apply/{code}")

    assert answer.status_code == 409
    assert "窗口" in text_of(answer)


def test_whoever_is_not_signed_in_is_asked_and_led_on() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = Client()
    for path in (
        f"/apply/{code}",
        f"/apply/{code}/situation",
        f"/apply/{code}/form/shop",
        f"/apply/{code}/materials",
        f"/apply/{code}/check",
        "/my/cases",
        f"/my/cases/{uuid4()}",
        f"/applied/{uuid4()}",
        f"/papers/{uuid4()}",
        f"/papers/{uuid4()}.pdf",
        f"/my/files/{uuid4()}",
    ):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/sign-in?next="), path


def test_anothers_case_paper_and_file_are_not_found() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    owner, stranger = sign_in("li"), sign_in("zhang")
    fill_until_check(owner, street, code)
    page = owner.get(f"/apply/{code}/materials").content.decode()
    file = page.split('href="/my/files/')[1].split('"')[0]
    done = submit(owner, code)
    applied = owner.get(done["Location"])
    paper = applied.context["receipt"].paper_id

    for path in (
        done["Location"],
        done["Location"].replace("/applied/", "/my/cases/"),
        f"/papers/{paper}",
        f"/papers/{paper}.pdf",
        f"/papers/{paper}/1.png",
        f"/my/files/{file}",
        f"/my/files/{file}/view",
        f"/my/files/{file}/1",
    ):
        assert stranger.get(path).status_code == 404, path
    own = owner.get(f"/my/files/{file}")
    assert own.status_code == 200
    assert own["Content-Disposition"].startswith("attachment")
    assert (
        f'src="/my/files/{file}/1"'
        in owner.get(f"/my/files/{file}/view").content.decode()
    )
    picture = owner.get(f"/my/files/{file}/1")
    assert picture["Content-Type"].startswith("image/")
    assert owner.get(f"/my/files/{file}/99").status_code == 404


def test_the_receipt_is_a_light_picture_and_a_file_of_one_page() -> None:
    street = make_street()
    code = publish_sample(street.world, FOOD).handling_code
    client = sign_in("li")
    fill_until_check(client, street, code)
    applied = client.get(submit(client, code)["Location"])
    paper = applied.context["receipt"].paper_id

    page = client.get(f"/papers/{paper}")
    picture = client.get(f"/papers/{paper}/1.png")
    file = client.get(f"/papers/{paper}.pdf")

    assert "收件凭证" in text_of(page)
    assert picture.content.startswith(b"\x89PNG")
    assert len(picture.content) < 22 * 1024
    larger = client.get(f"/papers/{paper}/1.png?size=full")
    assert len(picture.content) < len(larger.content) < 80 * 1024
    assert file.content.startswith(b"%PDF")
    assert file["Content-Disposition"].startswith("attachment")
    assert client.get(f"/papers/{paper}/2.png").status_code == 404
