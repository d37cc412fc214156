"""The living catalogue opens, its refusals have their status, its words are gettext's."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from pytest_django.fixtures import Settings

from tongban.faces.look import refusing
from tongban.faces.look.catalogue import PAGES, show_index, show_page
from tongban.faces.look.samples import read_samples
from tongban.ground.refusals import NotFound
from tongban.plumbing.text import catalogues

pytestmark = pytest.mark.urls("tongban.faces.look.tests.urls")

SPANS = re.compile(
    r"\d+ 月 \d+ 日（周.）|\d+ 年|[\d.,]+ 元|(还剩|已超) \d+ (天|个工作日)|今天到期"
)
BRACKETS = re.compile("［[^［］]*］")
CHINESE = re.compile("[\u3400-\u9fff]+")


def open_page(page: str) -> HttpResponse:
    request = RequestFactory().get(f"/_ui/{page}")
    return show_page(request, page) if page else show_index(request)


@pytest.mark.parametrize("page", ["", *PAGES])
def test_opens(page: str) -> None:
    html = open_page(page).content.decode()

    assert html.count("<h1") == 1
    assert "style=" not in html


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 429, 500])
def test_a_refusal_has_its_status(status: int) -> None:
    answer = open_page(f"refusal-{status}")

    assert answer.status_code == status


def test_a_refusal_names_rule_article_and_whom_to_turn_to() -> None:
    html = open_page("refusal-409").content.decode()

    assert "一次性告知只能发一次" in html
    assert "第三十二条" in html
    assert "业务指导科" in html


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (refusing.bad_request, 400),
        (refusing.not_allowed, 403),
        (refusing.page_too_old, 403),
        (refusing.not_found, 404),
    ],
)
def test_django_hands_its_errors_over(handler: object, status: int) -> None:
    assert callable(handler)
    answer = handler(RequestFactory().get("/x"), Exception("secret detail"))

    assert answer.status_code == status
    assert "secret detail" not in answer.content.decode()


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("没有找到这个办件，或者您没有查看它的权限。", "没有找到这个办件"),
        ("没有找到这份文书，或者您没有查看它的权限。", "没有找到这份文书"),
        ("这个文件的内容暂时找不到也不知道在哪里请稍后再试", "没有找到"),
        ("", "没有找到"),
    ],
)
def test_the_title_says_what_is_missing(message: str, title: str) -> None:
    request = RequestFactory().get("/")

    html = refusing.refusal_page(request, NotFound(message)).content.decode()

    assert f"<title>{title} - " in html


def test_a_bug_is_not_blamed_on_the_person() -> None:
    answer = refusing.failed(RequestFactory().get("/x"))

    assert answer.status_code == 500
    assert "不是您的操作有误" in answer.content.decode()


def test_an_error_stands_first_in_the_title() -> None:
    html = open_page("errors").content.decode()

    assert "<title>错误：" in html


@pytest.fixture(scope="module")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    catalogues.pseudo(locale_dir=folder)
    return folder


@pytest.fixture
def pseudo(pseudo_folder: Path, settings: Settings) -> Iterator[None]:
    settings.LOCALE_PATHS = [str(pseudo_folder)]
    settings.LANGUAGES = [("zh-hans", "中文"), ("en-xa", "［伪］")]
    with translation.override("en-xa"):
        yield


def _words(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif isinstance(value, str) and CHINESE.search(value):
        yield value


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("page", ["", *PAGES, "refusal-409"])
def test_every_word_went_through_gettext(page: str) -> None:
    html = open_page(page).content.decode()
    # Days, spans and sums are Chinese in every language of the pages, as is the
    # invented matter; what is left besides the brackets has escaped translation.
    html = SPANS.sub("", html)
    invented = {SPANS.sub("", words) for words in _words(read_samples())}
    for words in sorted(invented, key=len, reverse=True):
        html = html.replace(words, "")
    while BRACKETS.search(html):
        html = BRACKETS.sub("", html)

    assert [match[0] for match in CHINESE.finditer(html)] == []
