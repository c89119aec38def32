"""Buttons act by mouse and key, say why they wait, and look as weighty as they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.conftest import Stage
from ui.widgets.buttons import ActionButton, CloseButton, Kind, text_width
from ui.widgets.theme import Theme


def colour_at(part: QWidget, x: int, y: int) -> str:
    return part.grab().toImage().pixelColor(x, y).name()


def test_a_button_answers_to_its_key(stage: Stage, qtbot: QtBot) -> None:
    button = ActionButton("Reaction", "zap", "F9", Kind.DANGER)
    window = stage(button)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(window, Qt.Key.Key_F9)

    assert button.key == "F9"


def test_the_key_is_told_in_the_tooltip(qtbot: QtBot) -> None:
    button = ActionButton("New patient", "plus", "Ctrl N")
    qtbot.addWidget(button)

    button.set_tip("Add somebody new")

    assert button.toolTip() == "Add somebody new (Ctrl N)"
    assert button.shortcut().toString() == "Ctrl+N"


def test_escape_is_left_to_the_dialog(qtbot: QtBot) -> None:
    button = ActionButton("Later", key="Esc")
    qtbot.addWidget(button)

    assert button.shortcut().isEmpty()


def test_a_locked_button_says_what_it_waits_for(stage: Stage) -> None:
    button = ActionButton("Plan", "arrow-right")
    stage(button)
    button.lock("1 stop holds the step")
    locked = (button.is_locked, button.isEnabled(), button.toolTip())
    colour = colour_at(button, 8, 22)

    button.unlock()

    assert locked == (True, False, "1 stop holds the step")
    assert colour == Theme.light().colour("sunken").name()
    assert button.isEnabled()
    assert button.toolTip() == ""


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        (Kind.PRIMARY, "primary"),
        (Kind.SECONDARY, "surface"),
        (Kind.DANGER, "surface"),
        (Kind.DANGER_FILLED, "danger"),
        (Kind.BARE, "page"),
    ],
)
def test_the_kind_is_seen(stage: Stage, kind: Kind, token: str) -> None:
    button, other = ActionButton("Go", "play", "F2", kind), ActionButton("Other")
    window = stage(other, button)
    window.setProperty("fill", "page")
    other.setFocus()

    assert button.kind is kind
    if kind is not Kind.BARE:
        assert colour_at(button, 8, 22) == Theme.light().colour(token).name()


def test_focus_is_always_ringed(stage: Stage) -> None:
    button = ActionButton("Go")
    stage(button)

    button.setFocus(Qt.FocusReason.MouseFocusReason)

    assert colour_at(button, 1, 22) == Theme.light().colour("focus").name()


def test_hovering_tints(stage: Stage) -> None:
    button, other = ActionButton("Go"), ActionButton("Other")
    stage(other, button)
    other.setFocus()
    at = QPointF(10, 10)

    QApplication.sendEvent(button, QEnterEvent(at, at, at))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)

    assert colour_at(button, 8, 22) == Theme.light().colour("primaryTint").name()


def test_another_word_keeps_the_key(qtbot: QtBot) -> None:
    button = ActionButton("Pause", "pause", "F4")
    qtbot.addWidget(button)
    narrow = button.sizeHint().width()

    button.set_text("Resume the run", "play")
    button.set_kind(Kind.PRIMARY)

    assert button.shortcut().toString() == "F4"
    assert button.accessibleName() == "Resume the run"
    assert button.sizeHint().width() > narrow
    assert button.kind is Kind.PRIMARY


def test_heights_are_those_of_the_hand(qtbot: QtBot) -> None:
    button = ActionButton("Go")
    qtbot.addWidget(button)
    touch = button.height()
    wide = button.minimumSizeHint().width()

    button.set_height("bedside")
    button.set_tight()

    assert (touch, button.height()) == (44, 60)
    assert button.sizeHint().width() < wide


def test_the_cross_is_named(stage: Stage) -> None:
    cross, other = CloseButton("Close"), ActionButton("Other")
    stage(cross, other)
    other.setFocus()
    resting = cross.grab().toImage()

    cross.setFocus()

    assert cross.accessibleName() == "Close"
    assert (cross.width(), cross.height()) == (44, 44)
    assert cross.grab().toImage() != resting


def test_bold_text_is_wider() -> None:
    assert text_width("Weight", "strong") > text_width("Weight", "hint")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does(stage: Stage, key: Qt.Key) -> None:
    button = ActionButton("Hang it")
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    stage(button)

    button.setFocus()
    QTest.keyClick(button, key)

    assert pressed == [True]


def test_the_same_word_again_moves_nothing(qtbot: QtBot) -> None:
    button = ActionButton("Pause", "pause", "F4")
    qtbot.addWidget(button)
    button.setAccessibleName("left alone")

    button.set_text("Pause", "pause")
    button.set_text("Pause")

    assert button.accessibleName() == "left alone"
    button.set_text("Resume", "play")
    assert button.accessibleName() == "Resume"
