"""The time of a run at the bedside: reminders, silence, changes of plan, symptoms, a set clock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from plexlog.domain.steps import Step
from plexlog.services.desk import Desk
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from tests.ui.pages.session_window import no_tools
from ui.session.run_pause import PauseDialog
from ui.session.run_table import ReadingsModel
from ui.session.run_tiles import run_tiles
from ui.widgets.tile import Tile, TileState

Key = Qt.Key


class Bell:
    """Counts how often it rang."""

    def __init__(self) -> None:
        self.rings = 0

    def ring(self) -> None:
        self.rings += 1


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def run(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_session: str,
    clock: WardClock,
    bell: Bell,
) -> RunWindow:
    """The run twelve minutes after its start; vitals are due every fifteen."""
    del dressed
    window = RunWindow(qtbot, desk, due_session, replace(no_tools(), ring=bell.ring))
    window.begin()
    clock.pass_minutes(12)
    return window.show("run")


def pass_minutes(run: RunWindow, clock: WardClock, minutes: int) -> None:
    for _minute in range(minutes):
        clock.pass_minutes(1)
        run.presenter.tick()


def vitals(run: RunWindow) -> Tile:
    (tile,) = (one for one in run.screen.page.findChildren(Tile) if one.view.label == "Vitals due")
    return tile


def test_vitals_ring_when_due_and_louder_only_in_time(
    run: RunWindow, clock: WardClock, bell: Bell
) -> None:
    run.cell("inlet_ml").type("9")

    pass_minutes(run, clock, 3)
    assert (bell.rings, vitals(run).view.state) == (1, TileState.DUE)
    pass_minutes(run, clock, 5)

    assert (bell.rings, vitals(run).view.state) == (2, TileState.OVERDUE)
    assert run.focus().objectName() == "row_inlet_ml"
    assert run.row.text("inlet_ml") == "9"


def test_one_key_silences_the_reminder_for_a_while(
    run: RunWindow, clock: WardClock, bell: Bell
) -> None:
    run.key(Key.Key_F11)
    pass_minutes(run, clock, 8)
    assert bell.rings == 2

    run.key(Key.Key_F11)
    assert vitals(run).view.note == "silent"
    pass_minutes(run, clock, 4)

    assert bell.rings == 2
    assert not run.button_of_page("Silence").isEnabled()
    pass_minutes(run, clock, 2)
    assert bell.rings == 3


def test_a_clock_that_is_set_is_told_and_makes_nothing_overdue(
    run: RunWindow, clock: WardClock, bell: Bell
) -> None:
    clock.set_minutes(120)
    run.presenter.tick()

    assert "clock of this computer moved 2:00 h forward" in run.act
    assert bell.rings == 0
    assert vitals(run).view.state is TileState.NORMAL
    run.key(Key.Key_F5)
    assert "clock" not in run.act
    assert run.tiles()["Elapsed"] == "0:12"


def test_the_target_is_changed_in_the_run_by_who_ordered_it(run: RunWindow) -> None:
    run.key(Key.Key_F10).fill("plasma_volumes", "0.8").push("dialog_keep")
    assert run.dialog() is not None  # who and why are missing
    run.fill("ordered_by", "Dr. A. Sand").fill("reason", "poor flow").click_twice("dialog_keep")

    assert run.dialog() is None
    (change,) = run.view.session.plan_changes or ()
    assert (str(change.plasma_volumes), change.ordered_by) == ("0.8", "Dr. A. Sand")
    assert run.view.running.planned_plasma_volumes == pytest.approx(0.8)


def test_the_programme_is_changed_from_its_tile(run: RunWindow, clock: WardClock) -> None:
    QTest.mouseClick(vitals(run), Qt.MouseButton.LeftButton)
    run.settle()
    run.push("30").fill("reason", "stable").push("dialog_keep")

    assert "every 30 min" in run.spoken()
    clock.pass_minutes(10)
    run.presenter.tick()
    assert vitals(run).view.state is TileState.NORMAL


def test_vitals_are_left_out_with_a_reason(run: RunWindow, clock: WardClock) -> None:
    pass_minutes(run, clock, 5)
    run.key(Key.Key_F10).push("skip_vitals").fill("reason", "cuff off").push("dialog_keep")

    (skip,) = run.view.session.vitals_skips or ()
    assert (skip.reason, skip.due_at.clock) == ("cuff off", "09:29")
    assert "Take vitals" not in run.act


def test_nothing_of_the_plan_is_changed_after_the_end(run: RunWindow) -> None:
    run.push_words("End run").push("end_run_now").show("run")

    run.key(Key.Key_F10)

    assert run.dialog() is None


def test_after_the_end_the_next_act_is_the_close(run: RunWindow) -> None:
    run.push_words("End run").push("end_run_now").show("run")

    assert "go to Close" in run.act
    assert run.row.text("at") == ""
    run.key(Key.Key_F5)
    assert run.screen.step is Step.CLOSE


def test_one_tap_has_a_symptom_on_record_and_opens_its_card(run: RunWindow) -> None:
    run.push("symptom_tingling").push("symptom_tingling")

    (noted,) = run.view.session.symptoms_noted or ()
    assert (noted.symptom, noted.at.clock) == ("tingling", "09:26")
    assert "Slow the inlet" in run.all_words()
    opened = run.dialog()
    assert opened is not None
    assert nameless(opened) == []
    run.key(Key.Key_Escape)
    assert run.dialog() is None


def test_a_symptom_becomes_a_reaction_with_one_more_tap(run: RunWindow) -> None:
    run.push("symptom_itch").click_twice("reaction_allergic")

    (reaction,) = run.view.session.reactions or ()
    assert reaction.kind.value == "allergic"
    assert run.dialog() is not None


def test_no_symptom_is_an_answer_without_a_card(run: RunWindow) -> None:
    run.push("symptom_none")

    (noted,) = run.view.session.symptoms_noted or ()
    assert noted.symptom == "none"
    assert run.dialog() is None


def test_a_whole_row_is_done_with_the_mouse_alone(run: RunWindow) -> None:
    run.push("pad_show")
    for key in ("1", "1", "8", "next", "6", "4", "next", "7", "7", "erase", "6", "next"):
        press(run, key)
    press(run, "back")
    press(run, "keep")
    press(run, "keep")

    (row,) = run.readings
    assert {code: str(one.value) for code, one in row.values.items()} == {
        "systolic_mmhg": "118",
        "diastolic_mmhg": "64",
        "pulse_per_min": "76",
    }
    press(run, "hide")
    assert not pad_is_shown(run)


def press(run: RunWindow, name: str) -> None:
    button = run.part(QPushButton, f"pad_{name}")
    assert min(button.width(), button.height()) >= 44
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    run.settle()


def pad_is_shown(run: RunWindow) -> bool:
    buttons = run.frame.findChildren(QPushButton, "pad_keep")
    return any(one.isVisible() for one in buttons)


def test_the_pad_comes_for_a_finger_and_goes_by_its_key(run: RunWindow) -> None:
    screen = QTest.createTouchDevice()
    edit = run.cell("pulse_per_min").focus()
    at = edit.rect().center()
    QTest.touchEvent(run.frame, screen).press(0, at, edit).commit()
    QTest.touchEvent(run.frame, screen).release(0, at, edit).commit()
    run.settle()
    assert pad_is_shown(run)

    run.key(Key.Key_F2)

    assert not pad_is_shown(run)
    assert run.focus().objectName() == "row_pulse_per_min"


def test_the_point_is_typed_and_the_pad_starts_where_vitals_begin(run: RunWindow) -> None:
    run.table.setFocus()
    run.key(Key.Key_F2)
    assert run.focus().objectName() == "row_systolic_mmhg"
    run.cell("temperature_c")
    for key in ("3", "6", "point", "8"):
        press(run, key)

    assert run.row.text("temperature_c") == "36.8"


def test_what_a_finding_is_about_is_marked_in_the_grid_with_its_trend(run: RunWindow) -> None:
    run.prepare()
    run.keep_row(systolic_mmhg="84", diastolic_mmhg="50", pulse_per_min="100")
    run.show("run")
    model = run.table.model()
    pressure = model.index(0, 1)

    assert model.data(pressure, ReadingsModel.FLAG) is not None
    told = str(model.data(pressure, Qt.ItemDataRole.ToolTipRole))
    assert "54 lower than before the start" in told
    assert "ASK: " in told
    assert model.data(model.index(0, 2), ReadingsModel.TREND).difference == 26
    assert model.data(model.index(0, 3), ReadingsModel.TREND) is None
    run.frame.grab()


def test_a_late_row_shows_both_times(run: RunWindow, clock: WardClock) -> None:
    clock.pass_minutes(30)
    run.type_cell("at", "0920").type_cell("pulse_per_min", "76").key(Key.Key_Return)

    model = run.table.model()
    at = model.index(0, 0)
    assert (model.data(at), model.data(at, ReadingsModel.ENTERED)) == ("09:20", "09:56")
    assert run.row.text("at") == "09:56"  # the next row is of now, at once
    run.frame.grab()


def test_a_tile_says_why_it_is_empty(run: RunWindow) -> None:
    run.keep_row(removed_ml="420")
    assert "Balance: not known" in run.spoken()
    run.push_words("End run").push("end_run_now").show("run")

    assert "Vitals due: run ended" in run.spoken()
    assert "no reading" not in vitals(run).accessibleName()


def test_the_waste_is_not_taken_for_plasma(run: RunWindow) -> None:
    run.keep_row(removed_ml="420")
    alone = run_tiles(run.view)[0]

    assert (alone.unit, alone.bar) == ("mL waste", None)
    assert alone.sub == "plasma not known"


FULL_ROW = (
    ("systolic_mmhg", "118"),
    ("diastolic_mmhg", "64"),
    ("pulse_per_min", "76"),
    ("spo2_percent", "98"),
    ("temperature_c", "36.7"),
    ("inlet_ml", "900"),
    ("anticoagulant_ml", "90"),
    ("removed_ml", "420"),
    ("replaced_ml", "400"),
    ("inlet_flow_ml_min", "54"),
    ("ionised_calcium_mmol_l", "1.08"),
)
SECONDS_A_KEY = 0.28  # 40 words a minute, of five letters and a blank each, is 0.25


def test_a_full_row_takes_less_than_fifteen_seconds_by_keyboard(run: RunWindow) -> None:
    keys = 1  # F5 to the first vital sign, when vitals are due
    run.cell("systolic_mmhg")
    for code, text in FULL_ROW:
        assert run.focus().objectName() == f"row_{code}"
        run.type(text)
        last = code == FULL_ROW[-1][0]
        run.key(Key.Key_Return if last else Key.Key_Tab)
        keys += len(text) + 1

    (row,) = run.readings
    assert {code: str(one.value) for code, one in row.values.items()} == dict(FULL_ROW)
    assert keys * SECONDS_A_KEY < 15


@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_F10, Key.Key_F11])
def test_no_key_of_the_page_reaches_it_under_a_dialog(run: RunWindow, key: Qt.Key) -> None:
    run.key(Key.Key_F9)
    opened = run.dialog()

    run.key(key)

    assert run.dialog() is opened
    assert not pad_is_shown(run)


def test_the_change_of_plan_and_the_pad_are_named(run: RunWindow) -> None:
    run.key(Key.Key_F10)
    opened = run.dialog()
    assert opened is not None
    assert nameless(opened) == []
    run.key(Key.Key_Escape, Key.Key_F2)
    assert nameless(run.screen.page) == []


def test_no_time_that_has_passed_is_told_as_the_target(run: RunWindow, clock: WardClock) -> None:
    run.keep_row(inlet_ml="900", anticoagulant_ml="90", removed_ml="500", replaced_ml="400")

    pass_minutes(run, clock, 400)

    (elapsed,) = (one for one in run.screen.page.findChildren(Tile) if one.view.label == "Elapsed")
    assert elapsed.view.sub.startswith("totals of ")


def test_the_question_for_the_pause_is_gone_once_the_run_goes_on(run: RunWindow) -> None:
    run.key(Key.Key_F4)
    assert isinstance(run.dialog(), PauseDialog)

    run.presenter.resume()

    assert run.dialog() is None
