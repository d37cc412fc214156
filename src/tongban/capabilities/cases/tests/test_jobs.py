"""What cases do at set times, as their own system actors."""

from datetime import UTC, datetime, timedelta

import pytest

from tongban.capabilities.cases.commands import keep_draft, purge_expired_drafts
from tongban.capabilities.cases.jobs import (
    LONGEST_WAIT_SECONDS,
    broken_checks,
    cities_held_back,
    look_at_log,
    purge_drafts,
    verify_logs,
)
from tongban.capabilities.cases.permissions import PURGE_DRAFTS
from tongban.capabilities.cases.queries import list_own_drafts
from tongban.capabilities.cases.testing import World, make_case, make_world
from tongban.capabilities.people.testing import make_citizen
from tongban.ground.refusals import NotAllowed
from tongban.plumbing.access.actor import system
from tongban.plumbing.database.cluster.testing import OpenSession
from tongban.plumbing.evidence.sequencing import sequence_round
from tongban.plumbing.evidence.signing import installation_key
from tongban.plumbing.jobs.scheduling import known_schedule

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture
def world() -> World:
    return make_world()


def keep(world: World, *, at: datetime) -> None:
    keep_draft(
        actor=world.citizen, version_id=world.guide.version_id, answers={}, at=at
    )


def test_an_expired_draft_goes(world: World) -> None:
    keep(world, at=NOW - timedelta(days=40))
    purge_drafts(NOW)
    long_ago = (NOW - timedelta(days=60)).date()
    assert list_own_drafts(actor=world.citizen, today=long_ago) == []


def test_a_draft_that_may_still_be_sent_stays_whatever_day_is_given(
    world: World,
) -> None:
    keep(world, at=NOW)
    purge_drafts(NOW + timedelta(days=400))
    assert len(list_own_drafts(actor=world.citizen, today=NOW.date())) == 1


def test_only_the_system_purges(world: World) -> None:
    with pytest.raises(NotAllowed):
        purge_expired_drafts(actor=make_citizen(), today=NOW.date())


def test_another_citys_actor_purges_nothing(world: World) -> None:
    keep(world, at=NOW - timedelta(days=40))
    other = system("drafts", city="690199", grants=frozenset({(PURGE_DRAFTS, None)}))
    assert purge_expired_drafts(actor=other, today=NOW.date()) == 0


@pytest.mark.django_db(transaction=True)
def test_a_log_that_is_held_back_or_changed_is_noticed(
    open_session: OpenSession,
) -> None:
    world = make_world()
    city = world.city.code
    # The world's own leaves may be as old as the run.
    sequence_round(city=city, key=installation_key(), now=NOW)
    make_case(world)
    look_at_log(NOW)
    verify_logs(NOW)
    assert cities_held_back() == {}
    assert broken_checks() == []
    root = open_session("postgres")
    root.execute("set session_replication_role = replica")
    root.execute("update evidence_leaf set written_at = now() - interval '1 hour'")
    root.commit()
    assert cities_held_back()[city] > LONGEST_WAIT_SECONDS
    sequence_round(city=city, key=installation_key(), now=NOW)
    assert cities_held_back() == {}
    root.execute("update evidence_head set made_at = now() - interval '1 hour'")
    root.commit()
    assert broken_checks() == [(city, "signatures")]


def test_the_schedule_is_known() -> None:
    assert {"cases.purge_drafts", "cases.look_at_log", "cases.verify_log"} <= set(
        known_schedule()
    )
