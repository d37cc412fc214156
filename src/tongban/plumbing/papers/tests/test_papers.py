"""A paper is one page, says what it was given, and nothing that it was not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tongban.plumbing.files import pdfium
from tongban.plumbing.files.pdfium import count_pages
from tongban.plumbing.papers import (
    MissingGlyph,
    PaperTooLong,
    find_missing_glyphs,
    light_page_image,
    page_image,
    render,
)
from tongban.plumbing.papers.rendering import LAYOUTS as LAYOUT_FOLDER
from tongban.plumbing.papers.shapes import MOST_ROWS
from tongban.plumbing.papers.testing import (
    LAYOUTS,
    Values,
    largest_values,
    sample_values,
    text_of,
)
from tongban.plumbing.papers.titles import granted_words

EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)
HOSTILE = [
    '#panic("x")',
    "*bold* _italic_ $x$",
    "<script>alert(1)</script>",
    '= Heading #import "x"',
    "[content] @label <tag> `raw`",
    "\\u{41} \\ // comment /* */",
    "#sys.inputs",
    "-- --- ... ~ '\"",
]


def joined(words: str) -> str:
    return "".join(words.split())


@EVERY_LAYOUT
def test_an_ordinary_paper_is_one_page_of_pdf_a(layout: str) -> None:
    pdf = render(layout, sample_values(layout))

    assert pdf.startswith(b"%PDF-")
    assert b"pdfaid:part>2<" in pdf.replace(b'"', b">")
    assert count_pages(pdf) == 1


@EVERY_LAYOUT
def test_the_fullest_paper_is_one_page(layout: str) -> None:
    values = largest_values(layout)

    pdf = render(layout, values)

    assert count_pages(pdf) == 1
    found = text_of(pdf)
    for material in values.get("materials", []):
        assert material["name"] in found
    for note in values["notes"]:
        assert note in found


@EVERY_LAYOUT
def test_the_text_can_be_found_and_copied(layout: str) -> None:
    values = sample_values(layout)

    found = text_of(render(layout, values))

    for key in ("organ", "number", "addressee", "case_number", "item_name"):
        assert joined(values[key]) in found
    assert "2026年11月22日" in found


@EVERY_LAYOUT
def test_the_same_values_give_the_same_bytes(layout: str) -> None:
    assert render(layout, sample_values(layout)) == render(
        layout, sample_values(layout)
    )


@EVERY_LAYOUT
def test_every_seal_says_that_it_has_no_effect(layout: str) -> None:
    found = text_of(render(layout, sample_values(layout)))

    assert "演示用章" in found
    assert "无法律效力" in found


@EVERY_LAYOUT
def test_the_seal_is_centred_over_signature_and_day(layout: str) -> None:
    values = sample_values(layout) | {"seal": {"organ": "印", "name": "某某章"}}

    with pdfium.opened(render(layout, values)) as document:
        text = document[0].get_textpage()
        said = text.get_text_range()
        # Drawn first, under the letters: so these come behind it in the text.
        start = said.index("演示用章")
        marking = _middle(text, start, len("演示用章　无法律效力"))
        organ = _middle(text, said.index(values["organ"], start), len(values["organ"]))
        day = _middle(text, said.index("2026年11", start), len("2026年11月22日"))

    assert marking[0] == pytest.approx(day[0], abs=2)
    assert marking[0] == pytest.approx(organ[0], abs=2)
    assert organ[1] > marking[1] + 6 > day[1] + 12, "the marking covers no letter"


def _middle(text: Any, start: int, length: int) -> tuple[float, float]:
    boxes = [text.get_charbox(i) for i in range(start, start + length)]
    left, bottom, right, top = zip(*boxes, strict=True)
    return (min(left) + max(right)) / 2, (min(bottom) + max(top)) / 2


SPOKEN_TO = [name for name in LAYOUTS if name != "receipt"]


@pytest.mark.parametrize("layout", SPOKEN_TO)
@pytest.mark.parametrize("you", ["你", "你单位"])
def test_a_paper_speaks_to_whom_it_is_sent(layout: str, you: str) -> None:
    values = sample_values(layout)

    assert "你（单位）于" in text_of(render(layout, values))
    found = text_of(render(layout, values | {"you": you}))

    assert f"{you}于2026年" in found
    assert "（单位）" not in found


def test_a_note_of_completion_speaks_to_a_person() -> None:
    decision = granted_words("20").decision
    values = sample_values("decision_granted") | {"decision": decision, "you": "你"}

    assert "本单位已为你办结。" in text_of(render("decision_granted", values))


def test_dates_carry_their_weekday_where_people_plan_by_them() -> None:
    found = text_of(render("acceptance", sample_values("acceptance")))

    assert "2026年11月30日（星期一）" in found
    assert "2026年12月21日（星期一）" in found


def test_only_the_day_that_may_move_is_provisional() -> None:
    receipt, acceptance = sample_values("receipt"), sample_values("acceptance")
    receipt["next_dates"][1]["provisional"] = True
    acceptance["statutory"]["provisional"] = True

    found = text_of(render("receipt", receipt))
    assert "2026年12月4日（星期五）（暂定）" in found
    assert found.count("暂定") == 1
    found = text_of(render("acceptance", acceptance))
    assert "2026年12月21日（星期一）（暂定）" in found
    assert found.count("暂定") == 1


def test_a_receipt_shows_the_local_time() -> None:
    found = text_of(render("receipt", sample_values("receipt")))

    assert "2026年11月22日（星期日）09:30" in found


@EVERY_LAYOUT
@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_a_name_stays_text(layout: str, words: str) -> None:
    values = sample_values(layout) | {"addressee": words, "notes": [words]}

    found = text_of(render(layout, values))

    assert found.count(joined(words)) >= 2


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=40
    )
)
def test_any_name_of_printable_letters_prints_as_it_is(name: str) -> None:
    values = sample_values("decision_granted") | {"addressee": name}

    found = text_of(render("decision_granted", values))

    assert name in found


@pytest.mark.parametrize(
    "name",
    ["𠮷田", "䶮", "阿卜杜拉·买买提·吐尔逊", "司马" * 10, "鿍㐂𬸣", "Ærøskøbing"],
)
def test_rare_and_long_names_are_printed(name: str) -> None:
    found = text_of(render("receipt", sample_values("receipt") | {"addressee": name}))

    assert name in found


def test_a_character_without_a_glyph_is_named_and_refused() -> None:
    values = sample_values("receipt") | {"addressee": "张𮯠"}

    with pytest.raises(MissingGlyph, match=r"字体里没有“𮯠”（U\+2EBE0）") as refused:
        render("receipt", values)

    assert refused.value.characters == ("𮯠",)


def test_a_missing_glyph_is_found_however_deep_it_stands() -> None:
    values = sample_values("decision_refused")
    values["conditions"] = [{"condition": "条件", "finding": "情况\U0002ebe0"}]

    with pytest.raises(MissingGlyph):
        render("decision_refused", values)


@pytest.mark.parametrize("character", ["\u202e", "\x00", "\u200b", "\ufeff"])
def test_an_invisible_control_is_refused(character: str) -> None:
    values = sample_values("receipt") | {"addressee": f"张{character}三"}

    with pytest.raises(MissingGlyph, match="不可见的控制字符"):
        render("receipt", values)


def test_each_missing_character_is_named_once() -> None:
    assert find_missing_glyphs("张𮯠三𮯠\n\U0010ffff") == ["𮯠", "\U0010ffff"]


def test_every_character_of_the_layouts_has_a_glyph() -> None:
    for path in LAYOUT_FOLDER.glob("*.typ"):
        assert find_missing_glyphs(path.read_text(encoding="utf-8")) == []


def test_a_notice_is_one_page_without_seal_and_says_everything() -> None:
    values = sample_values("notice")

    pdf = render("notice", values)

    assert count_pages(pdf) == 1
    found = text_of(pdf)
    for pair in (*values["facts"], *values["situation"]):
        assert joined("".join(pair)) in found
    for line in (*values["plain_steps"], *values["places"], values["digest"]):
        assert joined(line) in found
    assert "演示用章" not in found


@pytest.mark.parametrize(("field", "most"), [(k, v[1]) for k, v in MOST_ROWS.items()])
def test_a_list_beyond_its_maximum_is_refused_with_both_numbers(
    field: str, most: int
) -> None:
    layout, row = _layout_with(field)
    values = sample_values(layout) | {field: [row] * (most + 1)}

    with pytest.raises(PaperTooLong, match=f"有 {most + 1} 行.*最多放 {most} 行"):
        render(layout, values)


def _layout_with(field: str) -> tuple[str, object]:
    words: object = "一句话"
    return {
        "materials": ("receipt", {"name": "材料", "form": "电子"}),
        "missing": ("receipt", words),
        "next_dates": ("receipt", {"on": date(2026, 11, 27), "what": "告知"}),
        "lines": ("correction", {"name": "甲", "reason": "乙"}),
        "notes": ("receipt", words),
        "conditions": ("decision_refused", {"condition": "甲", "finding": "乙"}),
        "special_steps": ("acceptance", words),
        "articles": ("acceptance", {"title": "某法", "article": "第一条"}),
        "facts": ("decision_granted", words),
        "to_bring": ("notice", sample_values("notice")["to_bring"][0]),
    }[field]


def test_too_much_text_is_refused_and_never_cut() -> None:
    values = sample_values("receipt") | {"notes": ["很长的说明。" * 800]}

    with pytest.raises(PaperTooLong, match="一页 A4 纸放不下"):
        render("receipt", values)


@pytest.mark.parametrize(
    ("layout", "field"),
    [
        ("decision_refused", "remedies"),
        ("decision_refused", "conditions"),
        ("non_acceptance", "remedies"),
        ("acceptance", "statutory"),
        ("receipt", "query_code"),
    ],
)
def test_a_paper_with_a_hole_is_never_printed(layout: str, field: str) -> None:
    values = sample_values(layout)
    del values[field]

    with pytest.raises(ValidationError, match=field):
        render(layout, values)


def test_a_misspelt_value_is_a_bug() -> None:
    with pytest.raises(ValidationError, match="querycode"):
        render("receipt", sample_values("receipt") | {"querycode": "1"})


def test_a_moment_without_a_zone_is_a_bug() -> None:
    values = sample_values("receipt")
    values["received_at"] = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001

    with pytest.raises(TypeError, match="time zone"):
        render("receipt", values)


def test_line_ends_in_a_text_are_kept_as_line_ends() -> None:
    found = text_of(
        render("receipt", sample_values("receipt") | {"notes": ["甲行\n乙行"]})
    )

    assert "甲行乙行" in found


def test_a_long_word_does_not_leave_the_page() -> None:
    word = "https://example.test/" + "a" * 300
    values = sample_values("receipt") | {"notes": [word]}

    found = text_of(render("receipt", values))

    assert word in found


@pytest.mark.parametrize("letters", ["a", "河", "𠮷", "W1-"])
def test_no_letter_leaves_the_text_area(letters: str) -> None:
    values = sample_values("receipt")
    values |= {"notes": [letters * 200], "agent": letters * 20}

    pdf = render("receipt", values)

    with pdfium.opened(pdf) as document:
        text = document[0].get_textpage()
        rights = [text.get_charbox(i)[2] for i in range(text.count_chars())]
    assert max(rights) <= (210 - 25.5) / 25.4 * 72


def test_a_capability_hands_in_a_layout_of_its_own_package() -> None:
    own = "tongban.plumbing.papers:layouts/receipt.typ"

    assert render(own, sample_values("receipt")) == render(
        "receipt", sample_values("receipt")
    )


def test_threads_render_side_by_side() -> None:
    def one(layout: str) -> bytes:
        return render(layout, sample_values(layout))

    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(one, LAYOUTS * 4))

    assert papers == [one(layout) for layout in LAYOUTS] * 4


def test_a_page_becomes_a_picture_of_the_right_size() -> None:
    pdf = render("receipt", sample_values("receipt"))
    picture = page_image(pdf, 1, dpi=72)

    assert picture is not None
    assert page_image(pdf, 2, dpi=72) is None
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(picture[16:20], "big")
    height = int.from_bytes(picture[20:24], "big")
    assert (width, height) in {(595, 842), (596, 842)}


def test_the_picture_is_the_page_and_not_blank() -> None:
    from io import BytesIO

    from PIL import Image, ImageChops

    picture = page_image(render("receipt", sample_values("receipt")), 1, dpi=72)

    assert picture is not None
    with Image.open(BytesIO(picture)) as image:
        red, green, _ = image.split()
        seal = (
            red.point(lambda v: v > 150 and 255),
            green.point(lambda v: v < 90 and 255),
        )
        both = ImageChops.darker(*seal).histogram()
    assert image.mode == "RGB"
    assert both[255] > 300


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_light_picture_is_the_page_in_four_tones_and_light(layout: str) -> None:
    from io import BytesIO

    from PIL import Image

    pdf = render(layout, sample_values(layout))
    picture = light_page_image(pdf, 1)

    assert picture is not None
    assert len(picture) < 22 * 1024
    assert light_page_image(pdf, 2) is None
    with Image.open(BytesIO(picture)) as image:
        tones = dict(enumerate(image.convert("P").histogram()[:4]))
    assert sum(tones.values()) == image.width * image.height
    assert tones[0] > tones[2] > 1000
    assert tones[3] > 300, "no seal"


def test_values_are_not_changed_by_rendering() -> None:
    values: Values = sample_values("receipt")
    before = repr(values)

    render("receipt", values)

    assert repr(values) == before
