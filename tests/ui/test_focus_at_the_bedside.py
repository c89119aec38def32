"""Where the cursor stands: never taken from what is being typed, never lost to a page below."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.shapes import Values
from plexlog.domain.steps import Step
from plexlog.services.desk import Desk
from tests.ui.pages.run_window import RunWindow
from tests.ui.pages.session_window import SessionWindow
from ui.widgets.box import BoxState
from ui.widgets.checklist import Mark
from ui.widgets.dialog import DialogFrame, is_covered, top_dialog

Key = Qt.Key


@pytest.fixture
def assess(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> SessionWindow:
    del dressed
    return SessionWindow(qtbot, desk, due_session).go_to(Step.ASSESS)


def before(window: SessionWindow, code: str) -> Decimal | None:
    measured = (window.view.session.before or {}).get(code)
    return None if measured is None else measured.value


def pressure(values: Values | None) -> str:
    assert values is not None
    return f"{values['systolic_mmhg'].value}/{values['diastolic_mmhg'].value}"


def test_a_dialog_keeps_the_keyboard_over_a_refused_value(assess: SessionWindow) -> None:
    assess.tab_to("weight_kg").type("999")
    dialog = DialogFrame("Override", assess.frame.page_area)
    dialog.open()
    QApplication.processEvents()
    QApplication.processEvents()

    focused = QApplication.focusWidget()

    assert focused is not None
    assert dialog.isAncestorOf(focused)
    assert assess.remark_of("weight_kg") == "possible 1 to 350 kg"
    dialog.finish()


def test_what_takes_the_focus_below_a_dialog_gives_it_back_at_once(
    assess: SessionWindow,
) -> None:
    box = assess.tab_to("weight_kg").focus()
    lower = DialogFrame("Override", assess.frame.page_area)
    lower.open()
    inside = QApplication.focusWidget()

    box.setFocus()
    assert QApplication.focusWidget() is inside
    assert is_covered(box)
    upper = DialogFrame("All keys", assess.frame.page_area)
    upper.open()

    assert top_dialog(assess.frame.page_area) is upper
    assert is_covered(lower)
    assert not is_covered(upper)
    upper.finish()
    assert QApplication.focusWidget() is inside
    lower.panel.setEnabled(False)
    lower.panel.setEnabled(True)
    box.setFocus()
    assert QApplication.focusWidget() is not box
    lower.finish()
    box.setFocus()
    assert QApplication.focusWidget() is box
    assert not is_covered(box)


def test_an_unlikely_value_asks_beside_it_while_the_next_one_is_typed(
    assess: SessionWindow,
) -> None:
    assess.enter("pulse_per_min", "190")
    QApplication.processEvents()
    went_on = assess.focus().objectName()
    assess.type("36")
    QApplication.processEvents()

    assert "pulse_per_min" in assess.cards()
    assert assess.focus().objectName() == went_on == "temperature_c"
    assert assess.text_of("temperature_c") == "36"


def test_two_unlikely_values_of_one_row_wait_side_by_side(assess: SessionWindow) -> None:
    assess.enter("systolic_mmhg", "260").enter("pulse_per_min", "190")

    assert {"systolic_mmhg", "pulse_per_min"} <= set(assess.cards())
    assess.cards()["systolic_mmhg"].answered.emit("systolic_mmhg", "confirm")
    assert before(assess, "systolic_mmhg") == Decimal(260)
    assert "pulse_per_min" in assess.cards()


def test_a_crossed_pressure_is_swapped_before_the_start(assess: SessionWindow) -> None:
    assess.tab_to("systolic_mmhg").type("95/118").press(Key.Key_Tab)
    assert "diastolic_mmhg" in assess.cards()

    assess.cards()["diastolic_mmhg"].answered.emit("diastolic_mmhg", "swap")

    assert pressure(assess.view.session.before) == "118/95"
    assert "diastolic_mmhg" not in assess.cards()


def test_a_crossed_pressure_lets_one_go_to_the_other_and_mend_it(assess: SessionWindow) -> None:
    assess.tab_to("systolic_mmhg").type("95/118").press(Key.Key_Tab)
    QApplication.processEvents()
    assert assess.focus().objectName() == "diastolic_mmhg"

    assess.press(Key.Key_Backtab)
    QApplication.processEvents()
    assert assess.focus().objectName() == "systolic_mmhg"
    assess.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assess.type("144").press(Key.Key_Tab)

    assert pressure(assess.view.session.before) == "144/118"
    assert "diastolic_mmhg" not in assess.cards()


def test_escape_gives_a_crossed_pressure_up(assess: SessionWindow) -> None:
    assess.tab_to("systolic_mmhg").type("95/118").press(Key.Key_Tab)
    QApplication.processEvents()

    assess.press(Key.Key_Escape)

    assert "diastolic_mmhg" not in assess.cards()
    assert before(assess, "diastolic_mmhg") is None


def test_a_crossed_pressure_of_the_row_is_swapped_with_one_key(run: RunWindow) -> None:
    run.type("95/118")
    run.key(Key.Key_Tab)
    assert run.row.state("diastolic_mmhg") is BoxState.REFUSED
    assert "not below the systolic" in run.row.hint()

    run.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert run.view.open_row is not None
    assert pressure(run.view.open_row.values) == "118/95"
    assert run.row.state("diastolic_mmhg") is BoxState.PLAIN
    run.key(Key.Key_Return)
    assert len(run.readings) == 1


def test_a_pressure_typed_the_other_way_round_is_swapped_too(run: RunWindow) -> None:
    run.type_cell("diastolic_mmhg", "118").type_cell("systolic_mmhg", "95")

    run.push("swap_pressures")

    assert run.view.open_row is not None
    assert pressure(run.view.open_row.values) == "118/95"


def test_one_goes_from_a_crossed_cell_to_the_other_and_mends_it(run: RunWindow) -> None:
    run.type("95/118")
    run.key(Key.Key_Tab)
    assert run.focus().objectName() == "row_pulse_per_min"

    run.key(Key.Key_Backtab, Key.Key_Backtab)
    assert run.focus().objectName() == "row_systolic_mmhg"
    assert "not below the systolic" in run.row.hint()
    run.type_cell("systolic_mmhg", "144")

    assert run.view.open_row is not None
    assert pressure(run.view.open_row.values) == "144/118"
    assert run.row.state("diastolic_mmhg") is BoxState.PLAIN


def test_escape_in_a_refused_cell_lets_the_row_be_kept(run: RunWindow) -> None:
    run.type("95/118")
    run.key(Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape, Key.Key_Tab)
    run.key(Key.Key_Return)

    (row,) = run.readings
    assert set(row.values) == {"systolic_mmhg"}


def test_after_a_correction_the_cursor_stands_in_the_open_row_again(run: RunWindow) -> None:
    run.keep_row()
    run.cell("inlet_ml")
    run.double_click_row()
    run.fill("text", "86").fill("why", "misread").push("dialog_keep")

    assert run.readings[0].values["pulse_per_min"].value == 86
    assert run.focus().objectName() == "row_inlet_ml"


def test_a_correction_put_off_gives_the_cursor_back_too(run: RunWindow) -> None:
    run.keep_row()
    run.cell("pulse_per_min")
    run.double_click_row()
    run.key(Key.Key_Escape)

    assert run.focus().objectName() == "row_pulse_per_min"


def test_the_last_item_that_is_not_done_keeps_the_focus(assess: SessionWindow) -> None:
    code = "catheter-lock-discarded"
    mine = [one.code for one in assess.view.checklist if one.step == Step.ASSESS.value]
    for other in mine:
        if other != code:
            assess.presenter.answer(other, "done", "")
    assert assess.items_open() == [code]

    assess.tab_to(f"item_{code}").press(Key.Key_N)
    assess.type("one lumen is blocked").press(Key.Key_Return)
    after_answer = assess.focus()
    assert assess.item(code).isAncestorOf(after_answer)
    assess.press(Key.Key_Tab)
    assess.press(Key.Key_Space)
    assess.type("Dr. Federkiel: use the other lumen").press(Key.Key_Return)
    QApplication.processEvents()

    assert assess.item(code).view.mark is Mark.NOT_DONE
    assert assess.item(code).isAncestorOf(assess.focus())
