"""A password that was typed and not given is on no file, and not in the box of who comes next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from plexlog.domain.words import EndReason
from plexlog.services import recording, signing
from plexlog.services.open_session import OpenSession
from plexlog.storage.unit_record import UnitRecord
from tests.ui.pages.program import SECOND, Ward, part_of, ward_takes_on
from ui.session.session_screen import SessionScreen
from ui.shell.window import Window
from ui.widgets.dialog import DialogFrame, top_dialog

SECRET = "seven swans fly"  # noqa: S105 - opens nothing


@pytest.fixture
def signed(window: Window, course_on_file: str) -> str:
    """The key of a session that was signed."""
    key = window.desk.store.sessions_of(course_on_file)[-1].session_key
    session = OpenSession(window.desk, key)
    recording.end_run(session)
    recording.set_facts(session, {"end_reason": EndReason.TARGET_REACHED})
    for finding in signing.unanswered(session.view()):
        recording.answer_finding(session, finding.code, "seen, for the test")
    signing.sign_session(session)
    return key


def addendum(ward: Ward, key: str) -> DialogFrame:
    """The dialog for an addendum to the session."""
    window = ward.program.window
    assert window is not None
    window.open_session(key)
    QApplication.processEvents()
    assert isinstance(ward.page, SessionScreen)
    ward.page.show_step("sign")
    ward.press("add_addendum")
    dialog = top_dialog(ward.program.frame.page_area)
    assert dialog is not None
    return dialog


def type_in(dialog: DialogFrame, **texts: str) -> None:
    for code, text in texts.items():
        part_of(dialog, QLineEdit, code).setText(text)


def boxes(dialog: DialogFrame) -> dict[str, str]:
    codes = ("text", "why", "later_password")
    return {code: part_of(dialog, QLineEdit, code).text() for code in codes}


def on_file(ward: Ward) -> str:
    """All that drafts hold."""
    window = ward.program.window
    assert window is not None
    assert isinstance(window.desk.store, UnitRecord)
    rows = window.desk.store.database.rows('SELECT * FROM "draft"')
    return " ".join(str(tuple(row)) for row in rows)


def test_the_words_of_an_addendum_are_kept_and_the_password_is_not(
    ward: Ward, signed: str
) -> None:
    dialog = addendum(ward, signed)
    type_in(dialog, text="Rash at home", why="by phone", later_password=SECRET)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert "Rash at home" in on_file(ward)
    assert SECRET not in on_file(ward)
    assert boxes(addendum(ward, signed)) == {
        "text": "Rash at home",
        "why": "by phone",
        "later_password": "",
    }


def test_a_password_alone_is_nothing_to_keep(ward: Ward, signed: str) -> None:
    dialog = addendum(ward, signed)
    type_in(dialog, later_password=SECRET)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert boxes(dialog)["later_password"] == ""  # closed, and not gone from memory yet
    assert on_file(ward) == ""


def test_a_lock_empties_it_for_who_typed_it_and_for_who_comes(ward: Ward, signed: str) -> None:
    assert ward.program.window is not None
    ward_takes_on(ward.program.window)
    dialog = addendum(ward, signed)
    type_in(dialog, text="Rash at home", later_password=SECRET)

    ward.program.lock()

    assert boxes(dialog) == {"text": "Rash at home", "why": "", "later_password": ""}
    ward.part_of_lock("dogan", SECOND)
    assert SECRET not in on_file(ward)
    assert boxes(addendum(ward, signed)) == {
        "text": "Rash at home",
        "why": "",
        "later_password": "",
    }


def test_what_a_draft_of_before_held_comes_into_no_hidden_box(ward: Ward, signed: str) -> None:
    dialog = addendum(ward, signed)
    type_in(dialog, text="Rash at home")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert ward.program.window is not None
    record = ward.program.window.desk.store
    assert isinstance(record, UnitRecord)
    (form,) = [row["key"] for row in record.database.rows('SELECT "key" FROM "draft"')]
    record.keep_draft(form, {"text": "Rash at home", "later_password": SECRET})

    assert boxes(addendum(ward, signed))["later_password"] == ""


def test_a_half_typed_signature_is_emptied_by_a_lock(ward: Ward, window: Window) -> None:
    line = next(iter(window.desk.store.courses()))
    window.open_session(window.desk.store.sessions_of(line.course_key)[-1].session_key)
    QApplication.processEvents()
    assert isinstance(ward.page, SessionScreen)
    ward.page.show_step("sign")
    box = ward.part(QLineEdit, "sign_password")
    box.setText(SECRET)

    ward.program.lock()

    assert box.text() == ""
