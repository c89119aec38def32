"""What nobody expected is told once, with details that hold nothing of a patient."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, qCritical
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.ui.pages.program import part_of
from ui.bug_net import BugDialog, BugNet, details_of
from ui.widgets.buttons import ActionButton

pytestmark = pytest.mark.logs


class OursError(Exception):
    """A mistake of the program."""


@pytest.fixture
def net(dressed: QApplication) -> Iterator[BugNet]:
    window = QMainWindow()
    caught = BugNet(window)
    yield caught
    if caught.dialog is not None:
        caught.dialog.accept()
    window.deleteLater()
    dressed.processEvents()


def fall() -> None:
    raise OursError("Musterwald, born 1974")


def stumble(net: BugNet) -> None:
    try:
        fall()
    except OursError as error:
        net.catch(type(error), error, error.__traceback__)


def test_a_mistake_is_told_without_values(net: BugNet) -> None:
    stumble(net)

    dialog = net.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert "OursError" in dialog.details
    assert "in stumble" in dialog.details
    assert "Musterwald" not in dialog.details


def test_the_next_mistake_joins_the_first(net: BugNet) -> None:
    stumble(net)

    stumble(net)

    assert net.dialog is not None
    assert net.dialog.details.count("OursError") == 2


def test_details_can_be_copied_and_the_window_goes_on(net: BugNet) -> None:
    stumble(net)
    dialog = net.dialog
    assert isinstance(dialog, BugDialog)

    part_of(dialog, ActionButton, "copy_details").click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert "OursError" in QGuiApplication.clipboard().text()
    assert net.dialog is None


def test_a_mistake_on_another_thread_reaches_the_window(
    net: BugNet, dressed: QApplication
) -> None:
    net.hang_up()
    try:
        thread = threading.Thread(target=stumble, args=(net,))
        thread.start()
        thread.join()
        dressed.processEvents()
    finally:
        net.take_down()

    assert net.dialog is not None


def test_what_a_thread_lets_fall_is_caught(net: BugNet, dressed: QApplication) -> None:
    net.hang_up()
    try:
        thread = threading.Thread(target=fall)
        thread.start()
        thread.join()
        dressed.processEvents()
    finally:
        net.take_down()

    assert net.dialog is not None
    assert sys.excepthook is sys.__excepthook__


def test_a_critical_word_of_qt_is_told(net: BugNet, dressed: QApplication) -> None:
    net.hang_up()
    try:
        qCritical("a part is missing")
        dressed.processEvents()
    finally:
        net.take_down()

    assert net.dialog is not None
    assert "a part is missing" in net.dialog.details


def test_causes_are_followed() -> None:
    try:
        try:
            fall()
        except OursError as first:
            raise ValueError("second") from first
    except ValueError as error:
        details = details_of(error)

    assert "ValueError" in details
    assert "OursError" in details
