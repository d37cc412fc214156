"""Each rule of the template lint catches its sin and lets the right way pass."""

from pathlib import Path

import pytest

from tools.templates_lint import SOURCE, lint, lint_python, lint_template

HERE = Path("sample.html")


def rules(text: str) -> list[str]:
    return [finding.rule for finding in lint_template(HERE, text)]


SINS = [
    ('<p style="color:red">x</p>', "style attribute"),
    ("<svg><path style='fill:red'/></svg>", "style attribute"),
    ('<button onclick="go()">x</button>', "on…= attribute"),
    ('<div hx-on:click="go()"></div>', "hx-on"),
    ('<div hx-trigger="keyup[key==13]"></div>', "hx-on"),
    ("<style>p{}</style>", "inline style or script"),
    ("<script>go()</script>", "inline style or script"),
    ('<a href="javascript:go()">x</a>', "inline style or script"),
    ("{{ words|safe }}", "|safe"),
    ("{% autoescape off %}x{% endautoescape %}", "|safe"),
    ('{% translate "张三,李四" %}', "ASCII punctuation"),
    ('{% translate "电话:一二三" %}', "ASCII punctuation"),
    ('{% translate "材料(选填)" %}', "ASCII punctuation"),
    ('<label for="a">{{ label }}<span>*</span></label>', "asterisk"),
    ("<p>你好</p>", "bare Chinese"),
    ('{% include "x.html" with label="返回" %}', "bare Chinese"),
    ('<p title="返回">x</p>', "bare Chinese"),
    ('<img src="a.png">', "img without alt"),
    ('<input name="a" autocomplete="off">', "input without a label"),
    ('<label for="a">x</label><input id="b" autocomplete="off">', "without a label"),
    ('<label>x<input name="a"></label>', "without autocomplete"),
    ('<form method="post"><button>x</button></form>', "without {% csrf_token %}"),
    ('<a href="/" target="_blank">x</a>', "target=_blank"),
]
RIGHT = [
    '<p class="warn">x</p>',
    '<script src="a.js" defer></script>',
    '{% translate "张三，李四（共两人）" %}',
    "{% blocktranslate trimmed with n=3 %}共 {{ n }} 项{% endblocktranslate %}",
    '{% part "back" label=_("返回") %}',
    "<p title=\"{% translate '返回' %}\">{# 注释不算 #}</p>",
    '<img src="a.png" alt="">',
    '<label for="f-{{ f.name }}">x</label><input id="f-{{ f.name }}" autocomplete="tel">',
    '<label>x<input type="checkbox" name="a"></label>',
    '<input type="hidden" name="a">',
    '<form method="post">{% csrf_token %}</form>',
    '<form method="get"></form>',
    '<a href="/" target="_blank">{% translate "法条（新窗口打开）" %}</a>',
]


@pytest.mark.parametrize(("text", "rule"), SINS)
def test_finds(text: str, rule: str) -> None:
    assert any(rule in found for found in rules(text)), rules(text)


@pytest.mark.parametrize("text", RIGHT)
def test_lets_pass(text: str) -> None:
    assert rules(text) == []


def test_tells_the_line() -> None:
    found = list(lint_template(HERE, "<p>\n</p>\n<img>\n"))

    assert [finding.line for finding in found] == [3]
    assert str(found[0]) == "sample.html:3: img without alt"


@pytest.mark.parametrize(
    "text", ['apps.get_model("cases.Case")', 'path("x", include("tongban.a.urls"))']
)
def test_finds_strings_that_hide_an_import(text: str) -> None:
    assert list(lint_python(Path("a.py"), text))
    assert not list(lint_python(Path("a.py"), text, is_config=True))


def test_reads_punctuation_in_python_but_not_in_docstrings() -> None:
    assert list(lint_python(Path("a.py"), 'x = "电话:一二三"'))
    assert not list(lint_python(Path("a.py"), '"""电话:一二三"""'))


def test_our_own_source_is_clean() -> None:
    assert [str(finding) for finding in lint([SOURCE])] == []
