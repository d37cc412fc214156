"""A session that a weaker word opened is no surer than that word, and cannot lift itself."""

from dataclasses import replace

import pytest
from django.utils import timezone

from tongban.capabilities.accounts.commands import (
    add_passkey,
    begin_authenticator,
    cap_session,
    note_check,
)
from tongban.capabilities.accounts.permissions import registrar
from tongban.capabilities.accounts.queries import own_level, session_digest
from tongban.capabilities.orgs.testing import CITY, make_city
from tongban.capabilities.people.testing import make_citizen, open_page_session
from tongban.ground.refusals import MoveRefused
from tongban.plumbing.access.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen() -> Actor:
    """Somebody whose face was checked once, signed in with a session of theirs."""
    make_city()
    made = make_citizen()
    note_check(
        actor=registrar(CITY),
        person_id=made.natural_person,
        method="face",
        reference="x",
        at=timezone.now(),
    )
    return replace(made, session=session_digest(open_page_session(made)))


def test_the_cap_only_goes_down(citizen: Actor) -> None:
    assert own_level(actor=citizen) == 2
    for level in (1, 3):
        cap_session(actor=citizen, key_digest=citizen.session, level=level)
        assert own_level(actor=citizen) == 1
    # Another session of theirs is as sure as before.
    other = replace(citizen, session=session_digest(open_page_session(citizen)))
    assert own_level(actor=other) == 2


def test_no_factor_is_added_by_a_weaker_word(citizen: Actor) -> None:
    cap_session(actor=citizen, key_digest=citizen.session, level=1)
    at = timezone.now()
    with pytest.raises(MoveRefused, match="关联账号"):
        begin_authenticator(actor=citizen, name="手机", at=at)
    with pytest.raises(MoveRefused, match="关联账号"):
        add_passkey(
            actor=citizen,
            name="手机",
            secret="x",
            credential_digest="x",
            counter=0,
            at=at,
        )


def test_nobody_caps_the_session_of_another(citizen: Actor) -> None:
    other = make_citizen("王晓燕")
    with pytest.raises(MoveRefused):
        cap_session(actor=other, key_digest=citizen.session, level=1)
    assert own_level(actor=citizen) == 2
