"""The screen of a session: which step is shown, what holds it, and what could not be recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course
from plexlog.domain.steps import Gap, Step
from plexlog.services import recording
from plexlog.services.desk import Desk
from tests.ui.conftest import WardClock
from tests.ui.pages.session_window import SessionWindow
from ui.session.checklist_panel import ChecklistPanel
from ui.session.session_screen import holding_words
from ui.widgets.buttons import ActionButton, Kind


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> SessionWindow:
    del dressed
    return SessionWindow(qtbot, desk, due_session).open()


def identify(window: SessionWindow) -> None:
    window.presenter.check_identity({"record-number": "LO-0066120", "birth-date": "1988-02-29"})
    for item in ("consent-checked", "order-read-back", "allergies-checked"):
        window.presenter.answer(item, "done", "")


def test_a_new_session_opens_at_its_first_step(window: SessionWindow) -> None:
    assert window.screen.step is Step.IDENTIFY


def test_a_restart_opens_at_the_same_step(
    qtbot: QtBot, window: SessionWindow, desk: Desk, due_session: str
) -> None:
    identify(window)

    again = SessionWindow(qtbot, desk, due_session)

    assert again.screen.step is Step.ASSESS


def test_a_page_is_made_when_it_is_first_shown_and_kept(window: SessionWindow) -> None:
    first = window.screen.page
    assert len(window.screen.findChildren(ChecklistPanel)) == 1

    plan = window.go_to(Step.PLAN).screen.page
    window.go_to(Step.IDENTIFY)

    assert window.screen.page is first
    assert window.go_to(Step.PLAN).screen.page is plan


def test_the_next_step_is_locked_and_says_by_what(window: SessionWindow) -> None:
    assert window.next_button().is_locked
    assert "Two identifiers" in window.next_button().toolTip()
    assert "Consent is valid today" in window.next_button().toolTip()


def test_the_next_step_opens_once_nothing_holds_this_one(window: SessionWindow) -> None:
    identify(window)

    window.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    assert window.screen.step is Step.ASSESS


def test_a_held_step_does_not_go_on(window: SessionWindow) -> None:
    window.screen.go_on()

    assert window.screen.step is Step.IDENTIFY


def test_back_shows_the_step_before(window: SessionWindow) -> None:
    window.go_to(Step.PLAN)

    window.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert window.screen.step is Step.ASSESS


def test_back_stops_at_the_first_step(window: SessionWindow) -> None:
    window.screen.go_back()

    assert window.screen.step is Step.IDENTIFY


@pytest.mark.parametrize("step", list(Step))
def test_every_step_can_be_looked_at(window: SessionWindow, step: Step) -> None:
    window.go_to(step)

    assert window.screen.step is step
    assert window.screen.page.isVisible()


def test_the_bar_counts_what_is_missing_up_to_where_work_goes_on(window: SessionWindow) -> None:
    missing = {mark.step: mark.missing for mark in window.screen.marks()}

    assert missing[Step.IDENTIFY] == len(window.view.state(Step.IDENTIFY).gaps) == 5
    assert missing[Step.ASSESS] == 0


def test_a_run_that_goes_on_is_not_told_that_its_end_is_missing(
    window: SessionWindow, clock: WardClock
) -> None:
    recording.start_run(window.presenter.session)
    clock.pass_minutes(2)
    window.presenter.tell_kept()
    window.screen.show_step("run")

    run = {mark.step: mark for mark in window.screen.marks()}[Step.RUN]

    assert [gap.key for gap in window.view.state(Step.RUN).gaps] == ["ended_at"]
    assert (run.missing, run.is_done) == (0, False)


def test_the_bar_counts_less_after_an_answer(window: SessionWindow) -> None:
    identify(window)

    marks = {mark.step: mark for mark in window.screen.marks()}
    assert marks[Step.IDENTIFY].missing == 0
    assert marks[Step.IDENTIFY].is_done


@pytest.mark.parametrize("step", [Step.IDENTIFY, Step.ASSESS, Step.PLAN])
def test_once_nothing_holds_a_step_one_button_leads_on(window: SessionWindow, step: Step) -> None:
    assert window.next_button().kind is Kind.SECONDARY  # what is missing comes first

    window.prepare().go_to(step)

    parts = (window.screen.bar, window.screen.page)
    buttons = [one for part in parts for one in part.findChildren(ActionButton)]
    leading = [one for one in buttons if one.isVisible() and one.kind is Kind.PRIMARY]
    assert len(leading) == 1, [one.text() for one in buttons if one.isVisible()]


def test_what_could_not_be_recorded_is_told_until_the_next_success(window: SessionWindow) -> None:
    window.presenter.failed.emit("The disk is full. Nothing was recorded.")
    assert window.screen.message == "The disk is full. Nothing was recorded."

    window.presenter.answer("order-read-back", "done", "")

    assert window.screen.message == ""


def test_a_store_that_fails_is_told_as_a_sentence(window: SessionWindow) -> None:
    def verb() -> None:
        raise StoreError("The file is read-only. Nothing was recorded.")

    window.presenter.attempt(verb)

    assert window.screen.message == "The file is read-only. Nothing was recorded."


def test_the_presenter_can_ask_for_a_step(window: SessionWindow) -> None:
    window.presenter.step_wanted.emit(Step.CLOSE.value)

    assert window.screen.step is Step.CLOSE


def test_timers_go_on_only_while_the_run_goes_on(window: SessionWindow, clock: WardClock) -> None:
    window.prepare().go_to(Step.RUN)
    window.presenter.start_run()
    clock.pass_minutes(7)

    window.presenter.tick()

    assert window.view.now == clock.now()
    window.presenter.end_run()
    assert window.screen.step is Step.CLOSE


def test_a_run_is_not_started_while_something_is_in_the_way(window: SessionWindow) -> None:
    window.presenter.start_run()

    assert not window.view.is_running
    assert "In the way: Two identifiers" in window.screen.message


def test_a_step_without_its_own_buttons_leaves_the_bar_to_back_and_next(
    window: SessionWindow,
) -> None:
    recording.start_run(window.presenter.session)
    window.presenter.tell_kept()
    window.go_to(Step.RUN)
    assert window.bar_words() == ["Hand over", "Silence", "Pause", "End run"]

    window.go_to(Step.ASSESS)

    assert window.bar_words() == ["Back", "Plan", "Reaction"]


def test_the_bar_of_steps_goes_with_the_session(window: SessionWindow) -> None:
    window.in_frame.take_out()

    assert window.frame.stepper.isHidden()


def test_a_session_that_has_ended_opens_at_its_close(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_course: Course,
    keep_course: Callable[[Course], str],
) -> None:
    del dressed
    done = (due_course.sessions or ())[1]
    ended = replace(done, close=None, ended_at=Moment.parse("2026-11-04T11:35+01:00"))
    key = keep_course(replace(due_course, sessions=((due_course.sessions or ())[0], ended)))

    window = SessionWindow(qtbot, desk, key)

    assert window.screen.step in (Step.IDENTIFY, Step.ASSESS, Step.PLAN, Step.CLOSE)
    assert not window.screen.marks()[-1].is_done


def test_the_cursor_is_in_the_open_row_once_the_run_was_started_from_its_own_page(
    window: SessionWindow,
) -> None:
    window.prepare().go_to(Step.RUN)

    window.presenter.start_run()
    QApplication.processEvents()

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "row_systolic_mmhg"


def test_each_thing_that_holds_a_step_is_named_once() -> None:
    labels = ("Consent", "Dose", "Consent", "Consent", "Machine", "Set", "Filter", "Filter")
    gaps = [Gap(step=Step.PLAN, key=str(n), label=one, holds=True) for n, one in enumerate(labels)]

    assert holding_words(gaps[:4]) == "Waits for: Consent; Dose"
    assert holding_words(gaps) == "Waits for: Consent; Dose; Machine; Set; 1 more"
