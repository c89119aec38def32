"""Lists show what is there, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.records import Patient
from plexlog.domain.words import Sex
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.ward import WardClock, course_of, small_course

ZEPHYRINE = Patient(
    family_name="Quendelbach",
    given_name="Zéphyrine",
    birth_date=date(1992, 7, 30),
    record_number="QB-0093317",
    sex_for_formulas=Sex.FEMALE,
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zephyrine",
        "QUENDEL",
        "Zéph bach",
        "Quendel, Zéph",
        "quendel,zéph",
        "3317",
        "1992-07",
        "30.07.1992",
    ],
)
def test_a_patient_is_found_by_any_part(record: UnitRecord, text: str) -> None:
    key = record.add_patient(ZEPHYRINE)

    (line,) = record.patients(text)

    assert (line.patient_key, line.sex, line.courses) == (key, "female", 0)


@pytest.mark.parametrize("text", ["obrien", "O\u2019Brien", "BRIEN sahin", "soren", "o'brien"])
def test_a_patient_is_found_without_accents_and_apostrophes(record: UnitRecord, text: str) -> None:
    name = "O'Brien-\u015eahin S\u00f8ren"
    record.add_patient(replace(ZEPHYRINE, family_name=name))

    assert len(record.patients(text)) == 1


@pytest.mark.parametrize("text", ["anton", "quendel anton", "%", "_"])
def test_nobody_else_is_found(record: UnitRecord, text: str) -> None:
    record.add_patient(ZEPHYRINE)

    assert record.patients(text) == []


def test_a_record_number_belongs_to_one_patient(record: UnitRecord) -> None:
    record.add_patient(ZEPHYRINE)

    with pytest.raises(StoreError, match="QB-0093317 belongs to another patient"):
        record.add_patient(replace(ZEPHYRINE, family_name="Other"))
    with pytest.raises(StoreError, match="belongs to another patient"):
        record.add_patient(replace(ZEPHYRINE, record_number=" qb-0093317"))
    assert record.patient_of_number("qb-0093317 ") is not None


def test_a_changed_patient_is_found_by_the_new_name(record: UnitRecord) -> None:
    key = record.add_patient(ZEPHYRINE)

    record.change_patient(replace(ZEPHYRINE, key=key, family_name="Wolf"), "married")

    assert record.patient(key).family_name == "Wolf"
    assert record.patient_of_number("QB-0093317") == record.patient(key)
    assert record.patients("quendel") == []
    assert len(record.patients("wolf")) == 1


def test_a_session_line_says_whose_it_is(record: UnitRecord, session_key: str) -> None:
    (line,) = record.session_lines()

    assert (line.session_key, line.session_id, line.number) == (session_key, "s1", 1)
    assert (line.family_name, line.birth_date, line.indication) == (
        "Ährenfeld",
        "1961-03-27",
        "other",
    )
    assert line.planned_at is not None
    assert line.planned_at.text == "2026-11-22T10:00+01:00"
    assert (line.started_at, line.ended_at, line.signed_at) == (None, None, None)
    assert record.session_line(session_key) == line


def test_a_signed_session_leaves_the_list_after_a_week(
    record: UnitRecord, session_key: str, clock: WardClock
) -> None:
    record.add_signature(signature(record, session_key))
    clock.pass_by(hours=7 * 24 - 1)
    assert len(record.session_lines()) == 1

    clock.pass_by(hours=2)

    assert record.session_lines() == []


def test_the_list_of_sessions_goes_by_index(record: UnitRecord) -> None:
    plans: list[str] = []
    record.database.connection.set_trace_callback(plans.append)
    record.session_lines()
    record.database.connection.set_trace_callback(None)
    (asked,) = [plan for plan in plans if plan.startswith("SELECT")]

    steps = [row["detail"] for row in record.database.rows(f"EXPLAIN QUERY PLAN {asked}")]

    assert any("session_unsigned" in step for step in steps)
    assert any("session_signed" in step for step in steps)
    assert not any(step.startswith("SCAN") and "session_unsigned" not in step for step in steps)


def test_courses_are_listed_newest_order_first(record: UnitRecord, session_key: str) -> None:
    later = small_course(course_id="c2", course_number=2)
    later["order"] = later["order"] | {"ordered_at": "2026-11-21T00:30+14:00"}
    newest = small_course(course_id="c3")
    newest["order"] = newest["order"] | {"ordered_at": "2026-11-20T23:00-05:00"}
    record.add_course(course_of(later))
    record.add_course(course_of(newest))
    record.add_signature(signature(record, session_key))

    lines = record.courses()

    assert [line.course_id for line in lines] == ["c3", "c2", "c1"]
    assert [(line.sessions, line.sessions_signed) for line in lines] == [(1, 0), (1, 0), (1, 1)]
    assert record.courses(lines[0].patient_key) == lines
    assert record.courses("nobody") == []
