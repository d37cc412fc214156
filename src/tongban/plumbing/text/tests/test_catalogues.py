"""Words go from source to a catalogue and back, without the system's gettext."""

import gettext
import io
from pathlib import Path

import pytest

from tongban.plumbing.text import catalogues


def extracted(template: str) -> list[object]:
    file = io.BytesIO(template.encode())
    return [
        message for _, _, message, _ in catalogues.extract_template(file, (), (), {})
    ]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('{% translate "返回" %}', "返回"),
        ("{% translate '返回' as back %}", "返回"),
        ('{% translate "日" context "day of a month" %}', ("day of a month", "日")),
        ('{% part "back" label=_("回到首页") %}', "回到首页"),
        ('{{ name|default:_("无名") }}', "无名"),
        (
            "{% blocktranslate trimmed with n=3 %}\n 共 {{ n }} 项\n{% endblocktranslate %}",
            "共 %(n)s 项",
        ),
        (
            "{% blocktranslate count n=3 %}{{ n }} 件{% plural %}{{ n }} 件们{% endblocktranslate %}",
            ("%(n)s 件", "%(n)s 件们"),
        ),
        ('{% translate "用了 100%" %}', "用了 100%%"),
        ("{% blocktranslate %}用了 100%{% endblocktranslate %}", "用了 100%%"),
    ],
)
def test_reads_a_template(template: str, message: object) -> None:
    assert extracted(template) == [message]


def test_leaves_what_is_not_for_people() -> None:
    assert extracted('{% url "look:mode" %} {{ value }} <p>{# 注释 #}</p>') == []


def test_pseudo_wraps_every_message(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "templates").mkdir(parents=True)
    (source / "templates" / "page.html").write_text('{% translate "返回" %}')
    (source / "words.py").write_text(
        'from x import gettext as _\nWORDS = _("提交申请")\n'
    )

    catalogues.pseudo(source, tmp_path / "locale")

    made = tmp_path / "locale" / "en_XA" / "LC_MESSAGES" / "django.mo"
    with made.open("rb") as file:
        translation = gettext.GNUTranslations(file)
    assert translation.gettext("返回") == "［返回］"
    assert translation.gettext("提交申请") == "［提交申请］"


def test_extraction_keeps_what_translators_wrote(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "words.py").write_text('WORDS = _("提交申请")\n')
    po = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "提交申请"\nmsgstr "Submit"\n'
    )

    catalogues.extract(source, tmp_path / "locale")
    first = po.read_bytes()
    catalogues.extract(source, tmp_path / "locale")

    assert 'msgstr "Submit"' in first.decode()
    assert po.read_bytes() == first


def test_the_command_line_takes_one_task() -> None:
    assert catalogues.run(["nonsense"]) == 2
