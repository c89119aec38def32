"""Signing in: which people there are, whether the password opens the record, and what if not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import AccessError, PlexlogError
from plexlog.domain.language import gettext as _
from ui.signin.door import Door
from ui.tasks import Tasks


class SignInPresenter(QObject):
    """Presenter of the sign-in page; the key is derived on the worker."""

    people_known = Signal(object)  # the logins, as a tuple
    busy_changed = Signal(bool)
    password_refused = Signal(str)  # a sentence: try again
    failed = Signal(str)  # a sentence: the record cannot be opened
    opened = Signal(object, str)  # the desk, the login that opened it

    def __init__(self, door: Door, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._tasks = tasks
        self._is_busy = False

    @Slot()
    def load(self) -> None:
        """Find out who can sign in."""
        self._tasks.run(self._door.logins, self._on_people, self._on_failed)

    @Slot(str, str)
    def sign_in(self, login: str, password: str) -> None:
        """Open the record for somebody."""
        if self._is_busy:
            return
        if not login.strip():
            self.failed.emit(_("Enter your login."))
            return
        if not password:
            self.password_refused.emit(_("Enter your password."))
            return
        self._set_busy(is_busy=True)
        work = partial(self._door.unlock, login.strip(), password)
        self._tasks.run(work, partial(self._on_unlocked, login.strip()), self._on_failed)

    def _on_people(self, logins: Sequence[str]) -> None:
        self.people_known.emit(tuple(logins))

    def _on_unlocked(self, login: str, unlocked: object) -> None:
        self._set_busy(is_busy=False)
        try:
            desk = self._door.enter(login, unlocked)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return
        self.opened.emit(desk, login)

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, AccessError):
            self.password_refused.emit(str(error))
        elif isinstance(error, PlexlogError):
            self.failed.emit(str(error))
        else:
            raise error

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)
