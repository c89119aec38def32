"""A gloved hand types numbers in a dialog: the pad comes by its key and stays off the box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from plexlog.services.desk import Desk
from tests.ui.pages.run_window import RunWindow
from ui.session.bag_dialog import BagDialog
from ui.session.entry_dialog import EntryDialog
from ui.widgets.number_pad import NumberPad

Key = Qt.Key


@pytest.fixture
def run(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> RunWindow:
    del dressed
    return RunWindow(qtbot, desk, due_session).start()


def area(part: QWidget, within: QWidget) -> QRect:
    return QRect(part.mapTo(within, QPoint(0, 0)), part.size())


def bag_dialog(run: RunWindow) -> EntryDialog:
    run.key(Key.Key_F7)
    dialog = run.dialog()
    assert isinstance(dialog, BagDialog)
    return dialog


def test_a_volume_is_typed_with_the_pad_alone(run: RunWindow) -> None:
    dialog = bag_dialog(run)
    volume = dialog.boxes["volume_ml"].edit
    volume.setFocus()
    run.key(Key.Key_F2)

    for name in ("2", "5", "0", "erase", "5"):
        run.push(f"pad_{name}")

    assert dialog.texts()["volume_ml"] == "255"
    assert run.focus() is volume
    run.push("pad_next")
    assert run.focus() is not volume
    run.push("pad_back")
    assert run.focus() is volume


def test_the_pad_never_covers_the_box_it_types_into(run: RunWindow) -> None:
    dialog = bag_dialog(run)
    run.key(Key.Key_F2)
    pad = dialog.findChild(NumberPad)
    assert pad is not None

    for box in dialog.boxes.values():
        if not box.edit.isVisible():
            continue
        box.edit.setFocus()
        run.settle()
        assert not area(pad, dialog).intersects(area(box.edit, dialog)), box.code
        assert dialog.rect().contains(area(pad, dialog)), box.code


def test_the_pad_goes_by_its_key_and_by_its_button(run: RunWindow) -> None:
    dialog = bag_dialog(run)

    run.key(Key.Key_F2)
    shown = dialog.pad.is_shown
    run.key(Key.Key_F2)
    hidden = not dialog.pad.is_shown
    run.key(Key.Key_F2)
    run.push("pad_hide")

    assert shown
    assert hidden
    assert not dialog.pad.is_shown


def test_without_the_cursor_in_a_line_the_first_one_takes_it(run: RunWindow) -> None:
    dialog = bag_dialog(run)
    run.part(QWidget, "dialog_keep").setFocus()

    run.key(Key.Key_F2)

    assert isinstance(run.focus(), QLineEdit)
    assert dialog.pad.is_shown
