"""A change of the staff or of a key stands in the record and in the key file, or in neither."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.unit import Role
from plexlog.storage import backup, database, key_file, staff, unit_file, unlocking
from plexlog.storage.database import Database
from plexlog.storage.engine import EngineError
from plexlog.storage.key_file import (
    copy_path,
    key_path,
    keys_to_come,
    next_copy_path,
    next_path,
    read_keys,
    write_keys_to_come,
)
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import FAST, LOGIN, NO_SEEDS, PASSWORD, WardClock, open_up

LATER = "nine grey herons"
SECOND = ("cara", PASSWORD)
Change = Callable[[UnitRecord, str], object]
CHANGES: dict[str, Change] = {
    "password": lambda record, _ben: record.change_password(PASSWORD, LATER, FAST),
    "recovery key": lambda record, _ben: record.renew_recovery_key(),
    "suspension": lambda record, ben: record.suspend_staff(ben, "left"),
    "reset": lambda record, ben: record.reset_password(ben, LATER, "lost", SECOND, FAST),
    "new member": lambda record, _ben: record.add_staff(
        name="Dora Linde", login="dora", password=LATER, role=Role.NURSE, cost=FAST
    ),
}


class KilledError(BaseException):
    """Nothing more is done."""


@pytest.fixture
def ben(record: UnitRecord) -> str:
    member = record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.PHYSICIAN)
    record.add_staff(name="Cara Lind", login="cara", password=PASSWORD, role=Role.PHYSICIAN)
    return member.key


def opens(path: Path, login: str, password: str, clock: WardClock) -> bool:
    try:
        unit_file.open_unit(path, login, password, clock, NO_SEEDS).close()
    except AccessError:
        return False
    return True


def see_that_both_agree(path: Path, clock: WardClock, recovery_key: str) -> bool:
    """Whether the change is there; what opens the record is what the record says."""
    anna_changed = opens(path, LOGIN, LATER, clock)
    password = LATER if anna_changed else PASSWORD
    assert opens(path, LOGIN, PASSWORD, clock) is not anna_changed
    record = unit_file.open_unit(path, LOGIN, password, clock, NO_SEEDS)
    people = {one.login: one for one in record.staff()}
    (new_key,) = record.database.rows('SELECT "recovery_key_changed_at" AS "at" FROM "unit"')
    assert record.verify() == []
    record.close()
    assert (people[LOGIN].password_changed_at is not None) is anna_changed
    assert set(unit_file.logins(path)) == {one.login for one in people.values() if one.is_active}
    if "dora" in people:
        assert opens(path, "dora", LATER, clock)
    was_reset = people["ben"].password_changed_at is not None
    if people["ben"].is_active:
        assert opens(path, "ben", LATER if was_reset else PASSWORD, clock)
    try:
        unit_file.open_with_recovery_key(path, recovery_key, clock)
        has_new_key = False
    except AccessError:
        has_new_key = True
    assert (new_key["at"] is not None) is has_new_key
    assert key_path(path).read_bytes() == copy_path(path).read_bytes()
    assert not next_path(path).exists()
    return (
        anna_changed or "dora" in people or was_reset or has_new_key or not people["ben"].is_active
    )


@pytest.fixture
def recovery_key(record: UnitRecord, ben: str, clock: WardClock) -> str:
    """One that is printed; the unit looks as if it had been from the beginning."""
    del ben
    made = record.renew_recovery_key()
    with record.writing("as at the beginning"):
        record.database.execute('UPDATE "unit" SET "recovery_key_changed_at" = NULL')
    clock.pass_by(minutes=1)
    return made


@dataclass(frozen=True)
class Case:
    """A unit with one of the changes to be made."""

    record: UnitRecord
    ben: str
    recovery_key: str
    clock: WardClock
    change: Change

    def work(self) -> None:
        self.change(self.record, self.ben)


@pytest.fixture(params=list(CHANGES.values()), ids=list(CHANGES))
def case(
    record: UnitRecord,
    ben: str,
    recovery_key: str,
    clock: WardClock,
    request: pytest.FixtureRequest,
) -> Case:
    return Case(record, ben, recovery_key, clock, request.param)


@pytest.mark.parametrize("room_for", range(8))
def test_a_disk_that_takes_no_more_from_any_file_on_changes_neither(
    case: Case, monkeypatch: pytest.MonkeyPatch, room_for: int
) -> None:
    """Full from one write on, and it stays so: what has to be put back finds no room either."""
    path, writes, execute = case.record.database.path, [0], Database.execute

    def take(*given: object) -> None:
        writes[0] += 1
        if writes[0] > room_for:
            raise OSError(errno.ENOSPC, "No space left on device")
        assert given

    def full(self: Database, sql: str, parameters: tuple[object, ...] = ()) -> None:
        if sql == "COMMIT":
            writes[0] += 1
            if writes[0] > room_for:
                raise StoreError("The disk is full")
        execute(self, sql, parameters)

    monkeypatch.setattr(os, "fsync", take)
    monkeypatch.setattr(Database, "execute", full)
    try:
        case.work()
        is_told_as_kept = True
    except StoreError:
        is_told_as_kept = False
    monkeypatch.undo()
    assert room_for < 5 or is_told_as_kept
    case.record.close()

    assert see_that_both_agree(path, case.clock, case.recovery_key) is is_told_as_kept


STEPS = (
    *(("fsync", count) for count in range(1, 7)),
    *(("replace", count) for count in range(1, 5)),
    ("write_keys_to_come", 1),
    ("COMMIT", 1),
    ("put_in_force", 1),
)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS, ids=str)
def test_killed_at_any_step_record_and_keys_say_the_same(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[str, int], when: str
) -> None:
    name, count = step
    path, killed = case.record.database.path, tmp_path / "killed"
    owner = {"COMMIT": Database, "replace": Path, "fsync": os}.get(name, staff)
    called = "execute" if name == "COMMIT" else name
    done, seen = getattr(owner, called), [0]

    def stop(*given: object) -> object:
        """What lies on the disk at this moment is all that is left."""
        seen[0] += name != "COMMIT" or given[1] == "COMMIT"
        if seen[0] != count or killed.exists():
            return done(*given)
        if when == "after":
            done(*given)
        copy_all(path, killed)
        raise KilledError

    monkeypatch.setattr(owner, called, stop)
    with pytest.raises(KilledError):
        case.work()
    monkeypatch.undo()

    is_kept = see_that_both_agree(killed / path.name, case.clock, case.recovery_key)
    is_early = name == "write_keys_to_come" or (count == 1 and name in ("fsync", "replace"))
    assert not (is_early and is_kept)
    assert is_kept or name != "put_in_force"
    assert name != "COMMIT" or is_kept is (when == "after")


def copy_all(path: Path, folder: Path) -> None:
    folder.mkdir()
    for one in path.parent.glob("unit.plexlog*"):
        if not one.name.endswith((".lock", "-shm")):
            shutil.copy(one, folder / one.name)


@pytest.mark.usefixtures("ben")
def test_keys_of_a_new_page_key_that_wait_are_not_written_over(
    record: UnitRecord, path: Path
) -> None:
    keys = read_keys(path).without("ben")
    write_keys_to_come(path, keys)

    with pytest.raises(StoreError, match="close the program and sign in again"):
        record.change_password(PASSWORD, LATER, FAST)

    assert keys_to_come(path) == keys
    assert record.me.password_changed_at is None


def test_where_names_cannot_be_given_the_new_keys_count_all_the_same(
    record: UnitRecord,
    ben: str,
    path: Path,
    recovery_key: str,
    clock: WardClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(staff, "put_in_force", lambda _path: None)
    record.change_password(PASSWORD, LATER, FAST)

    with pytest.raises(StoreError, match="of the change before this one are not in their place"):
        record.suspend_staff(ben, "left")
    with pytest.raises(AccessError, match="The password is not right"):
        record.change_password(PASSWORD, "ten herons", FAST)
    monkeypatch.undo()
    record.suspend_staff(ben, "left")

    assert unit_file.logins(path) == (LOGIN, "cara")
    record.close()
    assert see_that_both_agree(path, clock, recovery_key)


def test_who_was_added_can_be_chosen_while_names_cannot_be_given(
    record: UnitRecord, ben: str, path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "put_in_force", lambda _path: None)
    CHANGES["new member"](record, ben)
    record.close()

    assert unit_file.logins(path) == (LOGIN, "ben", "cara", "dora")
    assert opens(path, "dora", LATER, clock)


@pytest.mark.parametrize("hidden", [(next_path,), (next_path, next_copy_path)], ids=len)
def test_new_keys_that_cannot_be_read_at_a_moment_are_not_dropped(
    case: Case, monkeypatch: pytest.MonkeyPatch, hidden: tuple[Callable[[Path], Path], ...]
) -> None:
    path, read = case.record.database.path, Path.read_bytes
    places = [place(path) for place in hidden]

    def refuse(place: Path) -> bytes:
        if place in places and place.exists():
            raise PermissionError(errno.EACCES, "held by another program")
        return read(place)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    case.work()
    case.record.close()
    assert next_path(path).exists()
    if len(hidden) > 1:
        assert unit_file.logins(path)
        with suppress(AccessError):
            open_up(path, case.clock).close()
        assert next_path(path).exists()
        with pytest.raises(StoreError, match="cannot be read at this moment"):
            keys_to_come(path)
    monkeypatch.undo()

    assert see_that_both_agree(path, case.clock, case.recovery_key)


@pytest.mark.usefixtures("ben")
def test_a_copy_of_other_keys_is_not_put_in_force(record: UnitRecord, path: Path) -> None:
    keys = read_keys(path).without("ben")
    write_keys_to_come(path, keys, "ab" * 32)
    next_copy_path(path).write_text("of a change that was cut short", "utf-8")

    key_file.put_in_force(path)

    assert key_path(path).read_bytes() == copy_path(path).read_bytes()
    assert read_keys(path) == keys
    assert not next_path(path).exists()
    assert record.unit().name


def test_keys_of_a_row_that_never_came_open_nothing_and_are_dropped(
    record: UnitRecord, path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = read_keys(path)
    monkeypatch.setattr(staff, "drop_keys_to_come", lambda _path: None)  # nor can they be removed
    monkeypatch.setattr(staff, "put_in_force", lambda _path: None)
    with pytest.raises(KilledError), record.with_keys(keys.without(LOGIN), "never"):  # noqa: PT012 - one change
        write_keys_to_come(path, keys.without(LOGIN), "ab" * 32)
        raise KilledError
    monkeypatch.undo()
    record.close()
    assert keys_to_come(path) is not None

    open_up(path, clock).close()

    assert read_keys(path) == keys
    assert not next_path(path).exists()


def test_where_the_record_cannot_say_which_keys_count_nothing_is_dropped(
    record: UnitRecord, path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "put_in_force", lambda _path: None)
    record.change_password(PASSWORD, LATER, FAST)
    record.close()
    monkeypatch.setattr(database, "closing", _busy)

    with pytest.raises(StoreError, match="is in use by another copy"):
        unit_file.unlock(path, LOGIN, LATER, clock)
    monkeypatch.undo()

    assert keys_to_come(path) is not None
    assert opens(path, LOGIN, LATER, clock)


def _busy(*_given: object) -> None:
    error = EngineError("database is locked")
    error.sqlite_errorname = "SQLITE_BUSY"
    raise error


def test_who_opens_while_keys_change_is_told_to_try_again(
    record: UnitRecord, path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Former keys were read, and the new ones took their place before they were tried."""
    monkeypatch.setattr(staff, "put_in_force", lambda _path: None)
    record.change_password(PASSWORD, LATER, FAST)
    monkeypatch.undo()
    former = read_keys(path)
    monkeypatch.setattr(unlocking, "all_keys", lambda _path: (former,))

    with pytest.raises(AccessError, match="changed at this moment"):
        unit_file.unlock(path, LOGIN, PASSWORD, clock)


def test_a_backup_between_record_and_keys_bears_the_keys_of_its_copy(
    record: UnitRecord, ben: str, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[backup.BackupJob] = []
    settle = key_file.put_in_force

    def back_up_then_settle(path: Path) -> None:
        made.append(record.backup_job())
        made[0].work()
        settle(path)

    monkeypatch.setattr(staff, "put_in_force", back_up_then_settle)
    record.reset_password(ben, LATER, "lost", SECOND, FAST)

    opened = unit_file.open_unit(made[0].place, "ben", LATER, clock, NO_SEEDS)
    assert opened.verify() == []
    opened.close()
