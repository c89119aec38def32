"""Going back to a backup: what would be lost, and nothing lost on the way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from plexlog.domain.backups import Examined, Loss
from plexlog.domain.errors import AccessError, DamagedError, StoreError
from plexlog.storage import restore
from plexlog.storage.engine import EngineError
from plexlog.storage.key_file import copy_path, key_path, next_path
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import (
    FAST,
    NO_SEEDS,
    PASSWORD,
    WardClock,
    behind_the_back,
    course_of,
    open_up,
    small_course,
)

WHY = "the disk was damaged"
MANAGES = {"role": "manager", "administers": 1, "left_at": None}


class KilledError(Exception):
    """The program ends here."""


@pytest.fixture
def backup(record: UnitRecord, clock: WardClock, session_key: str) -> Path:
    """A backup, and a note that came after it; the record is closed."""
    record.set_session(session_key, {"note": "in the backup"})
    made = record.backup_job().work()
    clock.pass_by(minutes=30)
    record.set_session(session_key, {"note": "later"})
    patient = small_course()["patient"] | {"record_number": "R-2"}
    record.add_course(course_of(small_course(course_id="c2", patient=patient)))
    record.close()
    return made.path


def asking(path: Path, clock: WardClock, **given: str) -> restore.Asking:
    return restore.Asking(
        path,
        given.get("login"),
        given.get("password", PASSWORD),
        clock,
        NO_SEEDS,
        given.get("today"),
    )


def look(path: Path, backup: Path, clock: WardClock, **given: str) -> Examined:
    return restore.examine(asking(path, clock, **given), backup)


def go_back(path: Path, examined: Examined, clock: WardClock) -> Path:
    return restore.put_in_place(asking(path, clock), examined, WHY)


def names(path: Path) -> set[str]:
    """What lies beside a record, without the backups."""
    return {
        one.name.removeprefix("unit.plexlog") for one in path.parent.iterdir() if one.is_file()
    }


def test_what_would_be_lost_is_counted_and_looking_changes_nothing(
    path: Path, backup: Path, clock: WardClock
) -> None:
    before = {one: one.read_bytes() for one in (path, backup, key_path(path), key_path(backup))}

    examined = look(path, backup, clock)

    assert examined.problems == []
    assert examined.loss is not None
    assert examined.loss.changes > 2
    assert (examined.loss.sessions, examined.loss.patients) == (2, 1)
    restore.give_up(examined)
    assert {one: one.read_bytes() for one in before} == before
    assert names(path) - {"-wal", "-shm"} == {"", ".keys", ".keys.copy", ".lock"}


def test_going_back_is_a_row_of_the_history_and_the_former_record_is_kept(
    path: Path, backup: Path, clock: WardClock, session_key: str
) -> None:
    examined = look(path, backup, clock)
    assert examined.loss is not None

    aside = go_back(path, examined, clock)

    restored = open_up(path, clock)
    assert restored.session(session_key).note == "in the backup"
    assert restored.verify() == []
    entry = restored.database.row('SELECT * FROM "history" ORDER BY "number" DESC')
    assert entry is not None
    assert (entry["operation"], entry["why"], entry["name"]) == ("restored", WHY, "Anna Birke")
    assert f'"changes_lost": {examined.loss.changes}' in entry["new"]
    restored.close()
    former = open_up(aside, clock)
    assert former.session(session_key).note == "later"
    former.close()
    assert names(path) - {one for one in names(path) if "before-restore" in one} == {
        "",
        ".keys",
        ".keys.copy",
        ".lock",
    }


def test_nothing_is_lost_by_a_backup_of_now(record: UnitRecord, clock: WardClock) -> None:
    path = record.database.path
    made = record.backup_job().work()

    examined = look(path, made.path, clock)

    assert examined.loss == Loss(examined.loss.since, 0, 0, 0, 0) if examined.loss else False
    restore.give_up(examined)


def test_a_record_that_is_gone_or_damaged_is_replaced_and_the_loss_is_not_guessed(
    path: Path, backup: Path, clock: WardClock, session_key: str
) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\0" * 9000)
    examined = look(path, backup, clock)
    assert examined.loss is None
    aside = go_back(path, examined, clock)
    assert aside.stat().st_size == 4096 + 9000

    for one in (path, key_path(path), copy_path(path)):
        one.unlink()
    clock.pass_by(minutes=1)
    examined = look(path, backup, clock)
    assert examined.loss is None
    go_back(path, examined, clock)

    again = open_up(path, clock)
    assert again.session(session_key).note == "in the backup"
    again.close()


def test_what_the_damaged_record_wrote_last_does_not_meet_the_restored_one(
    path: Path, backup: Path, clock: WardClock
) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\0" * 9000)
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"of the former record")

    aside = go_back(path, look(path, backup, clock), clock)

    assert aside.with_name(aside.name + "-wal").read_bytes() == b"of the former record"
    open_up(path, clock).close()
    assert not log.exists() or b"former" not in log.read_bytes()


def test_what_was_written_last_before_a_crash_is_in_the_record_that_is_set_aside(
    record: UnitRecord, clock: WardClock, session_key: str, tmp_path: Path
) -> None:
    made = record.backup_job().work()
    record.set_session(session_key, {"note": "in the log only"})
    crashed = tmp_path / "crashed" / "unit.plexlog"
    crashed.parent.mkdir()
    path = record.database.path
    log = path.with_name(path.name + "-wal")
    assert log.stat().st_size
    for place in (path, log, key_path(path), copy_path(path)):
        shutil.copy(place, crashed.with_name(place.name))

    aside = go_back(crashed, look(crashed, made.path, clock), clock)

    assert not aside.with_name(aside.name + "-wal").exists()
    former = open_up(aside, clock)
    assert former.session(session_key).note == "in the log only"
    former.close()


def test_a_record_that_cannot_be_opened_any_more_is_set_aside_as_it_lies(
    path: Path, backup: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    examined = look(path, backup, clock)
    before = path.read_bytes()

    def gone(*_given: object) -> None:
        raise EngineError("The disk failed.")

    monkeypatch.setattr(restore, "_member_today", lambda *_given: MANAGES)
    monkeypatch.setattr(restore, "connect_with", gone)

    assert go_back(path, examined, clock).read_bytes() == before


def test_a_record_that_is_damaged_elsewhere_is_not_told_as_unchanged(
    path: Path, backup: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore, "faults", lambda _connection: ["page 3"])
    monkeypatch.setattr(restore, "_fold_log", None)  # it stays as it was found
    before = path.read_bytes()

    examined = look(path, backup, clock)

    assert examined.loss is not None
    assert examined.loss.is_damaged
    assert examined.loss.changes > 2
    assert examined.changes_lost is None
    assert "The record of today is damaged" in " ".join(examined.sentences)
    assert go_back(path, examined, clock).read_bytes() == before


def test_a_record_that_is_damaged_where_it_is_counted_tells_no_loss(
    path: Path, backup: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_given: object) -> None:
        raise EngineError("malformed")

    monkeypatch.setattr(restore, "_counted", damaged)

    examined = look(path, backup, clock)

    assert (examined.loss, examined.by_backup_alone) == (None, False)
    restore.give_up(examined)


def test_a_backup_made_before_a_new_page_key_brings_its_own_keys(
    record: UnitRecord, path: Path, clock: WardClock, session_key: str
) -> None:
    made = record.backup_job().work()
    record.rekey("somebody left")
    record.close()

    go_back(path, look(path, made.path, clock), clock)

    again = open_up(path, clock)
    assert again.session(session_key).number == 1
    again.close()
    assert not next_path(path).exists()


def test_a_backup_in_which_something_was_changed_says_so(
    path: Path, backup: Path, clock: WardClock
) -> None:
    opened = open_up(backup, clock)
    behind_the_back(opened, 'UPDATE "session" SET "note" = \'forged\'')
    opened.close()

    examined = look(path, backup, clock)

    assert [one.what for one in examined.problems] == ["was changed without a history row"]
    restore.give_up(examined)


def test_a_wrong_password_and_a_file_that_is_none_are_told(
    path: Path, backup: Path, clock: WardClock
) -> None:
    with pytest.raises(AccessError):
        look(path, backup, clock, password=PASSWORD.upper())
    with pytest.raises(StoreError, match="There is no backup"):
        look(path, backup.with_name("other.plexlog"), clock)


def test_while_somebody_has_the_record_open_it_is_not_replaced(
    path: Path, backup: Path, clock: WardClock, session_key: str
) -> None:
    examined = look(path, backup, clock)
    somebody = open_up(path, clock)

    with pytest.raises(StoreError, match="in use by another copy"):
        go_back(path, examined, clock)

    assert somebody.session(session_key).note == "later"
    somebody.close()


def test_a_disk_that_does_not_take_the_copy_is_told(
    path: Path, backup: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)

    with pytest.raises(StoreError, match="could not be copied beside the record: No space"):
        look(path, backup, clock)


def test_a_disk_that_knows_no_second_name_keeps_a_copy(
    path: Path, backup: Path, clock: WardClock, session_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)

    aside = go_back(path, look(path, backup, clock), clock)

    former = open_up(aside, clock)
    assert former.session(session_key).note == "later"
    assert former.verify() == []
    former.close()


def test_a_disk_that_does_not_take_the_restored_record_leaves_the_one_that_is_there(
    path: Path, backup: Path, clock: WardClock, session_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    examined = look(path, backup, clock)

    def refuse(*_given: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(restore, "write_keys_to_come", lambda *_given: None)
    with pytest.raises(StoreError, match="could not take the place of the record: Read-only"):
        go_back(path, examined, clock)
    monkeypatch.undo()

    there = open_up(path, clock)
    assert there.session(session_key).note == "later"
    there.close()


STEPS = ("_set_aside", "write_keys_to_come", "_move_logs", "sync_folder", "write_keys", "_discard")


@pytest.mark.parametrize(
    "killed", [(step, when) for step in STEPS for when in ("before", "after")]
)
def test_killed_at_any_step_a_whole_record_lies_in_its_place(
    path: Path,
    backup: Path,
    clock: WardClock,
    session_key: str,
    monkeypatch: pytest.MonkeyPatch,
    killed: tuple[str, str],
) -> None:
    step, when = killed
    examined = look(path, backup, clock)
    done = getattr(restore, step)

    def stop(*given: object) -> None:
        if when == "after":
            done(*given)
        raise KilledError

    monkeypatch.setattr(restore, step, stop)
    with pytest.raises(KilledError):
        go_back(path, examined, clock)
    monkeypatch.undo()

    there = open_up(path, clock)
    assert there.session(session_key).note in ("later", "in the backup")
    assert there.verify() == []
    there.close()
    clock.pass_by(minutes=1)
    go_back(path, look(path, backup, clock), clock)
    again = open_up(path, clock)
    assert again.session(session_key).note == "in the backup"
    again.close()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04", "a zip, such as an export"),
        (b"SQLite format 3\x00" + b"\x00" * 4080, "a database that is not encrypted"),
        (b'{\n "format": "plexlog-keys"', "a key file, which lies beside a backup"),
        ("Grüße".encode() * 900, "a text"),
        (b"", "empty"),
        (b"\xff\xfe" * 70, "none of its files"),
    ],
)
def test_a_file_that_is_no_backup_is_told_what_it_is(
    path: Path, tmp_path: Path, clock: WardClock, content: bytes, kind: str
) -> None:
    other = tmp_path / "other.plexlog"
    other.write_bytes(content)

    with pytest.raises(StoreError, match=f"is no backup of PlexLog: it is {kind}"):
        look(path, other, clock)

    assert not restore.new_path(path).exists()


def test_a_backup_without_its_key_file_is_told_so(
    path: Path, backup: Path, clock: WardClock
) -> None:
    key_path(backup).unlink()
    copy_path(backup).unlink(missing_ok=True)

    with pytest.raises(StoreError, match=r"The key file .* is missing"):
        look(path, backup, clock)


@pytest.mark.parametrize("at", [100, 3 * 4096 + 100])
def test_a_damaged_backup_is_told_as_such_and_nothing_of_it_stays(
    path: Path, backup: Path, clock: WardClock, at: int
) -> None:
    content = bytearray(backup.read_bytes())
    content[at] ^= 1
    backup.write_bytes(content)

    with pytest.raises(DamagedError, match=rf"The backup {backup.name} is damaged.*Take another"):
        look(path, backup, clock)

    assert not [name for name in names(path) if ".restore" in name]


def test_a_password_that_is_wrong_for_the_backup_alone_leaves_nothing_of_it(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    made = record.backup_job().work().path
    record.change_password(PASSWORD, "a later password", FAST)
    record.close()

    with pytest.raises(AccessError, match="not right for the backup"):
        look(path, made, clock, password="a later password")  # noqa: S106 - invented

    assert not [name for name in names(path) if ".restore" in name]


def test_a_backup_that_cannot_be_read_is_told(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(backup), "open", fail)

    with pytest.raises(StoreError, match="cannot be read: Permission denied"):
        restore.see_that_it_can_be_one(backup)
