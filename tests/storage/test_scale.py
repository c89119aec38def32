"""What is asked often goes by an index, however much is on file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from plexlog.domain.changes import Sought
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import WardClock

# tables that do not grow with the sessions, and what was gathered by an index before
SMALL = {
    "unit",
    "fact",
    "limit_change",
    "staff",
    "h",
    "one",
    "its",
    "r",
    "f",
    "json_each",
    "j",
    "k",
    "(subquery-2)",
    "(subquery-4)",
}
BY_TABLE = "USING INDEX history_of_row (table_name=?)"  # all rows ever written to one table
PARTIAL = {"session USING INDEX session_unsigned"}  # only what is not signed yet


def scans(record: UnitRecord, ask: Callable[[], object]) -> set[str]:
    """What is read from end to end for a question."""
    asked: list[str] = []
    connection = record.database.connection
    connection.set_trace_callback(asked.append)
    ask()
    connection.set_trace_callback(None)
    found = set()
    for sql in asked:
        if sql.startswith(("SELECT", "WITH")):
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            found |= {step.removeprefix("SCAN ") for step in plan if step.startswith("SCAN ")}
            found |= {step.removeprefix("SEARCH ") for step in plan if step.endswith(BY_TABLE)}
    return {
        one for one in found if one.split()[0] not in SMALL or one.endswith(BY_TABLE)
    } - PARTIAL


def questions(record: UnitRecord, session_key: str) -> dict[str, Callable[[], object]]:
    course_key = record.session_line(session_key).course_key
    patient_key = record.session_line(session_key).patient_key
    return {
        "today": record.session_lines,
        "follow-ups": lambda: record.followed_sessions(record.clock.now()),
        "course": lambda: record.course(course_key),
        "sessions": lambda: record.sessions_of(course_key),
        "courses of a patient": lambda: record.courses(patient_key),
        "order": lambda: record.order_changes(course_key),
        "accesses": lambda: record.device_changes(course_key),
        "amendments": lambda: record.amendments(course_key),
        "results as signed": lambda: record.results_at(course_key, 1),
        "results since": lambda: record.result_changes(course_key, 1),
        "story of a value": lambda: record.value_changes(session_key, Place.BEFORE, "weight_kg"),
        "story of a row": lambda: record.row_changes("session", session_key),
        "signatures": lambda: record.signatures(session_key),
        "a number": lambda: record.patient_of_number("R-1"),
    }


NAMES = (
    "today",
    "follow-ups",
    "course",
    "sessions",
    "courses of a patient",
    "order",
    "accesses",
    "amendments",
    "results as signed",
    "results since",
    "story of a value",
    "story of a row",
    "signatures",
    "a number",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_page_reads_a_table_from_end_to_end(
    record: UnitRecord, session_key: str, name: str
) -> None:
    assert scans(record, questions(record, session_key)[name]) == set()


def test_the_questions_are_all_asked(record: UnitRecord, session_key: str) -> None:
    assert set(questions(record, session_key)) == set(NAMES)


@pytest.mark.usefixtures("session_key")
@pytest.mark.parametrize("text", ["ä", "ähren", "ähren 1961", "nobody of that name"])
def test_a_search_reads_rows_that_are_meant_alone(record: UnitRecord, text: str) -> None:
    assert scans(record, lambda: record.patients(text)) == set()


def test_the_list_of_all_goes_by_name_and_stops(record: UnitRecord) -> None:
    assert scans(record, record.patients) == {"p USING INDEX patient_by_name"}


@pytest.mark.usefixtures("session_key")
def test_those_who_look_alike_are_found_by_index(record: UnitRecord) -> None:
    (line,) = record.patients()
    own = record.patient(line.patient_key)

    assert scans(record, lambda: record.look_alikes(own)) == set()
    assert scans(record, lambda: record.patients_born(own.birth_date)) == set()


@pytest.mark.usefixtures("session_key")
def test_the_history_of_a_patient_goes_by_what_is_theirs(record: UnitRecord) -> None:
    everything = record.changes_sought(Sought(), 0, 100)
    found = record.changes_sought(Sought(patient="ähren"), 0, 100)

    assert found == [one for one in everything if one.patient_key]
    assert scans(record, lambda: record.changes_sought(Sought(patient="ähren"), 0, 51)) == set()


def test_frequent_changes_are_found_by_going_back(record: UnitRecord, session_key: str) -> None:
    record.set_session(session_key, {"note": "one"})

    (change,) = record.changes_sought(Sought(tables=("session",)), 0, 1)

    assert change.change.new["note"] == "one"


def test_nothing_new_is_told_without_reading(record: UnitRecord) -> None:
    number, _ = record.changes_since(0)

    assert record.changes_since(number) == (number, frozenset())
    assert record.changes_since(2**62) == (number, frozenset())


def test_the_story_of_a_value_begins_with_the_value(record: UnitRecord, session_key: str) -> None:
    asked: list[str] = []
    connection = record.database.connection
    connection.set_trace_callback(asked.append)
    record.value_changes(session_key, Place.BEFORE, "weight_kg")
    connection.set_trace_callback(None)

    first, *_ = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]

    assert first.startswith("SEARCH o ")


def test_a_clock_that_was_set_back_hides_no_change(
    record: UnitRecord, session_key: str, clock: WardClock
) -> None:
    begun = clock.now()
    clock.pass_by(days=2)
    record.set_session(session_key, {"note": "ahead"})
    clock.pass_by(days=-1)
    record.set_session(session_key, {"note": "back again"})

    def notes(since: Moment | None, until: Moment | None) -> list[str]:
        found = record.changes_sought(Sought(since=since, until=until), 0, 50)
        return [one.change.new["note"] for one in found if one.change.new["note"]]

    assert notes(begun + timedelta(hours=36), None) == ["ahead"]
    assert notes(None, begun + timedelta(hours=36)) == ["back again"]
    assert notes(begun + timedelta(days=5), None) == []
