"""Two chairs: each patient in a window of their own, the times of the other in sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from plexlog.domain.records import Course
from plexlog.services.neighbours import running_lines, running_sessions
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import end_run, start_run
from tests.ui.conftest import PASSWORD, WardClock
from tests.ui.pages.program import SECOND, Ward, ward_takes_on
from ui.session.run_dialogs import note_dialog
from ui.session.session_screen import SessionScreen
from ui.shell.chairs import Chairs
from ui.shell.window import Window
from ui.signin.lock_cover import LockCover
from ui.signin.signin_screen import SignInScreen
from ui.today.today_screen import TodayScreen
from ui.widgets.icons import IconMark
from ui.widgets.timer_rows import TimerRows


def chairs_of(ward: Ward) -> Chairs:
    chairs = ward.program.chairs
    assert chairs is not None
    return chairs


@pytest.fixture
def keys(ward: Ward, due_course: Course) -> tuple[str, str]:
    """Two patients with a session each: the first runs, the second is to begin."""
    store = chairs_of(ward).main.desk.store
    first = store.add_course(due_course)
    patient = replace(
        due_course.patient, family_name="Ngô", given_name="Ánh", record_number="77 001", key=""
    )
    sessions = tuple(replace(one, key="") for one in due_course.sessions or ())
    second = store.add_course(
        replace(due_course, course_id="another", patient=patient, sessions=sessions, key="")
    )
    found = tuple(store.sessions_of(one)[-1].session_key for one in (first, second))
    start_run(OpenSession(chairs_of(ward).main.desk, found[0]))
    return found[0], found[1]


@pytest.fixture
def both(ward: Ward, keys: tuple[str, str]) -> tuple[Window, Window]:
    """The window of the board with the first session, and that of the second."""
    main = chairs_of(ward).main
    main.open_session(keys[0])
    main.open_session(keys[1])
    QApplication.processEvents()
    first, second = chairs_of(ward).windows
    return first, second


def test_one_session_needs_one_window(ward: Ward, keys: tuple[str, str]) -> None:
    chairs_of(ward).main.open_session(keys[0])

    assert len(chairs_of(ward).windows) == 1
    assert isinstance(ward.page, SessionScreen)


def test_a_second_patient_gets_a_window_with_banner_letter_and_colour(
    both: tuple[Window, Window],
) -> None:
    names = [window.title() for window in both]
    marks = [window.frame.banner.chair for window in both]

    assert names[0] != names[1]
    assert "NGÔ, Ánh" in names[1]
    assert all(window.frame.windowTitle() == window.title() for window in both)
    assert all(window.frame.banner.isVisible() for window in both)
    assert None not in marks
    assert len({mark.letter for mark in marks if mark}) == 2
    assert len({mark.fill for mark in marks if mark}) == 2


def test_the_other_session_shows_its_times(
    both: tuple[Window, Window], keys: tuple[str, str], clock: WardClock
) -> None:
    assert isinstance(both[0].page, SessionScreen)
    both[0].page.show_step("run")
    clock.pass_minutes(to_vitals(both[0]) + 2)
    both[0].tick()

    first, second = (window.frame.rail.neighbours.items for window in both)
    assert first == ()  # the second does not run yet
    assert [item.view.key for item in second] == [keys[0]]
    view = second[0].view
    assert (view.icon, view.state, view.time) == ("triangle-alert", "late", "2 min")
    assert view.elapsed != "0:00"
    assert "Chair A" in view.spoken


@pytest.mark.parametrize(
    ("after_due", "said"),
    [(-3, ("clock", "in")), (0, ("bell", "due")), (3, ("triangle-alert", "late"))],
)
def test_due_and_late_differ_by_shape_and_word(
    both: tuple[Window, Window], clock: WardClock, after_due: int, said: tuple[str, str]
) -> None:
    clock.pass_minutes(to_vitals(both[0]) + after_due)
    both[0].tick()

    view = both[1].frame.rail.neighbours.items[0].view
    assert (view.icon, view.state) == said


def test_a_click_brings_the_other_window_forward(
    ward: Ward, both: tuple[Window, Window], keys: tuple[str, str]
) -> None:
    both[0].open_today()
    item = both[1].frame.rail.neighbours.items[0]

    item.click()

    shown = [window.opened.key for window in chairs_of(ward).windows]
    assert shown == ["", keys[1], keys[0]]  # it has a window of its own again


def test_no_session_is_open_twice(
    ward: Ward, both: tuple[Window, Window], keys: tuple[str, str]
) -> None:
    both[0].open_today()
    both[0].open_session(keys[1])
    both[0].open_session(keys[1])

    assert [one.opened.key for one in chairs_of(ward).windows].count(keys[1]) == 1
    assert isinstance(ward.page, TodayScreen)


def test_a_window_of_a_session_never_shows_another_patient(
    ward: Ward, both: tuple[Window, Window], keys: tuple[str, str]
) -> None:
    both[1].open_today()

    assert both[1].opened.key == keys[1]
    assert isinstance(ward.page, TodayScreen)


def test_closing_one_window_leaves_the_other(
    ward: Ward, both: tuple[Window, Window], keys: tuple[str, str]
) -> None:
    both[1].frame.close()
    QApplication.processEvents()

    assert [window.opened.key for window in chairs_of(ward).windows] == [keys[0]]
    assert both[0].frame.banner.chair is None


def test_a_lock_covers_all_windows_and_one_password_uncovers_them(
    ward: Ward, both: tuple[Window, Window]
) -> None:
    ward.program.lock()

    covers = [window.frame.findChild(LockCover) for window in both]
    assert all(cover is not None and cover.isVisible() for cover in covers)
    assert {window.frame.windowTitle() for window in both} == {"PlexLog, locked"}
    sign_in_at(both[1])

    assert all(window.frame.page_area.isEnabled() for window in both)
    assert both[1].frame.windowTitle() == both[1].title()


def test_a_locked_window_shows_what_runs_and_nobodys_name(
    ward: Ward, keys: tuple[str, str], clock: WardClock
) -> None:
    ward.program.lock()
    clock.pass_minutes(12)
    chairs_of(ward).refresh()

    (cover,) = ward.program.frame.findChildren(LockCover)
    timers = cover.findChild(TimerRows)
    assert timers is not None
    (alone,) = timers.views
    assert alone.words.startswith("Session running 0:12  ·  vitals ")
    assert "MUSTERWALD" not in alone.words

    start_run(OpenSession(chairs_of(ward).main.desk, keys[1]))
    chairs_of(ward).refresh()
    assert [one.words[:7] for one in timers.views] == ["Chair A", "Chair B"]

    clock.pass_minutes(60)
    chairs_of(ward).refresh()
    assert {(one.icon, one.ink) for one in timers.views} == {("triangle-alert", "noticeInk")}
    assert "vitals late " in timers.views[0].words
    assert [mark.name for mark in timers.findChildren(IconMark)] == ["triangle-alert"] * 2

    end_run(OpenSession(chairs_of(ward).main.desk, keys[1]))
    chairs_of(ward).refresh()
    assert [one.words[:7] for one in timers.views] == ["Session"]


def test_a_letter_is_not_the_next_patients_and_stays_when_another_takes_over(
    ward: Ward, both: tuple[Window, Window], keys: tuple[str, str]
) -> None:
    mark = both[1].frame.banner.chair
    assert mark is not None
    ward_takes_on(both[0])
    ward.program.lock()
    ward.part_of_lock("dogan", SECOND)
    assert chairs_of(ward).letters[keys[1]] == mark

    end_run(OpenSession(chairs_of(ward).main.desk, keys[0]))
    chairs_of(ward).main.open_today()
    chairs_of(ward).refresh()

    assert keys[0] not in chairs_of(ward).letters
    assert chairs_of(ward).letters[keys[1]] == mark


def test_somebody_else_takes_over_all_windows(
    ward: Ward, both: tuple[Window, Window], keys: tuple[str, str]
) -> None:
    ward_takes_on(both[0])
    ward.program.lock()

    ward.part_of_lock("dogan", SECOND)

    shown = chairs_of(ward).windows
    assert {window.opened.key for window in shown} == set(keys)
    assert {window.desk.me for window in shown} == {"Cem Dogan"}


def test_a_dialog_that_was_open_is_offered_with_its_text_to_whoever_comes_next(
    ward: Ward, keys: tuple[str, str]
) -> None:
    main = chairs_of(ward).main
    main.open_session(keys[0])
    dialog = note_dialog(main.frame.page_area)
    dialog.open()
    dialog.boxes["note"].edit.setText("Line kinked")

    main.keep_typed()
    dialog.finish()
    dialog = note_dialog(main.frame.page_area)
    dialog.open()

    assert dialog.texts()["note"] == ""  # it was recorded: nothing is left
    dialog.boxes["note"].edit.setText("Line kinked")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    again = note_dialog(main.frame.page_area)
    again.open()
    assert again.texts()["note"] == "Line kinked"
    again.finish()


def test_idleness_locks_and_a_touch_puts_it_off(ward: Ward, clock: WardClock) -> None:
    idle = ward.program.idle
    idle.set_minutes(10)
    clock.pass_minutes(9)
    handle = ward.program.frame.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    clock.pass_minutes(9)
    idle.look()
    assert ward.program.frame.findChild(LockCover) is None

    clock.pass_minutes(1)
    idle.look()

    assert ward.program.frame.findChild(LockCover) is not None
    idle.set_minutes(0)


def to_vitals(window: Window) -> float:
    """Minutes until vitals are due in the session that runs."""
    left = running_sessions(window.desk, running_lines(window.desk))[0].minutes_to_vitals
    assert left is not None
    return left


def sign_in_at(window: Window) -> None:
    cover = window.frame.findChild(LockCover)
    assert cover is not None
    page: SignInScreen = cover.sign_in
    Ward.give(page, PASSWORD)
