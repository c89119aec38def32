"""A course stays with its patient; what is sealed of it stays once a session is signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.domain.errors import SignedError, StoreError
from plexlog.domain.progress import Progress
from plexlog.storage.database import Database
from plexlog.storage.history import Author, entry_sql
from plexlog.storage.schema import bring_up_to_date, expected
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.test_m006_before import KEY, up_to
from tests.storage.test_verified_records import mark_of
from tests.storage.ward import WardClock, course_of, past_the_guards, small_course

IDENTITY = {
    "record_number": "R-1",
    "family_name": "Ährenfeld",
    "given_name": "Bo",
    "birth_date": "1961-03-27",
}
SEALED = {"course_id": "'c9'", "course_number": "2", "unit": "'Other'", "time_zone": "'UTC'"}


@pytest.fixture
def course_key(record: UnitRecord, session_key: str) -> str:
    """A course with one session, and another patient with a course beside it."""
    other = {"family_name": "Zu", "given_name": "Al", "birth_date": "1950-01-01"}
    elses = small_course(course_id="c2", patient=other | {"record_number": "R-2"})
    record.add_course(course_of(elses))
    return record.session_line(session_key).course_key


def moved(record: UnitRecord, course_key: str) -> str:
    (elses,) = [one for one in record.courses() if one.course_key != course_key]
    return (
        f"UPDATE course SET patient_key = '{elses.patient_key}'"  # noqa: S608 - keys of this test
        f" WHERE key = '{course_key}'"
    )


def test_a_course_is_moved_to_nobody_else(record: UnitRecord, course_key: str) -> None:
    with pytest.raises(StoreError, match="Nothing is removed"), record.writing("corrected"):
        record.database.execute(moved(record, course_key))


@pytest.mark.parametrize("name", SEALED)
def test_what_is_sealed_of_a_course_stays_once_a_session_is_signed(
    record: UnitRecord, course_key: str, session_key: str, name: str
) -> None:
    change = f"UPDATE course SET {name} = {SEALED[name]} WHERE key = '{course_key}'"  # noqa: S608
    with record.writing():
        record.database.execute(change)
    back = f"UPDATE course SET {name} = '1' WHERE key = '{course_key}'"  # noqa: S608 - as above
    record.add_signature(signature(record, session_key))

    with pytest.raises(SignedError), record.writing():
        record.database.execute(back)

    with record.writing():  # and what belongs to it goes on
        record.database.update("course", course_key, {"listed": '["sessions","scores"]'})


def test_a_move_past_the_triggers_is_told_with_who_and_when(
    record: UnitRecord, course_key: str
) -> None:
    mark = mark_of(record)
    past_the_guards(record, moved(record, course_key))
    record.database.update("course", course_key, {"listed": '["sessions","scores"]'})

    (found,) = record.verify()
    (also,) = record.verification(mark).work(Progress())

    assert found == also
    assert found.where == f"course {course_key}"
    assert found.what == (
        "was moved to another patient at 2026-11-22T08:30:00.000Z by Anna Birke, as none can be"
    )
    assert (found.record_number, found.course_id) == ("R-1", "c1")


def test_a_row_written_by_hand_that_names_no_patient_moves_nothing(
    record: UnitRecord, course_key: str
) -> None:
    mark = mark_of(record)
    given = ("course", "nobody's", None, None, "insert", None, '{"patient_key":"p"}')
    with record.writing():
        record.database.execute(entry_sql(), ("course", course_key, *given[2:5], None, "{}"))
        record.database.execute(entry_sql(), given)

    for found in (record.verify(), record.verification(mark).work(Progress())):
        assert not [one for one in found if "was moved" in one.what]


def test_a_patient_is_known_by_each_name_they_were_on_record_with(
    record: UnitRecord, course_key: str
) -> None:
    checking = record.verification(None)
    (line,) = [one for one in record.courses() if one.course_key == course_key]
    record.database.update("patient", line.patient_key, {"family_name": "Neu"})

    assert checking.was_patient(course_key, IDENTITY)
    assert checking.was_patient(course_key, IDENTITY | {"family_name": "Neu"})
    assert not checking.was_patient(course_key, IDENTITY | {"record_number": "R-2"})


def test_a_file_of_the_version_before_gets_the_triggers(tmp_path: Path, clock: WardClock) -> None:
    database = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(database, KEY, up_to(25))

    bring_up_to_date(database, KEY)

    names = {row[0] for row in database.rows("SELECT name FROM sqlite_master")}
    assert {"course_same_patient", "course_signed_update"} <= names
    assert ("trigger", "course_same_patient") in expected(database.catalogue)
    database.close()
