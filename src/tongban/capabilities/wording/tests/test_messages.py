"""Short messages: locked parts, parts as an operator counts, the desk, the API, no paper."""

import pytest

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import signed_in
from tongban.capabilities.wording.commands import draft_version
from tongban.capabilities.wording.queries import (
    get_version,
    preview_message,
    preview_words,
    print_test,
)
from tongban.capabilities.wording.testing import (
    AT,
    DAY,
    WordingOffice,
    put_words_in_force,
)
from tongban.ground.refusals import Invalid, NotFound
from tongban.plumbing.papers.blocks import first_words
from tongban.plumbing.papers.messages import (
    MESSAGE_BLOCKS,
    MESSAGE_FIELDS,
    TEXT,
    count_parts,
    fill_message,
    sample_message,
)

pytestmark = pytest.mark.django_db
KIND = "sms_accepted"
SIGNED = "【{机关名称}】{办件编号} 受理了。"


@pytest.mark.parametrize(
    ("length", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3)]
)
def test_parts_are_counted_as_operators_do(length: int, parts: int) -> None:
    assert count_parts("字" * length) == parts


def test_a_rare_character_counts_twice() -> None:
    assert count_parts("字" * 69 + "𠮷") == count_parts("字" * 71)


@pytest.mark.parametrize("kind", list(MESSAGE_BLOCKS))
def test_the_platforms_messages_say_who_and_which_case(kind: str) -> None:
    values = sample_message()
    said = fill_message(kind, values, first_words(kind))

    assert said.startswith("【安澜市市场监督管理局】")
    assert "690100-2026-0112-000123" in said
    assert "{" not in said
    assert count_parts(said) <= 2
    assert all(field.of(values) == field.example for field in MESSAGE_FIELDS[kind])


def test_what_is_locked_stays_and_a_message_is_short(
    city: TestCity, office: WordingOffice
) -> None:
    def refusal_of(text: str) -> str:
        with pytest.raises(Invalid) as refused:
            draft_version(
                actor=office.editor,
                kind=KIND,
                body_id=city.market,
                blocks={TEXT: text},
                at=AT,
            )
        return refused.value.errors[TEXT]

    assert "少了“{机关名称}”" in refusal_of("{办件编号}受理了。")
    assert "写了 2 遍" in refusal_of(SIGNED + "{办件编号}")
    assert "没有“{申请人}”这个字段" in refusal_of(SIGNED + "{申请人}")
    assert "最多 200 个字" in refusal_of(SIGNED + "长" * 190)


def test_a_bodys_message_is_previewed_with_its_name(
    city: TestCity, office: WordingOffice
) -> None:
    seen = preview_message(
        actor=office.editor,
        kind=KIND,
        body_id=city.market,
        blocks={TEXT: SIGNED + "字" * 60},
    )

    assert seen.text.startswith("【安澜市市场监督管理局】690100-2026-0112-000123")
    assert (seen.characters, seen.parts) == (len(seen.text), 2)


def test_a_message_is_no_paper_and_a_paper_no_message(office: WordingOffice) -> None:
    with pytest.raises(NotFound, match="不打印"):
        print_test(actor=office.editor, kind=KIND, version_id=None, day=DAY)
    with pytest.raises(NotFound, match="不打印"):
        preview_words(
            actor=office.editor, kind=KIND, body_id=None, blocks=first_words(KIND)
        )
    with pytest.raises(NotFound, match="不是短信"):
        preview_message(
            actor=office.editor,
            kind="receipt",
            body_id=None,
            blocks=first_words("receipt"),
        )


def test_the_desk_shows_counts_and_saves_messages(
    city: TestCity, office: WordingOffice
) -> None:
    client = signed_in(office.editor)
    here = f"/desk/wording/{KIND}/{city.market}"
    listed = client.get("/desk/wording").content.decode()
    assert "短信：受理了" in listed
    assert "现在有效的短信文本" in listed

    assert "平台文本" in client.get(here).content.decode()
    seen = client.post(
        f"{here}/write", {"do": "preview", "block-text": SIGNED + "字" * 60}
    ).content.decode()
    assert "分 2 条发送" in seen
    assert "data:image" not in seen
    wrong = client.post(f"{here}/write", {"do": "preview", "block-text": "受理了"})
    assert "少了" in wrong.content.decode()

    saved = client.post(f"{here}/write", {"do": "save", "block-text": SIGNED})
    assert saved.status_code == 302
    version = client.get(saved["Location"]).content.decode()
    assert "分 1 条发送" in version
    assert "试打" not in version
    assert client.get(f"{saved['Location']}/test-print.pdf").status_code == 404


def test_two_people_put_a_message_in_force(
    city: TestCity, office: WordingOffice
) -> None:
    version = put_words_in_force(office, KIND, {TEXT: SIGNED}, body_id=city.market)

    card = get_version(actor=office.editor, version_id=version, day=DAY)
    assert card.state == "in_force"
    assert card.drafted_by_id != card.put_by_id
