"""Every file of a record is its owner's alone, from its first byte on, whatever is done."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plexlog.domain.errors import AccessError
from plexlog.domain.unit import Role
from plexlog.services import staff
from plexlog.services.desk import Desk
from plexlog.storage import restore, unlocking
from plexlog.storage.key_file import key_path, read_keys, write_keys_to_come
from plexlog.storage.own_file import OWN, copy_as_own, keep_own, make_own, make_own_for_engine
from plexlog.storage.restore import Asking
from plexlog.storage.sign_in_delays import tries_path
from tests.storage.old_files import put_down
from tests.storage.ward import (
    FAST,
    LOGIN,
    NO_SEEDS,
    PASSWORD,
    WardClock,
    course_of,
    found,
    open_up,
    small_course,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the system has no such rights")

WHY = "to see whose the files are"
_WATCHERS: list[Callable[[Path], None]] = []
_GOES = {"os.remove", "os.rename"}


def _on_event(event: str, given: tuple[object, ...]) -> None:
    if event in _GOES and _WATCHERS:
        for watcher in _WATCHERS:
            watcher(Path(str(given[0])))


sys.addaudithook(_on_event)  # for as long as the interpreter runs; it acts while somebody watches


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[dict[str, int]]:
    """The rights of each file that went or was renamed, under a mask that keeps nothing back."""
    noted: dict[str, int] = {}

    def note(place: Path) -> None:
        if place.is_file() and place.is_relative_to(tmp_path):
            noted[f"{place.name} ({len(noted)}, gone since)"] = place.stat().st_mode & 0o777

    _WATCHERS.append(note)
    mask = os.umask(0)
    yield noted
    os.umask(mask)
    _WATCHERS.remove(note)


def others_may_read(root: Path, seen: dict[str, int]) -> dict[str, str]:
    """The files that are not their owner's alone, with their rights."""
    there = {
        str(one.relative_to(root)): one.stat().st_mode & 0o777
        for one in root.rglob("*")
        if one.is_file()
    }
    assert there
    return {name: oct(mode) for name, mode in (there | seen).items() if mode != OWN}


def test_no_file_of_a_record_can_be_read_by_others(
    tmp_path: Path, clock: WardClock, seen: dict[str, int]
) -> None:
    path = tmp_path / "unit.plexlog"

    def look(act: str) -> None:
        assert others_may_read(tmp_path, seen) == {}, act

    found(path, clock)
    look("found")
    record = open_up(path, clock)
    for name, login in (("Ben", "ben"), ("Dr. Cy", "cy")):
        record.add_staff(name=name, login=login, password=PASSWORD, role=Role.PHYSICIAN, cost=FAST)
    clock.pass_by(days=1)
    course_key = record.add_course(course_of(small_course()))
    look("work")
    record.backup_job().work()
    look("backup")
    two = ((LOGIN, PASSWORD), ("cy", PASSWORD))
    desk = Desk(record, clock, record.signer)
    staff.reset_password(desk, record.member("ben").key, two, "nine grey herons")
    look("reset")
    patient_key = record.session_line(record.sessions_of(course_key)[0].session_key).patient_key
    record.erase_patient(patient_key, WHY, "ben", "nine grey herons")
    look("erase")
    record.rekey(WHY)
    look("rekey")
    record.close()
    write_keys_to_come(path, read_keys(path))
    look("keys to come")
    assert any(".part" in name for name in seen)


@pytest.mark.parametrize("knows_links", [True, False])
def test_nor_after_going_back_to_a_backup(
    path: Path,
    clock: WardClock,
    seen: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
    *,
    knows_links: bool,
) -> None:
    record = open_up(path, clock)
    made = record.backup_job().work()
    record.close()
    if not knows_links:
        monkeypatch.setattr(os, "link", _no_link)
    asking = Asking(path, LOGIN, PASSWORD, clock, NO_SEEDS)

    examined = restore.examine(asking, made.path)
    assert others_may_read(path.parent, seen) == {}
    restore.put_in_place(asking, examined, WHY)

    assert len(list(path.parent.glob("*.before-restore-*"))) == 3
    assert others_may_read(path.parent, seen) == {}


def test_wrong_passwords_are_counted_in_a_file_of_its_own(
    path: Path, clock: WardClock, seen: dict[str, int]
) -> None:
    with pytest.raises(AccessError):
        unlocking.by_password(path, "anna", "wrong", clock)

    assert tries_path(path).stat().st_mode & 0o777 == OWN
    assert seen  # it was written beside its place first
    assert others_may_read(path.parent, seen) == {}


def test_the_copy_before_a_migration_too(
    tmp_path: Path, clock: WardClock, seen: dict[str, int]
) -> None:
    path = tmp_path / "old.plexlog"
    put_down(1, path)
    path.chmod(0o644)  # as an earlier program may have left it
    key_path(path).chmod(0o644)

    open_up(path, clock).close()

    (copy,) = (one for one in tmp_path.glob("*.version-*") if one.suffix != ".keys")
    assert copy.stat().st_mode & 0o777 == OWN
    assert seen


def test_what_lay_there_with_other_rights_goes(tmp_path: Path, seen: dict[str, int]) -> None:
    place, source = tmp_path / "new", tmp_path / "source"
    for one in (place, source):
        one.write_text("open to all")

    copy_as_own(source, place)

    assert place.read_text() == "open to all"
    assert place.stat().st_mode & 0o777 == OWN
    assert seen
    make_own(place)
    assert place.read_text() == ""
    keep_own(source)
    assert source.stat().st_mode & 0o777 == 0o666  # there already


def test_where_nothing_can_be_made_the_engine_tells(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()

    make_own_for_engine(taken)
    keep_own(tmp_path / "no folder" / "file")

    assert taken.is_dir()
    shutil.rmtree(taken)


def _no_link(*_given: object) -> None:
    raise OSError
