"""Backups while somebody is signed in: made by themselves, told where one looks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from plexlog.domain.errors import StoreError
from plexlog.services.backups import backup_state
from tests.ui.conftest import PASSWORD, WardClock
from tests.ui.pages.program import Ward, part_of
from ui.settings.backup_page import BackupPage
from ui.shell.backing_up import BackingUp
from ui.shell.status_line import StatusEntry
from ui.shell.window import Opened
from ui.signin.centred_card import CentredCard
from ui.tasks import InlineTasks
from ui.today.today_screen import TodayScreen
from ui.widgets.buttons import ActionButton


def backing_up(ward: Ward) -> BackingUp:
    assert ward.program.chairs is not None
    return ward.program.chairs.backing_up


def board(ward: Ward) -> TodayScreen:
    assert ward.program.window is not None
    page = ward.program.window.page
    assert isinstance(page, TodayScreen)
    return page


def fill(page: BackupPage, **filled: str) -> None:
    """Fill the boxes of the dialog and give it."""
    assert page.dialog is not None
    for field in page.dialog.fields:
        field.set_text(filled[field.code])
    part_of(page.dialog, ActionButton, "give").click()


def kept(ward: Ward) -> int:
    assert ward.program.window is not None
    return len(backup_state(ward.program.window.desk).all)


def test_the_first_minute_makes_one_and_the_status_line_says_when(
    ward: Ward, clock: WardClock
) -> None:
    assert backing_up(ward).entry.words == "no backup yet"

    backing_up(ward).look()

    assert backing_up(ward).entry.words == f"backup {clock.now().clock} ok"
    backing_up(ward).look()
    assert kept(ward) == 1


def test_an_hour_later_one_follows_only_where_something_is_new(
    ward: Ward, clock: WardClock
) -> None:
    backing_up(ward).look()
    clock.pass_minutes(120)
    backing_up(ward).look()
    assert kept(ward) == 1

    assert ward.program.window is not None
    ward.program.window.desk.store.set_backup_folder("", "looked at")
    clock.pass_minutes(1)
    backing_up(ward).look()

    assert kept(ward) == 2


def test_an_overdue_one_stands_on_the_board_with_what_makes_it(
    ward: Ward, clock: WardClock, qtbot: QtBot
) -> None:
    assert board(ward).overdue_backup == ""
    clock.pass_minutes(3 * 24 * 60)
    backing_up(ward).start()
    assert board(ward).overdue_backup.startswith("There is no backup of this unit yet.")
    assert backing_up(ward).entry.severity == "ask"

    with qtbot.waitSignal(backing_up(ward).said) as said:
        board(ward).backup_wanted.emit()

    assert said.args == ["Backup made and checked", "circle-check"]
    assert board(ward).overdue_backup == ""
    clock.pass_minutes(24 * 60)
    assert ward.program.window is not None
    ward.program.window.desk.store.set_backup_folder("", "looked at")
    clock.pass_minutes(60)
    ward.program.window.open_today()
    backing_up(ward).start()
    assert board(ward).overdue_backup.startswith("The last good backup is of 20")


def test_one_that_fails_is_told_and_the_next_one_that_is_made_takes_that_back(
    ward: Ward, unit: Path, qtbot: QtBot
) -> None:
    folder = unit.parent / "backups"
    folder.write_text("in the way")

    with qtbot.waitSignal(backing_up(ward).said) as said:
        backing_up(ward).make()

    assert said.args is not None
    assert said.args[0].startswith("No backup could be made in")
    assert (backing_up(ward).entry.words, backing_up(ward).entry.severity) == (
        "backup failed",
        "ask",
    )
    folder.unlink()
    backing_up(ward).look()
    assert backing_up(ward).entry.severity == ""


def test_a_folder_on_a_disk_that_is_away_is_told_at_once_and_no_more_when_it_is_back(
    ward: Ward, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    assert ward.program.window is not None
    ward.program.window.desk.store.set_backup_folder(str(drive), "outside disk")
    backing_up(ward).look()
    assert backing_up(ward).entry.severity == ""
    drive.rename(tmp_path / "away")

    backing_up(ward).look()

    assert backing_up(ward).entry == StatusEntry("backup folder not there", "ask")
    assert board(ward).overdue_backup.startswith(f"The backup folder {drive} is not there")
    backing_up(ward).make()
    assert not drive.exists()
    (tmp_path / "away").rename(drive)
    backing_up(ward).look()
    assert backing_up(ward).entry.severity == ""
    assert board(ward).overdue_backup == ""


def test_while_one_is_made_no_other_begins(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    monkeypatch.setattr(InlineTasks, "run", lambda _tasks, work, *_then: begun.append(work))

    backing_up(ward).look()
    backing_up(ward).look()
    backing_up(ward).make()

    assert len(begun) == 1


@pytest.mark.parametrize("error", [None, StoreError("The disk is full.")])
def test_one_that_is_ready_after_another_has_signed_in_tells_nobody(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, error: StoreError | None
) -> None:
    then: list[Callable[[Any], None]] = []
    monkeypatch.setattr(InlineTasks, "run", lambda _tasks, _work, *both: then.extend(both))
    assert ward.program.window is not None
    gone = BackingUp(ward.program.window.desk, InlineTasks())
    gone.make()
    delete(gone)

    then[0 if error is None else 1](error)


def test_at_the_end_what_came_since_is_backed_up(ward: Ward, unit: Path) -> None:
    ward.program.back_up()
    assert kept(ward) == 1
    ward.program.back_up()
    assert kept(ward) == 1
    shutil.rmtree(unit.parent / "backups")
    (unit.parent / "backups").write_text("in the way")

    ward.program.back_up()  # the program ends all the same


def test_nothing_is_backed_up_where_nobody_signed_in(ward: Ward) -> None:
    ward.program.lock()
    ward.program.close()

    ward.program.back_up()


def test_going_back_closes_all_windows_and_one_signs_in_to_the_backup(
    ward: Ward, unit: Path, clock: WardClock, dressed: QApplication
) -> None:
    program = ward.program
    assert program.window is not None
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the sign-in page is gone
    backing_up(ward).look()
    made = backup_state(program.window.desk).last
    assert made is not None
    clock.pass_minutes(5)
    program.window.desk.store.set_backup_folder("", "came later")
    program.window.open(Opened("setup", "backups"))
    page = part_of(ward.page, BackupPage, "")
    part_of(page, ActionButton, "look_into").click()
    fill(page, own=PASSWORD)
    assert "1 change made after" in page.told[1]

    part_of(page, ActionButton, "go_back").click()
    fill(page, own=PASSWORD, why="looked at")
    for _turn in range(3):
        dressed.processEvents()

    assert (
        "The former one is kept as unit.plexlog.before-restore-" in ward.shown(CentredCard).message
    )
    ward.sign_in()
    assert program.window is not None
    assert len(list(unit.parent.glob("unit.plexlog.before-restore-*Z"))) == 1
    assert program.window.desk.store.verify() == []


def test_a_backup_that_cannot_take_its_place_leaves_the_record_and_says_why(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, dressed: QApplication
) -> None:
    def refuse(*_given: object) -> None:
        raise StoreError("It could not take its place.")

    monkeypatch.setattr("plexlog.house.restore_backup", refuse)

    ward.program._outside().go_back(None, PASSWORD, "why")  # noqa: SLF001 - as a page is handed it
    dressed.processEvents()

    assert ward.shown(CentredCard).message == "It could not take its place."
    ward.sign_in()
