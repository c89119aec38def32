"""What a dialog says after a press is in view before another key counts, on every screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Allergy, Course
from plexlog.services import signing
from plexlog.services.desk import Desk
from tests.ui.conftest import PASSWORD, WardClock
from tests.ui.pages.run_window import RunWindow
from tests.ui.test_after_signing import close, meanings
from tests.ui.test_sign_page import Paper
from ui.session.entry_dialog import EntryDialog

Key = Qt.Key
SCREENS = [(1366, 768), (960, 540)]
on_each_screen = pytest.mark.parametrize("screen", SCREENS)


def seen_whole(part: QWidget) -> bool:
    return part.isVisible() and part.visibleRegion().boundingRect() == part.rect()


def entry_dialog(window: RunWindow) -> EntryDialog:
    dialog = window.dialog()
    assert isinstance(dialog, EntryDialog)
    return dialog


def sized(window: RunWindow, screen: tuple[int, int]) -> RunWindow:
    window.frame.resize(*screen)
    window.settle()
    return window


@pytest.fixture
def allergic(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_course: Course,
    keep_course: Callable[[Course], str],
) -> RunWindow:
    """The run of a patient who must not have heparin."""
    del dressed
    patient = replace(due_course.patient, allergies=(Allergy(substance="heparin"),))
    key = keep_course(replace(due_course, patient=patient))
    return RunWindow(qtbot, desk, key).begin().show("run")


@on_each_screen
def test_the_stop_for_an_allergy_is_in_view_with_its_box(
    allergic: RunWindow, screen: tuple[int, int]
) -> None:
    sized(allergic, screen).key(Key.Key_F6).fill("drug", "Heparin").fill("dose", "5000 IU")
    allergic.part_named("dose").setFocus()

    allergic.press(Key.Key_Return)
    QApplication.processEvents()

    dialog = entry_dialog(allergic)
    assert dialog.message.severity_word == "STOP"
    assert allergic.focus().objectName() == "going_on"
    assert seen_whole(dialog.message)
    assert seen_whole(allergic.part(QWidget, "box_going_on"))


def test_a_double_enter_does_not_answer_a_stop_with_a_reason_of_before(
    allergic: RunWindow,
) -> None:
    allergic.key(Key.Key_F6).fill("drug", "Heparin").fill("dose", "5000 IU").push("dialog_keep")
    allergic.fill("going_on", "as he said").fill("dose", " ").push("dialog_keep")
    allergic.fill("dose", "5000 IU")
    allergic.part_named("dose").setFocus()

    allergic.key(Key.Key_Return, Key.Key_Return)

    assert not allergic.view.session.drugs_given


@on_each_screen
def test_why_a_scan_is_not_taken_is_in_view(run: RunWindow, screen: tuple[int, int]) -> None:
    sized(run, screen).key(Key.Key_F7).type("nonsense").key(Key.Key_Return)

    assert seen_whole(entry_dialog(run).message)


@pytest.fixture
def signed(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> RunWindow:
    """The page of a session that is signed."""
    del dressed
    window = close(RunWindow(qtbot, desk, due_session, Paper(desk).tools()).begin(), clock)
    signing.sign_session(window.presenter.session)
    return window.show("sign")


@on_each_screen
def test_the_question_of_an_amendment_is_in_view_and_said_as_one(
    signed: RunWindow, screen: tuple[int, int]
) -> None:
    sized(signed, screen).push("amend_value")
    key = next(f"reading/{row.key}/pulse_per_min" for row in signed.view.session.readings or ())
    signed.pick("what", key).fill("text", "190").fill("why", "misread")
    signed.fill("later_password", PASSWORD)
    signed.part_named("later_password").setFocus()

    signed.key(Key.Key_Return)

    dialog = entry_dialog(signed)
    assert dialog.message.severity_word == "ASK"
    assert seen_whole(dialog.message)


def test_a_systolic_pressure_below_its_diastolic_is_no_amendment(signed: RunWindow) -> None:
    signed.push("amend_value")
    key = next(f"reading/{row.key}/systolic_mmhg" for row in signed.view.session.readings or ())
    signed.pick("what", key).fill("text", "60").fill("why", "misread")
    signed.fill("later_password", PASSWORD).push("dialog_keep")

    assert "not above the diastolic 64" in entry_dialog(signed).boxes["text"].remark
    assert meanings(signed) == ["performed"]


def test_the_second_press_in_haste_signs_no_amendment(signed: RunWindow) -> None:
    signed.push("amend_value")
    key = next(f"reading/{row.key}/pulse_per_min" for row in signed.view.session.readings or ())
    signed.pick("what", key).fill("text", "190").fill("why", "misread")
    signed.fill("later_password", PASSWORD)
    signed.part_named("later_password").setFocus()

    signed.key(Key.Key_Return, Key.Key_Return)
    assert meanings(signed) == ["performed"]

    signed.let_haste_pass().key(Key.Key_Return)
    assert meanings(signed) == ["performed", "amended"]
