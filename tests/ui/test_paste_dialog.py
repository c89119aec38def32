"""A table copied from the machine is seen row by row before any of it is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.words_run import TakenFrom
from plexlog.services.desk import Desk
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from ui.session.paste_dialog import PasteDialog

Key = Qt.Key
TABLE = "time\tinlet\tAC\tpulse\n09:20\t250\t25\t80\n08:00\t10\t1\t80\n"


@pytest.fixture
def run(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> RunWindow:
    """Ten minutes into a run that began at 09:14."""
    del dressed
    window = RunWindow(qtbot, desk, due_session).begin()
    clock.pass_minutes(10)
    return window.show("run")


def opened(run: RunWindow, text: str) -> PasteDialog:
    QGuiApplication.clipboard().setText(text)
    run.key(Key.Key_F3)
    run.push("paste_machine")
    dialog = run.dialog()
    assert isinstance(dialog, PasteDialog)
    return dialog


def test_each_row_says_what_becomes_of_it_and_the_good_ones_are_kept(run: RunWindow) -> None:
    dialog = opened(run, TABLE)
    assert nameless(dialog) == []
    told = [(row.label, row.second, row.mark) for row in dialog.rows]
    words = dialog.words

    run.push("dialog_keep")

    assert told[0] == ("09:20", "can be kept", "")
    assert told[1][0] == "08:00"
    assert told[1][2] == "not taken"
    assert words.startswith("1 of 2 rows can be kept. Columns left out: pulse: ")
    (row,) = run.readings
    assert (row.at.clock, row.taken_from) == ("09:20", TakenFrom.MACHINE_EXPORT)
    tip = run.table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "the machine’s export, pasted by Adelheid Bauer" in tip
    assert run.dialog() is None


def test_what_is_no_table_is_said_and_the_clipboard_read_again(run: RunWindow) -> None:
    dialog = opened(run, "Dear colleague")
    refused = dialog.words

    QGuiApplication.clipboard().setText(TABLE)
    run.push("read_clipboard")

    assert "no table of the machine" in refused
    assert len(dialog.rows) == 2


def test_a_key_opens_it_too_and_esc_keeps_nothing(run: RunWindow) -> None:
    QGuiApplication.clipboard().setText("time\tinlet\n08:00\t10\n")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    run.press(Key.Key_V, both)
    run.settle()
    dialog = run.dialog()
    assert isinstance(dialog, PasteDialog)

    run.key(Key.Key_Escape)

    assert run.readings == ()
    assert run.dialog() is None


def test_what_came_meanwhile_is_not_overwritten(run: RunWindow, clock: WardClock) -> None:
    dialog = opened(run, "time\tinlet\n09:24\t250\n")
    run.keep_row(inlet_ml="240")
    del clock

    run.push("dialog_keep")

    assert "nothing is overwritten" in dialog.words
    assert len(run.readings) == 1
