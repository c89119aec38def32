"""The unit's limits on file: each change stays, and a session keeps the version of its start."""

from __future__ import annotations

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.unit import LimitChange
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import behind_the_back, course_of, small_course

FEVER = ("fever_from_c", 38.3, "as our infectious disease team asks")


def test_each_change_says_what_who_when_and_why(record: UnitRecord) -> None:
    record.change_limit(*FEVER)
    record.change_limit("fever_from_c", 38.0, "back again")

    now = record.clock.now()
    assert record.limit_changes() == [
        LimitChange(version=1, name=FEVER[0], value=38.3, by="Anna Birke", at=now, why=FEVER[2]),
        LimitChange(
            version=2, name=FEVER[0], value=38.0, by="Anna Birke", at=now, why="back again"
        ),
    ]
    entry = record.database.row('SELECT * FROM "history" ORDER BY "number" DESC LIMIT 1')
    assert entry is not None
    assert (entry["table_name"], entry["why"]) == ("limit_change", "back again")
    assert record.verify() == []


def test_a_planned_session_keeps_no_version_yet(record: UnitRecord, session_key: str) -> None:
    record.change_limit(*FEVER)

    assert record.limits_version(session_key) is None


def test_a_session_keeps_the_version_of_its_first_start(
    record: UnitRecord, session_key: str
) -> None:
    record.change_limit(*FEVER)
    record.set_session(session_key, {"started_at": record.clock.now()})

    record.change_limit("fever_from_c", 37.8, "season of influenza")
    record.set_session(session_key, {"started_at": record.clock.now(), "station": "Bed 2"})

    assert record.limits_version(session_key) == 1


def test_a_session_started_before_any_change_keeps_the_defaults(
    record: UnitRecord, session_key: str
) -> None:
    record.set_session(session_key, {"started_at": record.clock.now()})

    record.change_limit(*FEVER)

    assert record.limits_version(session_key) == 0


def test_a_session_that_comes_from_elsewhere_keeps_the_version_of_its_import(
    record: UnitRecord,
) -> None:
    record.change_limit(*FEVER)
    started = {"id": "s1", "number": 1, "started_at": "2026-11-21T10:00+01:00"}
    planned = {"id": "s2", "number": 2, "planned_at": "2026-11-23T10:00+01:00"}
    course = course_of(small_course(course_id="c2", sessions=[started, planned]))

    key = record.add_course(course)

    record.change_limit("fever_from_c", 37.8, "season of influenza")
    sessions = [line.session_key for line in record.sessions_of(key)]
    assert [record.limits_version(one) for one in sessions] == [1, None]


def test_a_change_that_was_made_is_never_changed(record: UnitRecord) -> None:
    record.change_limit(*FEVER)
    row = record.database.row('SELECT "key" FROM "limit_change"')
    assert row is not None

    with pytest.raises(StoreError, match="Nothing is removed from the record"):
        record.database.update("limit_change", row["key"], {"value": 40})


def test_a_change_without_a_reason_is_not_kept(record: UnitRecord) -> None:
    with pytest.raises(StoreError, match="does not fit"):
        record.change_limit("fever_from_c", 38.3, " ")

    assert record.limit_changes() == []


def test_a_limit_changed_behind_the_back_is_found(record: UnitRecord) -> None:
    record.change_limit(*FEVER)

    behind_the_back(record, 'UPDATE "limit_change" SET "value" = 41')

    assert any("limit_change" in problem.where for problem in record.verify())
