"""Who looked at what is on file, is bound as any other row, and counts as no change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plexlog.domain.changes import Access, Change, Deed
from plexlog.domain.errors import StoreError
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import WardClock

QUARTER = timedelta(minutes=15)


def looks(record: UnitRecord) -> list[Change]:
    """What is kept of looking, printing and exporting."""
    keys = record.database.rows(
        'SELECT DISTINCT "row_key" FROM "history" WHERE "table_name" = \'access\''
    )
    found = [one for key in keys for one in record.row_changes("access", key[0])]
    return sorted(found, key=lambda one: one.number)


def test_a_look_at_a_session_names_its_course_and_its_patient(
    record: UnitRecord, session_key: str
) -> None:
    record.note_access(Access(deed=Deed.VIEWED, what="session", session_key=session_key))

    (look,) = looks(record)
    line = record.session_line(session_key)
    assert (look.row_key, look.course_key, look.session_key) == (
        line.patient_key,
        line.course_key,
        session_key,
    )
    assert (look.operation, look.new, look.name) == ("viewed", {"what": "session"}, record.me.name)


def test_who_goes_to_and_fro_looked_once(
    record: UnitRecord, session_key: str, clock: WardClock
) -> None:
    line = record.session_line(session_key)
    record.note_access(Access(deed=Deed.VIEWED, what="session", session_key=session_key), QUARTER)
    clock.pass_by(minutes=14)
    course = Access(deed=Deed.VIEWED, what="course", course_key=line.course_key)
    record.note_access(course, QUARTER)
    assert len(looks(record)) == 1

    clock.pass_by(minutes=1)
    record.note_access(course, QUARTER)
    record.note_access(Access(deed=Deed.PRINTED, what="summary", session_key=session_key))
    record.note_access(Access(deed=Deed.PRINTED, what="summary", session_key=session_key))
    assert [one.operation for one in looks(record)] == ["viewed", "viewed", "printed", "printed"]


def test_a_clock_that_was_set_back_hides_no_look(
    record: UnitRecord, session_key: str, clock: WardClock
) -> None:
    access = Access(deed=Deed.VIEWED, what="session", session_key=session_key)
    record.note_access(access, QUARTER)
    clock.pass_by(minutes=-5)
    record.note_access(access, QUARTER)

    assert len(looks(record)) == 2


def test_somebody_else_looking_is_another_look(record: UnitRecord, session_key: str) -> None:
    access = Access(deed=Deed.VIEWED, what="session", session_key=session_key)
    record.note_access(access, QUARTER)
    record.database.author.staff_key = "another"
    record.note_access(access, QUARTER)

    assert [one.staff_key for one in looks(record)] == [record.me.key, "another"]


def test_what_is_made_of_the_whole_unit_names_nobody(record: UnitRecord) -> None:
    record.note_access(Access(deed=Deed.EXPORTED, what="registry"))

    (export,) = looks(record)
    assert (export.row_key, export.course_key, export.session_key) == ("", None, None)


def test_a_look_is_no_change(record: UnitRecord, session_key: str, clock: WardClock) -> None:
    number, _touched = record.changes_since(0)
    changed_at = record.backup_state().changed_at
    head = record.history_head()
    clock.pass_by(minutes=30)

    record.note_access(Access(deed=Deed.VIEWED, what="session", session_key=session_key))

    assert record.changes_since(number) == (number, frozenset())
    assert record.backup_state().changed_at == changed_at
    assert record.history_head() != head
    assert record.history_number(head)


def test_a_look_is_bound_into_the_chain(record: UnitRecord, session_key: str) -> None:
    record.note_access(Access(deed=Deed.VIEWED, what="session", session_key=session_key))
    assert record.verify() == []

    record.database.execute('DROP TRIGGER "history_no_delete"')
    record.database.execute(
        'DELETE FROM "history" WHERE "number" = (SELECT max("number") - 1 FROM "history")'
    )
    assert any("is not bound" in one.what for one in record.verify())


def test_what_is_not_on_file_cannot_be_looked_at(record: UnitRecord) -> None:
    with pytest.raises(StoreError, match="not on file"):
        record.note_access(Access(deed=Deed.VIEWED, what="session", session_key="none"))
