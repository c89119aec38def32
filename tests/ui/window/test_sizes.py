"""The window at 100 to 200 % of common screens: nothing outgrows it, nothing is cut off."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from plexlog.domain.steps import Step
from tests.soak import IS_SOAK
from tests.ui.pages.everywhere import all_places, places
from tests.ui.pages.program import Ward
from tests.ui.pages.seen_values import cut_values
from ui.session.message_line import MessageLine
from ui.session.reaction_dialog import ReactionDialog
from ui.session.run_bags import BagStrip
from ui.session.run_chart import RunChartView
from ui.session.run_row import OpenRow
from ui.session.run_table import ROW, ReadingsTable
from ui.session.session_screen import SessionScreen
from ui.shell.window import Opened, Window
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import ChoiceBox, Option
from ui.widgets.do_now import DoNowLine
from ui.widgets.finding_lane import FindingLane
from ui.widgets.number_pad import KEY_HEIGHT, NumberPad
from ui.widgets.scroll import ScrollColumn
from ui.widgets.tile import Tile

ALL_SCREENS = [(1366, 768), (960, 540), (1280, 720), (1536, 864), (1920, 1080)]
SCREENS = ALL_SCREENS if IS_SOAK else ALL_SCREENS[:2]  # a common one, and 1920 x 1080 at 200 %


def in_frame(window: Window, part: QWidget) -> QRect:
    return QRect(part.mapTo(window.frame, QPoint(0, 0)), part.size())


def settled(window: Window, wide: int, high: int) -> None:
    window.frame.resize(wide, high)
    for _turn in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_every_page_fits_the_screen_or_scrolls_whole(window: Window, wide: int, high: int) -> None:
    frame = window.frame
    for place in places(window):
        settled(window, wide, high)

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


def open_run(window: Window) -> None:
    for place in places(window):
        if place == Step.RUN.value:
            return


def cut(window: Window) -> list[str]:
    """Words and buttons with less room than they need, and nothing that tells them whole."""
    found = []
    for label in window.frame.findChildren(QLabel):
        if not label.isVisible() or label.toolTip() or not label.text():
            continue
        if label.wordWrap():
            is_cut = label.height() < label.heightForWidth(label.width())
        else:
            is_cut = label.width() < label.minimumSizeHint().width()
        if is_cut:
            found.append(f"{label.text()} {label.size().toTuple()}")
    buttons = [one for one in window.frame.findChildren(ActionButton) if one.isVisible()]
    return found + [one.text() for one in buttons if one.width() < one.sizeHint().width()]


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_no_page_is_scrolled_sideways(window: Window, wide: int, high: int) -> None:
    for place in all_places(window):
        settled(window, wide, high)

        assert window.frame.scrolling.horizontalScrollBar().maximum() == 0, place
        for column in window.frame.findChildren(ScrollColumn):
            if column.isVisible():
                least = column.inside.minimumSizeHint().width()
                assert column.viewport().width() >= least, (place, column.accessibleName())


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_no_word_is_cut_off(window: Window, wide: int, high: int) -> None:
    told = {}
    for place in all_places(window):
        settled(window, wide, high)
        told[place] = cut(window)

    assert {place: words for place, words in told.items() if words} == {}


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_no_value_is_cut_off(window: Window, wide: int, high: int) -> None:
    told = {}
    for place in all_places(window):
        settled(window, wide, high)
        told[place] = cut_values(window.frame)

    assert {place: values for place, values in told.items() if values} == {}


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_no_value_of_a_whole_course_is_cut_off(
    ward: Ward, cases: Path, wide: int, high: int
) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")
    window = ward.program.window
    assert window is not None
    course = window.desk.store.courses()[0]
    told = {}
    for kind, key in (
        ("patient", course.patient_key),
        ("patient-form", course.patient_key),
        ("course", course.course_key),
        ("order-change", course.course_key),
    ):
        window.open(Opened(kind, key))
        settled(window, wide, high)
        told[kind] = cut_values(window.frame)

    assert {place: values for place, values in told.items() if values} == {}


def test_what_is_cut_is_found(window: Window) -> None:
    page = QWidget(window.frame)
    page.resize(400, 300)
    date = QLineEdit("2026-11-28", page)
    lock = ChoiceBox("lock", "Lock", [Option("heparin", "Heparin")], page)
    lock.set_chosen("heparin")
    area = QScrollArea(page)
    area.setAccessibleName("Courses")
    inside = QWidget()
    inside.setMinimumWidth(400)
    area.setWidget(inside)
    for part, wide in ((date, 60), (lock, 60), (area, 200)):
        part.resize(wide, 60)
    page.show()
    QApplication.processEvents()

    found = [words.split("(")[0].strip() for words in cut_values(page)]

    assert found == ["text ': 2026-11-28", "choice 'Lock: Heparin", "sideways 'Courses'"]
    page.deleteLater()


@pytest.mark.parametrize(("wide", "high"), ALL_SCREENS)
def test_what_a_run_cannot_do_without_is_in_sight(window: Window, wide: int, high: int) -> None:
    open_run(window)
    settled(window, wide, high)
    frame = window.frame

    bars = (frame.scrolling.verticalScrollBar(), frame.scrolling.horizontalScrollBar())
    assert [bar.maximum() for bar in bars] == [0, 0]
    now = frame.findChild(DoNowLine)
    assert isinstance(now, DoNowLine)
    assert now.button is not None
    words = ("Reaction", "Drug", "Note", "More")
    assert window.page is not None
    on_page = window.page.findChildren(ActionButton)
    buttons = [one for one in on_page if one.isVisible() and one.text() in words]
    assert len(buttons) == len(words)
    row, bags = frame.findChild(OpenRow), frame.findChild(BagStrip)
    for part in (frame.banner, now, now.button, row, bags, *buttons):
        assert part is not None
        assert part.visibleRegion().boundingRect() == part.rect(), part
    shown = [one for one in frame.findChildren(Tile) if one.isVisible()]
    lane = window.page.findChild(FindingLane)
    assert isinstance(lane, FindingLane)
    if lane.isVisible():  # at the right edge: the grid has all the rest
        assert in_frame(window, lane).right() == wide - 17
    assert {"Exchanged", "Balance", "Elapsed", "Vitals due", "Last pressure"} <= {
        one.view.label for one in shown
    }
    assert len({one.numeral_role for one in shown}) == 1


@pytest.mark.parametrize("high", [505, 480])
def test_in_the_lowest_window_kept_rows_are_whole_and_every_button_in_sight(
    window: Window, high: int
) -> None:
    open_run(window)
    settled(window, 960, high)
    frame = window.frame
    row, table = frame.findChild(OpenRow), frame.findChild(ReadingsTable)
    assert row is not None
    assert table is not None

    assert frame.scrolling.verticalScrollBar().maximum() == 0
    assert table.height() % ROW == 0
    assert table.height() >= ROW
    assert in_frame(window, table).bottom() < in_frame(window, row).top()
    assert window.page is not None
    words = ("Reaction", "Drug", "Note", "More")
    buttons = [
        one
        for one in window.page.findChildren(ActionButton)
        if one.isVisible() and one.text() in words
    ]
    assert len(buttons) == len(words)
    for part in (row, *buttons):
        assert part.visibleRegion().boundingRect() == part.rect(), part


def test_in_a_small_window_a_reaction_scrolls_between_its_head_and_its_buttons(
    window: Window, qtbot: QtBot
) -> None:
    open_run(window)
    settled(window, 960, 540)
    qtbot.keyClick(window.frame, Qt.Key.Key_F9)
    (dialog,) = window.frame.findChildren(ReactionDialog)
    kind = dialog.findChild(QPushButton, "citrate")
    onward = dialog.findChild(ActionButton, "reaction_next")
    assert kind is not None
    assert onward is not None
    kind.click()
    settled(window, 960, 540)
    bars = [one for one in dialog.findChildren(QScrollBar) if one.maximum()]
    for bar in bars:
        bar.setValue(bar.maximum())

    onward.click()
    settled(window, 960, 540)

    assert bars
    assert {bar.value() for bar in bars if bar.isVisible()} <= {0}
    assert onward.text() == "Done"
    for button in [one for one in dialog.findChildren(ActionButton) if one.isVisible()]:
        assert button.visibleRegion().boundingRect() == button.rect(), button.text()
    assert cut_values(dialog) == []


def test_in_a_small_window_what_is_folded_away_is_a_key_away(window: Window, qtbot: QtBot) -> None:
    open_run(window)
    settled(window, 960, 540)
    frame = window.frame
    assert window.page is not None
    lane, row = window.page.findChild(FindingLane), window.page.findChild(OpenRow)
    assert isinstance(lane, FindingLane)
    assert isinstance(row, OpenRow)
    chart = window.page.findChild(RunChartView)
    assert isinstance(chart, RunChartView)
    seen = [(row.isVisible(), lane.isVisible(), chart.isVisible())]

    for _press in range(3):
        qtbot.keyClick(frame, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        settled(window, 960, 540)
        seen.append((row.isVisible(), lane.isVisible(), chart.isVisible()))

    rows, side, drawn = (True, False, False), (False, True, False), (False, False, True)
    assert seen == [rows, side, drawn, rows]
    assert row.has_cursor
    settled(window, *SCREENS[0])
    assert row.isVisible()
    assert lane.isVisible()
    assert chart.isVisible()


@pytest.mark.parametrize(("wide", "high"), SCREENS)
def test_the_pad_leaves_the_row_in_sight(
    window: Window, qtbot: QtBot, wide: int, high: int
) -> None:
    open_run(window)
    settled(window, wide, high)
    frame = window.frame
    row = frame.findChild(OpenRow)
    assert isinstance(row, OpenRow)

    qtbot.keyClick(frame, Qt.Key.Key_F2)
    settled(window, wide, high)

    pad = frame.findChild(NumberPad)
    assert isinstance(pad, NumberPad)
    assert frame.scrolling.verticalScrollBar().maximum() == 0
    for part in (pad, row):
        assert part.visibleRegion().boundingRect() == part.rect()
    for key in pad.findChildren(QAbstractButton):
        assert key.height() >= KEY_HEIGHT
