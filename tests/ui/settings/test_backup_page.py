"""Backups in Setup: made, looked into, gone back to, each with its refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from plexlog.domain.backups import Examined
from plexlog.domain.errors import StoreError
from plexlog.domain.unit import Problem, Role
from plexlog.services.backups import back_up
from plexlog.services.desk import Desk
from tests.ui.conftest import PASSWORD, WardClock
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import Tools
from ui.settings.backup_page import BackupPage
from ui.settings.backup_table import BackupTable
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.settings.staff_dialog import StaffDialog
from ui.widgets.buttons import ActionButton

Opener = Callable[[Role], BackupPage]


@pytest.fixture
def page_of(
    desk_of: Callable[[Role], Desk], tools: Tools, dressed: QApplication, clock: WardClock
) -> Iterator[Callable[[Role], BackupPage]]:
    """The page for somebody of a role, with one backup of two hours ago."""
    shown: list[SetupScreen] = []

    def opened(role: Role) -> BackupPage:
        desk = desk_of(role)
        back_up(desk)
        clock.pass_minutes(150)
        maker = SetupMaker(desk, tools.made(desk))
        screen = SetupScreen(maker)
        maker.setParent(screen)
        screen.resize(1294, 740)
        screen.choose("backups")
        screen.show()
        shown.append(screen)
        dressed.processEvents()
        assert isinstance(screen.page, BackupPage)
        return screen.page

    yield opened
    for screen in shown:
        screen.close()
        screen.deleteLater()


@pytest.fixture
def page(page_of: Opener) -> BackupPage:
    return page_of(Role.MANAGER)


def press(page: BackupPage, name: str) -> None:
    part_of(page, ActionButton, name).click()


def waits(page: BackupPage, name: str) -> str:
    """What a button waits for; empty where it acts."""
    button = part_of(page, ActionButton, name)
    return button.toolTip() if button.is_locked else ""


def give(page: BackupPage, **filled: str) -> StaffDialog:
    """Fill the boxes of the dialog and give it."""
    dialog = page.dialog
    assert dialog is not None
    for field in dialog.fields:
        if field.code in filled:
            field.set_text(filled[field.code])
    part_of(dialog, ActionButton, "give").click()
    return dialog


def notes(dialog: StaffDialog) -> list[str]:
    return [field.note() for field in dialog.fields if field.note()]


def rows(page: BackupPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_the_backups_are_listed_with_their_age(page: BackupPage) -> None:
    model = page.table.model()
    assert isinstance(model, BackupTable)
    assert rows(page) == ["2 hours"]
    assert [str(model.index(0, n).data()) for n in (0, 2)] != ["", ""]
    assert page.told[0].startswith("Backup of 20")
    assert page.told[1].startswith("Look into it first")

    press(page, "make_backup")

    assert rows(page) == ["0 minutes", "2 hours"]
    ModelTester(None).check(model)


def test_ages_of_days_and_of_a_clock_that_ran_ahead(page: BackupPage, clock: WardClock) -> None:
    model = page.table.model()
    assert isinstance(model, BackupTable)
    one = model.line(0)
    assert one is not None
    now = clock.now()
    later, earlier = (
        replace(one, at=now.utc.replace(year=2040)),
        replace(one, at=now.utc.replace(year=now.utc.year - 1)),
    )

    model.show_backups([later, earlier], now)

    assert rows(page) == ["by a clock that ran ahead", "365 days"]
    assert model.line(7) is None


def test_one_that_fails_is_told_and_stays_told(
    page: BackupPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_job: object) -> None:
        raise StoreError("No backup could be made: the disk is full.")

    monkeypatch.setattr("plexlog.storage.backup.BackupJob.work", fail)

    press(page, "make_backup")

    assert page.told[1] == "No backup could be made: the disk is full."
    assert waits(page, "make_backup") == ""


def test_the_folder_is_chosen_with_a_reason(page: BackupPage, tmp_path: Path) -> None:
    press(page, "choose_folder")
    dialog = give(page, folder="drive", why="the drive")
    assert notes(dialog) == ["Name the folder from the top, with its drive."]
    drive = tmp_path / "drive"
    drive.mkdir()

    give(page, folder=str(drive), why="the drive")

    assert page.dialog is None
    assert rows(page) == []
    assert page.told == ("", "")
    press(page, "make_backup")
    assert len(list(drive.glob("*.plexlog"))) == 1


def test_one_looks_into_it_before_one_goes_back(page: BackupPage, tools: Tools) -> None:
    assert waits(page, "go_back") == "Look into it first"
    press(page, "look_into")
    dialog = give(page, own="wrong")
    assert notes(dialog)
    give(page, own=PASSWORD)
    assert page.dialog is None
    assert page.told[1].startswith("The backup was opened and verified; it is as it was recorded.")
    assert "would be lost" in page.told[1]

    press(page, "go_back")
    dialog = give(page, own=PASSWORD, why=" ")
    assert notes(dialog) == ["Say why; it stands in the history."]
    dialog = give(page, own="wrong", why="damaged")
    assert notes(dialog)
    assert tools.gone_back == []
    give(page, own=PASSWORD, why=" a disk   was damaged ")

    (gone,) = tools.gone_back
    assert gone[0].suffix == ".plexlog"
    assert gone[1:] == (PASSWORD, "a disk was damaged")


def test_whoever_picks_another_one_has_to_look_again(page: BackupPage) -> None:
    press(page, "look_into")
    give(page, own=PASSWORD)
    assert waits(page, "go_back") == ""

    press(page, "make_backup")

    assert waits(page, "go_back") == "Look into it first"


def test_where_something_is_wrong_in_it_one_does_not_go_back(
    page: BackupPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def examine(_asking: object, backup: Path) -> Examined:
        return Examined(backup, backup, [Problem(where="row 3", what="was changed")], None)

    monkeypatch.setattr("plexlog.house.examine_backup", examine)
    press(page, "look_into")
    give(page, own=PASSWORD)

    assert "row 3 was changed" in page.told[1]
    assert waits(page, "go_back") == "Something is wrong in it"


def test_who_may_not_look_after_them_may_make_one(
    page_of: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.settings.backup_presenter.why_not", lambda _desk, _act: "Not you")
    page = page_of(Role.NURSE)

    assert [waits(page, name) for name in ("look_into", "go_back", "choose_folder")] == [
        "Not you"
    ] * 3
    assert waits(page, "make_backup") == ""
    page.table.opened.emit(page.table.model().index(0, 0))
    assert page.dialog is None
