"""The clipboard holds something of a patient for a while only, and nothing of somebody else's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.widgets.clipboard import KEPT_FOR_MS, PatientClipboard, patient_clipboard


@pytest.fixture
def held(qapp: QApplication) -> PatientClipboard:
    del qapp
    made = PatientClipboard()
    made.hold("Run time: 2:13 h")
    return made


def test_it_asks_the_systems_to_keep_no_history_of_it(held: PatientClipboard) -> None:
    content = QApplication.clipboard().mimeData()

    assert QApplication.clipboard().text() == "Run time: 2:13 h"
    assert content.data("x-kde-passwordManagerHint") == b"secret"
    held.let_go()


def test_it_is_emptied_after_a_while(held: PatientClipboard) -> None:
    (timer,) = held.findChildren(QTimer)
    assert timer.isActive()
    assert timer.interval() == KEPT_FOR_MS

    timer.timeout.emit()

    assert QApplication.clipboard().text() == ""
    assert not timer.isActive()


def test_there_is_one_for_a_run_and_it_lets_go_at_the_end(qapp: QApplication) -> None:
    assert patient_clipboard() is patient_clipboard()
    patient_clipboard().hold("Run time: 2:13 h")

    qapp.aboutToQuit.emit()

    assert QApplication.clipboard().text() == ""


def test_what_somebody_else_put_there_stays(held: PatientClipboard) -> None:
    QApplication.clipboard().setText("a shopping list")

    held.let_go()
    held.let_go()

    assert QApplication.clipboard().text() == "a shopping list"
    QApplication.clipboard().clear()
