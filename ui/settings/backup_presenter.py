"""Backups in Setup: those there are, making one, looking into one, going back to one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from plexlog.domain.backups import Backup, Examined
from plexlog.domain.errors import AccessError, PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.domain.roles import Act
from plexlog.services.backups import (
    BackupRefusedError,
    backup_state,
    backup_work,
    choose_folder,
)
from plexlog.services.desk import Desk
from plexlog.services.staff import why_not
from ui.settings.tools import SetupTools

Given = Mapping[str, str]


class BackupPresenter(QObject):
    """Presenter of the backups; making one and looking into one are done beside the window."""

    listed = Signal(object, object)  # the BackupState, and the time now
    begun = Signal(str)  # what is being done
    ended = Signal()
    refused = Signal(str, str)  # code of the box, sentence
    changed = Signal(str)  # what is now, in words
    failed = Signal(str)
    examined = Signal(object)  # the Examined

    def __init__(self, desk: Desk, tools: SetupTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tools = tools

    @property
    def why_fixed(self) -> str:
        """Why whoever is signed in may not look after backups; empty where they may."""
        return why_not(self._desk, Act.BACKUPS)

    @Slot()
    def refresh(self) -> None:
        """List them as they are now."""
        self.listed.emit(backup_state(self._desk), self._desk.now())

    @Slot()
    def make(self) -> None:
        """Make one now."""
        self.begun.emit(_("A backup is being made and checked…"))
        self._tools.tasks.run(backup_work(self._desk).work, self._on_made, self._on_failed)

    @Slot(str, str, object)
    def take(self, kind: str, file: str, given: Given) -> None:
        """Do what a dialog was given for; a refusal names its box."""
        try:
            if kind == "folder":
                choose_folder(self._desk, given["folder"], given["why"])
                self.refresh()
                self.changed.emit(_("Backups go there from now on"))
            elif kind == "look":
                self._tools.prove(given["own"])
                self.changed.emit("")  # the dialog is done; what is found is told below
                self._look(Path(file), given["own"])
        except PlexlogError as error:
            self.refused.emit(_place(error), str(error))

    def go_back(self, examined: Examined, given: Given) -> None:
        """Let the backup be the record; this window closes, and one signs in anew."""
        why = " ".join(given["why"].split())
        if not why:
            self.refused.emit("why", _("Say why; it stands in the history."))
            return
        try:
            self._tools.prove(given["own"])
        except PlexlogError as error:
            self.refused.emit("own", str(error))
            return
        self.changed.emit("")
        self._tools.go_back(examined, given["own"], why)

    def _look(self, backup: Path, password: str) -> None:
        self.begun.emit(_("The backup is being opened and verified…"))

        def work() -> Examined:
            return self._tools.examine_backup(backup, password)

        self._tools.tasks.run(work, self._on_examined, self._on_failed)

    def _on_examined(self, examined: Examined) -> None:
        if isValid(self):
            self.ended.emit()
            self.examined.emit(examined)

    def _on_made(self, _made: Backup) -> None:
        if isValid(self):
            self.ended.emit()
            self.refresh()
            self.changed.emit(_("Backup made and checked"))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        if isValid(self):
            self.ended.emit()
            self.failed.emit(str(error))


def _place(error: PlexlogError) -> str:
    """The box that a refusal is about; empty where it is about none."""
    if isinstance(error, AccessError):
        return "own"
    return error.place if isinstance(error, BackupRefusedError) else ""
