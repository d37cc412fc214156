"""Only what the reviewed matrix allows: everybody against every page, endpoint and table.

In one file, because the walk is made once for a file.
"""

import pytest

from tests.access.matrix import PAGE, Page
from tests.access.people import (
    AGENT,
    AGENT_ELSEWHERE,
    AGENTS,
    APPLICANT,
    FORMER_AGENT,
    STRANGERS,
)
from tests.access.walking import Walk
from tests.law.test_wall import MATRIX
from tests.law.walls import ACTORS, read_matrix
from tongban.capabilities.cases.permissions import SEE_CASE
from tongban.capabilities.people.roles import known_roles

pytestmark = pytest.mark.whole

HOW = "python -m tools.access_matrix proposes lines; review them, then move them"


@pytest.fixture(scope="module")
def people(walk: Walk) -> tuple[str, ...]:
    return tuple(next(iter(walk.answers.values())))


@pytest.fixture(scope="module")
def page(people: tuple[str, ...]) -> Page:
    return Page(PAGE.read_text(encoding="utf-8"), people)


def test_everything_that_an_address_names_was_made(walk: Walk) -> None:
    assert walk.unfilled == []


def test_the_walk_finds_all_that_the_api_documents(walk: Walk) -> None:
    assert walk.undocumented == []


def test_every_role_is_asked(people: tuple[str, ...]) -> None:
    assert set(known_roles()) - {"citizen"} <= set(people)


def test_every_address_has_its_row(walk: Walk, page: Page) -> None:
    assert sorted(set(walk.answers) - set(page.rows)) == [], HOW


def test_every_row_has_its_address(walk: Walk, page: Page) -> None:
    assert sorted(set(page.rows) - set(walk.answers)) == []


def test_every_row_was_reviewed(page: Page) -> None:
    assert page.not_reviewed == [], HOW


def test_everybody_gets_what_the_page_says(walk: Walk, page: Page) -> None:
    wrong = [
        f"{key} by {name}: {answered.answer} ({answered.status}), the page says {said}"
        for key, row in page.rows.items()
        for name, said in row.items()
        for answered in [walk.answers.get(key, {}).get(name)]
        if answered is not None and answered.answer != said
    ]
    assert wrong == [], "\n".join(wrong)


def test_nothing_fails(walk: Walk) -> None:
    failed = [
        f"{key} by {name}: {answered.status} {answered.error}"
        for key, answers in walk.answers.items()
        for name, answered in answers.items()
        if answered.answer == "failed"
    ]
    assert failed == []


def test_nobody_learns_that_something_hidden_exists(walk: Walk) -> None:
    assert walk.betrayals == []


def test_nothing_hidden_is_told(walk: Walk) -> None:
    assert walk.leaks == []


def test_every_form_needs_its_token(walk: Walk) -> None:
    assert walk.unguarded == []


# ---------------------------------------------------------------- the wall alone
# Staff find firms in the city's register; a list in force and a published text on personal data
# are everybody's, drafts are the office's. A published plan is for all staff.
SHARED = {"firm", "list_release", "list_row", "privacy_text", "incident_plan"}


def own_tables(actor: str) -> set[str]:
    """The tables of which the reviewed page says that this actor sees own rows alone."""
    column = ACTORS.index(actor)
    matrix = read_matrix(MATRIX.read_text(encoding="utf-8"))
    return {table for table, cells in matrix.items() if cells[column] == "own"}


def shared(walk: Walk, whose: str, tables: set[str], among: set[str]) -> list[str]:
    return [
        f"{table}: {name} sees {len(both)} rows of {whose}"
        for name in sorted(among)
        for table in sorted(tables)
        for both in [walk.rows[whose][table] & walk.rows[name][table]]
        if both
    ]


def test_nobody_sees_what_an_applicant_has_but_who_may_see_cases(walk: Walk) -> None:
    handle = {role for role, granted in known_roles().items() if SEE_CASE in granted}
    others = set(walk.rows) - handle - {APPLICANT, *AGENTS}
    assert others >= set(STRANGERS) | {"catalogue_drafter", "paper_approver"}
    tables = own_tables("citizen") - SHARED
    filled = [table for table in tables if walk.rows[APPLICANT][table]]
    assert len(filled) > len(tables) / 2

    # Whoever answers what people ask of their data reads what they asked, and no copy.
    asked = {"privacy_request", "privacy_answer", "privacy_export"}
    # Whom the applicant asked to act reads the order and the mandate that came with it; who
    # keeps the roster reads the order.
    ordered = {"agency_order", "agency_step"}
    agent, keeper = {"assistance_agent"}, {"assistance_keeper"}
    assert shared(walk, APPLICANT, tables - asked, others - agent - keeper) == []
    assert shared(walk, APPLICANT, tables - asked - ordered, keeper) == []
    assert shared(walk, APPLICANT, tables - asked - ordered - {"mandate"}, agent) == []
    assert shared(walk, APPLICANT, asked, others - {"privacy_officer"}) == []


def test_an_agent_sees_what_the_mandate_reaches_and_a_former_one_nothing(
    walk: Walk,
) -> None:
    # Both sides read the mandate; the person for whom one acts is known to the agent.
    of_both = {"mandate", "mandate_end", "person"}
    tables = own_tables("citizen") - SHARED - of_both
    cases = {"case", "application", "application_form", "case_event", "party", "paper"}
    assert cases <= {
        table
        for table in tables
        if walk.rows[APPLICANT][table] & walk.rows[AGENT][table]
    }
    private = {"notice", "account", "account_session", "application_draft", "upload"}
    assert shared(walk, APPLICANT, private, {AGENT}) == []

    assert shared(walk, APPLICANT, tables, {AGENT_ELSEWHERE, FORMER_AGENT}) == []
    assert shared(walk, APPLICANT, {"person"}, {FORMER_AGENT}) == []


def test_no_stranger_sees_what_is_a_bodys_own(walk: Walk) -> None:
    tables = own_tables("officer of the body") - SHARED

    assert shared(walk, "officer", tables, set(STRANGERS)) == []


def test_nobody_in_particular_sees_nothing_of_anybody(walk: Walk) -> None:
    tables = (own_tables("citizen") | own_tables("officer of the body")) - SHARED

    assert {table for table in tables if walk.rows["anonymous"][table]} == set()
