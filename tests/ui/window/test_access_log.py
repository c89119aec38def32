"""Opening a page of a patient, printing and exporting leave a row; nothing is refreshed by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.domain.changes import Access
from plexlog.domain.errors import StoreError
from plexlog.storage.unit_record import UnitRecord
from tests.ui.conftest import WardClock
from ui.course.course_presenter import CoursePresenter
from ui.course.course_screen import CourseScreen
from ui.course.report_presenter import LETTER, SUMMARIES
from ui.session.session_screen import SessionScreen
from ui.session.sign_presenter import SignPresenter
from ui.settings.history_page import HistorySearchPage
from ui.settings.setup_screen import SetupScreen
from ui.shell.status_line import StatusItem
from ui.shell.window import Opened, Window
from ui.widgets.clipboard import patient_clipboard
from ui.widgets.pdf_print import PdfPrinting
from ui.widgets.toast import Toast


def record_of(window: Window) -> UnitRecord:
    record = window.desk.store
    assert isinstance(record, UnitRecord)
    return record


def kept(window: Window) -> list[tuple[str, str]]:
    """What was done, and with what."""
    rows = record_of(window).database.rows(
        'SELECT "operation", json_extract("new", \'$.what\') FROM "history"'
        ' WHERE "table_name" = \'access\' ORDER BY "number"'
    )
    return [tuple(row) for row in rows]


@pytest.fixture
def keys(window: Window) -> tuple[str, str, str]:
    """The keys of the patient, the course and its third session."""
    (course,) = window.desk.store.courses()
    session = window.desk.store.sessions_of(course.course_key)[-1]
    return course.patient_key, course.course_key, session.session_key


def test_each_page_of_a_patient_is_a_look_once_in_a_quarter_of_an_hour(
    window: Window, keys: tuple[str, str, str], clock: WardClock
) -> None:
    patient, course, session = keys
    for kind, key in (("today", ""), ("patients", ""), ("setup", "limits"), ("patient-form", "")):
        window.open(Opened(kind, key))
    assert kept(window) == []

    window.open_patient(patient)
    window.open_course(course)
    window.open_session(session)
    assert kept(window) == [("viewed", "patient")]

    for kind, key in (
        ("session", session),
        ("course", course),
        ("order-change", course),
        ("order", patient),
        ("patient-form", patient),
    ):
        clock.pass_minutes(20)
        window.open(Opened(kind, key))
    assert [what for _deed, what in kept(window)[1:]] == [
        "session",
        "course",
        "course",
        "patient",
        "patient",
    ]


def test_a_look_refreshes_nothing_and_moves_no_time_on_the_status_line(
    window: Window, keys: tuple[str, str, str], clock: WardClock
) -> None:
    window.tick()
    on_disk = window.frame.status.findChildren(StatusItem)[0].entry
    window.open_patient(keys[0])
    refreshed: list[bool] = []
    window.pulse.refresh_wanted.connect(lambda: refreshed.append(True))
    clock.at = type(clock.at).parse("2026-11-06T09:14:30+01:00")
    window.tick()

    assert kept(window) == [("viewed", "patient")]
    assert refreshed == []
    assert window.frame.status.findChildren(StatusItem)[0].entry == on_disk


def test_a_patient_is_shown_even_where_the_look_cannot_be_kept(
    window: Window, keys: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: object, access: Access, _once_in: object) -> None:
        del access
        raise StoreError("The disk is full.")

    monkeypatch.setattr(UnitRecord, "note_access", full)
    window.open_session(keys[2])

    assert isinstance(window.page, SessionScreen)
    toasts = window.frame.page_area.findChildren(Toast)
    assert any("The disk is full." in one.words for one in toasts)


def test_what_goes_out_of_a_course_is_kept(
    window: Window,
    keys: tuple[str, str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.open_course(keys[1])
    page = window.page
    assert isinstance(page, CourseScreen)
    page.export_wanted.emit(str(tmp_path / "course.json"))
    course = page.findChild(CoursePresenter)
    assert course is not None
    paper = course.report()
    paper.choose("kind", SUMMARIES)
    paper.save(str(tmp_path / "course.pdf"))
    paper.save(str(tmp_path / "no folder" / "course.pdf"))  # cannot be written: not kept
    page.export_wanted.emit(str(tmp_path / "no folder" / "course.json"))
    paper.note_print()
    paper.copy()
    patient_clipboard().let_go()
    paper.choose("kind", LETTER)
    paper.note_print()

    assert (tmp_path / "course.json").exists()
    assert (tmp_path / "course.pdf").exists()
    assert kept(window)[1:] == [
        ("exported", "course document"),
        ("exported", "session summaries, PDF"),
        ("printed", "session summaries, PDF"),
        ("copied", "course, text for the hospital's record"),
        ("printed", "patient's letter, PDF"),
    ]

    failed: list[str] = []
    paper.failed.connect(failed.append)
    monkeypatch.setattr(UnitRecord, "note_access", _refuse)
    paper.save(str(tmp_path / "another.pdf"))
    paper.note_print()
    assert failed == ["It cannot be written."] * 2
    assert not (tmp_path / "another.pdf").exists()


def test_a_summary_that_is_saved_or_printed_is_kept(
    window: Window,
    keys: tuple[str, str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.open_session(keys[2])
    page = window.page
    assert isinstance(page, SessionScreen)
    page.show_step("sign")
    presenter = page.page.findChild(SignPresenter)
    printing = page.page.findChild(PdfPrinting)
    assert presenter is not None
    assert printing is not None
    presenter.save(str(tmp_path / "no folder" / "summary.pdf"))  # cannot be written: not kept
    presenter.save(str(tmp_path / "summary.pdf"))
    printing.printed.emit()

    assert kept(window)[1:] == [
        ("exported", "session summary, PDF"),
        ("printed", "session summary, PDF"),
    ]

    monkeypatch.setattr(UnitRecord, "note_access", _refuse)
    presenter.save(str(tmp_path / "another.pdf"))
    assert not (tmp_path / "another.pdf").exists()
    printing.printed.emit()
    assert page.message == "It cannot be written."


def test_the_history_in_setup_leads_to_where_a_change_was_made(
    window: Window, keys: tuple[str, str, str]
) -> None:
    patient, course, session = keys
    window.open(Opened("setup", "history"))
    page = window.page
    assert isinstance(page, SetupScreen)
    assert isinstance(page.page, HistorySearchPage)
    page.page.table.opened.emit(page.page.table.model().index(0, 0))

    assert window.opened.key in (patient, course, session)
    assert not isinstance(window.page, SetupScreen)


def _refuse(*_given: object) -> None:
    raise StoreError("It cannot be written.")
