"""Export in Setup: the whole unit, tables without names, how far it is, stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from plexlog.domain.errors import StoreError
from plexlog.domain.exports import ExportWanted
from plexlog.domain.unit import Role
from plexlog.export_work import export_work
from plexlog.services.desk import Desk
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import Tools
from tests.ui.settings.test_verify_page import LaterTasks
from ui.settings.export_page import ExportPage
from ui.settings.exporting import Exporting
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.widgets.buttons import ActionButton


@pytest.fixture
def tasks() -> LaterTasks:
    return LaterTasks()


@pytest.fixture
def desk(desk_of: Callable[[Role], Desk]) -> Desk:
    return desk_of(Role.NURSE)


@pytest.fixture
def exporting(desk: Desk, tasks: LaterTasks, dressed: QApplication) -> Iterator[Exporting]:
    made = Exporting(desk, tasks, export_work, dressed)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(
    desk: Desk, tools: Tools, exporting: Exporting, dressed: QApplication
) -> Iterator[ExportPage]:
    maker = SetupMaker(desk, replace(tools.made(desk), exporting=exporting))
    screen = SetupScreen(maker)
    maker.setParent(screen)
    screen.resize(1294, 740)
    screen.choose("export")
    screen.show()
    dressed.processEvents()
    assert isinstance(screen.page, ExportPage)
    yield screen.page
    screen.close()
    screen.deleteLater()


def press(page: ExportPage, name: str) -> None:
    part_of(page, ActionButton, name).click()


def waits(page: ExportPage, name: str) -> str:
    button = part_of(page, ActionButton, name)
    return button.toolTip() if button.is_locked else ""


def choose(page: ExportPage, place: Path | str) -> None:
    dialog = part_of(page, QFileDialog, "save_export")
    dialog.fileSelected.emit(str(place))
    dialog.done(0)


def test_before_anything_was_exported_it_says_so(page: ExportPage) -> None:
    assert page.told == "Nothing was exported since you signed in."
    assert waits(page, "stop_export") == "Nothing is under way"


def test_the_whole_unit_is_exported(
    page: ExportPage, tasks: LaterTasks, tmp_path: Path, exporting: Exporting
) -> None:
    said: list[tuple[str, str]] = []
    exporting.said.connect(lambda words, icon: said.append((words, icon)))
    press(page, "export_unit")
    press(page, "export_unit")  # the dialog is open already
    choose(page, tmp_path / "unit.zip")
    assert page.told == "The export is being written…"
    assert waits(page, "export_tables") == "Wait for what is under way"
    exporting.begin(ExportWanted(file=tmp_path / "other.zip"))

    tasks.go()

    assert (tmp_path / "unit.zip").exists()
    assert page.told.startswith("unit.zip: 0 patients")
    assert exporting.is_good
    assert [icon for _words, icon in said] == ["triangle-alert", "circle-check"]
    assert not (tmp_path / "other.zip").exists()


def test_tables_without_names_are_exported(
    page: ExportPage, tasks: LaterTasks, tmp_path: Path
) -> None:
    press(page, "export_tables")
    choose(page, "")
    assert tasks.waiting == []
    press(page, "export_tables")
    choose(page, tmp_path / "tables.zip")

    tasks.go()

    assert page.told.startswith("tables.zip: ")


def test_it_says_how_far_it_is_and_esc_stops_it(
    page: ExportPage, tasks: LaterTasks, tmp_path: Path, exporting: Exporting
) -> None:
    QTest.keyClick(page, Qt.Key.Key_Escape)
    exporting.stop()
    press(page, "export_unit")
    choose(page, tmp_path / "unit.zip")
    assert exporting.progress is not None
    exporting.progress.at("patients", 3, 4)
    exporting.stepped.emit()
    assert (page.line.told, page.line.share) == ("patients: 3 of 4", 0.75)

    QTest.keyClick(page, Qt.Key.Key_Escape)
    tasks.go()

    assert page.told == "Stopped before it was done."
    assert not (tmp_path / "unit.zip").exists()
    exporting.stepped.emit()


def test_what_cannot_be_told_to_the_history_does_not_leave(
    page: ExportPage, tasks: LaterTasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr("ui.settings.exporting.note_whole_export", fail)
    press(page, "export_unit")
    choose(page, tmp_path / "unit.zip")

    assert page.told == "The disk is full."
    assert tasks.waiting == []


def test_a_bug_is_not_taken_for_an_answer(
    exporting: Exporting, tasks: LaterTasks, tmp_path: Path
) -> None:
    exporting.begin(ExportWanted(file=tmp_path / "unit.zip"))
    _work, _done, failed = tasks.waiting[0]

    with pytest.raises(ZeroDivisionError):
        failed(ZeroDivisionError())


@pytest.mark.parametrize("is_stopped_before", [True, False])
def test_after_the_desk_was_closed_nobody_is_told(
    exporting: Exporting, tasks: LaterTasks, tmp_path: Path, *, is_stopped_before: bool
) -> None:
    exporting.begin(ExportWanted(file=tmp_path / "unit.zip"))
    work, done, failed = tasks.waiting[0]
    made = None if is_stopped_before else work()

    exporting.close()
    if made is None:
        failed(StoreError("gone"))
    else:
        done(made)

    assert exporting.words == ""
