"""A password was lost: a new one by the printed recovery key, and what if that is not possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import AccessError, PlexlogError
from plexlog.domain.language import gettext as _
from ui.signin.door import Door
from ui.signin.first_start_presenter import wrong_passwords
from ui.tasks import Tasks


class RecoveryPresenter(QObject):
    """Presenter of the recovery page; the keys are made on the worker."""

    people_known = Signal(object)  # the logins, as a tuple
    refused = Signal(str, str)  # code of the box, sentence
    failed = Signal(str)  # a sentence: nothing was changed
    busy_changed = Signal(bool)
    recovered = Signal(str, str)  # the login, the new password

    def __init__(self, door: Door, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._tasks = tasks

    @Slot()
    def load(self) -> None:
        """Find out who can sign in."""
        self._tasks.run(self._door.logins, self._on_people, self._on_failed)

    @Slot(object)
    def recover(self, given: Mapping[str, str]) -> None:
        """Set the new password; what is wrong is told box by box."""
        wrong = wrong_passwords(given)
        if not given["recovery_key"].strip():
            wrong = {"recovery_key": _("Type the key as it was printed."), **wrong}
        for code, sentence in wrong.items():
            self.refused.emit(code, sentence)
        if wrong:
            return
        login, password = given["people"], given["password"]
        self.busy_changed.emit(True)
        self._tasks.run(
            partial(self._door.recover, given["recovery_key"], login, password),
            partial(self._on_recovered, login, password),
            self._on_failed,
        )

    def _on_people(self, logins: Sequence[str]) -> None:
        self.people_known.emit(tuple(logins))

    def _on_recovered(self, login: str, password: str, _done: None) -> None:
        self.busy_changed.emit(False)
        self.recovered.emit(login, password)

    def _on_failed(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        if isinstance(error, AccessError):
            self.refused.emit("recovery_key", str(error))
        elif isinstance(error, PlexlogError):
            self.failed.emit(str(error))
        else:
            raise error
