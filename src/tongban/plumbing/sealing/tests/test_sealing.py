"""What is sealed opens only in its place, with its subject's key, under the right ring."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from tongban.plumbing.access.actor import Actor, system
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.sealing.cipher import (
    Unsealable,
    new_cipher_key,
    open_text,
    seal_text,
)
from tongban.plumbing.sealing.ring import (
    city_key,
    forget_ring,
    kek_from,
    kek_mark,
    newest_version,
    unwrap_data_key,
    wrap_data_key,
)
from tongban.plumbing.sealing.rotating import keeper, list_versions, rotate
from tongban.plumbing.sealing.subjects import (
    begin_subjects,
    hold_keys,
    key_to_open,
    key_to_seal,
)

CITY, ELSEWHERE = "690100", "690200"
AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PLACE = "person|id_number|1|690100"
NUMBER = "110101199003071234"


def someone(city: str = CITY) -> Actor:
    return system("testing", city=city)


@pytest.fixture(autouse=True)
def _ring_of_this_test() -> Iterator[None]:
    """A key that a test made is gone with its transaction."""
    forget_ring()
    yield
    forget_ring()


def test_a_sealed_text_opens_in_its_place_only() -> None:
    key = new_cipher_key()
    sealed = seal_text(key, NUMBER, PLACE)

    assert open_text(key, sealed, PLACE) == NUMBER
    assert NUMBER not in sealed
    assert seal_text(key, NUMBER, PLACE) != sealed
    for with_key, text, place in (
        (key, sealed, PLACE.replace("1|", "2|")),
        (new_cipher_key(), sealed, PLACE),
        (key, sealed[:-4] + "AAA=", PLACE),
        (key, "short", PLACE),
    ):
        with pytest.raises(Unsealable):
            open_text(with_key, text, place)


def test_a_data_key_opens_with_its_own_file_only(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("a" * 64)
    (tmp_path / "two").write_text("b" * 64)
    one, two = kek_from(tmp_path / "one"), kek_from(tmp_path / "two")
    key = new_cipher_key()
    wrapped = wrap_data_key(key, 1, one)

    assert unwrap_data_key(wrapped, 1, one) == key
    assert kek_mark(one) != kek_mark(two)
    with pytest.raises(Unsealable):
        unwrap_data_key(wrapped, 1, two)
    with pytest.raises(Unsealable):
        unwrap_data_key(wrapped, 2, one)


@pytest.mark.django_db
def test_each_city_has_a_key_of_its_own() -> None:
    with working(someone(), writing=False):
        version = newest_version()
        assert city_key(version, CITY) != city_key(version, ELSEWHERE)


@pytest.mark.django_db
def test_a_subject_has_one_key_whoever_asks_first() -> None:
    subject = new_key()
    with working(someone(), writing=True):
        key = key_to_seal("person", subject, CITY)
    with working(someone(), writing=True):
        assert key_to_seal("person", subject, CITY) == key
        assert key_to_open(new_key()) is None
    with working(someone(ELSEWHERE), writing=False):
        assert key_to_open(subject) is None


@pytest.mark.django_db
def test_rotating_wraps_anew_and_destroys_the_old_version() -> None:
    subjects = [new_key() for _ in range(3)]
    with working(someone(), writing=True):
        begin_subjects("person", subjects, CITY)
        before = {one: key_to_open(one) for one in subjects}
        old = newest_version()
    waited: list[float] = []

    done = rotate(
        cities=[CITY], at=AT, wait=waited.append, tell=lambda _: None, grace=7
    )

    assert (done.version, done.wrapped, done.destroyed) == (old + 1, 3, (old,))
    assert waited == [7]
    with working(someone(), writing=False):
        assert opened(subjects) == before
        assert newest_version() == done.version
    newest, oldest = list_versions(city=CITY)[:2]
    assert (newest.subjects, oldest.subjects) == (3, 0)
    assert oldest.destroyed_at is not None


@pytest.mark.django_db
def test_a_rotation_that_was_stopped_goes_on() -> None:
    with working(someone(), writing=True):
        begin_subjects("person", [new_key()], CITY)
        old = newest_version()

    def stopped(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(cities=[CITY], at=AT, wait=stopped, tell=lambda _: None)
    # Whoever had not looked yet still wraps with the old version.
    late = new_key()
    with working(someone(), writing=True):
        begin_subjects("person", [late], CITY)
    with working(keeper(CITY), writing=True), connection.cursor() as cursor:
        cursor.execute("select destroy_data_key(%s)", [old + 1])
        assert cursor.fetchone()[0] is False

    done = rotate(cities=[CITY], at=AT, wait=lambda _: None, tell=lambda _: None)

    assert (done.version, done.destroyed) == (old + 1, (old,))


@pytest.mark.django_db
def test_a_version_in_use_is_not_destroyed_nor_by_anybody() -> None:
    with working(someone(), writing=True):
        begin_subjects("person", [new_key()], CITY)
        old = newest_version()
    with pytest.raises(KeyboardInterrupt):
        rotate(cities=[ELSEWHERE], at=AT, wait=_stop, tell=lambda _: None)

    for actor in (keeper(CITY), keeper(ELSEWHERE), someone()):
        with working(actor, writing=True), connection.cursor() as cursor:
            cursor.execute("select destroy_data_key(%s)", [old])
            assert cursor.fetchone()[0] is False


def _stop(_: float) -> None:
    raise KeyboardInterrupt


def opened(subjects: list[UUID]) -> dict[UUID, bytes | None]:
    hold_keys(subjects)
    return {one: key_to_open(one) for one in subjects}
