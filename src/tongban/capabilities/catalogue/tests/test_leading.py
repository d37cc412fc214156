"""Questions that lead to the right item: by what there is, never in circles, never astray."""

from collections import Counter
from urllib.parse import urlencode

import pytest
from django.test import Client

from benchmarks.spoken import sample_documents
from tongban.capabilities.catalogue.finding.leading import (
    FEW,
    SKIPPED,
    Keys,
    left_by,
    next_question,
)
from tongban.capabilities.catalogue.testing import make_office, publish_item
from tongban.capabilities.catalogue.wording import WANT_LABELS, theme_labels
from tongban.capabilities.orgs.testing import make_city

MOST_QUESTIONS = 6


def _keys(document: dict[str, object]) -> Keys:
    themes = document["themes"]
    assert isinstance(themes, dict)
    labels = {who: theme_labels(who) for who in ("person", "firm")}
    named = [labels[who].get(code, code) for who in themes for code in themes[who]]
    sides = [who for who in ("person", "firm") if themes.get(who)]
    return {
        "who": frozenset(sides),
        "theme": frozenset(named),
        "want": frozenset({WANT_LABELS[str(document["item_type"])]}),
        "kind": frozenset({str(document["case_kind"])}),
        "level": frozenset({str(document["exercise_level"])}),
        "org": frozenset({str(document["org"])}),
    }


STANDING = [_keys(document) for document in sample_documents()]


@pytest.mark.parametrize("meant", range(len(STANDING)))
def test_true_answers_lead_to_every_item_of_the_sample_city(meant: int) -> None:
    answers: dict[str, str] = {}
    for _turn in range(MOST_QUESTIONS):
        found = next_question(answers, STANDING)
        if found is None:
            break
        name, counted = found
        assert name not in answers
        true = [key for key in counted if key in STANDING[meant][name]]
        before = len(left_by(answers, STANDING))
        answers[name] = true[0] if true else SKIPPED
        if true:
            assert counted[true[0]] == len(left_by(answers, STANDING)) <= before
    assert next_question(answers, STANDING) is None
    assert meant in left_by(answers, STANDING)


def test_who_knows_nothing_is_asked_everything_once_and_then_shown_all() -> None:
    answers: dict[str, str] = {}
    asked: Counter[str] = Counter()
    while (found := next_question(answers, STANDING)) is not None:
        asked[found[0]] += 1
        answers[found[0]] = SKIPPED
    assert set(asked.values()) == {1}
    assert len(left_by(answers, STANDING)) == len(STANDING)


def test_few_are_shown_and_what_parts_nothing_is_not_asked() -> None:
    assert next_question({}, STANDING[:FEW]) is None
    alike = [{"who": frozenset({"person"}), "org": frozenset({"a", "b"})}] * 20
    assert next_question({}, alike) is None


@pytest.mark.django_db
def test_the_pages_lead_from_a_question_to_the_notice() -> None:
    city = make_city()
    office = make_office(city)
    codes = [
        publish_item(
            city,
            office,
            name=f"事项{number}",
            themes={"person": [], "firm": [code]},
            served_objects=["enterprise"],
        ).handling_code
        for number, code in enumerate(["010"] * 4 + ["020"] * 4)
    ]
    client = Client()
    first = client.get("/lead").content.decode()
    # All are for firms: that is not asked.
    assert "和哪方面有关？" in first
    label = theme_labels("firm")["020"]
    assert urlencode({"theme": label}) in first
    leaf = client.get("/lead", {"theme": label}).content.decode()
    assert [code for code in codes if f"/items/{code}/notice" in leaf] == codes[4:]
    assert "您答过的" in leaf
    skipped = client.get("/lead", {"theme": "unsure"}).content.decode()
    assert all(f"/items/{code}/notice" in skipped for code in codes)
    astray = client.get("/lead", {"theme": "没有这个", "nothing": "x"})
    assert astray.status_code == 200
    assert "没有这样的事项" in astray.content.decode()
    told = client.get("/api/v1/search/next-question", {"theme": label}).json()
    assert (told["facet"], told["left"], len(told["items"])) == ("", 4, 4)
