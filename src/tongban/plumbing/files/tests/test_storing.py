"""What is kept is on disk under its digest, unchanged, and seen only by whom it concerns."""

import stat
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from pytest_django import Settings

from tongban.ground.refusals import NotFound
from tongban.plumbing.access.actor import Actor, anonymous, system
from tongban.plumbing.access.work import working
from tongban.plumbing.database.keys import new_key
from tongban.plumbing.files.checking import FileRefused
from tongban.plumbing.files.models import StoredFile
from tongban.plumbing.files.storing import (
    digest_of,
    get_file,
    keep,
    open_file,
    verify,
)
from tongban.plumbing.files.testing import make_pdf, make_png

pytestmark = pytest.mark.django_db

CITY = "690100"
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ZHANG = Actor(kind="citizen", city=CITY, name="张秀兰", person_id=new_key())
LI = Actor(kind="citizen", city=CITY, name="李建国", person_id=new_key())
WORKER = system("papers", city=CITY)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def keep_as(actor: Actor, content: bytes | BytesIO, name: str = "材料.pdf") -> UUID:
    with working(actor, writing=True):
        return keep(content, city=CITY, name=name, received_by=actor.person_id, at=NOON)


def place_of(content: bytes, root: Path) -> Path:
    digest = digest_of(content)
    return root / "files" / CITY / digest[:2] / digest[2:4] / digest


def test_gives_back_the_same_bytes_and_the_facts() -> None:
    content = make_pdf(2)

    file_id = keep_as(ZHANG, content, "C:\\扫描\\合同.pdf")

    with working(ZHANG, writing=False):
        with open_file(file_id) as stream:
            assert stream.read() == content
        facts = get_file(file_id)
        assert verify(file_id)
    assert facts.name == "合同.pdf"
    assert facts.size == len(content)
    assert facts.media_type == "application/pdf"
    assert facts.digest == digest_of(content)
    assert facts.received_at == NOON
    assert not facts.is_purged


def test_the_digest_is_sm3() -> None:
    # GB/T 32905, appendix A, first example.
    assert digest_of(b"abc").startswith("66c7f0f462eeedd9d1f2d46bdc10e4e2")


def test_only_the_platform_itself_may_read_the_bytes(tmp_path: Path) -> None:
    content = make_pdf()
    keep_as(ZHANG, content)

    place = place_of(content, tmp_path)

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_the_same_bytes_lie_on_disk_once(tmp_path: Path) -> None:
    first = keep_as(ZHANG, make_pdf(), "一.pdf")
    second = keep_as(LI, make_pdf(), "二.pdf")

    assert first != second
    files = [one for one in (tmp_path / "files").rglob("*") if one.is_file()]
    assert len(files) == 1


def test_reads_a_stream_and_stops_at_the_limit(settings: Settings) -> None:
    settings.MOST_BYTES_A_FILE = 1024
    keep_as(ZHANG, BytesIO(make_png()), "图.png")

    with pytest.raises(FileRefused, match=r"文件太大：0\.1 MB，最多 0\.00\d+ MB"):
        keep_as(ZHANG, BytesIO(make_pdf(1000)))


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        keep_as(ZHANG, b"")

    assert not (tmp_path / "files").exists()


def test_a_file_of_another_person_looks_like_none() -> None:
    file_id = keep_as(ZHANG, make_pdf())

    for actor in (LI, anonymous(CITY), system("papers", city="690200")):
        with working(actor, writing=False), pytest.raises(NotFound):
            open_file(file_id)
    with working(WORKER, writing=False), open_file(file_id) as stream:
        assert stream.read(5) == b"%PDF-"


def test_nobody_hands_in_a_file_in_another_persons_name() -> None:
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        working(LI, writing=True),
    ):
        keep(make_pdf(), city=CITY, name="a.pdf", received_by=ZHANG.person_id, at=NOON)


def test_nothing_about_a_file_can_be_changed() -> None:
    file_id = keep_as(ZHANG, make_pdf())

    for change in ({"digest": "0" * 64}, {"original_name": "x"}, {"size": 1}):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            working(WORKER, writing=True),
            transaction.atomic(),
        ):
            StoredFile.objects.filter(id=file_id).update(**change)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        working(WORKER, writing=True),
        transaction.atomic(),
    ):
        StoredFile.objects.filter(id=file_id).delete()


def test_only_the_system_marks_a_purge_and_then_the_file_is_closed() -> None:
    file_id = keep_as(ZHANG, make_pdf())

    with working(ZHANG, writing=True):
        assert not StoredFile.objects.filter(id=file_id).update(purged_at=NOON)
    with working(WORKER, writing=True):
        assert StoredFile.objects.filter(id=file_id).update(purged_at=NOON)
        assert not StoredFile.objects.filter(id=file_id).update(purged_at=NOON)

    with working(ZHANG, writing=False):
        assert get_file(file_id).is_purged
        with pytest.raises(NotFound, match="依法销毁"):
            open_file(file_id)


def test_changed_or_lost_bytes_are_noticed(tmp_path: Path) -> None:
    content = make_pdf()
    file_id = keep_as(ZHANG, content)
    place = place_of(content, tmp_path)

    place.write_bytes(content[:-1] + b"x")
    with working(ZHANG, writing=False):
        assert not verify(file_id)

    place.unlink()
    with working(ZHANG, writing=False):
        assert not verify(file_id)
        with pytest.raises(NotFound, match=str(file_id)):
            open_file(file_id)


@pytest.mark.parametrize("city", ["../x", "", "69/01", "x" * 13])
def test_a_city_that_is_no_code_cannot_become_a_path(city: str) -> None:
    with pytest.raises(ValueError, match="city code"):
        keep(make_pdf(), city=city, name="a.pdf", received_by=None, at=NOON)
