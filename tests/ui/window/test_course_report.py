"""The report of a course is looked at, printed and saved inside the window."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from plexlog.domain.records import Course
from plexlog.domain.unit import Role
from plexlog.domain.unit_settings import TELEPHONES
from plexlog.domain.words import PhysicianTextKind
from plexlog.services.unit_settings import change_setting
from plexlog.storage.unit_record import UnitRecord
from tests.ui.pages.program import Ward, part_of
from tests.ui.window.test_today_page import window_of
from ui.course.report_dialog import ReportDialog
from ui.course.report_presenter import LETTER, SUMMARIES
from ui.widgets.buttons import ActionButton


@pytest.fixture
def open_report(ward: Ward, due_course: Course) -> Callable[..., ReportDialog]:
    """Opens the report of a course as a nurse or a physician."""

    def opened(role: Role = Role.NURSE, course: Course = due_course) -> ReportDialog:
        store = window_of(ward).desk.store
        assert isinstance(store, UnitRecord)
        if role is not store.me.role:
            store.change_role(store.me.key, role, "took over", administers=True)
        window_of(ward).open_course(store.add_course(course))
        ward.press("course_report")
        return part_of(ward.page, ReportDialog, "report_dialog")

    return opened


def press(dialog: ReportDialog, name: str) -> None:
    part_of(dialog, ActionButton, name).click()
    QApplication.processEvents()


def save(dialog: ReportDialog, path: Path) -> str:
    """Save under a path; answers the name that was offered."""
    press(dialog, "save_report")
    asked = part_of(dialog, QFileDialog, "save_file")
    offered = Path(asked.selectedFiles()[0]).name
    asked.fileSelected.emit(str(path))
    asked.done(0)
    return offered


def text_of(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(page.extract_text() for page in pages)


def test_the_report_is_shown_as_it_will_be_printed_and_saved(
    open_report: Callable[..., ReportDialog], tmp_path: Path
) -> None:
    dialog = open_report()

    offered = save(dialog, tmp_path / "report.pdf")

    assert dialog.preview.page_count > 0
    assert "course report" in text_of(tmp_path / "report.pdf")
    assert offered == "course-report-2-2026-11-06.pdf"
    assert dialog.said == "Saved as report.pdf"


def test_the_summaries_of_the_sessions_are_the_other_choice(
    open_report: Callable[..., ReportDialog], tmp_path: Path
) -> None:
    dialog = open_report()

    QTest.mouseClick(dialog.kind.button(SUMMARIES), Qt.MouseButton.LeftButton)
    offered = save(dialog, tmp_path / "all.pdf")

    assert offered.startswith("session-summaries-2-")
    assert "summaries of a course" in text_of(tmp_path / "all.pdf")


def test_a_file_names_the_patient_only_when_that_is_asked_for(
    open_report: Callable[..., ReportDialog], due_course: Course, tmp_path: Path
) -> None:
    dialog = open_report()
    dialog.named.click()

    offered = save(dialog, tmp_path / "named.pdf")

    assert offered.startswith(due_course.patient.family_name)


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_says_why(
    open_report: Callable[..., ReportDialog], tmp_path: Path
) -> None:
    dialog = open_report()
    (tmp_path / "folder").mkdir()

    save(dialog, tmp_path / "folder")
    save(dialog, tmp_path / "nowhere" / "report.pdf")

    assert "cannot be written" in dialog.said
    assert "What was there is unchanged" in dialog.said


def test_a_course_that_has_not_begun_has_no_report(
    open_report: Callable[..., ReportDialog], due_course: Course, tmp_path: Path
) -> None:
    planned = replace(due_course, sessions=(due_course.sessions or ())[2:])

    dialog = open_report(course=planned)
    press(dialog, "print_report")
    save(dialog, tmp_path / "none.pdf")

    assert "there is nothing to print" in dialog.said
    assert not (tmp_path / "none.pdf").exists()


def test_a_nurse_is_not_asked_for_a_physicians_words(
    open_report: Callable[..., ReportDialog],
) -> None:
    dialog = open_report()

    assert all(area.isHidden() for area in dialog.words.values())


def test_a_physicians_words_are_kept_as_they_leave_the_box_and_printed(
    ward: Ward, open_report: Callable[..., ReportDialog], tmp_path: Path
) -> None:
    dialog = open_report(Role.PHYSICIAN)
    area = dialog.words[PhysicianTextKind.NARRATIVE]
    area.box.setFocus()
    QTest.keyClicks(area.box, "Walks again.")
    QTest.keyClick(area.box, Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.words[PhysicianTextKind.RECOMMENDATIONS].box, "Remove the line.")
    QTest.keyClick(dialog.words[PhysicianTextKind.RECOMMENDATIONS].box, Qt.Key.Key_Tab)

    save(dialog, tmp_path / "report.pdf")

    text = text_of(tmp_path / "report.pdf")
    assert "Walks again." in text
    assert "Remove the line." in text
    course = window_of(ward).desk.store.course(window_of(ward).opened.key)
    assert len(course.physician_texts or ()) == 2


def test_words_that_are_too_long_are_refused_and_stay(
    open_report: Callable[..., ReportDialog],
) -> None:
    dialog = open_report(Role.PHYSICIAN)
    area = dialog.words[PhysicianTextKind.NARRATIVE]
    area.box.setPlainText("x" * 10_001)
    area.box.setFocus()

    QTest.keyClick(area.box, Qt.Key.Key_Tab)

    assert "10000" in dialog.said.replace("\u202f", "")
    assert len(area.text()) == 10_001


def choose_letter(dialog: ReportDialog) -> None:
    QTest.mouseClick(dialog.kind.button(LETTER), Qt.MouseButton.LeftButton)


def test_the_letter_says_before_it_is_printed_that_a_telephone_is_to_be_filled_in(
    open_report: Callable[..., ReportDialog], tmp_path: Path
) -> None:
    dialog = open_report(Role.PHYSICIAN)
    assert dialog.fill_in == ""

    choose_letter(dialog)
    offered = save(dialog, tmp_path / "letter.pdf")

    assert "no telephone number" in dialog.fill_in
    assert "Whom to call" in text_of(tmp_path / "letter.pdf")
    assert offered == "patient-letter-2-session-1-2026-11-06.pdf"
    assert not part_of(dialog, ActionButton, "copy_text").isVisible()


def test_with_a_telephone_nothing_is_to_be_filled_in(
    open_report: Callable[..., ReportDialog], ward: Ward, tmp_path: Path
) -> None:
    dialog = open_report(Role.PHYSICIAN)
    change_setting(window_of(ward).desk, TELEPHONES, "Ward 0123 456", "ours")

    choose_letter(dialog)
    save(dialog, tmp_path / "letter.pdf")

    assert dialog.fill_in == ""
    assert "Ward 0123 456" in text_of(tmp_path / "letter.pdf")


def test_a_course_that_has_not_begun_has_no_letter(
    open_report: Callable[..., ReportDialog], due_course: Course
) -> None:
    planned = replace(due_course, sessions=(due_course.sessions or ())[2:])

    dialog = open_report(course=planned)
    choose_letter(dialog)

    assert "no letter" in dialog.said


def test_a_course_is_copied_as_text_until_the_program_locks(
    open_report: Callable[..., ReportDialog], ward: Ward
) -> None:
    dialog = open_report()

    press(dialog, "copy_text")

    text = QApplication.clipboard().text()
    assert text.startswith("DRAFT – not signed. Plasma exchange, course report")
    assert dialog.said == "Copied for the hospital’s record"
    ward.program.lock()
    assert QApplication.clipboard().text() == ""


def test_the_text_is_saved_under_a_name_without_the_patient(
    open_report: Callable[..., ReportDialog], tmp_path: Path
) -> None:
    dialog = open_report()

    press(dialog, "save_text")
    asked = part_of(dialog, QFileDialog, "save_file")
    offered = Path(asked.selectedFiles()[0]).name
    asked.fileSelected.emit("")
    asked.fileSelected.emit(str(tmp_path / "course.txt"))
    asked.done(0)

    assert offered == "course-report-2-2026-11-06.txt"
    assert "Narrative:" in (tmp_path / "course.txt").read_text("utf-8")
    press(dialog, "save_text")
    asked = [one for one in dialog.findChildren(QFileDialog) if one.isVisible()][-1]
    asked.fileSelected.emit(str(tmp_path / "nowhere" / "course.txt"))
    asked.done(0)
    assert "cannot be written" in dialog.said


def test_a_course_that_has_not_begun_is_not_copied(
    open_report: Callable[..., ReportDialog], due_course: Course
) -> None:
    planned = replace(due_course, sessions=(due_course.sessions or ())[2:])

    dialog = open_report(course=planned)
    press(dialog, "copy_text")

    assert "there is nothing to print" in dialog.said
