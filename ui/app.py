"""Puts everything together and starts the window.

The first window is painted before the database, the keys or a report library are loaded.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from plexlog import doorstep
from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from ui.bug_net import BugNet
from ui.collecting import collect_seldom
from ui.front_door import FrontDoor, papers_and_exports
from ui.settings.workstation import settings_path
from ui.settings.worn_look import WornLook
from ui.shell.frame import Frame
from ui.shell.idle import IdleWatch
from ui.signin.centred_card import CentredCard, StartScreen
from ui.signin.door import NewUnit
from ui.signin.signin_presenter import SignInPresenter
from ui.signin.signin_screen import SignInScreen
from ui.tasks import Tasks, ThreadTasks
from ui.widgets.fonts import LateFonts, load_first_fonts
from ui.widgets.hidden import empty_hidden

if TYPE_CHECKING:
    from plexlog.domain.backups import Examined
    from plexlog.domain.moments import Clock
    from plexlog.services.desk import Desk
    from ui.shell.chairs import Chairs, Left
    from ui.shell.window import Opened, Window
    from ui.signin.lock_cover import LockCover


class Program(QObject):
    """The program around one unit's file: `start()`, then `frame`, `window` and `page`."""

    signed_in = Signal(object)  # the Desk
    lock_after_changed = Signal(int)  # minutes without a touch; 0 for never
    _taken_over = Signal(str, object)  # the login, what it has unlocked

    def __init__(self, path: Path, clock: Clock | None = None, tasks: Tasks | None = None) -> None:
        super().__init__()
        self._front = FrontDoor(path, clock)
        self._door = self._front.door()
        self._threads = ThreadTasks(self) if tasks is None else None
        self._tasks: Tasks = tasks or self._threads or ThreadTasks(self)
        self._slow = ThreadTasks(self) if tasks is None else None  # what takes minutes
        self.frame = Frame()
        self.window: Window | None = None
        self._page: CentredCard = StartScreen()
        self.chairs: Chairs | None = None
        self._locks: list[LockCover] = []
        self._login = ""
        self._found: NewUnit | None = None
        self.frame.setWindowTitle(_("PlexLog"))
        self.frame.set_person("", "")
        self.frame.show_page(self._page)
        self.frame.lock_requested.connect(self.lock)
        self._idle = IdleWatch(self._front.clock, self)
        self._idle.watch(self.frame)
        self._idle.idle_too_long.connect(self.lock)
        self._taken_over.connect(self._on_taken_over, Qt.ConnectionType.QueuedConnection)

    @property
    def page(self) -> QWidget:
        """The page that is shown, before or after signing in."""
        if self._locks:
            return self._locks[0]
        if self.window is not None and self.window.page is not None:
            return self.window.page
        return self._page

    @property
    def idle(self) -> IdleWatch:
        """Locks when nobody has touched anything for a while."""
        return self._idle

    def set_lock_after(self, minutes: int) -> None:
        """Lock after so many minutes from now on."""
        self._idle.set_minutes(minutes)
        self.lock_after_changed.emit(minutes)

    def start(self) -> None:
        """Show the window with its first page; what takes longer begins once it has been seen."""
        self.begin()
        self.frame.show()

    @Slot()
    def begin(self) -> None:
        """Find out whether there is a unit, and show the page for that."""
        try:
            is_founded = self._door.is_founded()
        except PlexlogError as error:
            self._page.show_message(str(error))
            return
        if is_founded:
            self._show_sign_in()
        else:
            self._show_first_start()

    @Slot()
    def lock(self) -> None:
        """Cover the patient until somebody has signed in again; timers go on."""
        if self.chairs is None or self._locks:
            return
        frames = [window.frame for window in self.chairs.windows]
        cursors = [frame.focusWidget() for frame in frames]  # before what is typed is left
        self.chairs.keep_typed()
        for frame in frames:
            empty_hidden(frame)  # a password that was left half typed is not for who unlocks
        self._cover(dict(zip(frames, cursors, strict=True)))

    def _cover(self, frames: Mapping[Frame, QWidget | None]) -> None:
        """Cover every window; whichever is unlocked, all are."""
        from ui.signin.lock_cover import LockCover  # noqa: PLC0415 - long after the start

        if self.window is None:
            return
        store = self.window.desk.store
        held_by = (store.unit().name, store.me.name, self._login)
        for frame, came_from in frames.items():
            presenter = SignInPresenter(replace(self._door, enter=self._enter_again), self._tasks)
            cover = LockCover(presenter, held_by, frame)
            self._locks.append(cover)
            frame.setWindowTitle(_("PlexLog, locked"))
            presenter.opened.connect(self._on_unlocked)
            cover.cover(came_from)
            if self.chairs is not None:
                cover.follow(self.chairs.refreshed, self.chairs.timers)
            presenter.load()

    def back_up(self) -> None:
        """Before the program ends: a backup of what came since the last one."""
        if self.chairs is not None:
            self.chairs.keep_typed()
            self.chairs.backing_up.make_last()

    def close(self) -> None:
        """Close the record and the window."""
        self._drop_locks()
        self._leave()
        for threads in (self._threads, self._slow):
            if threads is not None:
                threads.close()
        self.frame.close()
        self.frame.deleteLater()

    def _show_first_start(self) -> None:
        from ui.signin.first_start_presenter import (  # noqa: PLC0415 - only where there is none
            FirstStartPresenter,
        )
        from ui.signin.first_start_screen import FirstStartScreen  # noqa: PLC0415

        presenter = FirstStartPresenter(self._door, self._tasks)
        page = FirstStartScreen(presenter)
        presenter.founded.connect(self._on_founded)
        self._show(page, presenter)
        page.focus_first()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        self._page.show_message(str(error))

    @Slot(object, str)
    def _on_founded(self, unit: NewUnit, recovery_key: str) -> None:
        from ui.signin.recovery_key_screen import RecoveryKeyScreen  # noqa: PLC0415 - as above

        self._found = unit
        page = RecoveryKeyScreen(unit.unit, recovery_key)
        page.written_down.connect(self._on_written_down)
        self._show(page)
        page.focus_first()

    @Slot()
    def _on_written_down(self) -> None:
        """The password was just typed twice: no need to ask for it a third time."""
        unit, self._found = self._found, None
        presenter = self._show_sign_in()
        if unit is not None:
            presenter.sign_in(unit.login, unit.password)

    def _show_sign_in(self) -> SignInPresenter:
        presenter = SignInPresenter(self._door, self._tasks)
        page = SignInScreen(presenter)
        presenter.opened.connect(self._on_opened)
        page.painted.connect(self._prepare)
        page.recovery_wanted.connect(self._show_recovery)
        self._show(page, presenter)
        presenter.load()
        page.focus_first()
        return presenter

    @Slot()
    def _show_recovery(self) -> None:
        from ui.signin.recovery_presenter import RecoveryPresenter  # noqa: PLC0415 - seldom
        from ui.signin.recovery_screen import RecoveryScreen  # noqa: PLC0415

        presenter = RecoveryPresenter(self._door, self._tasks)
        page = RecoveryScreen(presenter)
        page.left.connect(self._on_recovery_left)
        presenter.recovered.connect(self._on_recovered)
        self._show(page, presenter)
        presenter.load()
        page.focus_first()

    @Slot()
    def _on_recovery_left(self) -> None:
        self._show_sign_in()

    @Slot(str, str)
    def _on_recovered(self, login: str, password: str) -> None:
        """The new password was just typed twice: no need to ask for it a third time."""
        self._show_sign_in().sign_in(login, password)

    @Slot()
    def _prepare(self) -> None:
        self._tasks.run(self._front.prepare, self._on_prepared, self._on_failed)

    def _on_prepared(self, _done: None) -> None:
        """Nothing to show: whoever signs in waits a little less."""

    @Slot(object, str)
    def _on_opened(self, desk: Desk, login: str) -> None:
        self._login = login
        self._enter(desk)
        self.signed_in.emit(desk)

    def _enter(self, desk: Desk, at: Opened | None = None, left: Left | None = None) -> None:
        from ui.shell.chairs import Chairs  # noqa: PLC0415 - the pages, after signing in

        self.chairs = Chairs(self.frame, desk, self._outside(), left)
        self.chairs.opened.connect(self._idle.watch)
        self.window = self.chairs.main
        former = self._page
        self.chairs.start(at)
        self.frame.drop_page(former)

    def _enter_again(self, login: str, unlocked: Any) -> Any:
        """The same person goes on; somebody else opens the record anew."""
        if self.window is not None and login == self._login:
            return self.window.desk
        at = None if self.window is None else self.window.opened
        left = None if self.chairs is None else self.chairs.as_left()
        self._locks = self._locks[:1]  # the other windows go, and their covers with them
        self._leave()
        self._page = StartScreen()
        self.frame.show_page(self._page)
        desk = self._door.enter(login, unlocked)
        self._enter(desk, at, left)
        return desk

    @Slot(str, object)
    def _on_taken_over(self, login: str, unlocked: object) -> None:
        """Whoever took a session over works on at the same page, as its author from now on."""
        self._enter_again(login, unlocked)
        self._login = login

    @Slot(object, str)
    def _on_unlocked(self, _desk: object, login: str) -> None:
        self._login = login
        self._drop_locks()
        self._idle.touch()
        for window in () if self.chairs is None else self.chairs.windows:
            window.frame.setWindowTitle(window.title())

    def _drop_locks(self) -> None:
        for cover in self._locks:
            cover.uncover()
        self._locks = []

    def _leave(self) -> None:
        if self.chairs is not None and self.window is not None:
            desk = self.window.desk
            self.chairs.close()
            self.chairs.deleteLater()
            self.chairs = self.window = None
            desk.store.close()

    def _show(self, page: CentredCard, presenter: QObject | None = None) -> None:
        if presenter is not None:
            presenter.setParent(page)
        former, self._page = self._page, page
        self.frame.show_page(page)
        self.frame.drop_page(former)

    def _outside(self) -> Any:
        from ui.shell.outside import Outside  # noqa: PLC0415

        return Outside(
            tasks=self._tasks,
            long_tasks=self._slow or self._tasks,
            demonstrate=self._front.demonstrate,
            take_in=self._front.take_in,
            **papers_and_exports(),
            lock_after=self._idle.minutes,
            set_lock_after=self.set_lock_after,
            prove=self._front.prove,
            unlock=self._front.unlock,
            take_over=self._taken_over.emit,
            examine_backup=partial(self._front.examine_backup, self._login),
            go_back=self._go_back,
        )

    def _go_back(self, examined: Examined, password: str, why: str) -> None:
        """Once the page that asks is done: close the record, put the backup in its place."""

        def act() -> None:
            self._leave()
            self._page = StartScreen()  # the sign-in page of before is long gone
            self.frame.show_page(self._page)
            try:
                aside = self._front.go_back(self._login, examined, password, why)
            except PlexlogError as error:
                said = str(error)
            else:
                words = _("The backup is the record now. The former one is kept as {file}.")
                said = words.format(file=aside.name)
            self._show_sign_in()  # with the people of the record that is there now
            self._page.show_message(said)

        QTimer.singleShot(0, self, act)


def main(argv: Sequence[str] | None = None) -> int:
    """Start the window and stay until it is closed."""
    given = _arguments(sys.argv[1:] if argv is None else argv)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("PlexLog")
    load_first_fonts()
    program, settings = _asked_for(given)
    look = WornLook(app, settings)
    net = BugNet(program.frame)
    net.hang_up()
    program.frame.theme_toggled.connect(look.toggle)
    program.idle.set_minutes(look.settings.lock_after_min)
    program.lock_after_changed.connect(look.keep_lock_after)
    collector = collect_seldom(app)
    fonts = LateFonts(app)
    program.start()
    fonts.start()
    status = app.exec()
    look.keep_folder()
    net.take_down()
    program.back_up()
    program.close()
    collector.stop()
    return status


def _asked_for(given: argparse.Namespace) -> tuple[Program, Path]:
    """The program for the unit's file or for the demonstration, and where its settings lie."""
    if not given.demo:
        return Program(given.db or doorstep.default_path()), settings_path()
    from ui.demonstration import Demonstration  # noqa: PLC0415 - it knows this module

    path = doorstep.demo_path()
    return Demonstration(path), path.parents[1] / "settings.toml"


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plexlog-window", description="The window of PlexLog.")
    record = parser.add_mutually_exclusive_group()
    record.add_argument("--db", type=Path, help="the unit's file")
    record.add_argument(
        "--demo", action="store_true", help="a unit of invented patients, made anew"
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
