"""The sheets for downtime in Setup: which one, on which paper, saved and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from plexlog.domain.changes import Access, Deed
from plexlog.domain.errors import PlexlogError
from plexlog.domain.records import Course
from plexlog.domain.unit import Role
from plexlog.domain.unit_settings import PAPER_SIZE
from plexlog.services.desk import Desk
from plexlog.services.unit_settings import change_setting
from plexlog.storage.unit_record import UnitRecord
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import Opener, Tools
from ui.settings.downtime_page import DowntimePage
from ui.settings.downtime_presenter import DowntimePresenter
from ui.settings.setup_list import SetupItem
from ui.widgets.buttons import ActionButton

BLANK = "plexlog-flow-sheet-blank-2026-11-06.pdf"
OF_SESSION = "plexlog-flow-sheet-session-2026-11-06.pdf"


def opened(setup: Opener) -> DowntimePage:
    screen = setup(Role.NURSE)
    part_of(screen, SetupItem, "setup_downtime").click()
    assert isinstance(screen.page, DowntimePage)
    return screen.page


def save_as(page: DowntimePage, name: str) -> str:
    """Save under a name; the name that was offered."""
    part_of(page, ActionButton, "save_pdf").click()
    part_of(page, ActionButton, "save_pdf").click()  # a second press opens no second dialog
    (dialog,) = page.findChildren(QFileDialog)
    offered = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(name)
    dialog.close()
    return offered


def test_a_blank_sheet_is_laid_out_at_once_and_can_be_saved(setup: Opener, tools: Tools) -> None:
    page = opened(setup)

    offered = save_as(page, "/tmp/blank.pdf")  # noqa: S108 - nothing is written there

    assert page.preview.page_count == 5
    assert offered == BLANK
    assert tools.saved["blank.pdf"].startswith(b"%PDF-")
    assert page.told.startswith("Print the sheets of the day")


@pytest.fixture
def presenter(
    desk_of: Callable[[Role], Desk], tools: Tools, due_course: Course
) -> DowntimePresenter:
    desk = desk_of(Role.PHYSICIAN)
    desk.store.add_course(due_course)
    return DowntimePresenter(desk, tools.made(desk))


def test_sessions_that_were_not_begun_are_offered(presenter: DowntimePresenter) -> None:
    blank, *sessions = presenter.choices().values()

    assert blank == "Blank sheet"
    assert sessions == ["LÖWENZAHN-ØDEGÅRD, Philippa, session 3, 2026-11-06 10:00"]


def test_the_sheet_of_a_session_is_printed_and_the_record_knows(
    presenter: DowntimePresenter, tools: Tools
) -> None:
    _blank, key = presenter.choices()
    made: list[bytes] = []
    presenter.printed.connect(made.append)

    presenter.choose(key, "letter")
    presenter.save("/tmp/of-session.pdf")  # noqa: S108 - nothing is written there
    presenter.note_print()

    assert presenter.file_name == OF_SESSION
    assert tools.saved["of-session.pdf"] == made[0]


def test_a_sheet_counts_as_exported_once_it_is_written(
    presenter: DowntimePresenter, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[tuple[Deed, bool]] = []

    def note(_self: object, access: Access, _once_in: object = None) -> None:
        noted.append((access.deed, "of-session.pdf" in tools.saved))

    def full(_path: Path, _content: bytes) -> None:
        raise PlexlogError("The disk is full.")

    monkeypatch.setattr(UnitRecord, "note_access", note)
    presenter.choose(list(presenter.choices())[1], "a4")
    keep, tools.save = tools.save, full
    presenter.save("/tmp/of-session.pdf")  # noqa: S108 - nothing is written there
    tools.save = keep
    presenter.save("/tmp/of-session.pdf")  # noqa: S108 - nothing is written there

    assert noted == [(Deed.EXPORTED, True)]


def test_the_paper_of_the_unit_is_picked(
    dressed: QApplication, qtbot: QtBot, tools: Tools, desk_of: Callable[[Role], Desk]
) -> None:
    del dressed
    desk = desk_of(Role.PHYSICIAN)
    change_setting(desk, PAPER_SIZE, "Letter", "we print on Letter")

    page = DowntimePage(DowntimePresenter(desk, tools.made(desk)))
    qtbot.addWidget(page)

    assert page.paper.text() == "letter"


def test_a_blank_sheet_is_of_nobody(presenter: DowntimePresenter, tools: Tools) -> None:
    presenter.save("")
    presenter.choose("", "a4")
    presenter.save("")
    presenter.note_print()

    assert tools.saved == {}


def test_what_cannot_be_made_or_saved_is_said(
    setup: Opener, tools: Tools, presenter: DowntimePresenter
) -> None:
    page = opened(setup)
    said: list[str] = []
    presenter.failed.connect(said.append)

    def full(_path: Path, _content: bytes) -> None:
        raise PlexlogError("The disk is full.")

    tools.save = full
    save_as(page, "/tmp/blank.pdf")  # noqa: S108 - nothing is written there
    presenter.choose("no such session", "a4")

    assert page.told == "The disk is full."
    assert said == ["This session is not on file. Go back to the list and open it from there."]
    page.sheet.entered.emit("sheet", "")
    assert page.told.startswith("Print the sheets of the day")
    assert page.paper.text() == "a4"
