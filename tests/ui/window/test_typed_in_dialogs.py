"""What is typed into a dialog of a session is there again: after Esc, and after a lock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from tests.ui.pages.program import SECOND, Ward, part_of, ward_takes_on
from tests.ui.window.test_no_password_is_drafted import on_file
from ui.session.reaction_opener import ReactionOpener
from ui.session.session_screen import SessionScreen
from ui.shell.window import Window
from ui.widgets.dialog import DialogFrame, top_dialog

Key = Qt.Key
LONG = "Patient asleep, daughter beside her, warm blanket given, feels well"


@pytest.fixture
def key(window: Window, course_on_file: str) -> str:
    """The key of the session that runs."""
    return window.desk.store.sessions_of(course_on_file)[-1].session_key


def run_page(ward: Ward, key: str) -> SessionScreen:
    window = ward.program.window
    assert window is not None
    window.open_session(key)
    QApplication.processEvents()
    assert isinstance(ward.page, SessionScreen)
    ward.page.show_step("run")
    QApplication.processEvents()
    return ward.page


def opened_by(ward: Ward, name: Key) -> DialogFrame:
    QTest.keyClick(ward.program.frame, name)
    return on_top(ward)


def on_top(ward: Ward) -> DialogFrame:
    QApplication.processEvents()
    dialog = top_dialog(ward.program.frame.page_area)
    assert dialog is not None
    return dialog


def box(dialog: DialogFrame, code: str) -> QLineEdit:
    return part_of(dialog, QLineEdit, code)


def type_in(dialog: DialogFrame, **texts: str) -> None:
    """Type into boxes; the cursor stays in the last."""
    for code, text in texts.items():
        box(dialog, code).setFocus()
        QTest.keyClicks(box(dialog, code), text)


def push(dialog: DialogFrame, *names: str) -> None:
    for name in names:
        part_of(dialog, QPushButton, name).click()
        QApplication.processEvents()


def escape() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Escape)
    QApplication.processEvents()


def test_esc_out_of_a_note_keeps_what_is_being_typed(ward: Ward, key: str) -> None:
    run_page(ward, key)
    dialog = opened_by(ward, Key.Key_F8)
    type_in(dialog, note=LONG)

    escape()

    assert top_dialog(ward.program.frame.page_area) is None
    assert box(opened_by(ward, Key.Key_F8), "note").text() == LONG


def test_esc_out_of_a_drug_keeps_every_box(ward: Ward, key: str) -> None:
    run_page(ward, key)
    texts = {"drug": "Paracetamol", "volume_ml": "100", "dose": "1 g"}
    type_in(opened_by(ward, Key.Key_F6), **texts)

    escape()

    again = opened_by(ward, Key.Key_F6)
    assert {code: box(again, code).text() for code in texts} == texts


def test_esc_keeps_the_line_of_a_label_that_is_typed(ward: Ward, key: str) -> None:
    run_page(ward, key)
    type_in(opened_by(ward, Key.Key_F7), lot="A7", scan="=G1234")

    escape()

    again = opened_by(ward, Key.Key_F7)
    assert (box(again, "scan").text(), box(again, "lot").text()) == ("=G1234", "A7")


def new_vitals(ward: Ward, key: str) -> DialogFrame:
    """A reaction with new vitals half typed."""
    opener = run_page(ward, key).page.findChild(ReactionOpener)
    assert opener is not None
    opener.open_new()
    dialog = on_top(ward)
    push(dialog, "hypotension", "new_vitals")
    type_in(dialog, systolic_mmhg="84", diastolic_mmhg="52", pulse_per_min="104")
    return dialog


def reaction_again(ward: Ward, key: str) -> DialogFrame:
    opener = run_page(ward, key).page.findChild(ReactionOpener)
    window = ward.program.window
    assert opener is not None
    assert window is not None
    (one,) = window.desk.store.session(key).reactions or ()
    opener.open(one.id)
    return on_top(ward)


def vitals(dialog: DialogFrame) -> list[str]:
    codes = ("systolic_mmhg", "diastolic_mmhg", "pulse_per_min")
    return [box(dialog, code).text() for code in codes]


def test_new_vitals_that_are_left_with_esc_are_there_again(ward: Ward, key: str) -> None:
    new_vitals(ward, key)

    escape()

    again = reaction_again(ward, key)
    assert vitals(again) == ["84", "52", "104"]
    assert box(again, "systolic_mmhg").isVisible()


def test_new_vitals_outlive_a_lock_by_somebody_else(ward: Ward, key: str) -> None:
    assert ward.program.window is not None
    ward_takes_on(ward.program.window)
    new_vitals(ward, key)

    ward.program.lock()
    ward.part_of_lock("dogan", SECOND)

    assert vitals(reaction_again(ward, key)) == ["84", "52", "104"]


def test_vitals_on_record_are_not_offered_again(ward: Ward, key: str) -> None:
    new_vitals(ward, key)
    escape()
    dialog = reaction_again(ward, key)
    assert "104" in on_file(ward)

    push(dialog, "vitals_keep")

    assert on_file(ward) == ""
    dialog.close_later()
    assert vitals(reaction_again(ward, key)) == ["", "", ""]
