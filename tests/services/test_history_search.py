"""Looking through the history: by patient, session, person, kind and day, a page at a time."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.changes import ACCESS, Sought
from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Place
from plexlog.domain.records import Bag, Reading
from plexlog.domain.words import Fluid
from plexlog.services import corrections, history_search, recording, run_records
from plexlog.services.access_log import note_export, note_print, note_view
from plexlog.services.desk import Desk
from plexlog.services.history_search import KINDS, HistoryLine, read_sought, search_history
from plexlog.services.open_session import OpenSession
from plexlog.storage.acknowledging import RECOVERY
from plexlog.storage.gone_back import BACKUP
from plexlog.storage.history import UNWATCHED, entry_sql
from plexlog.storage.schema import columns_of
from plexlog.storage.unit_record import UnitRecord
from tests.services.fakes import NURSE, FakeClock
from tests.services.ward import PATIENT

pytestmark = pytest.mark.parametrize("desk", ["on disk"], indirect=True)


@pytest.fixture
def kept(session: OpenSession, clock: FakeClock) -> Reading:
    """A row with a pulse, corrected once."""
    recording.start_run(session)
    clock.pass_by(minutes=10)
    row = recording.begin_row(session, session.desk.now())
    recording.enter_cell(session, row, "pulse_per_min", "74")
    recording.keep_row(session, row)
    (reading,) = session.view().session.readings or ()
    corrections.correct_reading(session, reading, "pulse_per_min", "84", "misread")
    return reading


def lines(desk: Desk, **texts: str) -> tuple[HistoryLine, ...]:
    return search_history(desk, read_sought(desk, texts)).lines


def test_a_change_is_said_in_words(session: OpenSession, kept: Reading) -> None:
    del kept
    newest = lines(session.desk, kind="values")[0]

    assert newest.what == "Pulse, session 1"
    assert newest.change == "74\u00a0/min → 84\u00a0/min"
    assert newest.whom == "NADELBAUM, Zoe · NB-1"
    assert (newest.who, newest.why, newest.at.clock) == (NURSE.name, "misread", "14:40")
    assert newest.session_key == session.key
    assert newest.patient_key


def test_too_many_patients_are_refused_and_not_left_out(
    session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.desk.store.add_patient(replace(PATIENT, key="", record_number="NB-2"))
    monkeypatch.setattr(history_search, "MOST_MEANT", 1)

    with pytest.raises(RefusedError, match="More than 1 patients are meant") as refused:
        read_sought(session.desk, {"patient": "nadel"})

    assert refused.value.refusals[0].place == "patient"
    assert read_sought(session.desk, {"patient": " NB-2 "}).patient == "NB-2"


def test_what_was_taken_back_says_so(session: OpenSession, kept: Reading) -> None:
    corrections.take_back_row(session, kept, "another patient")
    told = {one.what: one.change for one in lines(session.desk, kind="values")[:2]}

    assert told == {
        "Pulse, session 1": "84\u00a0/min → –",
        "Reading, session 1": "– → taken back",
    }


def test_of_a_row_with_many_columns_only_the_changed_ones_are_told(
    session: OpenSession, clock: FakeClock
) -> None:
    recording.start_run(session)
    bag = Bag(id="new", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500), lot="L" * 90)
    hung = run_records.hang_bag(session, bag)
    clock.pass_by(minutes=5)
    session.desk.store.put(session.key, replace(hung, lot="L8"))

    newest, first = lines(session.desk, kind="course of the run", session="1")[:2]
    assert newest.change == f"lot {'L' * 79}… → lot L8"
    assert first.what == "Bag, session 1"
    assert first.change.startswith("new: id ")
    assert "started at 2026-11-20 14:30" in first.new


def test_one_looks_by_patient_person_and_day(session: OpenSession, kept: Reading) -> None:
    desk = session.desk
    everything = lines(desk, kind="values")
    del kept

    assert lines(desk, kind="values", patient="nadel") == everything
    assert lines(desk, kind="values", patient="NB-1", session="1") == everything
    assert lines(desk, kind="values", staff=desk.store.me.key) == everything
    assert lines(desk, kind="values", since="2026-11-20", until="20.11.2026") == everything
    for texts in (
        {"patient": "nobody"},
        {"session": "2", "kind": "values"},
        {"staff": "another"},
        {"since": "2026-11-21"},
        {"until": "2026-11-19"},
    ):
        assert lines(desk, **texts) == ()


@pytest.mark.parametrize(
    ("code", "text"), [("since", "tomorrow"), ("until", "2026-13-01"), ("session", "three")]
)
def test_what_cannot_be_read_is_refused_at_its_box(desk: Desk, code: str, text: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_sought(desk, {code: text})
    assert refused.value.refusals[0].place == code


def test_it_is_read_a_page_at_a_time(
    session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_search, "PAGE", 3)
    for kilos in ("61", "62", "63", "64"):
        recording.enter_value(session, Place.BEFORE, "weight_kg", kilos)
    sought = read_sought(session.desk, {"kind": "values"})

    first = search_history(session.desk, sought)
    rest = search_history(session.desk, sought, first.more)

    assert [one.new for one in first.lines] == [f"{kilos}.0\u00a0kg" for kilos in (64, 63, 62)]
    assert [one.new for one in rest.lines] == ["61.0\u00a0kg"]
    assert rest.more == 0


def test_looks_and_exports_are_found(session: OpenSession) -> None:
    note_view(session.desk, "session", session_key=session.key)
    note_print(session.desk, "session summary, PDF", session_key=session.key)
    note_export(session.desk, "registry lines of all courses")

    export, paper, look = lines(session.desk, kind="looks")
    assert (look.what, look.change) == ("Viewed: session, session 1", "")
    assert paper.what == "Printed: session summary, PDF, session 1"
    assert look.whom == "NADELBAUM, Zoe · NB-1"
    assert (export.what, export.whom) == ("Exported: registry lines of all courses", "")


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (
            '[{"at":"2026-11-27T08:00+01:00","contact":"reached","note":"","by":"Ada N."}]',
            "contacts at 2026-11-27 08:00, contact reached, by Ada N.",
        ),
        ('["tingling","cramp"]', "contacts tingling / cramp"),
        ('{"pus":false,"dose_ml":1.30,"seen":true}', "contacts pus no, dose ml 1.30, seen yes"),
        ("[sic] as she said", "contacts [sic] as she said"),
    ],
)
def test_what_stands_in_one_column_is_told_in_words(
    session: OpenSession, held: str, said: str
) -> None:
    record = session.desk.store
    assert isinstance(record, UnitRecord)
    image = json.dumps({"contacts": held})
    with record.writing():
        given = ("follow_up", "f1", session.key, None, "insert", None, image)
        record.database.execute(entry_sql(), given)

    assert search_history(session.desk, Sought()).lines[0].new == said


def test_what_the_program_no_longer_knows_is_told_all_the_same(session: OpenSession) -> None:
    record = session.desk.store
    assert isinstance(record, UnitRecord)
    image = json.dumps(
        {"code": "mood", "value": 7, "spelled": None, "unit": "1", "withdrawn_at": None}
    )
    with record.writing():
        given = ("observation", "gone", session.key, None, "insert", None, image)
        record.database.execute(entry_sql(), given)
        trigger = ("sqlite_master", "bag_no_delete", None, None, "remade", None, '"CREATE"')
        record.database.execute(entry_sql(), trigger)

    remade, mood = search_history(session.desk, Sought()).lines[:2]
    assert (mood.what, mood.new) == ("Observation, session 1", "7\u00a01")
    assert (remade.what, remade.change) == ("Sqlite master: remade", "")


def test_every_change_is_found_by_a_kind(session: OpenSession) -> None:
    """What no kind held could only be found by reading everything."""
    record = session.desk.store
    assert isinstance(record, UnitRecord)
    watched = set(columns_of(record.database.connection)) - UNWATCHED
    told_by_hand = {ACCESS, BACKUP, RECOVERY, "sqlite_master"}
    named = [table for _words, tables in KINDS.values() for table in tables]

    assert sorted(named) == sorted(watched | told_by_hand)
    with record.writing():
        given = ("backup", "unit-1.plexlog", None, None, "restored", None, '{"changes_lost": 3}')
        record.database.execute(entry_sql(), given)
    assert lines(session.desk, kind="undone")[0].what == "Backup: restored"


def test_a_session_and_a_laboratory_value_are_named(session: OpenSession) -> None:
    desk = session.desk
    recording.start_run(session)
    told = [one for one in lines(desk, kind="course of the run") if one.what == "Session 1"]
    assert any("started at 2026-11-20 14:30" in one.change for one in told)

    record = desk.store
    assert isinstance(record, UnitRecord)
    image = json.dumps({"quantity": "fibrinogen_g_l", "value": 2.4, "session_id": None})
    with record.writing():
        given = ("lab_result", "new", None, None, "insert", None, image)
        record.database.execute(entry_sql(), given)
    assert lines(desk, kind="patients")[0].change == "new: Fibrinogen; value 2.4"


def test_a_session_that_was_taken_off_the_plan_is_said_to_be(session: OpenSession) -> None:
    session.desk.store.take_off_plan(session.key, "fewer are ordered")

    newest = lines(session.desk)[0]

    assert newest.what == "Session 1"
    assert (newest.new, newest.why) == ("taken off the plan", "fewer are ordered")
