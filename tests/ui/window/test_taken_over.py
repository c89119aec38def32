"""Through the whole window: after a hand-over the taker is at work, on the same page."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from plexlog.services import recording
from plexlog.services.open_session import OpenSession
from tests.ui.conftest import NURSE, PASSWORD
from tests.ui.pages.program import SECOND, Ward, part_of, ward_takes_on
from ui.forms.fields import LineField, PickField
from ui.session.person_dialog import PersonDialog
from ui.session.session_screen import SessionScreen
from ui.shell.window import Window
from ui.widgets.buttons import ActionButton


def test_what_follows_a_hand_over_is_written_in_the_name_of_the_taker(
    ward: Ward, window: Window
) -> None:
    ward_takes_on(window)
    store = window.desk.store
    course = store.courses()[0]
    key = store.sessions_of(course.course_key)[-1].session_key
    window.open_session(key)
    assert isinstance(ward.page, SessionScreen)
    ward.page.show_step("run")

    part_of(window.frame, ActionButton, "hand_over").click()
    (dialog,) = window.frame.findChildren(PersonDialog)
    part_of(dialog, LineField, "own_password").box.setText(PASSWORD)
    part_of(dialog, PickField, "colleague").set_text("dogan")
    part_of(dialog, LineField, "colleague_password").box.setText(SECOND)
    part_of(dialog, ActionButton, "dialog_keep").click()
    for _turn in range(5):
        QApplication.processEvents()

    now = ward.program.window
    assert now is not None
    assert now.desk.me == "Cem Dogan"
    assert isinstance(ward.page, SessionScreen)
    session = OpenSession(now.desk, key)
    (kept,) = session.view().session.hand_overs or ()
    assert (kept.given_by, kept.taken_by) == (NURSE, "Cem Dogan")
    row = recording.begin_row(session, now.desk.now())
    assert row.by == "Cem Dogan"
