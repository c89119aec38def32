"""A physician orders a course by keyboard alone; the keys are counted as for a row.

Seconds by the keystroke-level model (Card, Moran and Newell 1980): 0.28 s a key for somebody who
types but is no typist, 1.35 s to think before each group of the form.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from plexlog.domain.records import Course
from plexlog.domain.unit import Role
from plexlog.storage.unit_record import UnitRecord
from tests.ui.pages.program import Ward
from tests.ui.window.test_today_page import window_of
from ui.course.course_screen import CourseScreen

KEY_S, THINK_S, MOST_S = 0.28, 1.35, 120.0
TAB, SPACE, RETURN = Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return


class Keys:
    """Presses keys where the cursor is, and counts them."""

    def __init__(self) -> None:
        self.count = 0
        self.thoughts = 0

    def type(self, *presses: str | Qt.Key) -> None:
        """One group of the form: a text letter by letter, or a key."""
        self.thoughts += 1
        for press in presses:
            for key in press if isinstance(press, str) else [press]:
                self._press(key)

    def _press(self, key: str | Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QWidget)
        self.count += 1
        if isinstance(key, str):
            QTest.keyClicks(focused, key)
        else:
            QTest.keyClick(focused, key)
        QApplication.processEvents()

    def skip_to(self, part: QWidget) -> None:
        """Tab on to a part of the form."""
        for _tab in range(60):
            if QApplication.focusWidget() is part:
                return
            self._press(TAB)
        raise AssertionError(part.objectName())

    @property
    def seconds(self) -> float:
        return KEY_S * self.count + THINK_S * self.thoughts


@pytest.fixture
def physician(ward: Ward, due_course: Course) -> Ward:
    """The order page of a patient who has no course, before a physician."""
    store = window_of(ward).desk.store
    assert isinstance(store, UnitRecord)
    store.change_role(store.me.key, Role.PHYSICIAN, "took over", administers=True)
    window_of(ward).order_course(store.add_patient(due_course.patient))
    return ward


def test_tab_walks_round_the_whole_form(physician: Ward) -> None:
    page = physician.order
    keys = Keys()
    page.parts["note"].box.setFocus()

    keys.skip_to(page.parts["diagnosis"].box)
    keys.skip_to(page.parts["balance_percent"].box)

    assert page.parts["balance_percent"].box.hasFocus()


def test_a_physician_orders_a_course_in_under_two_minutes(physician: Ward) -> None:
    page = physician.order
    parts = page.parts
    keys = Keys()

    page.focus_first()
    keys.type("gbs", RETURN)
    keys.type("GBS, day 4, cannot walk", TAB, "G61.0", TAB)
    keys.skip_to(parts["plasma_volumes"].box)
    keys.type("1", TAB, "100", TAB, "5", TAB, "48", TAB, "2026-11-07 09:00", TAB)
    keys.skip_to(parts["replacement"].stops[-1])
    keys.type(SPACE, "alb", TAB, "5", TAB)
    keys.skip_to(parts["replacement"].rows[0].box("share"))
    keys.type("100", TAB)
    keys.skip_to(parts["ac_product"].box)
    keys.type("acd", TAB, "10", TAB)
    keys.skip_to(parts["access_kind"].box)
    keys.type("non", TAB, "right", TAB, "internal jugular", TAB, "2026-11-06", TAB)
    keys.skip_to(parts["consents"].stops[-1])
    keys.type(SPACE, "proc", TAB, "2026-11-06", TAB)
    QTest.keyClick(page, RETURN, Qt.KeyboardModifier.ControlModifier)

    assert isinstance(physician.page, CourseScreen)
    assert keys.seconds < MOST_S, keys.seconds
