"""The board of today: cards, search, and how one begins."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from plexlog.domain.searching import MOST_SUGGESTED
from plexlog.services.board import Column
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import start_run
from tests.ui.conftest import WardClock
from tests.ui.pages.program import Ward, part_of
from ui.course.course_screen import CourseScreen
from ui.patients.patient_form_screen import PatientFormScreen
from ui.patients.patient_screen import PatientScreen
from ui.session.session_screen import SessionScreen, StepBar
from ui.shell.import_dialog import ImportRefusedDialog
from ui.shell.window import Window
from ui.today.patient_search import PatientSearch
from ui.widgets.board import TodayCard
from ui.widgets.buttons import ActionButton


def window_of(ward: Ward) -> Window:
    window = ward.program.window
    assert window is not None
    return window


def cards(ward: Ward, column: Column) -> tuple[TodayCard, ...]:
    return ward.today.columns[column].cards


@pytest.fixture
def busy(ward: Ward, course_on_file: str) -> Ward:
    """A ward with a course of which the third session is due at 10:00."""
    assert course_on_file
    return ward


def due_key(ward: Ward) -> str:
    return cards(ward, Column.DUE)[0].view.key


def test_an_empty_board_says_how_to_begin(ward: Ward) -> None:
    ward.press("begin_with_patient")

    assert isinstance(ward.page, PatientFormScreen)


def test_a_course_is_taken_in_from_a_document(ward: Ward, cases: Path) -> None:
    ward.press("begin_with_import")
    dialog = part_of(ward.program.frame, QFileDialog, "import_file")

    dialog.fileSelected.emit(str(cases / "gbs-albumin-five.json"))
    dialog.done(0)

    assert isinstance(ward.page, CourseScreen)


def test_a_refused_document_says_where_and_why(ward: Ward, tmp_path: Path) -> None:
    path = tmp_path / "course.json"
    path.write_text('{"format": "plexlog-course", "version": 1, "patient": {}}')

    ward.take_in(path)

    dialog = part_of(ward.program.frame, ImportRefusedDialog, "import_refused")
    assert "family_name" in dialog.text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_document_that_is_not_there_is_told(ward: Ward, tmp_path: Path) -> None:
    ward.take_in(tmp_path / "nowhere.json")

    assert not window_of(ward).desk.store.patients()


def test_cards_stand_in_their_columns(busy: Ward) -> None:
    (card,) = cards(busy, Column.DUE)

    assert card.view.lead == "10:00"
    assert card.view.button == "Start"
    assert len(cards(busy, Column.TO_SIGN)) == 2


def test_enter_on_a_card_opens_its_session(busy: Ward) -> None:
    (card,) = cards(busy, Column.DUE)

    QTest.keyClick(card, Qt.Key.Key_Return)

    assert isinstance(busy.page, SessionScreen)
    assert busy.program.frame.stepper.isVisible()


def test_leaving_a_session_hides_its_steps(busy: Ward) -> None:
    window_of(busy).open_session(due_key(busy))

    window_of(busy).open_today()

    assert not busy.program.frame.stepper.isVisible()


def test_arrows_walk_from_card_to_card(busy: Ward) -> None:
    (due,) = cards(busy, Column.DUE)
    first, second = cards(busy, Column.TO_SIGN)
    due.setFocus()

    QTest.keyClick(due, Qt.Key.Key_Right)
    QTest.keyClick(first, Qt.Key.Key_Down)

    assert second.hasFocus()


def test_a_running_session_shows_its_figures(busy: Ward, clock: WardClock) -> None:
    window = window_of(busy)
    start_run(OpenSession(window.desk, due_key(busy)))
    clock.pass_minutes(22)

    window.pulse.tick()

    (card,) = cards(busy, Column.RUNNING)
    elapsed, exchanged, vitals = card.view.figures
    assert elapsed.value == "0:22"
    assert exchanged.value == "–"
    assert vitals.late
    assert any(chip.icon == "bell" for chip in card.view.chips)


def test_vitals_late_since_another_day_name_that_day(busy: Ward, clock: WardClock) -> None:
    window = window_of(busy)
    start_run(OpenSession(window.desk, due_key(busy)))
    clock.pass_minutes(22)
    window.pulse.tick()
    on_the_day = cards(busy, Column.RUNNING)[0].view.chips

    clock.pass_minutes(3 * 24 * 60)
    window.pulse.tick()

    later = cards(busy, Column.RUNNING)[0].view.chips
    assert "vitals late since 09:29" in [chip.words for chip in on_the_day]
    assert "vitals late since 11-06 09:29" in [chip.words for chip in later]


def test_vitals_that_are_not_due_yet_count_down(busy: Ward, clock: WardClock) -> None:
    window = window_of(busy)
    start_run(OpenSession(window.desk, due_key(busy)))
    clock.pass_minutes(1)

    window.pulse.tick()

    assert cards(busy, Column.RUNNING)[0].view.figures[2].unit == "min"


def test_a_session_past_its_time_is_overdue(busy: Ward, clock: WardClock) -> None:
    clock.pass_minutes(120)

    window_of(busy).pulse.tick()

    (card,) = cards(busy, Column.OVERDUE)
    assert card.view.chips[0].words == "due 10:00, 1:14 h ago"


def test_a_missed_session_is_planned_anew(busy: Ward, clock: WardClock) -> None:
    clock.pass_minutes(24 * 60)
    window_of(busy).pulse.tick()
    (card,) = cards(busy, Column.OVERDUE)
    assert card.view.button == "Plan anew"

    QTest.keyClick(card, Qt.Key.Key_Return)

    assert busy.course.dialog is not None


def test_a_patient_is_found_while_typing(busy: Ward) -> None:
    search = busy.part(PatientSearch, "patient_search")
    search.setFocus()

    QTest.keyClicks(search, "phili")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Up)
    QTest.keyClick(search, Qt.Key.Key_Return)

    assert isinstance(busy.page, PatientScreen)
    assert "LÖWENZAHN" in busy.program.frame.windowTitle()


def test_that_more_are_found_is_said_and_not_taken(busy: Ward) -> None:
    store = window_of(busy).desk.store
    (line,) = store.patients("phili")
    known = replace(store.patient(line.patient_key), key="", given_name="Quirina")
    for number in range(9):
        store.add_patient(replace(known, record_number=f"QU-{number}"))
    search = busy.part(PatientSearch, "patient_search")
    search.setFocus()

    QTest.keyClicks(search, "quirina")
    model = search.results.model()
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    QTest.keyClick(search, Qt.Key.Key_Up)
    QTest.keyClick(search, Qt.Key.Key_Return)

    assert len(said) == MOST_SUGGESTED + 1
    assert said[-1] == "And more: type on"
    assert search.results.isVisible()


def test_escape_leaves_the_search(busy: Ward) -> None:
    search = busy.part(PatientSearch, "patient_search")
    QTest.keyClicks(search, "phili")
    assert search.results.isVisible()

    QTest.keyClick(search, Qt.Key.Key_Escape)

    assert not search.results.isVisible()
    assert not search.text()


def test_a_click_on_a_line_opens_the_patient(busy: Ward) -> None:
    search = busy.part(PatientSearch, "patient_search")
    QTest.keyClicks(search, "LO-00")

    search.results.clicked.emit(search.results.model().index(0, 0))

    assert isinstance(busy.page, PatientScreen)


def test_what_cannot_be_opened_leads_back_to_the_board(ward: Ward) -> None:
    window_of(ward).open_patient("nobody")

    assert ward.today is not None


def test_the_history_is_said_to_be_verified_only_after_it_was(ward: Ward) -> None:
    status = ward.program.frame.status
    names = [one.accessibleName() for one in status.children() if hasattr(one, "accessibleName")]
    assert "history verified" not in names

    window_of(ward).checking.look()

    names = [one.accessibleName() for one in status.children() if hasattr(one, "accessibleName")]
    assert "history verified" in names


def test_places_of_the_rail_open_their_pages(busy: Ward) -> None:
    busy.program.frame.place_chosen.emit("patients")

    assert busy.patients is not None


def test_a_second_session_shows_its_own_steps_only(busy: Ward) -> None:
    window = window_of(busy)
    first, second = (card.view.key for card in cards(busy, Column.TO_SIGN))
    window.open_session(first)

    window.open_session(second)

    bars = [bar for bar in busy.program.frame.stepper.findChildren(StepBar) if bar.isVisible()]
    assert len(bars) == 1


def of_another_number(cases: Path, folder: Path) -> Path:
    """The course of somebody who is on file, under another number."""
    document = json.loads((cases / "gbs-albumin-five.json").read_text("utf-8"))
    document["course_id"] = "second"
    document["patient"]["record_number"] = "OTHER-1"
    for session in document["sessions"]:
        del session["identity_check"]
    place = folder / "second.json"
    place.write_text(json.dumps(document), "utf-8")
    return place


def test_a_document_about_somebody_who_is_perhaps_on_file_asks(
    ward: Ward, cases: Path, tmp_path: Path
) -> None:
    window = window_of(ward)
    ward.take_in(cases / "gbs-albumin-five.json")
    twin = of_another_number(cases, tmp_path)

    ward.take_in(twin)
    part_of(ward.program.frame, ActionButton, "twin_same").click()

    assert isinstance(ward.page, PatientScreen)
    assert len(window.desk.store.courses()) == 1

    ward.take_in(twin)
    part_of(ward.program.frame, ActionButton, "twin_another").click()

    assert len(window.desk.store.courses()) == 2


def test_the_focus_goes_with_a_session_into_another_column(busy: Ward, clock: WardClock) -> None:
    cards(busy, Column.DUE)[0].setFocus()
    key = due_key(busy)
    clock.pass_minutes(120)

    window_of(busy).pulse.tick()

    (card,) = cards(busy, Column.OVERDUE)
    assert card.view.key == key
    assert card.hasFocus()


def test_where_a_session_is_gone_the_board_begins_anew(busy: Ward) -> None:
    board = busy.today._board  # noqa: SLF001 - as another machine leaves it
    assert board is not None
    cards(busy, Column.TO_SIGN)[1].setFocus()

    busy.today.show_board(replace(board, columns={**board.columns, Column.TO_SIGN: ()}))

    assert cards(busy, Column.DUE)[0].hasFocus()


def test_a_small_window_opens_at_the_top_of_the_board(busy: Ward) -> None:
    window = window_of(busy)
    window.frame.resize(960, 540)
    window.open_patient(window.desk.store.patients()[0].patient_key)
    QApplication.processEvents()

    window.open_today()
    for _turn in range(6):
        QApplication.processEvents()

    (card,) = cards(busy, Column.DUE)
    search = busy.part(PatientSearch, "patient_search")
    for part in (card, card.button, search):
        assert part.visibleRegion().boundingRect() == part.rect()
