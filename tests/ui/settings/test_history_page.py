"""The history in Setup: searched by whoever may open the record, and read a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from plexlog.domain.changes import Sought
from plexlog.domain.errors import StoreError
from plexlog.domain.fields import Place
from plexlog.domain.records import Course
from plexlog.domain.unit import Role
from plexlog.services import history_search, recording
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.storage.unit_record import UnitRecord
from tests.contracts.pages import nameless
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import CHIEF, Tools
from ui.forms.fields import LineField, PickField
from ui.settings.history_page import HistorySearchPage
from ui.settings.history_table import HistoryTable
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.toast import Toast


@pytest.fixture
def desk(desk_of: Callable[[Role], Desk], due_course: Course) -> Desk:
    """A desk with a course; the weight of its last session was corrected twice."""
    desk = desk_of(Role.NURSE)
    key = desk.store.add_course(due_course)
    session = OpenSession(desk, desk.store.sessions_of(key)[-1].session_key)
    for kilos in ("62.1", "62.2", "62.3"):
        recording.enter_value(session, Place.BEFORE, "weight_kg", kilos)
    return desk


@pytest.fixture
def page(desk: Desk, tools: Tools, dressed: QApplication) -> Iterator[HistorySearchPage]:
    maker = SetupMaker(desk, tools.made(desk))
    screen = SetupScreen(maker)
    maker.setParent(screen)
    screen.resize(1294, 740)
    screen.choose("history")
    screen.show()
    dressed.processEvents()
    assert isinstance(screen.page, HistorySearchPage)
    yield screen.page
    screen.close()
    screen.deleteLater()


def cells(page: HistorySearchPage, column: int) -> list[str]:
    model = page.table.model()
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


def ask(page: HistorySearchPage, code: str, text: str) -> None:
    """Type into a box, or pick in it, and leave it."""
    picks = page.findChild(PickField, code)
    if picks is not None:
        picks.set_text(text)
        picks.entered.emit(code, text)
        return
    line = part_of(page, LineField, code)
    line.box.setFocus()
    line.box.selectAll()
    QTest.keyClicks(line.box, text)
    QTest.keyClick(line.box, Qt.Key.Key_Return)


def test_the_newest_change_comes_first_and_is_told_in_full(page: HistorySearchPage) -> None:
    assert cells(page, 0)[0] == "62.2\u00a0kg → 62.3\u00a0kg"
    assert cells(page, 1)[0] == "Weight, session 3"
    about, details = page.told
    assert about == "Weight, session 3: 62.2\u00a0kg → 62.3\u00a0kg"
    assert details.startswith(f"2026-11-06 09:14 · {CHIEF} · ")
    assert nameless(page) == []


def test_one_seeks_by_patient_session_kind_person_and_day(
    page: HistorySearchPage, desk: Desk
) -> None:
    patient = desk.store.patients()[0]
    ask(page, "kind", "values")
    ask(page, "session", "3")
    assert len(cells(page, 0)) == 3

    for code, text in (
        ("patient", patient.record_number),
        ("staff", desk.store.me.key),
        ("since", "2026-11-06"),
        ("until", "2026-11-06"),
    ):
        ask(page, code, text)
        assert len(cells(page, 0)) == 3, code

    ask(page, "patient", "nobody of that name")
    assert cells(page, 0) == []
    assert page.told == ("", "Nothing of that is in the history.")
    assert part_of(page, ActionButton, "go_there").is_locked


def test_a_day_that_is_none_is_refused_at_its_box(page: HistorySearchPage) -> None:
    before = cells(page, 0)
    ask(page, "since", "yesterday")

    assert "must be a day" in part_of(page, LineField, "since").note()
    assert cells(page, 0) == before
    ask(page, "since", "2026-11-06")
    assert part_of(page, LineField, "since").note() == ""


def test_more_is_shown_when_it_is_wanted(
    page: HistorySearchPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_search, "PAGE", 2)
    ask(page, "kind", "values")
    ask(page, "session", "3")
    more = part_of(page, ActionButton, "more_history")
    assert len(cells(page, 0)) == 2

    more.click()
    assert len(cells(page, 0)) == 3
    assert more.is_locked


def test_enter_goes_to_where_the_change_was_made(
    page: HistorySearchPage, tools: Tools, desk: Desk
) -> None:
    ask(page, "kind", "values")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    (session,) = [kind for kind, _key in tools.gone_to]
    assert session == "session"

    ask(page, "kind", "patients")
    part_of(page, ActionButton, "go_there").click()
    assert tools.gone_to[-1][1] in {
        desk.store.patients()[0].patient_key,
        desk.store.courses()[0].course_key,
    }


def test_a_change_of_no_patient_leads_nowhere(page: HistorySearchPage, tools: Tools) -> None:
    ask(page, "kind", "staff")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)

    assert tools.gone_to == []
    assert part_of(page, ActionButton, "go_there").is_locked


def test_what_cannot_be_read_is_told(
    page: HistorySearchPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise StoreError("The file cannot be read.")

    part_of(page, ActionButton, "more_history").unlock()
    monkeypatch.setattr(UnitRecord, "changes_sought", broken)
    part_of(page, ActionButton, "more_history").click()
    ask(page, "session", "2")

    toast = page.findChild(Toast)
    assert toast is not None
    assert toast.words == "The file cannot be read."


def test_the_table_is_a_sound_model(desk: Desk) -> None:
    model = HistoryTable()
    lines = history_search.search_history(desk, Sought()).lines
    tester = ModelTester(None)
    tester.check(model)
    model.show_lines(lines[:2])
    model.add_lines(lines[2:])
    assert model.line(-1) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
