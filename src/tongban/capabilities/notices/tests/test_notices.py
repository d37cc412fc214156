"""A person is told once about a fact, sees only their own, and ticks them off."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tongban.capabilities.notices.commands import mark_read, tell_person
from tongban.capabilities.notices.permissions import TELL_PERSON
from tongban.capabilities.notices.queries import count_unread, list_own_notices
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.refusals import NotAllowed, NotFound
from tongban.plumbing.access.actor import Actor, system

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
TELLER = system("notices", city="690100", grants=frozenset({(TELL_PERSON, None)}))

pytestmark = pytest.mark.django_db


def tell(person: Actor, fact: str = "case_event:1", actor: Actor = TELLER) -> bool:
    assert isinstance(person.person_id, UUID)
    return tell_person(
        actor=actor,
        person_id=person.person_id,
        title="受理了",
        text="“食品经营许可”受理了。",
        link="/my/cases/1",
        fact_key=fact,
        at=AT,
    )


def test_telling_twice_is_harmless() -> None:
    person = make_citizen()
    assert tell(person)
    assert not tell(person)
    assert tell(person, "case_event:2")
    assert len(list_own_notices(actor=person)) == 2


def test_a_person_sees_and_ticks_off_their_own_only() -> None:
    person, other = make_citizen("张秀兰"), make_citizen("李建国")
    tell(person)
    (notice,) = list_own_notices(actor=person)
    assert list_own_notices(actor=other) == []
    with pytest.raises(NotFound):
        mark_read(actor=other, notice_id=notice.notice_id, at=AT)
    assert count_unread(actor=person) == 1
    mark_read(actor=person, notice_id=notice.notice_id, at=AT)
    assert count_unread(actor=person) == 0
    assert list_own_notices(actor=person)[0].is_read


def test_people_do_not_tell() -> None:
    person = make_citizen()
    with pytest.raises(NotAllowed):
        tell(person, actor=person)
