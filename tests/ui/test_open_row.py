"""The open row: what waits in it, what time it has, and what of it outlasts a crash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from plexlog.services import recording
from plexlog.services.desk import Desk
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from ui.widgets.box import BoxState
from ui.widgets.theme import worn_theme

Key = Qt.Key


def clocks(run: RunWindow) -> list[str]:
    """The times of the rows that were kept."""
    return [row.at.clock for row in run.readings]


@pytest.mark.parametrize("typed", ["1118/80", "1118\t80"])
def test_a_pressure_typed_on_in_haste_is_never_added_to_a_refused_one(
    run: RunWindow, typed: str
) -> None:
    run.type(typed)

    assert run.row.state("systolic_mmhg") is BoxState.REFUSED
    assert run.row.text("systolic_mmhg") == "1118"
    assert run.row.text("diastolic_mmhg") == "80"


@pytest.mark.parametrize(
    ("code", "text", "state", "after"),
    [
        ("diastolic_mmhg", "118", BoxState.REFUSED, "pulse_per_min"),
        ("temperature_c", "33.9", BoxState.ASKED, "inlet_ml"),
    ],
)
def test_tab_leaves_what_is_refused_or_asked_about_and_the_row_waits(
    run: RunWindow, code: str, text: str, state: BoxState, after: str
) -> None:
    run.type_cell("systolic_mmhg", "72").type_cell(code, text)
    assert run.focus().objectName() == f"row_{after}"
    run.type("88")
    run.key(Key.Key_Return)

    assert run.row.text(code) == text
    assert run.row.state(code) is state
    assert run.row.text(after) == "88"
    assert run.readings == ()
    assert run.focus().objectName() == f"row_{code}"


def test_a_refused_cell_is_red_with_the_cursor_in_it_too(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "700").key(Key.Key_Return)
    cell = run.focus().parentWidget()
    assert cell is not None

    picture = cell.grab().toImage()
    red = worn_theme().colour("stopLine").rgb()
    colours = {picture.pixel(x, picture.height() // 2) for x in range(picture.width())}

    assert red in colours


def test_a_row_emptied_and_typed_anew_has_the_time_of_what_is_typed_now(
    run: RunWindow, clock: WardClock
) -> None:
    run.type_cell("pulse_per_min", "76").type_cell("pulse_per_min", " ")
    clock.pass_minutes(21)
    run.presenter.tick()
    assert run.row.text("at") == "09:47"

    run.type_cell("systolic_mmhg", "96")
    clock.pass_minutes(5)
    run.type_cell("pulse_per_min", "92").key(Key.Key_Return)

    (row,) = run.readings
    assert row.at.clock == "09:47"


def test_a_row_that_holds_only_a_question_has_the_time_of_what_is_recorded_first(
    run: RunWindow, clock: WardClock
) -> None:
    run.type_cell("pulse_per_min", "190")
    clock.pass_minutes(21)
    run.type_cell("systolic_mmhg", "96")

    assert run.view.open_row is not None
    assert run.view.open_row.at.clock == "09:47"


def test_a_question_that_is_answered_late_keeps_the_time_at_which_it_was_typed(
    run: RunWindow, clock: WardClock
) -> None:
    begun = run.type_cell("pulse_per_min", "190").row.text("at")
    clock.pass_minutes(21)
    run.cell("pulse_per_min").key(Key.Key_Return)

    assert run.view.open_row is not None
    assert run.view.open_row.at.clock == run.row.text("at") == begun
    assert set(run.view.open_row.values) == {"pulse_per_min"}


def test_a_time_set_by_hand_stays_with_a_row_that_is_emptied(
    run: RunWindow, clock: WardClock
) -> None:
    run.type_cell("pulse_per_min", "76").type_cell("at", "09:21")
    run.type_cell("pulse_per_min", " ")
    clock.pass_minutes(21)
    run.type_cell("systolic_mmhg", "96").key(Key.Key_Return)

    (row,) = run.readings
    assert row.at.clock == "09:21"


@pytest.mark.parametrize(("text", "state"), [("190", BoxState.ASKED), ("700", BoxState.REFUSED)])
def test_what_is_asked_about_or_refused_stands_in_its_cell_after_a_restart(
    qtbot: QtBot, run: RunWindow, desk: Desk, due_session: str, text: str, state: BoxState
) -> None:
    run.type_cell("systolic_mmhg", "118").type_cell("pulse_per_min", text)

    again = RunWindow(qtbot, desk, due_session).show("run")

    assert again.row.text("pulse_per_min") == text
    assert again.row.state("pulse_per_min") is state
    again.cell("systolic_mmhg").key(Key.Key_Return)
    assert not again.readings
    assert again.row.hint().startswith(f"Not kept yet. Pulse {text}: ")


def test_a_question_put_back_is_answered_and_then_on_record_once(
    qtbot: QtBot, run: RunWindow, desk: Desk, due_session: str, clock: WardClock
) -> None:
    begun = run.type_cell("pulse_per_min", "190").row.text("at")
    clock.pass_minutes(3)

    again = RunWindow(qtbot, desk, due_session).show("run")
    again.cell("pulse_per_min").key(Key.Key_Return, Key.Key_Return)

    (row,) = again.readings
    assert row.values["pulse_per_min"].answered == recording.STOOD_BY
    assert row.at.clock == begun
    later = RunWindow(qtbot, desk, due_session).show("run")
    assert later.row.text("pulse_per_min") == ""


def test_what_was_taken_back_is_not_put_back(
    qtbot: QtBot, run: RunWindow, desk: Desk, due_session: str
) -> None:
    run.type_cell("pulse_per_min", "190").cell("pulse_per_min").key(Key.Key_Escape)

    again = RunWindow(qtbot, desk, due_session).show("run")

    assert again.row.text("pulse_per_min") == ""


def test_a_time_set_by_hand_is_known_after_a_restart(
    qtbot: QtBot, run: RunWindow, desk: Desk, due_session: str, clock: WardClock
) -> None:
    run.type_cell("pulse_per_min", "76").type_cell("at", "09:21")
    run.type_cell("pulse_per_min", " ")
    clock.pass_minutes(21)

    again = RunWindow(qtbot, desk, due_session).show("run")
    again.type_cell("systolic_mmhg", "96").key(Key.Key_Return)

    assert again.readings[0].at.clock == "09:21"


def test_a_refused_cell_can_be_set_back_to_what_is_on_record(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "76").type_cell("pulse_per_min", "760")
    assert run.row.state("pulse_per_min") is BoxState.REFUSED

    run.type_cell("pulse_per_min", "76")

    assert run.row.state("pulse_per_min") is BoxState.PLAIN
    run.cell("pulse_per_min").key(Key.Key_Return)
    assert len(run.readings) == 1


@pytest.mark.parametrize("wrong", ["23:59", "25:99"])
def test_a_refused_time_holds_the_row_until_it_is_right(run: RunWindow, wrong: str) -> None:
    right = run.row.text("at")
    run.type_cell("pulse_per_min", "76").type_cell("at", wrong)
    assert run.row.state("at") is BoxState.REFUSED

    run.cell("pulse_per_min").key(Key.Key_Return)
    assert clocks(run) == []
    assert run.focus().objectName() == "row_at"

    run.type_cell("at", right).cell("pulse_per_min").key(Key.Key_Return)
    assert clocks(run) == [right]


def test_a_refused_time_that_is_given_up_holds_nothing(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "76").type_cell("at", "23:59")

    run.cell("at").key(Key.Key_Escape)
    run.cell("pulse_per_min").key(Key.Key_Return)

    assert len(run.readings) == 1
