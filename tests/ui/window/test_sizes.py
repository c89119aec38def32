"""The window at 100 to 200 % of common screens: nothing outgrows it, nothing is cut off."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from plexlog.domain.steps import Step
from tests.ui.pages.everywhere import places
from tests.ui.pages.program import Ward
from ui.session.message_line import MessageLine
from ui.session.run_row import OpenRow
from ui.session.session_screen import SessionScreen
from ui.shell.window import Window

SCREENS = [(1366, 768), (1280, 720), (960, 540)]  # of 1920 x 1080 at 150 and 200 %


def in_frame(window: Window, part: QWidget) -> QRect:
    return QRect(part.mapTo(window.frame, QPoint(0, 0)), part.size())


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_every_page_fits_the_screen_or_scrolls_whole(window: Window, wide: int, high: int) -> None:
    frame = window.frame
    for place in places(window):
        frame.resize(wide, high)
        QApplication.processEvents()

        assert (frame.width(), frame.height()) == (wide, high), place
        shown = QRect(0, 0, wide, high)
        assert shown.contains(in_frame(window, frame.status)), place
        assert window.page is not None
        least = window.page.minimumSizeHint()
        assert window.page.width() >= least.width(), place
        assert window.page.height() >= least.height(), place
        if frame.banner.isVisible():
            assert shown.contains(in_frame(window, frame.banner)), place
            assert frame.banner.height() == frame.banner.minimumHeight(), place


def test_on_a_common_screen_no_step_of_a_session_scrolls_whole(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "ttp-plasma-daily.json")
    window = ward.program.window
    assert window is not None
    window.frame.resize(*SCREENS[0])
    course = window.desk.store.courses()[0]
    window.open_session(window.desk.store.sessions_of(course.course_key)[0].session_key)
    assert isinstance(window.page, SessionScreen)

    for step in Step:
        window.page.show_step(step.value)
        QApplication.processEvents()
        assert window.frame.scrolling.verticalScrollBar().maximum() == 0, step


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_the_row_that_is_typed_into_is_in_sight(window: Window, wide: int, high: int) -> None:
    window.frame.resize(wide, high)
    for place in places(window):
        if place == Step.RUN.value:
            break
    row = window.frame.findChild(OpenRow)
    assert row is not None
    QApplication.processEvents()

    for box in row.findChildren(QLineEdit):
        box.setFocus()
        QApplication.processEvents()
        assert box.hasFocus()
        assert box.visibleRegion().boundingRect() == box.rect()
    assert window.frame.banner.isVisible()


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_the_bar_of_steps_keeps_its_buttons(window: Window, wide: int, high: int) -> None:
    for place in places(window):
        window.frame.resize(wide, high)
        QApplication.processEvents()
        stepper = window.frame.stepper
        if not stepper.isVisible():
            continue
        seen = [one for one in stepper.findChildren(QAbstractButton) if one.isVisible()]
        whole = QRect(0, 0, wide, high)
        rects = {one.accessibleName(): in_frame(window, one) for one in seen}
        assert all(whole.contains(rect) for rect in rects.values()), place
        for (one, rect), (other, beside) in combinations(rects.items(), 2):
            assert not rect.intersects(beside), (place, one, other)


def test_a_message_on_the_run_page_hides_no_button(window: Window) -> None:
    window.frame.resize(*SCREENS[0])
    for place in places(window):
        if place == Step.RUN.value:
            break
    line = window.frame.findChild(MessageLine)
    assert line is not None

    line.say("Nothing was kept: the disk is full. Make room on it and enter it again.")

    for _turn in range(4):
        QApplication.processEvents()
    assert window.frame.scrolling.verticalScrollBar().maximum() == 0
