"""Backups on a real disk: checked before they count, made while work goes on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from plexlog.domain.backups import NEWEST
from plexlog.domain.errors import StoreError
from plexlog.domain.unit import Role
from plexlog.storage import backup, unit_file
from plexlog.storage.backup_folder import mark
from plexlog.storage.key_file import copy_path, key_path
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import NO_SEEDS, PASSWORD, WardClock, open_up

WHY = "the drive of the ward"


@pytest.fixture
def folder(path: Path) -> Path:
    return path.parent / "backups"


def test_a_backup_opens_with_the_passwords_of_its_day(
    record: UnitRecord, folder: Path, clock: WardClock, session_key: str
) -> None:
    assert record.backup_state().last is None
    record.set_session(session_key, {"note": "before"})

    made = record.backup_job().work()

    record.set_session(session_key, {"note": "after"})
    record.change_password("seven swans", "nine grey herons")
    assert made.path.parent == folder
    assert record.backup_state().last == made
    with_its_keys = open_up(made.path, clock)
    assert with_its_keys.session(session_key).note == "before"
    assert with_its_keys.verify() == []
    with_its_keys.close()


def test_it_is_made_in_the_middle_of_a_transaction_without_what_is_not_kept_yet(
    record: UnitRecord, clock: WardClock, session_key: str
) -> None:
    record.set_session(session_key, {"note": "kept"})
    with record.writing():
        record.set_session(session_key, {"note": "under way"})
        made = record.backup_job().work()

    assert record.session(session_key).note == "under way"
    opened = open_up(made.path, clock)
    assert opened.session(session_key).note == "kept"
    opened.close()


def test_no_name_of_a_patient_stands_in_the_folder_in_the_clear(
    record: UnitRecord, folder: Path, session_key: str
) -> None:
    assert record.session(session_key).number == 1
    record.backup_job().work()

    for one in folder.iterdir():
        assert "hrenfeld" not in one.name
        assert b"hrenfeld" not in one.read_bytes()


def test_the_folder_is_the_choice_of_the_unit_and_stands_in_the_history(
    record: UnitRecord, tmp_path: Path, folder: Path
) -> None:
    elsewhere = tmp_path / "drive"
    elsewhere.mkdir()

    record.set_backup_folder(str(elsewhere), WHY)

    assert record.backup_job().work().path.parent == elsewhere
    entry = record.database.row('SELECT "why", "new" FROM "history" ORDER BY "number" DESC')
    assert entry is not None
    assert entry["why"] == WHY
    assert str(elsewhere) in entry["new"]
    record.set_backup_folder("", WHY)
    assert record.backup_state().folder == folder


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_chosen_folder_that_is_away_is_told_and_never_made_anew(
    record: UnitRecord, tmp_path: Path, *, is_empty: bool
) -> None:
    """A disk that is not plugged in: its folder is gone, or is found empty on the disk here."""
    drive, away = tmp_path / "media" / "drive", tmp_path / "away"
    drive.mkdir(parents=True)
    record.set_backup_folder(str(drive), WHY)
    made = record.backup_job().work()
    drive.rename(away)
    if is_empty:
        drive.mkdir()

    with pytest.raises(StoreError, match=r"backup folder .*drive is not there.*Plug its disk in"):
        record.backup_job().work()

    state = record.backup_state()
    assert (state.is_there, state.last) == (False, None)
    assert list(drive.parent.rglob("*.plexlog*")) == []
    if is_empty:
        drive.rmdir()
    away.rename(drive)
    again = record.backup_state()
    assert (again.is_there, again.last) == (True, made)
    assert record.backup_job().work().path.parent == drive


def test_a_folder_chosen_before_there_were_marks_is_known_by_its_backups_and_marked(
    record: UnitRecord, tmp_path: Path, clock: WardClock
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    record.set_backup_folder(str(drive), WHY)
    (marked,) = drive.iterdir()
    marked.unlink()
    with pytest.raises(StoreError, match="choose the folder again"):
        record.backup_job().work()
    record.set_backup_folder(str(drive), WHY)
    first = record.backup_job().work()
    marked.unlink()
    clock.pass_by(hours=1)

    assert record.backup_job().work().path.parent == drive

    assert marked.is_file()
    assert "Leave this file here" in marked.read_text()
    assert first in record.backup_state().all


def test_units_that_share_a_folder_know_it_each_by_a_mark_of_its_own(
    record: UnitRecord, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    mark(drive, "0198ffff-another-unit")
    record.set_backup_folder(str(drive), WHY)
    mine = next(one for one in drive.iterdir() if "0198ffff" not in one.name)
    mine.unlink()

    assert not record.backup_state().is_there


def test_a_folder_that_cannot_be_marked_is_not_chosen(record: UnitRecord, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        record.set_backup_folder(str(tmp_path / "none"), WHY)

    assert record.backup_state().folder == record.database.path.parent / "backups"


def test_a_folder_that_cannot_be_looked_at_is_not_there(
    record: UnitRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share whose server does not answer."""
    drive = tmp_path / "drive"
    drive.mkdir()
    record.set_backup_folder(str(drive), WHY)

    def silent(_place: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "is_file", silent)

    assert not record.backup_state().is_there


def test_older_ones_go_only_after_a_new_one_was_checked(
    record: UnitRecord, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = record.backup_job().work()
    clock.pass_by(minutes=10)
    monkeypatch.setattr(backup, "faults", lambda _copy: ["page 3"])
    with pytest.raises(StoreError, match="cannot be read back"):
        record.backup_job().work()
    assert record.backup_state().all == (first,)
    monkeypatch.undo()

    later = []
    for _number in range(NEWEST):
        later.append(record.backup_job().work())
        clock.pass_by(minutes=1)

    assert record.backup_state().all == tuple(reversed(later))  # of one hour the newest stay
    assert not key_path(first.path).exists()
    assert not copy_path(first.path).exists()


def test_a_clock_three_years_ahead_takes_no_backup(
    record: UnitRecord, clock: WardClock, session_key: str
) -> None:
    for days in (30, 28, 1, 1):
        record.backup_job().work()
        clock.pass_by(days=days)
    record.set_session(session_key, {"note": "before"})
    last = record.backup_job().work()
    there = record.backup_state().all
    assert len(there) == 5

    clock.pass_by(days=1096)
    record.set_session(session_key, {"note": "while it was wrong"})
    ahead = record.backup_job().work()
    clock.pass_by(days=-1096)

    state = record.backup_state()
    assert state.all == (ahead, *there)
    assert state.last == last
    clock.pass_by(days=2)
    assert not record.backup_state().is_overdue
    assert record.backup_job().work() == record.backup_state().last
    assert record.backup_state().all[2:] == there


def test_a_backup_whose_last_change_does_not_hold_does_not_count(
    record: UnitRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "hash_of", lambda *_given: "other")

    with pytest.raises(StoreError, match="it does not count"):
        record.backup_job().work()

    assert record.backup_state().all == ()


def test_what_was_cut_short_does_not_count_and_is_cleared_away(
    record: UnitRecord, folder: Path, clock: WardClock
) -> None:
    made = record.backup_job().work()
    for name in (f"{made.path.name}.part", f"{made.path.name}.part-journal"):
        (folder / name).write_bytes(b"half")
    lonely = made.path.with_name(made.path.name.replace("0830", "0730"))
    lonely.write_bytes(made.path.read_bytes())  # its keys are gone
    (folder / made.path.name.replace("1122", "1199")).write_bytes(b"no day")
    (folder / "unit-of another.plexlog").write_bytes(b"not ours")
    assert record.backup_state().all == (made,)
    clock.pass_by(hours=2)

    record.backup_job().work()

    assert not list(folder.glob("*.part*"))
    assert (folder / "unit-of another.plexlog").exists()
    assert len(record.backup_state().all) == 2


def test_a_folder_that_cannot_be_made_is_told_and_the_record_goes_on(
    record: UnitRecord, folder: Path, session_key: str
) -> None:
    folder.write_text("a file of that name")

    with pytest.raises(StoreError, match=r"No backup could be made in .*Nothing recorded is lost"):
        record.backup_job().work()

    assert record.backup_state().last is None
    record.set_session(session_key, {"note": "goes on"})


@pytest.mark.parametrize(
    ("stage", "told"),
    [("_copy", "cannot be read or written"), ("_check", "cannot be read back")],
)
def test_a_file_that_the_engine_cannot_read_is_told(
    record: UnitRecord, monkeypatch: pytest.MonkeyPatch, stage: str, told: str
) -> None:
    whole = getattr(backup, stage)

    def spoilt(*given: object) -> None:
        if stage == "_copy":
            whole(given[0], given[1], b"k" * 32)
        else:
            whole(given[0], b"k" * 32)

    monkeypatch.setattr(backup, stage, spoilt)

    with pytest.raises(StoreError, match=told):
        record.backup_job().work()


def test_one_made_under_a_clock_that_ran_ahead_is_not_the_last_one(
    record: UnitRecord, clock: WardClock
) -> None:
    clock.pass_by(days=400)
    ahead = record.backup_job().work()
    clock.time = clock.time + timedelta(days=-400)

    assert record.backup_state().last is None
    assert record.backup_state().all == (ahead,)
    now = record.backup_job().work()
    assert record.backup_state().last == now
    assert record.backup_state().all == (ahead, now)


def test_a_password_that_is_changed_while_it_is_made_fits_the_copy(
    record: UnitRecord, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a password that two have just replaced would open nothing in the backup."""
    record.add_staff(name="Cara Lind", login="cara", password=PASSWORD, role=Role.PHYSICIAN)
    ben = record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.NURSE).key
    copy = backup._copy  # noqa: SLF001 - the moment between keys and copy
    resets = ["nine grey herons"]

    def change_then_copy(*given: Any) -> None:
        if resets:
            record.reset_password(ben, resets.pop(), "lost", ("cara", PASSWORD))
        copy(*given)

    monkeypatch.setattr(backup, "_copy", change_then_copy)
    made = record.backup_job().work()

    opened = unit_file.open_unit(made.path, "ben", "nine grey herons", clock, NO_SEEDS)
    assert opened.verify() == []
    opened.close()


def test_keys_that_change_each_time_are_told_and_leave_no_backup(
    record: UnitRecord, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup._copy  # noqa: SLF001 - as above

    def change_then_copy(*given: Any) -> None:
        record.renew_recovery_key()
        copy(*given)

    monkeypatch.setattr(backup, "_copy", change_then_copy)

    with pytest.raises(StoreError, match="keys of the staff were changed again and again"):
        record.backup_job().work()

    assert list(folder.iterdir()) == []
