"""Makers for tests: who writes and puts in force, and words in force for a body."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from tongban.capabilities.orgs.testing import TestCity
from tongban.capabilities.people.testing import Post, make_staff_together
from tongban.capabilities.wording.commands import draft_version, put_in_force
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.papers.blocks import first_words

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class WordingOffice:
    """Two people of the market office, and two of the city."""

    editor: Actor
    approver: Actor
    city_editor: Actor
    city_approver: Actor


def make_wording_office(city: TestCity) -> WordingOffice:
    """People who write the words of papers, and people who put them in force."""
    return WordingOffice(
        *make_staff_together(
            Post("paper_editor", (city.market,), "周敏"),
            Post("paper_approver", (city.market,), "陈立"),
            Post("city_paper_editor", (city.approval,), "林晓"),
            Post("city_paper_approver", (city.approval,), "高铭"),
        )
    )


def put_words_in_force(
    office: WordingOffice,
    kind: str,
    changes: dict[str, str],
    *,
    body_id: UUID | None,
    on: date = DAY,
) -> UUID:
    """A version whose blocks read as the platform's but for these, in force from a day."""
    editor = office.editor if body_id else office.city_editor
    approver = office.approver if body_id else office.city_approver
    version_id = draft_version(
        actor=editor,
        kind=kind,
        body_id=body_id,
        blocks=first_words(kind) | changes,
        at=AT,
    )
    put_in_force(actor=approver, version_id=version_id, effective_on=on, at=AT)
    return version_id
