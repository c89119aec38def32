"""The story of a value, where it stands: by a key and by the menu, on every page with values."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from plexlog.services import corrections
from plexlog.services.desk import Desk
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from ui.session.run_correction import CorrectionDialog
from ui.session.run_table import ReadingsTable
from ui.session.value_story import StoryDialog
from ui.widgets.box import ValueEdit

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> RunWindow:
    del dressed
    return RunWindow(qtbot, desk, due_session)


@pytest.fixture
def run(window: RunWindow, clock: WardClock) -> RunWindow:
    """A run with one kept row, whose pulse was corrected."""
    window.begin()
    clock.pass_minutes(12)
    row = window.keep_row()
    session = window.presenter.session
    corrections.correct_reading(session, row, "pulse_per_min", "84", "misread")
    return window.show("run")


def ask(window: RunWindow, part: QWidget) -> None:
    """Put the cursor there and ask for the story by its key."""
    part.setFocus()
    QTest.keyClick(part, Qt.Key.Key_F2, SHIFT)
    window.settle()


def told(window: RunWindow) -> str:
    dialog = window.part(StoryDialog)
    assert nameless(dialog) == []
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def menu_at(part: QWidget, at: QPoint | None = None) -> QMenu:
    """The menu that a click on the right opens there; the menu key where no place is named."""
    reason = QContextMenuEvent.Reason.Keyboard if at is None else QContextMenuEvent.Reason.Mouse
    place = at or QPoint(2, 2)
    QApplication.sendEvent(
        part, QContextMenuEvent(reason, place, part.mapToGlobal(place), Qt.KeyboardModifier(0))
    )
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)]
    (menu,) = [one for one in found if one.isVisible()]
    return menu


def pick(window: RunWindow, menu: QMenu, words: str) -> None:
    action = next(one for one in menu.actions() if one.text().startswith(words))
    action.trigger()
    menu.close()
    window.settle()


def cell(table: ReadingsTable, row: int, column: int) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def test_the_story_of_a_kept_value_opens_by_its_key(run: RunWindow) -> None:
    run.table.setCurrentIndex(run.table.model().index(0, 2))
    ask(run, run.table)

    words = told(run)
    assert "Story of the pulse" in words
    assert "76\u00a0/min → 84\u00a0/min" in words
    assert "– → 76\u00a0/min" in words
    assert "Why: misread" in words
    assert "2026-11-06 09:26 · Adelheid Bauer" in words


def test_the_story_of_a_pressure_tells_both_values(run: RunWindow) -> None:
    run.table.setCurrentIndex(run.table.model().index(0, 1))
    ask(run, run.table)

    words = told(run)
    assert "– → 118\u00a0mmHg" in words
    assert "– → 64\u00a0mmHg" in words
    assert "holds for 2026-11-06 09:26 · entered 2026-11-06 09:26" in words


def test_the_menu_of_a_cell_tells_its_story_or_corrects_it(run: RunWindow) -> None:
    viewport = run.table.viewport()
    pick(run, menu_at(viewport, cell(run.table, 0, 0)), "Story")
    assert "Story of the time of the row" in told(run)
    run.key(Qt.Key.Key_Escape)
    assert run.dialog() is None

    pick(run, menu_at(run.table.viewport(), cell(run.table, 0, 2)), "Correct")
    assert isinstance(run.dialog(), CorrectionDialog)


def test_the_menu_key_means_the_cell_under_the_cursor(run: RunWindow) -> None:
    run.table.setCurrentIndex(run.table.model().index(0, 2))
    pick(run, menu_at(run.table.viewport()), "Story")

    assert "Story of the pulse" in told(run)


def test_beside_the_rows_there_is_no_menu(run: RunWindow) -> None:
    viewport = run.table.viewport()
    place = QPoint(4, viewport.height() - 2)
    QApplication.sendEvent(
        viewport,
        QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse,
            place,
            viewport.mapToGlobal(place),
            Qt.KeyboardModifier.NoModifier,
        ),
    )

    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)]


def test_a_cell_that_is_being_typed_has_its_story_too(run: RunWindow) -> None:
    run.type_cell("pulse_per_min", "76").type_cell("pulse_per_min", "78")
    ask(run, run.part(ValueEdit, "row_pulse_per_min"))

    assert "76\u00a0/min → 78\u00a0/min" in told(run)


def test_a_value_before_the_start_tells_its_story_by_key_and_menu(window: RunWindow) -> None:
    window.show("assess")
    window.fill("weight_kg", "62.9").fill("weight_kg", "63.1")
    edit = window.part(ValueEdit, "weight_kg")
    ask(window, edit)
    assert "62.9\u00a0kg → 63.1\u00a0kg" in told(window)
    window.key(Qt.Key.Key_Escape)
    assert window.focus() is edit

    pick(window, menu_at(edit), "Story")
    assert "62.9\u00a0kg → 63.1\u00a0kg" in told(window)


def test_a_value_that_was_never_recorded_says_so(window: RunWindow) -> None:
    window.show("assess")
    ask(window, window.part(ValueEdit, "height_cm"))

    assert "Nothing was recorded here yet." in told(window)


def test_one_story_is_told_at_a_time(window: RunWindow) -> None:
    window.show("assess")
    ask(window, window.part(ValueEdit, "height_cm"))
    window.screen.tell_story("before.weight_kg")

    assert len(window.frame.findChildren(StoryDialog)) == 1


def test_without_a_value_under_the_cursor_one_is_told_where_to_go(window: RunWindow) -> None:
    window.show("assess")
    ask(window, window.button_of_page("Add waiting"))

    assert "Put the cursor on a value first" in window.screen.message


def test_a_box_that_stands_in_no_record_has_the_usual_menu(
    qtbot: QtBot, dressed: QApplication
) -> None:
    del dressed
    edit = ValueEdit()
    qtbot.addWidget(edit)
    edit.story = "before.weight_kg"
    edit.show()
    menu = menu_at(edit)

    assert not [one for one in menu.actions() if one.text().startswith("Story")]
    menu.close()
