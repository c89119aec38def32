"""Whoever takes rows and every mark away is found by the backups that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.domain.progress import Progress
from plexlog.domain.unit import Role
from plexlog.services.verifying import verify_store
from plexlog.storage import restore, unlocking
from plexlog.storage.database import Database, connect_with
from plexlog.storage.gone_back import ROWS, signed_words
from plexlog.storage.history import Author, entry_sql, hash_of
from plexlog.storage.key_file import key_path
from plexlog.storage.unit_record import UnitRecord
from tests.storage.old_files import put_down
from tests.storage.test_restore import WHY, asking
from tests.storage.ward import LOGIN, PASSWORD, WardClock, behind_the_back, open_up


@pytest.fixture
def backup(record: UnitRecord, clock: WardClock, session_key: str) -> Path:
    """A backup with a note, and another note since."""
    record.change_role(record.me.key, Role.MANAGER, "heads the unit", administers=True)
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
    assert record.against_backups().problems == ()


def test_what_was_compared_is_said_and_that_nothing_was(
    record: UnitRecord, backup: Path, clock: WardClock
) -> None:
    """Else a record whose backups are away looks as sound as one that was held against them."""
    held = record.against_backups()
    assert held.sentence == "It was held against 1 backup, the newest of 2026-11-22 09:30."
    clock.pass_by(hours=1)
    record.backup_job().work()
    assert "against 2 backups, the newest of 2026-11-22 11:00" in record.against_backups().sentence

    for one in backup.parent.iterdir():
        one.unlink()

    alone = record.against_backups()
    assert (alone.problems, alone.backups) == ((), 0)
    assert alone.sentence == (
        f"It was held against no backup: none could be read in {backup.parent}."
    )
    assert verify_store(record, None, Progress(), []).sentence.endswith(alone.sentence)


def test_one_that_this_key_opens_not_is_not_counted(record: UnitRecord, backup: Path) -> None:
    record.rekey("somebody left")
    assert record.against_backups().backups == 0
    backup.write_bytes(b"\0" * 8192)

    assert record.against_backups().newest is None


def test_a_history_cut_behind_what_a_backup_holds_is_found(
    record: UnitRecord, backup: Path
) -> None:
    cut(record, 2)

    (found,) = record.against_backups().problems

    assert found.where == f"backup {backup.name}"
    assert "the record does not: rows were taken off at the end" in found.what


def test_rows_made_anew_are_not_those_of_the_backup(
    record: UnitRecord, backup: Path, session_key: str
) -> None:
    assert backup.exists()
    cut(record, 2)
    for note in ("made anew", "once more"):
        record.set_session(session_key, {"note": note})

    assert len(record.against_backups().problems) == 1


def test_a_snapshot_of_before_the_backup_is_not_blamed(record: UnitRecord) -> None:
    with record.snapshot().open() as still:
        record.set_backup_folder("", "the same")
        record.backup_job().work()

        assert still.against_backups().problems == ()


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

    held = again.against_backups()
    assert held.problems == ()
    assert "no backup: none made since one went back to one could be read in" in held.sentence
    checking = again.verification(None)
    assert checking.work(Progress()) == []
    (note,) = checking.notes
    assert f"says that Anna Birke went back to the backup {backup.name} at" in note.what
    clock.pass_by(hours=1)
    made = again.backup_job().work()
    assert made.path.exists()
    assert again.against_backups().problems == ()
    cut(again, 1)
    assert len(again.against_backups().problems) == 1
    again.close()


def test_a_backup_that_this_key_does_not_open_says_nothing(
    record: UnitRecord, backup: Path
) -> None:
    backup.write_bytes(b"of another key" * 500)

    assert record.against_backups().problems == ()


def test_an_empty_file_under_the_name_of_a_backup_says_nothing(
    record: UnitRecord, backup: Path
) -> None:
    backup.unlink()
    connect_with(backup, record.snapshot().opened.page_key, "rwc").close()

    assert record.against_backups().problems == ()


def written_by_hand(record: UnitRecord, new: str) -> None:
    """A row that tells of going back, by whoever has the key of the file."""
    with record.writing("as if"):
        given = ("backup", "b.plexlog", None, None, "restored", None, new)
        record.database.execute(entry_sql(), given)


@pytest.mark.parametrize("new", ["{}", "[]", '{"signature":"00","public_key":"00"}'])
def test_a_row_that_nobody_signed_silences_nothing_and_is_told(
    record: UnitRecord, backup: Path, new: str
) -> None:
    assert backup.exists()
    cut(record, 2)

    written_by_hand(record, new)

    assert len(record.against_backups().problems) == 1
    (found,) = [one for one in record.verify() if "went back" in one.what]
    assert found.what.endswith("and nobody of the staff who may has signed that")


def test_what_was_signed_of_one_going_back_does_not_do_for_another(
    record: UnitRecord, backup: Path, clock: WardClock, path: Path
) -> None:
    record.close()
    examined = restore.examine(asking(path, clock), backup)
    restore.put_in_place(asking(path, clock), examined, WHY)
    again = open_up(path, clock)
    (signed,) = again.database.rows(
        'SELECT "row_key", "new" FROM "history" WHERE "operation" = \'restored\''
    )
    assert again.verify() == []

    with again.writing("as if"):
        given = ("backup", signed["row_key"], None, None, "restored", None, signed["new"])
        again.database.execute(entry_sql(), given)

    assert len(again.verify()) == 1
    again.close()


def test_a_row_of_before_they_were_signed_counts_and_is_told(
    tmp_path: Path, clock: WardClock
) -> None:
    path = tmp_path / "old.plexlog"
    put_down(1, path)
    opened = unlocking.by_password(path, LOGIN, PASSWORD, clock)
    author = Author(clock, "", "Anna Birke")
    database = Database(path, opened.page_key, author)
    author.staff_key = database.rows('SELECT "key" FROM "staff"')[0][0]
    given = ("backup", "b.plexlog", None, None, "restored", None, "{}")
    with database.writing():
        database.execute(entry_sql(), given)
    database.close()
    record = open_up(path, clock)
    checking = record.verification(None)

    assert checking.work(Progress()) == []

    assert [one.where.split()[0] for one in checking.notes] == ["signing", "history"]
    record.close()


def signed_by(record: UnitRecord, login: str) -> None:
    """A row of going back that somebody signs with their own key, past the program."""
    member = record.member(login)
    signer = unlocking.by_password(record.database.path, login, PASSWORD, record.clock).signer
    record.database.author.staff_key, record.database.author.name = member.key, member.name
    head = record.history_head()
    written_by_hand(record, signed_words("b.plexlog", {}, head, member.key, signer))


@pytest.mark.parametrize("role", [Role.NURSE, Role.PHYSICIAN])
def test_a_row_signed_by_who_may_not_go_back_silences_nothing_and_is_told(
    record: UnitRecord, backup: Path, role: Role
) -> None:
    assert backup.exists()
    record.add_staff(name="Ben Kiefer", login="ben", password=PASSWORD, role=role)
    cut(record, 3)
    record.add_staff(name="Ben Kiefer", login="ben2", password=PASSWORD, role=role)

    signed_by(record, "ben2")

    assert len(record.against_backups().problems) == 1
    (found,) = [one for one in record.verify() if "went back" in one.what]
    assert found.what.endswith("and nobody of the staff who may has signed that")


def test_who_may_go_back_is_told_by_the_role_of_then_and_not_by_that_of_now(
    record: UnitRecord,
) -> None:
    """What is given up by going back may hold another role of theirs, and so may what comes."""
    ben = record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.MANAGER).key
    signed_by(record, "ben")
    assert record.verify() == []

    record.change_role(ben, Role.NURSE, "no more", administers=False)
    assert record.verify() == []
    signed_by(record, "ben")
    record.change_role(ben, Role.MANAGER, "again", administers=False)

    assert [one.what[-47:] for one in record.verify()] == [
        "and nobody of the staff who may has signed that"
    ]


def test_a_lawful_going_back_to_a_day_of_another_role_verifies(
    record: UnitRecord, clock: WardClock, path: Path
) -> None:
    """A manager then who only looks after the unit now: one may by either."""
    record.change_role(record.me.key, Role.MANAGER, "heads the unit", administers=False)
    made = record.backup_job().work().path
    record.change_role(record.me.key, Role.NURSE, "looks after it", administers=True)
    clock.pass_by(hours=1)
    record.close()
    restore.put_in_place(asking(path, clock), restore.examine(asking(path, clock), made), WHY)
    again = open_up(path, clock)

    assert again.verify() == []
    again.close()


def went_back(record: UnitRecord, backup: Path, clock: WardClock) -> UnitRecord:
    """The record after one went back to a backup, open."""
    path = record.database.path
    record.close()
    restore.put_in_place(asking(path, clock), restore.examine(asking(path, clock), backup), WHY)
    return open_up(path, clock)


def dated_anew(record: UnitRecord, at: str) -> None:
    """Cut the record after the row of going back, and date that row otherwise."""
    row = record.database.row(f"{ROWS} DESC LIMIT 1")
    assert row is not None
    cut(record, record.history_length() - row["number"])
    anew = dict(row) | {"at": at}
    bound = hash_of(anew, row["content"], row["previous"])
    behind_the_back(
        record,
        f"UPDATE history SET at = '{at}', hash = '{bound}' WHERE number = {row['number']}",  # noqa: S608
    )


def test_going_back_that_is_dated_anew_excuses_no_backup_made_since(
    record: UnitRecord, backup: Path, clock: WardClock
) -> None:
    again = went_back(record, backup, clock)
    clock.pass_by(hours=1)
    again.change_limit("systolic_low_mmhg", 80, "as the ward has it")
    again.backup_job().work()
    assert again.against_backups().backups == 1

    dated_anew(again, "2026-11-23T08:30:00.000Z")

    assert len(again.against_backups().problems) == 1
    again.close()


def test_a_clock_that_was_ahead_at_going_back_hides_no_backup(
    record: UnitRecord, backup: Path, clock: WardClock
) -> None:
    clock.pass_by(days=2)
    again = went_back(record, backup, clock)
    clock.pass_by(days=-2)

    again.backup_job().work()

    assert again.against_backups().backups == 1
    cut(again, 1)
    assert len(again.against_backups().problems) == 1
    again.close()


def test_what_was_given_up_stays_excused_under_a_later_name(
    record: UnitRecord, backup: Path, clock: WardClock
) -> None:
    clock.pass_by(hours=6)
    record.backup_job().work()  # while the clock was ahead
    clock.pass_by(hours=-5)

    again = went_back(record, backup, clock)

    assert again.against_backups().problems == ()
    again.close()


def test_one_goes_back_to_the_same_backup_twice(
    record: UnitRecord, backup: Path, clock: WardClock
) -> None:
    """A backup made in between holds the first time and not the second: it was given up too."""
    again = went_back(record, backup, clock)
    clock.pass_by(hours=1)
    again.backup_job().work()
    clock.pass_by(hours=1)

    once_more = went_back(again, backup, clock)

    held = once_more.against_backups()
    assert (held.problems, held.backups) == ((), 0)
    once_more.close()


def test_many_copies_under_later_names_hide_no_backup(
    record: UnitRecord, backup: Path, clock: WardClock
) -> None:
    """They are of the record as it was cut; the one that tells is looked at all the same."""
    clock.pass_by(hours=2)
    cut(record, 2)
    made = record.backup_job().work()
    for number in range(12):
        later = made.path.with_name(made.path.name.replace("20261122", f"2030{number + 1:02}01"))
        for place in (Path, key_path):
            place(later).write_bytes(place(made.path).read_bytes())

    held = record.against_backups()

    assert [one.where for one in held.problems] == [f"backup {backup.name}"]


def test_a_backup_of_a_time_to_come_is_noted(
    record: UnitRecord, backup: Path, clock: WardClock
) -> None:
    clock.pass_by(days=1)
    made = record.backup_job().work()
    clock.pass_by(days=-1)

    verified = verify_store(record, None, Progress(), [])

    assert backup.exists()
    assert "against 2 backups, the newest of 2026-11-22 09:30" in verified.sentence
    (note,) = [one for one in verified.notes if "time to come" in one.what]
    assert note.where == f"backup {made.path.name}"
