"""The columns of the run are those of the machine; the rest is under More."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.findings import Phase
from plexlog.domain.records import Machine
from plexlog.domain.words import MachineKind
from plexlog.services import planning
from plexlog.services.desk import Desk
from plexlog.services.row_findings import RowMarks
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import ROW, RunWindow
from ui.session.run_columns import spans
from ui.session.run_table import ReadingsModel, time_marks
from ui.session.run_tiles import far_tiles, run_tiles
from ui.widgets.painting import Run, runs_width
from ui.widgets.tile import Tile, TileState

Key = Qt.Key
TMP = "transmembrane_pressure_mmhg"


@pytest.fixture
def run(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> RunWindow:
    """A run on a membrane, twelve minutes after its start."""
    del dressed
    window = RunWindow(qtbot, desk, due_session).start()
    membrane = Machine(model="Filter 1", kind=MachineKind.MEMBRANE)
    planning.keep_machine(window.presenter.session, membrane)
    clock.pass_minutes(12)
    return window.show("run")


def test_a_membrane_has_its_pressures_in_the_row(run: RunWindow) -> None:
    assert TMP in run.row.codes
    assert "temperature_c" not in run.row.codes

    run.type_cell(TMP, "60").cell("pulse_per_min").key(Key.Key_Return)

    (row,) = run.readings
    assert str(row.values[TMP].value) == "60"
    model = run.table.model()
    headings = [
        model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())
    ]
    assert "TMP mmHg" in headings
    assert "temp °C" not in headings


def test_what_lost_its_column_is_under_more(run: RunWindow) -> None:
    run.key(Key.Key_F3).fill("temperature_c", "36.8").push("more_done")

    run.cell("systolic_mmhg").key(Key.Key_Return)

    (row,) = run.readings
    assert str(row.values["temperature_c"].value) == "36.8"
    assert "Temperature: 36.8" in str(
        run.table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    )


def test_a_change_of_machine_changes_the_row_and_keeps_what_is_typed(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "76")

    centrifuge = Machine(model="CellSpin 4", kind=MachineKind.CENTRIFUGAL)
    planning.keep_machine(run.presenter.session, centrifuge)
    run.presenter.tell_kept()

    assert "temperature_c" in run.row.codes
    assert run.row.text("pulse_per_min") == "76"


def test_a_question_under_more_outlasts_a_crash(
    qtbot: QtBot, run: RunWindow, desk: Desk, due_session: str
) -> None:
    run.key(Key.Key_F3).fill("temperature_c", "41.8")

    again = RunWindow(qtbot, desk, due_session).show("run")
    again.type_cell("pulse_per_min", "76").key(Key.Key_Return)

    assert not again.readings
    assert "Under More (F3): Temperature" in again.row.hint()
    again.key(Key.Key_F3)
    assert "41.8" in again.all_words()


def test_a_larger_screen_shows_more_rows(run: RunWindow) -> None:
    at_first = run.table.height()

    run.frame.resize(1920, 1080)
    QApplication.processEvents()

    assert run.table.height() > at_first
    shown = [tile.view.label for tile in run.frame.findChildren(Tile) if tile.isVisible()]
    assert shown[-3:] == ["Done", "Time left", "Last pressure"]


def test_of_two_pressures_of_one_minute_the_one_recorded_last_is_told(run: RunWindow) -> None:
    run.keep_row(systolic_mmhg="118", diastolic_mmhg="64")
    run.keep_row(systolic_mmhg="104", diastolic_mmhg="58")

    assert far_tiles(run.view)[-1].value == "104/58"


def test_a_pressure_that_is_well_again_is_no_longer_marked(
    run: RunWindow, clock: WardClock
) -> None:
    run.keep_row(systolic_mmhg="78", diastolic_mmhg="44", pulse_per_min="96")
    assert far_tiles(run.view)[-1].state is TileState.OUT_OF_BOUNDS

    clock.pass_minutes(5)
    run.keep_row(systolic_mmhg="120", diastolic_mmhg="76", pulse_per_min="80")

    assert any(one.code == "systolic-low" and one.is_open for one in run.view.findings(Phase.RUN))
    assert far_tiles(run.view)[-1].state is TileState.NORMAL


def test_the_dose_of_citrate_stands_on_the_tile_before_its_rate(run: RunWindow) -> None:
    run.keep_row(inlet_ml="500", anticoagulant_ml="42", removed_ml="280", replaced_ml="270")
    running = replace(run.view.running, citrate_mg_per_kg_min=0.314, anticoagulant_ml_min_l=0.78)

    known = run_tiles(replace(run.view, running=running))[3]
    unknown = run_tiles(replace(run.view, running=replace(running, citrate_mg_per_kg_min=None)))[3]

    assert known.sub.replace("\xa0", " ").startswith("0.31 mg/kg/min")
    assert "0.78" in known.note
    assert unknown.sub.startswith("0.78")
    assert unknown.note == ""


@pytest.mark.parametrize("width", [952, 1300])
def test_what_is_marked_beside_a_time_stays_out_of_the_pressure(
    run: RunWindow, width: int
) -> None:
    row = run.keep_row()
    entered = row.at + timedelta(minutes=40)
    marked = replace(row, entered_at=entered)
    found = RowMarks(after_gap=frozenset({row.key}))
    model = run.table.model()
    assert isinstance(model, ReadingsModel)
    columns = model.columns
    left, room = spans(width, columns)[0]
    time = Run(row.at.clock, "body", "ink")

    marks = time_marks(marked, found, room - time.width)

    assert left + runs_width([time, *marks]) <= spans(width, columns)[1][0]
    assert [one.text for one in marks][-1] == "gap"
    assert [one.text for one in time_marks(marked, found, 200)] == [
        f"late {entered.clock}",
        "gap",
    ]
    assert [one.text for one in time_marks(row, found, 0)] == ["gap"]
    assert time_marks(row, RowMarks(), 0) == []


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1366, 768), (1920, 1080)])
def test_all_tiles_have_one_size_of_numerals(run: RunWindow, size: tuple[int, int]) -> None:
    run.keep_row(**{**ROW, "systolic_mmhg": "188", "diastolic_mmhg": "104"})
    run.frame.resize(*size)
    run.settle()

    shown = [tile for tile in run.frame.findChildren(Tile) if tile.isVisible()]
    roles = {tile.numeral_role for tile in shown}

    assert len(roles) == 1
    assert roles <= {"tile", "tileDense"}
    for tile in shown:
        assert tile.view.value
        tile.grab()
