"""Components, tags and filters."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory


def render(source: str, **context: Any) -> str:
    return Template("{% load i18n look %}" + source).render(Context(context))


class Light(Enum):
    YELLOW = "yellow"


@dataclass(frozen=True)
class Fact:
    term: str
    value: str
    note: str = ""


def test_a_light_has_shape_and_words_and_time() -> None:
    html = render("{% light light days_left=1 %}", light=Light.YELLOW)

    assert "<svg" in html
    assert "黄灯 · 还剩 1 个工作日" in html
    assert "light-yellow" in html


def test_every_light_has_its_own_shape_or_word() -> None:
    states = ["green", "yellow", "red", "over", "paused", "done", "none"]
    assert len({render("{% light s %}", s=state) for state in states}) == len(states)


def test_an_unknown_light_is_a_bug() -> None:
    with pytest.raises(KeyError):
        render('{% light "purple" %}')


def test_a_part_gets_its_parameters_and_nothing_else_of_the_page() -> None:
    html = render('{% part "back" href="/items" %}', label="别的标题", title="x")

    assert 'href="/items"' in html
    assert "别的标题" not in html
    assert "返回" in html


def test_a_part_with_a_form_has_the_token_against_forgery() -> None:
    request = RequestFactory().get("/")
    template = Template(
        '{% load look %}{% part "decide" action="/x" actions=actions %}'
    )

    html = template.render(RequestContext(request, {"actions": []}))

    assert "csrfmiddlewaretoken" in html


def test_parts_take_values_of_dataclasses() -> None:
    html = render('{% part "facts" facts=facts %}', facts=[Fact("跑几趟", "0 趟")])

    assert "跑几趟" in html
    assert "0 趟" in html


def test_what_people_wrote_is_escaped_everywhere() -> None:
    evil = "<script>x</script>"
    html = render(
        '{% part "pairs" pairs=pairs %}{% tag evil %}{% light "red" words=evil %}'
        "{% panel evil %}{{ evil }}{% endpanel %}{% notice 'warn' evil %}{% endnotice %}"
        '{% part "field" f=f %}',
        evil=evil,
        pairs=[{"term": evil, "value": evil}],
        f={"name": "a", "label": evil, "type": "text", "value": evil, "error": evil},
    )

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 10


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "phone", "required": True}, ['type="tel"', 'autocomplete="tel"']),
        ({"type": "identity_document"}, ['autocomplete="off"', "（选填）"]),
        ({"type": "code"}, ['autocomplete="one-time-code"', 'inputmode="numeric"']),
        ({"type": "date", "value": date(2026, 12, 1)}, ['name="a-month" value="12"']),
        ({"type": "date", "value": "2026-13"}, ['name="a-month" value="13"']),
        ({"type": "yes_no", "value": False}, ['value="no" checked']),
        (
            {
                "type": "choices",
                "value": ["1"],
                "choices": [{"value": 1, "label": "甲"}],
            },
            ['type="checkbox" id="f-a" name="a" value="1" checked'],
        ),
        ({"type": "textarea", "max_length": 9}, ['maxlength="9"', "data-counter"]),
        ({"type": "money", "value": 80}, ['value="80"', "元"]),
        ({"type": "address", "value": "澜心大道1号"}, ['name="a" value="澜心大道1号"']),
        ({"type": "password", "value": "secret"}, ['type="password"', 'value=""']),
    ],
)
def test_a_field_becomes_the_right_control(
    given: dict[str, Any], expected: list[str]
) -> None:
    html = render('{% part "field" f=f %}', f={"name": "a", "label": "甲", **given})

    for words in expected:
        assert words in html


def test_a_wrong_field_says_so_to_eyes_and_ears() -> None:
    f = {"name": "phone", "label": "手机号", "type": "phone", "error": "要 11 位数字"}

    html = render('{% part "field" f=f %}', f=f)

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="f-phone-error"' in html
    assert 'id="f-phone-error"' in html


def test_the_summary_links_to_the_fields() -> None:
    html = render('{% part "errors" %}', errors={"phone": "手机号要 11 位数字"})

    assert '<a href="#f-phone">手机号要 11 位数字</a>' in html
    assert render('{% part "errors" %}', errors={}).strip() == ""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ d|day }}", "11 月 30 日（周一）"),
        ("{{ d|day_year }}", "2026 年 11 月 30 日（周一）"),
        ("{{ m|moment }}", "11 月 30 日（周一）14:05"),
        ("{{ m|day }}", "11 月 30 日（周一）"),
        ("{{ d|days_left:today }}", "还剩 8 天"),
        ("{{ 3|workdays_left }}", "还剩 3 个工作日"),
        ("{{ 8000|yuan }}", "80 元"),
        ("{{ 1250|yuan }}", "12.50 元"),
        ("{{ 123456700|yuan }}", "1,234,567 元"),
        ("{{ 0|yuan }}", "不收费"),
        ("{{ None|yuan }}", ""),
        ("{{ 12345|grouped }}", "12,345"),
        ("{{ '张秀兰'|mask_name }}", "张*兰"),
        ("{{ '王伟'|mask_name }}", "王*"),
        ("{{ '王'|mask_name }}", "王"),
        ("{{ ''|mask_name }}", ""),
        ("{{ '690121195603080248'|mask_number }}", "690***********0248"),
        ("{{ '1234567'|mask_number }}", "*******"),
        ("{{ limit|limit_words }}", "5 个工作日"),
        ("{{ instant|limit_words }}", "当场办结"),
    ],
)
def test_filter(source: str, expected: str) -> None:
    context = {
        "d": date(2026, 11, 30),
        "m": datetime(2026, 11, 30, 6, 5, tzinfo=UTC),
        "today": date(2026, 11, 22),
        "limit": {"value": 5, "unit": "working_day"},
        "instant": {"value": 0, "unit": "working_day"},
    }
    assert render(source, **context) == expected


def test_a_case_number_breaks_between_its_parts_and_copies_whole() -> None:
    html = render("{{ n|case_number }}", n="6901002026112200000471")

    assert html == "690100<wbr>20261122<wbr>00000471"
    assert render("{{ n|case_number }}", n="<b>") == "&lt;b&gt;"


def test_yes_and_no_have_no_example_to_follow() -> None:
    given = {"name": "x", "label": "是租的吗", "type": "yes_no", "example": "是"}

    assert "例如" not in render('{% part "field" f=f %}', f=given)
    assert "例如：是" in render('{% part "field" f=f %}', f=given | {"type": "text"})


def test_the_warning_not_to_give_true_facts_is_never_left_out() -> None:
    html = render('{% include "look/parts/demo.html" %}', demo_site=True)

    warning = html[html.rindex("<span") :]
    assert "请勿填写真实信息" in warning
    assert "hint-only" not in warning
