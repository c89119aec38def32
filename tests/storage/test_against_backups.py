"""Whoever takes rows and every mark away is found by the backups that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.storage import restore
from plexlog.storage.database import connect_with
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_restore import MANAGES, WHY, asking
from tests.storage.ward import WardClock, behind_the_back, open_up


@pytest.fixture
def backup(record: UnitRecord, clock: WardClock, session_key: str) -> Path:
    """A backup with a note, and another note since."""
    record.database.update("staff", record.me.key, MANAGES)
    record.set_session(session_key, {"note": "in the backup"})
    made = record.backup_job().work()
    clock.pass_by(minutes=30)
    record.set_session(session_key, {"note": "later"})
    return made.path


def cut(record: UnitRecord, rows: int) -> None:
    """Take rows off the end of the history, and every mark with them."""
    last = record.history_length() - rows
    behind_the_back(
        record,
        f'DELETE FROM "history" WHERE "number" > {last}',  # noqa: S608 - a test's own
        'DELETE FROM "verification"',
    )


def test_a_record_that_went_on_since_its_backup_is_as_it_was(
    record: UnitRecord, backup: Path
) -> None:
    assert backup.exists()
    assert record.against_backups() == ()


def test_a_history_cut_behind_what_a_backup_holds_is_found(
    record: UnitRecord, backup: Path
) -> None:
    cut(record, 2)

    (found,) = record.against_backups()

    assert found.where == f"backup {backup.name}"
    assert "the record does not: rows were taken off at the end" in found.what


def test_rows_made_anew_are_not_those_of_the_backup(
    record: UnitRecord, backup: Path, session_key: str
) -> None:
    assert backup.exists()
    cut(record, 2)
    for note in ("made anew", "once more"):
        record.set_session(session_key, {"note": note})

    assert len(record.against_backups()) == 1


def test_a_snapshot_of_before_the_backup_is_not_blamed(record: UnitRecord) -> None:
    with record.snapshot().open() as still:
        record.set_backup_folder("", "the same")
        record.backup_job().work()

        assert still.against_backups() == ()


def test_what_was_given_up_by_going_back_is_no_fault(
    record: UnitRecord, backup: Path, clock: WardClock, path: Path
) -> None:
    clock.pass_by(hours=1)
    record.backup_job().work()  # of what is given up
    clock.pass_by(hours=1)
    record.close()
    examined = restore.examine(asking(path, clock), backup)
    restore.put_in_place(asking(path, clock), examined, WHY)

    again = open_up(path, clock)

    assert again.against_backups() == ()
    clock.pass_by(hours=1)
    made = again.backup_job().work()
    assert made.path.exists()
    assert again.against_backups() == ()
    cut(again, 1)
    assert len(again.against_backups()) == 1
    again.close()


def test_a_backup_that_this_key_does_not_open_says_nothing(
    record: UnitRecord, backup: Path
) -> None:
    backup.write_bytes(b"of another key" * 500)

    assert record.against_backups() == ()


def test_an_empty_file_under_the_name_of_a_backup_says_nothing(
    record: UnitRecord, backup: Path
) -> None:
    backup.unlink()
    connect_with(backup, record.snapshot().opened.page_key, "rwc").close()

    assert record.against_backups() == ()
