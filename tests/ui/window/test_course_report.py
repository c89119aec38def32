"""The report of a course is looked at, printed and saved inside the window."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from plexlog import papers
from plexlog.domain.errors import PlexlogError
from plexlog.domain.records import Course
from plexlog.domain.unit import Role
from plexlog.domain.unit_settings import TELEPHONES
from plexlog.domain.words import PhysicianTextKind
from plexlog.services.desk import Desk
from plexlog.services.unit_settings import change_setting
from plexlog.storage.unit_record import UnitRecord
from tests.ui.pages.program import Ward, part_of
from tests.ui.window.test_today_page import window_of
from ui.course.report_dialog import ReportDialog
from ui.course.report_presenter import LETTER, SUMMARIES
from ui.tasks import InlineTasks
from ui.widgets.buttons import ActionButton
from ui.widgets.pdf_print import PdfPrinting


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


def test_nothing_goes_out_without_the_words_typed_for_it(
    open_report: Callable[..., ReportDialog],
) -> None:
    dialog = open_report(Role.PHYSICIAN)
    dialog.words[PhysicianTextKind.NARRATIVE].box.setPlainText("x" * 10_001)

    press(dialog, "save_report")

    assert dialog.findChildren(QFileDialog) == []
    assert "10000" in dialog.said.replace("\u202f", "")


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


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Late]:
    """From its call on, pages are laid out when the test says so."""

    def begin() -> Late:
        late = Late([])
        monkeypatch.setattr(InlineTasks, "run", late.run)
        return late

    return begin


@dataclass
class Late:
    """Work whose answers come when the test says so."""

    answers: list[Callable[[], None]]

    def run(
        self,
        work: Callable[[], bytes],
        done: Callable[[bytes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        def answer() -> None:
            try:
                made = work()
            except PlexlogError as error:
                failed(error)
            else:
                done(made)

        self.answers.append(answer)

    def answer(self) -> None:
        """All that was asked for is there."""
        while self.answers:
            self.answers.pop(0)()


def pick(dialog: ReportDialog, kind: str) -> None:
    QTest.mouseClick(dialog.kind.button(kind), Qt.MouseButton.LeftButton)


def test_what_was_picked_before_is_not_printed_as_what_is_picked_now(
    open_report: Callable[..., ReportDialog],
    later: Callable[[], Late],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = open_report()
    asked: list[object] = []
    monkeypatch.setattr(PdfPrinting, "ask", lambda _self, document: asked.append(document))
    late = later()

    pick(dialog, SUMMARIES)
    pick(dialog, LETTER)
    press(dialog, "print_report")
    before = (list(asked), dialog.preview.page_count, dialog.said)
    late.answer()

    assert before == ([], 0, "Laying out the pages …")
    assert asked == [dialog.preview.document]
    assert dialog.preview.page_count == 1  # the letter's page, none of the summaries'


def test_summaries_that_come_late_are_not_saved_as_the_letter(
    open_report: Callable[..., ReportDialog], later: Callable[[], Late], tmp_path: Path
) -> None:
    dialog = open_report()
    late = later()
    pick(dialog, SUMMARIES)
    choose_letter(dialog)

    summaries, letter = late.answers
    letter()
    summaries()  # the last to come
    offered = save(dialog, tmp_path / "letter.pdf")

    assert offered.startswith("patient-letter-2-session-1-")
    assert "Whom to call" in text_of(tmp_path / "letter.pdf")


def test_a_paper_that_was_given_up_does_not_tell_its_trouble(
    open_report: Callable[..., ReportDialog],
    later: Callable[[], Late],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = open_report()
    late = later()
    pick(dialog, SUMMARIES)
    choose_letter(dialog)
    summaries, letter = late.answers
    letter()

    monkeypatch.setattr("plexlog.reports.pdf.render", fail)
    summaries()

    assert dialog.said == ""
    assert dialog.preview.page_count == 1


def fail(*_of: object) -> bytes:
    raise PlexlogError("The page is torn.")


def test_the_trouble_of_a_paper_is_told_again_where_it_is_to_be_saved(
    open_report: Callable[..., ReportDialog],
    later: Callable[[], Late],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    dialog = open_report()
    late = later()
    monkeypatch.setattr("plexlog.reports.pdf.render", fail)

    pick(dialog, SUMMARIES)
    press(dialog, "print_report")
    late.answer()
    told = dialog.said
    save(dialog, tmp_path / "none.pdf")

    assert told == dialog.said == "The page is torn."
    assert not (tmp_path / "none.pdf").exists()


def test_words_just_typed_are_in_the_file_that_is_saved_from_their_box(
    open_report: Callable[..., ReportDialog], later: Callable[[], Late], tmp_path: Path
) -> None:
    dialog = open_report(Role.PHYSICIAN)
    late = later()
    area = dialog.words[PhysicianTextKind.RECOMMENDATIONS]
    area.box.setFocus()
    QTest.keyClicks(area.box, "Remove the line.")

    press(dialog, "save_report")  # as Ctrl+S does: the cursor is still in the box
    waits = dialog.findChildren(QFileDialog)
    late.answer()
    asked = part_of(dialog, QFileDialog, "save_file")
    asked.fileSelected.emit(str(tmp_path / "report.pdf"))
    asked.done(0)

    assert waits == []
    assert dialog.said == "Saved as report.pdf"
    assert "Remove the line." in text_of(tmp_path / "report.pdf")


def test_a_path_told_before_the_pages_are_there_is_not_passed_over_in_silence(
    open_report: Callable[..., ReportDialog], later: Callable[[], Late], tmp_path: Path
) -> None:
    dialog = open_report()
    press(dialog, "save_report")
    asked = part_of(dialog, QFileDialog, "save_file")
    later()
    pick(dialog, SUMMARIES)

    asked.fileSelected.emit(str(tmp_path / "report.pdf"))
    asked.done(0)

    assert dialog.said == "Not saved: the pages are not laid out yet."
    assert not (tmp_path / "report.pdf").exists()


def test_the_window_goes_on_while_a_long_course_is_made(
    open_report: Callable[..., ReportDialog],
    later: Callable[[], Late],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = open_report()
    made: list[str] = []
    make = papers.summary_input

    def counted(desk: Desk, session_key: str, course: Course | None = None) -> object:
        made.append(session_key)
        return make(desk, session_key, course)

    monkeypatch.setattr(papers, "summary_input", counted)
    late = later()
    pick(dialog, SUMMARIES)
    at_the_click = list(made)
    late.answer()

    assert at_the_click == []
    assert len(made) == 2
