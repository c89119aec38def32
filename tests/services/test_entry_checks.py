"""Checks as one types: what does not fit the run is asked about once, beside its value."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from plexlog.clinical.totals import COUNTED
from plexlog.domain import codec, json_text
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.entry import Entry, read_entry
from plexlog.domain.fields import Place, Severity
from plexlog.domain.records import Bag, Course, Reading
from plexlog.domain.shapes import Measured
from plexlog.domain.words import Fluid
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from plexlog.services.entry_checks import doubted, doubted_totals, run_at, with_slip
from plexlog.services.open_session import OpenSession, SessionView
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, prepare

ENVELOPE = ("format", "version", "exported_at", "exported_by")


@pytest.fixture
def running(clock: FakeClock) -> OpenSession:
    """A run with one bag and one row of totals."""
    store = FakeStore()
    desk = Desk(store, clock, FakeSigner())
    session = OpenSession(desk, store.sessions_of(store.add_course(COURSE))[0].session_key)
    prepare(session)
    recording.start_run(session)
    run_records.hang_bag(session, Bag(id="n", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500)))
    clock.pass_by(minutes=10)
    keep(session, inlet_ml="600", anticoagulant_ml="60", removed_ml="330", inlet_flow_ml_min="60")
    clock.pass_by(minutes=10)
    return session


def keep(session: OpenSession, **cells: str) -> None:
    row = recording.begin_row(session, session.desk.now())
    for code, text in cells.items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)


def test_a_doubted_total_is_asked_once_and_the_answer_is_kept(running: OpenSession) -> None:
    row = recording.begin_row(running, running.desk.now())

    asked = recording.enter_cell(running, row, "inlet_ml", "12000")
    assert asked.severity is Severity.ASK
    assert "ten times too high, 1\u202f200?" in asked.message
    assert running.view().open_row == row

    recording.enter_cell(running, row, "inlet_ml", "12000", is_sure=True)
    kept = running.view().open_row
    assert kept is not None
    assert kept.values["inlet_ml"].answered == recording.STOOD_BY


def test_a_total_beyond_the_bags_asks_for_the_bag(running: OpenSession) -> None:
    row = recording.begin_row(running, running.desk.now())

    entry = recording.enter_cell(running, row, "replaced_ml", "700")

    assert "is one not recorded, or ten times too high, 70?" in entry.message


def test_totals_of_the_same_row_are_held_against_each_other(running: OpenSession) -> None:
    row = recording.begin_row(running, running.desk.now())
    recording.enter_cell(running, row, "inlet_ml", "1200")

    assert not recording.enter_cell(running, row, "anticoagulant_ml", "120").is_question
    assert "swapped" in recording.enter_cell(running, row, "removed_ml", "1300").message


def test_a_total_typed_before_the_inlet_is_held_against_it(running: OpenSession) -> None:
    assert doubted_totals(running.view()) == ()
    row = recording.begin_row(running, running.desk.now())
    assert not recording.enter_cell(running, row, "anticoagulant_ml", "240").is_question
    assert not recording.enter_cell(running, row, "inlet_ml", "1200").is_question

    asked = {one.code: one for one in doubted_totals(running.view()) if one.is_question}

    assert list(asked) == ["anticoagulant_ml"]
    assert "would be 5.0 : 1" in asked["anticoagulant_ml"].message
    assert asked["anticoagulant_ml"].text == "240"
    recording.enter_cell(running, row, "anticoagulant_ml", "240", is_sure=True)
    assert not any(one.is_question for one in doubted_totals(running.view()))


def test_pulse_and_saturation_that_look_swapped_are_asked_about(running: OpenSession) -> None:
    row = recording.begin_row(running, running.desk.now())
    recording.enter_cell(running, row, "pulse_per_min", "98")

    for saturation in ("84", "76", "60"):
        asked = recording.enter_cell(running, row, "spo2_percent", saturation)
        assert asked.is_question
        assert asked.message.endswith("the pulse is 98: pulse and SpO₂ swapped?")
    assert not recording.enter_cell(running, row, "spo2_percent", "97").is_question


def test_a_refused_value_names_its_slip(running: OpenSession) -> None:
    row = recording.begin_row(running, running.desk.now())

    fahrenheit = recording.enter_cell(running, row, "temperature_c", "98.6")
    before = recording.enter_value(running, Place.AFTER, "temperature_c", "98.6")

    assert fahrenheit.message == "possible 30 to 43 °C: 98.6 °F would be 37.0 °C"
    assert before.message == fahrenheit.message
    assert recording.enter_cell(running, row, "temperature_c", "warm").is_refused
    short = recording.enter_cell(running, row, "pulse_per_min", "7")
    assert short.message == "possible 20 to 250 /min: a digit is missing, 70 /min?"


def test_a_pause_leaves_the_time(running: OpenSession, clock: FakeClock) -> None:
    recording.pause_run(running)
    clock.pass_by(minutes=4)
    during = run_at(running.view(), running.desk.now(), {})
    recording.resume_run(running)
    clock.pass_by(minutes=6)

    after = run_at(running.view(), running.desk.now(), {})

    assert (during.minutes, during.has_pause) == (10.0, True)
    assert after.minutes == 16.0
    assert after.last_clock == "14:40"


@pytest.mark.parametrize("name", ["gbs-albumin-five", "ms-relapse-steroids", "ttp-plasma-daily"])
def test_real_runs_raise_no_doubt(cases: Path, clock: FakeClock, name: str) -> None:
    document = json_text.parse((cases / f"{name}.json").read_bytes())
    course = codec.read(Course, {k: v for k, v in document.items() if k not in ENVELOPE})
    store = FakeStore()
    key = store.add_course(course)
    doubts = []
    for line in store.sessions_of(key):
        view = OpenSession(Desk(store, clock, FakeSigner()), line.session_key).view()
        for reading in view.session.readings or ():
            doubts += [
                f"{line.session_id} {reading.at.clock} {code} {entry.message}"
                for code, entry in typed_again(view, reading)
            ]

    assert doubts == []


def typed_again(view: SessionView, reading: Reading) -> list[tuple[str, Entry]]:
    """What is doubted when a row is typed once more, cell by cell."""
    assert reading.key
    others: dict[str, Measured] = {}
    found = []
    for code, measured in reading.values.items():
        plain = read_entry(CATALOGUE[code], str(measured.value))
        entry = doubted(view, reading, others, plain)
        if entry.is_question and not plain.is_question:
            found.append((code, entry))
        others[code] = measured
    for code in COUNTED:
        if code in others:
            plain = read_entry(CATALOGUE[code], str(others[code].value))
            entry = doubted(view, reading, others, plain)  # beside all that stands in its row
            if entry.is_question and not plain.is_question:
                found.append((code, entry))
    return found


@pytest.mark.parametrize("code", ["hematocrit_percent", "height_cm", "temperature_c"])
@pytest.mark.parametrize("text", ["99999999", "9" * 400])
def test_a_number_beyond_every_slip_is_refused_by_its_field(code: str, text: str) -> None:
    entry = read_entry(CATALOGUE[code], text)

    assert entry.is_refused
    assert with_slip(CATALOGUE[code], entry) == entry
