"""What people ask for is found in the sample city: first mostly, among three nearly always."""

from benchmarks.search import our_search
from benchmarks.spoken import SETS, Asked, rate, read_queries, sample_documents

DOCUMENTS = sample_documents()
NAMES = [document["name"] for document in DOCUMENTS]
FIND = our_search(DOCUMENTS)


def _missed(asked: list[Asked]) -> list[tuple[str, list[str]]]:
    found = [(one, FIND(one.words)[:3]) for one in asked if one.names & set(NAMES)]
    return [(one.words, names) for one, names in found if not one.names & set(names)]


def test_spoken_queries_find_what_is_meant() -> None:
    asked = read_queries("spoken")
    rates = rate(asked, FIND, NAMES)

    assert rates.asked >= 100
    assert rates.first >= 0.85
    assert rates.in_three >= 0.95, _missed(asked)


def test_other_people_are_understood_nearly_as_well() -> None:
    rates = rate(read_queries("held_out"), FIND, NAMES)

    assert rates.asked >= 60
    assert rates.first >= 0.85
    assert rates.in_three >= 0.95


def test_words_written_down_before_any_answer_are_understood() -> None:
    # Never tuned to: reached were 85.2 and 97.5 %, 85.3 and 95.6. Three points may be lost.
    unseen = rate(read_queries("unseen"), FIND, NAMES)
    afterwards = rate(read_queries("afterwards"), FIND, NAMES)

    assert unseen.asked >= 120
    assert unseen.first >= 0.82
    assert unseen.in_three >= 0.94
    assert afterwards.first >= 0.82
    assert afterwards.in_three >= 0.92


def test_the_sealed_half_is_understood_as_it_was_when_it_was_opened() -> None:
    # Asked once, when the search stood: 95.2 and 100 %. No misses are shown, so that nobody
    # tunes to them.
    sealed = rate(read_queries("blind_sealed"), FIND, NAMES)

    assert sealed.asked >= 120
    assert sealed.first >= 0.92
    assert sealed.in_three >= 0.97


def test_the_queries_named_in_the_plan_are_among_them() -> None:
    asked = {one.words for one in read_queries("spoken")}

    assert {
        "开饭店要办什么证",
        "孩子上户口",
        "滴滴司机证",
        "身份证丢了",
        "老人补贴",
    } <= asked


def test_no_query_stands_twice_or_in_two_sets() -> None:
    words = [one.words for name in SETS for one in read_queries(name)]

    assert len(words) == len(set(words))
