"""A course comes out as it went in, and is never mixed up with another patient's."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from plexlog.domain import codec, json_text, wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.records import FromPaper, Order, Override, Session
from plexlog.storage.unit_record import UnitRecord
from tests.storage.documents import course_documents
from tests.storage.ward import (
    WardClock,
    behind_the_back,
    course_of,
    document,
    open_up,
    small_course,
)

COUNT = itertools.count()
CASES = ("gbs-albumin-five", "ttp-plasma-daily", "ms-relapse-steroids")


def exact(value: Any) -> str:
    """One text for one content, every number in its own spelling."""
    if isinstance(value, Mapping):
        return json_text.dump({key: exact(value[key]) for key in sorted(value)})
    if isinstance(value, list):
        return json_text.dump([exact(member) for member in value])
    return json_text.dump(value)


def in_time(made: dict[str, Any]) -> dict[str, Any]:
    """The document as the record gives it back: the rows of a run stand by their time."""
    sessions = [
        session
        | {"readings": sorted(session["readings"], key=lambda row: Moment.parse(row["at"]))}
        if "readings" in session
        else session
        for session in made.get("sessions", ())
    ]
    return made | ({"sessions": sessions} if "sessions" in made else {})


@pytest.mark.parametrize("name", CASES)
def test_a_course_comes_out_as_it_went_in(record: UnitRecord, cases: Path, name: str) -> None:
    made = document(cases / f"{name}.json")

    key = record.add_course(course_of(made))

    assert exact(codec.write(record.course(key))) == exact(made)


def test_what_comes_by_document_is_judged_by_the_limits_of_now(
    record: UnitRecord, cases: Path
) -> None:
    key = record.add_course(course_of(document(cases / "ttp-plasma-daily.json")))

    before = (record.course(key).sessions or ())[4].before or {}

    low = wording.flag(CATALOGUE["hematocrit_percent"], before["hematocrit_percent"])
    assert before["hematocrit_percent"].value == Decimal("26.2")
    assert low is not None
    assert (low.sign, low.word) == ("↓", "low")
    assert wording.flag(CATALOGUE["weight_kg"], before["weight_kg"]) is None


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=course_documents())
def test_whatever_a_document_may_hold_comes_out_again(
    record: UnitRecord, made: dict[str, Any]
) -> None:
    number = next(COUNT)
    made = made | {"course_id": f"c{number}"}
    made["patient"] = made["patient"] | {"record_number": f"R-{number}"}
    for list_, letter in (("sessions", "s"), ("access_devices", "a")):  # no import takes one twice
        if list_ in made:
            made[list_] = [one | {"id": f"{letter}{at}"} for at, one in enumerate(made[list_])]

    key = record.add_course(course_of(made))

    assert exact(codec.write(record.course(key))) == exact(in_time(made))
    assert record.verify() == []


def test_rows_out_of_order_in_a_document_stand_by_their_time(record: UnitRecord) -> None:
    made = small_course()
    later, earlier = "2026-10-25T02:10:30.250+01:00", "2026-10-25T02:10+02:00"  # clocks went back
    made["sessions"][0]["readings"] = [{"at": later, "note": "second"}, {"at": earlier}]

    key = record.add_course(course_of(made))

    (first, *_others) = record.course(key).sessions or ()
    assert [(row.at.text, row.note) for row in first.readings or ()] == [
        (earlier, None),
        (later, "second"),
    ]


def test_a_course_outlives_the_program(record: UnitRecord, cases: Path, clock: WardClock) -> None:
    made = document(cases / "gbs-albumin-five.json")
    record.add_course(course_of(made))
    record.close()

    again = open_up(record.database.path, clock)

    key = again.course_key("gbs-albumin-five")
    assert key is not None
    assert exact(codec.write(again.course(key))) == exact(made)
    again.close()


def test_the_same_course_is_not_taken_twice(record: UnitRecord) -> None:
    record.add_course(course_of(small_course()))

    with pytest.raises(RefusedError, match="course_id: c1 is on file already"):
        record.add_course(course_of(small_course()))


def test_a_second_course_shares_its_patient(record: UnitRecord) -> None:
    first = record.add_course(course_of(small_course()))

    second = record.add_course(course_of(small_course(course_id="c2")))

    assert record.course(first).patient.key == record.course(second).patient.key
    assert [line.courses for line in record.patients()] == [2]


def test_a_patient_stated_otherwise_is_refused_key_by_key(record: UnitRecord) -> None:
    stated = small_course()
    stated["patient"]["height_cm"] = Decimal(178)
    record.add_course(course_of(stated))
    other = small_course(course_id="c2")
    other["patient"] |= {
        "height_cm": Decimal(180),
        "given_name": "Bodo",
        "sex_for_formulas": "male",
    }

    with pytest.raises(RefusedError) as refused:
        record.add_course(course_of(other))

    assert {str(refusal) for refusal in refused.value.refusals} == {
        "patient.height_cm: 178 on file, 180 in the document",
        "patient.given_name: Bo on file, Bodo in the document",
        "patient.sex_for_formulas: not on file, male in the document",
    }
    assert record.course_key("c2") is None


def test_a_record_number_in_other_letters_is_the_same_patient(record: UnitRecord) -> None:
    first = record.add_course(course_of(small_course()))
    other = small_course(course_id="c2")
    other["patient"] |= {"record_number": " r-1"}

    second = record.add_course(course_of(other))

    assert record.course(second).patient.key == record.course(first).patient.key
    assert record.course(second).patient.record_number == "R-1"


def test_a_course_for_a_patient_chosen_from_the_list(record: UnitRecord) -> None:
    course = course_of(small_course())
    patient_key = record.add_patient(course.patient)

    key = record.add_course(course, patient_key)

    assert record.course(key).patient.key == patient_key


def test_a_course_of_another_number_is_not_put_to_the_patient_chosen(record: UnitRecord) -> None:
    patient_key = record.add_patient(course_of(small_course()).patient)
    other = small_course()
    other["patient"] |= {"record_number": "R-2"}

    with pytest.raises(RefusedError, match="R-1 on file, R-2 in the document"):
        record.add_course(course_of(other), patient_key)


def test_a_refused_course_leaves_nothing_behind(record: UnitRecord) -> None:
    course = course_of(small_course())
    broken = replace(course, order=replace(course.order, indication="Not A Word"))

    with pytest.raises(RefusedError, match="indication"):
        record.add_course(broken)

    assert record.patients() == []


def test_a_changed_order_keeps_the_earlier_version(record: UnitRecord) -> None:
    key = record.add_course(course_of(small_course()))
    order = record.course(key).order

    record.change_order(key, replace(order, plasma_volumes=Decimal("1.25")), "weight corrected")

    assert record.course(key).order.plasma_volumes == Decimal("1.25")
    versions = record.database.rows('SELECT "version", "plasma_volumes" FROM "course_order"')
    assert [tuple(row) for row in versions] == [(1, None), (2, 1.25)]


def test_a_session_stays_with_the_order_it_was_run_under(
    record: UnitRecord, session_key: str
) -> None:
    line = record.session_line(session_key)
    order = record.course(line.course_key).order
    record.set_session(session_key, {"started_at": Moment.parse("2026-11-22T10:00+01:00")})

    record.change_order(line.course_key, replace(order, note="later"), "new order")
    record.set_session(session_key, {"started_at": Moment.parse("2026-11-22T10:05+01:00")})

    row = record.database.row('SELECT "order_key" FROM "session"')
    assert row is not None
    assert row["order_key"] == order.key
    assert record.order_of(session_key) == order


@pytest.mark.parametrize(
    ("start", "note"),
    [
        ("2026-11-01T10:00+01:00", None),  # before anything was ordered
        ("2026-11-21T10:00+01:00", None),
        ("2026-11-21T12:00+01:00", "second"),
        ("2026-11-24T10:00+01:00", "third"),
    ],
)
def test_a_session_from_paper_was_run_under_the_order_of_its_true_start(
    record: UnitRecord, session_key: str, start: str, note: str | None
) -> None:
    course_key = record.session_line(session_key).course_key
    order = record.course(course_key).order
    for again, day in (("second", "21"), ("third", "23")):
        at = Moment.parse(f"2026-11-{day}T12:00+01:00")
        record.change_order(course_key, replace(order, note=again, ordered_at=at), "changed")
    paper = FromPaper(nurse="Cem", reason="power cut", by="Anna", at=record.clock.now())

    record.set_session(
        session_key, {"started_at": Moment.parse("2026-11-23T10:00+01:00"), "paper": paper}
    )
    assert record.order_of(session_key).note == "second"
    record.set_session(session_key, {"started_at": Moment.parse(start)})  # corrected

    assert record.order_of(session_key).note == note


def test_a_session_not_started_has_the_order_in_force(
    record: UnitRecord, session_key: str
) -> None:
    course_key = record.session_line(session_key).course_key
    changed = replace(record.course(course_key).order, note="later")

    record.change_order(course_key, changed, "new order")

    assert record.order_of(session_key).note == "later"


def test_an_override_is_kept_with_its_session(record: UnitRecord, session_key: str) -> None:
    course_key = record.session_line(session_key).course_key
    override = Override(
        finding="weight-missing",
        reason="bed scale broken",
        by="Anna Birke",
        at=Moment.parse("2026-11-22T09:55+01:00"),
        session_id="s1",
    )

    record.add_override(course_key, override)
    record.add_override(course_key, replace(override, session_id=None))

    assert record.course(course_key).overrides == (override, replace(override, session_id=None))
    rows = record.database.rows('SELECT "session_key" FROM "override" ORDER BY "position"')
    assert [row["session_key"] for row in rows] == [session_key, None]


def test_a_session_is_added_to_a_course(record: UnitRecord, session_key: str) -> None:
    course_key = record.session_line(session_key).course_key

    record.add_session(course_key, Session(id="s2", number=2))

    assert [line.session_id for line in record.sessions_of(course_key)] == ["s1", "s2"]


def test_a_course_that_is_not_on_file_is_said_to_be(record: UnitRecord) -> None:
    assert record.course_key("nowhere") is None
    with pytest.raises(StoreError, match="This course is not on file"):
        record.course("nowhere")


def test_an_order_that_no_longer_reads_is_told_with_its_value(
    record: UnitRecord, session_key: str
) -> None:
    course_key = record.session_line(session_key).course_key
    behind_the_back(record, "UPDATE course_order SET consents = '[1]'")

    with pytest.raises(StoreError, match=r"course order cannot be read.*must be an object"):
        record.course(course_key)


def test_only_an_order_changes_an_order(record: UnitRecord, session_key: str) -> None:
    course_key = record.session_line(session_key).course_key

    assert isinstance(record.course(course_key).order, Order)
    with pytest.raises(TypeError, match="no order"):
        record.change_order(course_key, Session(id="s", number=1), "by mistake")
