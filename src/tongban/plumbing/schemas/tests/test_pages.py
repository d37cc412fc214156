"""A page is plain, labelled HTML: names, hints and errors tied to their controls."""

import re
from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.utils import translation

from tongban.plumbing.schemas.pages import PageForm, page_form
from tongban.plumbing.schemas.tests.schema_of_all import (
    ALL,
    NAMES,
    SOUND,
    TODAY,
    browser,
)


class Tags(HTMLParser):
    """All tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.found if tag in names]

    def by_id(self, id_: str) -> dict[str, str | None]:
        return next(attrs for _tag, attrs in self.found if attrs.get("id") == id_)


def empty() -> PageForm:
    return page_form(ALL, "all", on=TODAY)


def wrong() -> PageForm:
    changed = {"shop_name": "", "business_kind": "", "open_on": ("2027", "2", "30")}
    return page_form(ALL, "all", on=TODAY, data=browser(**changed))


@pytest.mark.parametrize("form", [empty(), wrong()], ids=["empty", "wrong"])
def test_every_id_is_one_and_every_reference_leads_somewhere(form: PageForm) -> None:
    tags = Tags(str(form))
    ids = [attrs["id"] for _tag, attrs in tags.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _tag, attrs in tags.found:
        for id_ in (attrs.get("aria-describedby") or "").split():
            assert id_ in ids
    assert {label["for"] for label in tags.all("label") if "for" in label} <= set(ids)
    # Where the summary's links lead.
    assert {f"f-{name}" for name in NAMES} <= set(ids)


def test_every_control_has_a_name_for_everybody() -> None:
    tags = Tags(str(empty()))
    labelled = {label["for"] for label in tags.all("label") if "for" in label}
    for control in tags.all("input", "textarea"):
        if control.get("type") in {"radio", "checkbox"} or "-" in str(control["name"]):
            continue
        assert control["id"] in labelled
        assert control["autocomplete"]
    assert len(tags.all("fieldset")) == len(tags.all("legend")) == 7


def test_nothing_inline() -> None:
    page = str(wrong())
    assert "style" not in page
    assert "<script" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert "*" not in page


def test_optional_fields_say_so() -> None:
    page = str(empty())
    assert page.count("（选填）") == len(NAMES) - 3
    assert "店名（选填）" not in re.sub(r"<[^>]+>\s*|\s+", "", page)


def test_an_error_stands_apart_and_is_tied_to_its_control() -> None:
    form = wrong()
    tags = Tags(str(form))
    assert list(form.messages()) == ["shop_name", "business_kind", "open_on"]
    box = tags.by_id("f-shop_name")
    assert box["aria-describedby"] == "help-shop_name error-shop_name"
    assert box["aria-invalid"] == "true"
    assert tags.by_id("error-shop_name")["class"] == "error-text field-error"
    described = {field.get("aria-describedby") for field in tags.all("fieldset")}
    assert {"error-business_kind", "error-open_on"} <= described
    assert "aria-invalid" not in tags.by_id("f-business_kind")
    assert tags.by_id("f-open_on")["aria-invalid"] == "true"
    assert "没有 2 月 30 日，请改成真实的日期，例如 2026-11-22" in str(form)
    drawn = re.findall(r'class="error-text field-error"[^>]*><svg', str(form))
    assert len(drawn) == 3, "each error has its drawing, on every form"


def test_yes_and_no_have_no_example_to_follow() -> None:
    asked = {"name": "rented", "label": "租的吗", "type": "yes_no", "example": "是"}
    page = {"key": "p", "title": "页", "fields": [asked]}

    assert "例如" not in str(page_form({"pages": [page]}, "p", on=TODAY))


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("f-phone", {"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        ("f-shop_name", {"autocomplete": "organization", "maxlength": "20"}),
        ("f-mail", {"type": "email", "autocomplete": "email"}),
        ("f-address", {"autocomplete": "street-address"}),
        ("f-floor_area", {"type": "text", "inputmode": "numeric"}),
        ("f-deposit", {"inputmode": "decimal"}),
        ("f-birth_on", {"name": "birth_on-year", "autocomplete": "bday-year"}),
        ("f-birth_on-month", {"autocomplete": "bday-month", "maxlength": "2"}),
        ("f-open_on-day", {"name": "open_on-day", "autocomplete": "off"}),
        ("f-postcode", {"autocomplete": "postal-code"}),
    ],
)
def test_browsers_and_keyboards_are_told(id_: str, expected: dict[str, str]) -> None:
    control = Tags(str(empty())).by_id(id_)
    assert {key: control[key] for key in expected} == expected


def test_what_was_typed_stays_even_when_wrong() -> None:
    tags = Tags(str(wrong()))
    assert tags.by_id("f-open_on-day")["value"] == "30"
    assert tags.by_id("f-phone")["value"] == "13812345678"


def test_answers_given_before_stand_in_the_boxes() -> None:
    tags = Tags(str(page_form(ALL, "all", on=TODAY, initial=SOUND)))
    assert tags.by_id("f-deposit")["value"] == "80.00"
    assert tags.by_id("f-open_on")["value"] == "2026"
    assert tags.by_id("f-open_on-day")["value"] == "01"
    ticked = [box["value"] for box in tags.all("input") if "checked" in box]
    assert ticked == ["catering", "net", "cake", "citizen_id", "yes"]


def test_a_real_browsers_data_is_read() -> None:
    data = QueryDict(mutable=True)
    for name, value in browser().items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = page_form(ALL, "all", on=TODAY, data=data)
    assert form.is_valid()
    assert form.cleaned_data == SOUND


def test_a_choice_may_be_explained() -> None:
    assert "食品销售<small>小卖部</small>" in str(empty())


def test_messages_go_through_translation() -> None:
    with translation.override("zh-hans"):
        assert "请填写“店名”" in wrong().messages()["shop_name"]
