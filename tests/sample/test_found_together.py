"""Questions beside items in one list: what people ask for is still found first."""

from benchmarks.spoken import entries_of, rate, read_queries, sample_documents
from tongban.capabilities.catalogue.finding.index import Index
from tongban.capabilities.catalogue.finding.mixing import mix
from tongban.capabilities.catalogue.finding.ranking import LITTLE, search
from tongban.capabilities.catalogue.finding.seed import usual_synonyms
from tongban.capabilities.catalogue.finding.words import normalise
from tongban.capabilities.catalogue.queries.questions import SOURCE, questions_of
from tongban.capabilities.catalogue.queries.sources import entry_of
from tongban.plumbing.database.keys import new_key

DOCUMENTS = sample_documents()
NAMES = [document["name"] for document in DOCUMENTS]
ENTRIES = list(entries_of(DOCUMENTS))
ITEMS = Index(ENTRIES)
NAME_OF = {entry.version_id: name for entry, name in zip(ENTRIES, NAMES, strict=True)}
QUESTIONS = [
    question
    for document in DOCUMENTS
    for question in questions_of(
        new_key(), document["handling_code"], document["name"], document
    )
]
ASKED = Index(map(entry_of, QUESTIONS))
TITLE_OF = {one.key: f"问：{one.title}" for one in QUESTIONS}
SYNONYMS = {
    normalise(word): tuple(map(normalise, means))
    for word, means in usual_synonyms().items()
}


def find(words: str) -> list[str]:
    """The titles of the one list, best first."""
    items = search(ITEMS, words, synonyms=SYNONYMS, limit=40)
    questions = search(ASKED, words, synonyms=SYNONYMS, limit=40, effort=LITTLE)
    lines = mix(
        [(NAME_OF[hit.version_id], hit.score) for hit in items],
        [[(TITLE_OF[hit.version_id], hit.score * SOURCE.weight) for hit in questions]],
        lambda line: line[1],
    )
    return [title for title, _ in lines]


def test_there_are_questions_to_stand_in_the_way() -> None:
    assert len(QUESTIONS) > 2 * len(DOCUMENTS)
    assert find(QUESTIONS[0].title)[0] == TITLE_OF[QUESTIONS[0].key]


def test_items_are_found_as_well_as_without_them() -> None:
    spoken = rate(read_queries("spoken"), find, NAMES)
    assert spoken.first >= 0.85
    assert spoken.in_three >= 0.95
    held_out = rate(read_queries("held_out"), find, NAMES)
    assert held_out.first >= 0.85
    assert held_out.in_three >= 0.95


def test_a_question_is_found_by_its_words_and_leads_to_its_answer() -> None:
    found = [find(one.title)[:3].count(TITLE_OF[one.key]) for one in QUESTIONS]
    assert sum(map(bool, found)) / len(found) >= 0.9
    assert all("?tab=faq#q" in one.href for one in QUESTIONS)
