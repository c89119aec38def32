"""Follow-ups on Today: due ones stand there, a call is told, a late infection is filed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from plexlog.domain.records import FollowUp
from plexlog.domain.words import Outcome, ReactionKind
from plexlog.domain.words_followed import Contact, FollowUpKind
from plexlog.services.board import Board, todays_board
from tests.contracts.pages import nameless
from tests.ui.conftest import WardClock
from tests.ui.pages.program import Ward
from ui.today.follow_up_dialog import FollowUpDialog
from ui.today.follow_up_strip import FollowUpItem, FollowUpStrip


class Calls:
    """The strip of Today and the dialog over it."""

    def __init__(self, ward: Ward, course_key: str) -> None:
        self.ward = ward
        self._course_key = course_key

    @property
    def strip(self) -> FollowUpStrip:
        found = self.ward.today.findChild(FollowUpStrip)
        assert found is not None
        return found

    @property
    def items(self) -> tuple[FollowUpItem, ...]:
        return self.strip.items

    @property
    def dialog(self) -> FollowUpDialog:
        found = self.ward.program.frame.findChildren(FollowUpDialog)
        return next(one for one in found if one.isVisible())

    def open(self, place: int = 0) -> Calls:
        self.items[place].click()
        QApplication.processEvents()
        return self

    def push(self, name: str) -> Calls:
        part = self.dialog.findChild(QPushButton, name)
        assert part is not None
        part.click()
        QApplication.processEvents()
        return self

    def fill(self, name: str, text: str) -> Calls:
        edit = self.dialog.findChild(QLineEdit, name)
        assert edit is not None
        edit.setText(text)
        return self

    def words(self) -> str:
        return "\n".join(one.text() for one in self.dialog.findChildren(QLabel))

    @property
    def is_open(self) -> bool:
        QApplication.processEvents()
        found = self.ward.program.frame.findChildren(FollowUpDialog)
        return any(one.isVisible() for one in found)

    def on_record(self) -> tuple[FollowUp, ...]:
        window = self.ward.program.window
        assert window is not None
        return window.desk.store.course(self._course_key).follow_ups or ()


@pytest.fixture
def calls(ward: Ward, course_on_file: str) -> Calls:
    """Two sessions that ended days ago, with nobody called yet."""
    return Calls(ward, course_on_file)


def test_calls_that_are_due_stand_on_today_until_they_are_made(calls: Calls) -> None:
    first, second = calls.items
    assert calls.strip.isVisible()
    assert first.view.is_late
    assert not second.view.is_late
    assert "overdue since" in first.accessibleDescription()

    calls.open().push("reached").push("follow_up_keep")

    assert not calls.is_open
    assert [one.view.about for one in calls.items] == [second.view.about]
    (made,) = calls.on_record()
    assert made.closed_at is not None


def test_nobody_reached_is_told_and_stays(calls: Calls) -> None:
    calls.open().push("follow_up_keep")
    assert "Say first whether somebody was reached" in calls.words()

    calls.push("not-reached").fill("note", "no answer").push("follow_up_keep")

    assert "1 not reached" in calls.items[0].accessibleDescription()
    calls.items[0].setFocus()
    calls.open()
    assert "no answer" in calls.words()
    QTest.keyClick(calls.dialog, Qt.Key.Key_Escape)
    assert not calls.is_open
    assert len(calls.on_record()) == 1


def test_a_late_infection_is_filed_to_its_session_and_followed_to_its_outcome(
    calls: Calls, clock: WardClock
) -> None:
    calls.open().push("infection").push("not-reached").push("follow_up_keep")
    assert "nobody was reached" in calls.words()
    calls.push("reached").push("exit-site").fill("onset_at", "99:99").push("follow_up_keep")
    assert calls.is_open
    calls.fill("onset_at", "2026-11-05 20:00").push("follow_up_keep")

    followed = next(one for one in calls.on_record() if one.kind is FollowUpKind.INFECTION)
    assert followed.event is not None
    assert followed.event.onset_at.clock == "20:00"
    clock.pass_minutes(25 * 60)
    calls.ward.today.show_board(_board(calls))
    place = next(n for n, one in enumerate(calls.items) if "infection" in one.view.about)
    calls.open(place).fill("organism", "S. aureus").push("reached").push("resolved")
    calls.push("follow_up_keep")

    closed = next(one for one in calls.on_record() if one.kind is FollowUpKind.INFECTION)
    assert closed.outcome is Outcome.RESOLVED
    assert closed.event is not None
    assert closed.event.infection is not None
    assert closed.event.infection.organism == "S. aureus"
    assert [one.contact for one in closed.contacts or ()] == [Contact.REACHED] * 2


def test_an_open_clot_is_followed_with_its_outcome_alone(calls: Calls, clock: WardClock) -> None:
    calls.open().push("clotting").push("reached").push("follow_up_keep")
    clock.pass_minutes(25 * 60)
    calls.ward.today.show_board(_board(calls))
    place = next(n for n, one in enumerate(calls.items) if "clot" in one.view.about)

    calls.open(place).push("reached").push("follow_up_keep")

    (open_one,) = [one for one in calls.on_record() if one.kind is FollowUpKind.CLOTTING]
    assert open_one.is_open
    assert open_one.event is not None
    assert open_one.event.kind is ReactionKind.CLOTTING


def test_everything_of_a_call_can_be_named(calls: Calls) -> None:
    calls.open()

    assert nameless(calls.dialog) == []
    assert nameless(calls.strip) == []
    calls.dialog.close_later()


def _board(calls: Calls) -> Board:
    window = calls.ward.program.window
    assert window is not None
    return todays_board(window.desk)
