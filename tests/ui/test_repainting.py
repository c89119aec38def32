"""What the run page paints after a change is what it would show if all of it were painted anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import ROW, RunWindow
from ui.session.run_cells import Cell
from ui.widgets.do_now import DoNowLine

Key = Qt.Key


class Painted(QObject):
    """Hears which parts are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.parts.append(watched)
        return False


@pytest.fixture
def painted(qapp: QApplication) -> Iterator[Painted]:
    """What was painted since the test began or cleared it."""
    heard = Painted()
    qapp.installEventFilter(heard)
    yield heard
    qapp.removeEventFilter(heard)


@pytest.fixture(autouse=True)
def steady(qapp: QApplication) -> Iterator[None]:
    """A cursor that does not blink."""
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


def seen(run: RunWindow) -> QImage:
    """The window as it stands on the screen."""
    run.settle()
    return run.frame.screen().grabWindow(run.frame.winId()).toImage()


def is_still(run: RunWindow) -> bool:
    """Whether the chart is drawn and no border is heavier for a moment."""
    timers: list[QTimer] = run.screen.page.findChildren(QTimer)
    return not any(one.isSingleShot() and one.isActive() for one in timers)


CHANGES: tuple[Callable[[RunWindow], object], ...] = (
    lambda run: run.keep_row(**ROW),
    lambda run: run.keep_row(systolic_mmhg="70", diastolic_mmhg="40", pulse_per_min="130"),
    lambda run: run.type_cell("pulse_per_min", "700"),
    lambda run: run.key(Key.Key_Escape),
    lambda run: run.type_cell("systolic_mmhg", "118/64"),
    lambda run: run.type_cell("removed_ml", "620"),
    lambda run: run.key(Key.Key_Return),
    lambda run: run.presenter.pause(""),
    lambda run: run.presenter.resume(),
    lambda run: run.presenter.tick(),
    lambda run: run.presenter.end_run(),
)


def test_what_is_painted_in_part_is_what_painting_all_shows(
    run: RunWindow, clock: WardClock, qtbot: QtBot
) -> None:
    for change in CHANGES:
        change(run)
        clock.pass_minutes(3)
        run.settle()
        qtbot.waitUntil(lambda: is_still(run))
        in_part = seen(run)

        for part in run.frame.findChildren(QWidget):
            part.update()

        assert seen(run) == in_part


def test_nothing_of_the_row_is_painted_while_only_time_passes(
    run: RunWindow, painted: Painted
) -> None:
    run.presenter.tick()
    run.settle()
    painted.parts.clear()

    run.presenter.tick()
    run.settle()

    assert not [one for one in painted.parts if isinstance(one, (Cell, DoNowLine))]
