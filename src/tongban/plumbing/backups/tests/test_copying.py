"""Files go under their digest, once; what is damaged is named and not copied."""

import os
from pathlib import Path

from tongban.plumbing.backups.copying import copy_files
from tongban.plumbing.backups.folders import BackupFolder
from tongban.plumbing.files.storing import digest_of


def put(folder: Path, content: bytes, city: str = "690100") -> Path:
    digest = digest_of(content)
    place = folder / city / digest[:2] / digest[2:4] / digest
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def test_only_what_is_missing_is_copied(tmp_path: Path) -> None:
    source, target = tmp_path / "files", tmp_path / "kept"
    first = put(source, b"one")

    assert copy_files(source, target).copied == 1
    put(source, b"two", "690200")
    again = copy_files(source, target)

    assert (again.there, again.copied, again.bytes) == (2, 1, 3)
    assert (target / first.relative_to(source)).read_bytes() == b"one"


def test_a_damaged_file_is_named_and_not_copied(tmp_path: Path) -> None:
    source, target = tmp_path / "files", tmp_path / "kept"
    put(source, b"one").write_bytes(b"another")

    done = copy_files(source, target)

    assert len(done.damaged) == 1
    assert list(target.rglob("*")) == []


def test_folders_that_nobody_touched_are_passed_over(tmp_path: Path) -> None:
    source, target = tmp_path / "files", tmp_path / "kept"
    old = put(source, b"one").parent
    os.utime(old, (1000, 1000))
    new = put(source, b"two")

    done = copy_files(source, target, since=new.parent.stat().st_mtime - 1)

    assert (done.there, done.copied) == (1, 1)


def test_what_was_spoiled_in_the_target_is_made_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "files", tmp_path / "kept"
    place = target / put(source, b"one").relative_to(source)
    copy_files(source, target)
    place.write_bytes(b"spoiled")

    assert copy_files(source, target).copied == 0
    assert copy_files(source, target, check_all=True).copied == 1
    assert place.read_bytes() == b"one"


def test_what_the_law_destroys_goes_from_backups_too(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path)
    one, two = put(folder.files, b"one"), put(folder.files, b"two")
    other = put(folder.files, b"one", "690200")

    folder.destroy("690100", one.name)
    assert (one.exists(), two.exists()) == (False, True)
    folder.destroy("690100")

    assert (two.exists(), other.exists()) == (False, True)
    assert folder.destroyed() == {f"690100/{one.name}", "690100/*"}
