"""A row that cannot be read is a problem of its own; everything else is looked at all the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from plexlog.domain.errors import UnreadableRowError
from plexlog.domain.fields import Place
from plexlog.domain.progress import Progress
from plexlog.domain.shapes import Measured
from plexlog.domain.unit import Problem
from plexlog.domain.verified import Mark
from plexlog.services.verifying import verify_store
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.test_verified_records import mark_of
from tests.storage.ward import course_of, past_the_guards, small_course

ALLERGIES = "UPDATE patient SET allergies = '{\"a\":1}' WHERE record_number = 'R-1'"
ALONE = {"family_name": "Zu", "given_name": "Al", "birth_date": "1950-01-01"}


def problems(record: UnitRecord, since: Mark | None = None) -> Sequence[Problem]:
    return verify_store(record, since, Progress(), []).problems


def test_it_is_told_with_whose_it_is_and_what_was_found_besides(
    record: UnitRecord, session_key: str
) -> None:
    record.put_value(session_key, Place.BEFORE, "weight_kg", Measured(value=Decimal(61)))
    mark = mark_of(record)
    elses = small_course(course_id="c2", patient=ALONE | {"record_number": "R-2"})
    other = record.add_course(course_of(elses))
    (line,) = record.sessions_of(other)
    record.add_signature(signature(record, line.session_key))
    record.add_course(course_of(small_course(course_id="c3")))  # of the same patient: told once
    with record.writing():
        record.database.execute(ALLERGIES)

    for found in (problems(record), problems(record, mark)):
        unread, broken = sorted(found, key=lambda one: one.what)
        assert unread.where.startswith("patient ")
        assert unread.what == "cannot be read (allergies: must be a list)"
        assert (unread.record_number, broken.record_number) == ("R-1", "R-2")
        assert broken.what == "the session is not as it was signed"  # a test's own seal


def test_a_value_that_cannot_be_read_names_its_session(
    record: UnitRecord, session_key: str
) -> None:
    record.put_value(session_key, Place.BEFORE, "weight_kg", Measured(value=Decimal(61)))
    past_the_guards(record, "UPDATE observation SET source = 'dreamt'")

    (found,) = problems(record)

    assert found.where.startswith("observation ")
    assert found.what.startswith("cannot be read (")
    assert (found.record_number, found.course_id, found.session_number) == ("R-1", "c1", 1)


def test_a_session_that_cannot_be_read_is_named(record: UnitRecord, session_key: str) -> None:
    record.database.execute("PRAGMA ignore_check_constraints = ON")
    with record.writing():
        record.database.execute("UPDATE session SET listed = '5'")

    with pytest.raises(UnreadableRowError) as told:
        record.session(session_key)

    assert (told.value.table, told.value.key) == ("session", session_key)


@pytest.mark.parametrize("change", ["allergies = '{\"a\":1}'", "extra = '[1'"])
def test_a_patient_without_a_course_is_read_too(record: UnitRecord, change: str) -> None:
    course = course_of(small_course(patient=ALONE | {"record_number": "R-2"}))
    key = record.add_patient(course.patient)
    mark = mark_of(record)
    assert (problems(record), problems(record, mark)) == ((), ())
    record.database.execute("PRAGMA ignore_check_constraints = ON")
    with record.writing():
        record.database.execute(f"UPDATE patient SET {change}")  # noqa: S608 - a test's own

    for since in (None, mark):
        (found,) = problems(record, since)
        assert (found.where, found.record_number) == (f"patient {key}", "R-2")


def test_what_is_wrong_with_a_course_itself_is_told_by_its_key(
    record: UnitRecord, session_key: str
) -> None:
    (line,) = record.courses()
    record.database.execute("PRAGMA ignore_check_constraints = ON")
    with record.writing():
        record.database.execute("UPDATE course SET listed = '5'")

    (found,) = problems(record)

    assert session_key
    assert found.where == f"course {line.course_key}"
    assert "cannot be read (" in found.what


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE session SET planned_at = '2026-13-45T99:99' WHERE key = ?",
        "UPDATE patient SET birth_date = '2026-13-45' WHERE record_number = 'R-1' AND ? <> ''",
    ],
)
def test_a_time_that_is_none_hides_no_other_session(
    record: UnitRecord, session_key: str, statement: str
) -> None:
    elses = small_course(course_id="c2", patient=ALONE | {"record_number": "R-2"})
    record.add_course(course_of(elses))
    with record.writing():
        record.database.execute(statement, (session_key,))

    lines = {one.session_key == session_key: one for one in record.session_lines()}

    assert (lines[True].is_unreadable, lines[True].planned_at) == (True, None)
    assert (lines[False].is_unreadable, lines[False].record_number) == (False, "R-2")
    assert [one.record_number for one in problems(record)] == ["R-1"]
